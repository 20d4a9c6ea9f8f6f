#pragma once
// Engine: one lab. Owns the two hosts, the wire between them, the tracer and the observers, and runs them in one thread
// and one epoll loop, pinned to one CPU (a ptrace stop costs 7 µs there and 80-150 µs across CPUs, measured). Commands
// come in on standard input, the journal goes out on standard output; end of input ends the lab.
//
// Settling: commands are carried out one after the other; each is answered when the packet sockets are drained and every
// thread is stopped by us, asleep or gone. Injection is synchronous in the kernel, so there is nothing to wait for by time.

#include "model/command/Command.h"
#include "model/engine/Cage.h"
#include "model/engine/CommandInput.h"
#include "model/engine/FrameBudget.h"
#include "model/engine/Host.h"
#include "model/engine/JournalWriter.h"
#include "model/engine/LocalhostBridge.h"
#include "model/engine/Loopback.h"
#include "model/engine/Observer.h"
#include "model/engine/ProgramInputs.h"
#include "model/engine/SampleBudget.h"
#include "model/engine/Tracer.h"
#include "model/engine/Wire.h"
#include "model/engine/WirePort.h"

#include <array>
#include <deque>
#include <memory>

namespace lab {

struct EngineConfig
{
    std::string lesson;
    std::string journalFile;
    std::string actorProgram;
    int input = 0, output = 1;
};

class Engine
{
public:
    explicit Engine(const EngineConfig& config); ///< makes the lab; throws SystemError naming the step refused
    ~Engine();

    /// Until the end of input, `lab: end`, SIGTERM or SIGINT.
    void run();

private:
    struct Verb
    {
        const char* target; ///< "lab", "wire", or "*" for a program
        const char* verb; ///< "*": a call
        Status (Engine::*carryOut)(const Command&);
    };
    static const Verb verbs[];

    // Commands (EngineCommands.cpp, EngineWireCommands.cpp)
    Status carryOut(const std::string& line);
    Status labActor(const Command&);
    Status labProgram(const Command&);
    Status labSysctl(const Command&);
    Status labAlias(const Command&);
    Status labLocalhost(const Command&);
    Status labRetransmissions(const Command&);
    Status labStops(const Command&);
    Status labKeep(const Command&);
    Status labNote(const Command&);
    Status labNothing(const Command&);
    Status labPause(const Command&);
    Status labResume(const Command&);
    Status labEnd(const Command&);
    Status wireMode(const Command&);
    Status wireLink(const Command&);
    Status wirePacket(const Command&);
    Status wireInject(const Command&);
    Status actorStops(const Command&);
    Status actorStep(const Command&);
    Status actorRun(const Command&);
    Status actorInject(const Command&);
    Status actorSignal(const Command&);
    Status actorKill(const Command&);
    Status actorRestart(const Command&);
    Status actorType(const Command&);
    Status actorEof(const Command&);
    Status actorCall(const Command&);

    // The wire (EngineWire.cpp)
    struct Delivery
    {
        PacketId packet = 0;
        HostId to = HostId::Client;
        ByteView frame;
    };

    struct OpenCall
    {
        CallId call = 0;
        ActorId actor = 0;
        HostId host = HostId::Client;
    };

    bool pumpWire(); ///< true: a host had sent something
    void take(HostId from, const WirePort::Frame& frame);
    void deliver();
    std::size_t inject(HostId to, std::size_t first, std::size_t count);
    void admitLosses();
    void carryOut(std::vector<WireDecision> decisions);
    void sample(HostId host, bool counters);
    void sampleIfAffordable(HostId host, Timestamp start);

    // The loop
    void turn();
    void nextCommands();
    void waitForNews();
    int waitTime() const;
    void setArrivalTimer();
    bool standingStill() const { return m_paused || m_behind; }
    bool atRest() const;

    void happened(const EventBody& body);
    void flush();
    void flushIfDue();
    void noteTables(const CallEntered& call, HostId host);
    std::vector<OpenCall>::iterator openCall(CallId call);
    Timestamp now() const;
    Host& host(HostId id) { return *m_hosts[static_cast<std::size_t>(id)]; }
    Observer& observer(HostId id) { return *m_observers[static_cast<std::size_t>(id)]; }

    EngineConfig m_config;
    std::int64_t m_zero = 0;
    std::unique_ptr<JournalWriter> m_journal;
    std::unique_ptr<Cage> m_cage;
    std::array<std::unique_ptr<Host>, hostCount> m_hosts;
    std::array<std::unique_ptr<WirePort>, hostCount> m_ports;
    std::array<std::unique_ptr<Observer>, hostCount> m_observers;
    std::unique_ptr<Tracer> m_tracer;
    Wire m_wire;
    FrameBudget m_frameBudget;
    UniqueFd m_epoll, m_signals, m_flushTimer, m_arrivalTimer;
    std::map<int, std::uint32_t> m_watched; ///< fd → events that epoll was last told to wait for

    CommandInput m_commands;
    CommandId m_lastCommand = 0;
    bool m_commandRunning = false, m_ended = false, m_paused = false;
    bool m_behind = false; ///< the reader of the journal is slower than the lab
    Timestamp m_pausedAt, m_commandAt;
    std::optional<Timestamp> m_arrivalTimerAt; ///< what m_arrivalTimer was last set to
    bool m_saidFiltered = false;
    bool m_quiet = true;
    bool m_kernelMoved = true; ///< something since the last settling may have changed the kernel's tables
    std::optional<Timestamp> m_restlessSince; ///< some thread has been running all the time since then
    std::map<ActorId, HostId> m_actorHosts;
    std::vector<OpenCall> m_openCalls; ///< one a thread: few, and no allocation at each call
    SampleBudget m_sampling;
    std::vector<Delivery> m_toDeliver;
    std::vector<ByteView> m_injecting;
    ProgramInputs m_inputs;
    LocalhostBridge m_localhost;
    std::deque<Bytes> m_rewritten, m_answers; ///< frames of one burst that are not as they came, and that do not go so
    bool m_saidLocalhost = false, m_saidLoopback = false;
    std::array<std::unique_ptr<Loopback>, hostCount> m_loops; ///< where `lab: localhost loopback` was given
    bool m_urgent = false; ///< somebody waits for what is in the journal's buffer
    bool m_flushTimerSet = false;
    Timestamp m_flushedAt;
};

} // namespace lab
