#pragma once
// Tracer: follows every program of the lab with ptrace(2) and seccomp: stops before and after each call of CallTable,
// says what was asked and answered, and which threads are blocked in what. Built-in actors are told their next call here
// (ActorProtocol.h); otherwise they are programs like any other.
//
// A blocked thread is never interrupted: PTRACE_INTERRUPT and SIGSTOP make epoll_wait and timed calls return a false
// EINTR (measured). Whether it sleeps is read from /proc/PID/task/TID/stat.
//
// A tracer without a cage only watches a program that runs already (TracerWatch.cpp): it holds, changes and ends nothing.

#include "model/engine/FrameBudget.h"
#include "model/engine/Launcher.h"
#include "model/engine/ProgramOutputs.h"
#include "model/engine/Traced.h"

#include <deque>
#include <functional>
#include <memory>
#include <set>

namespace lab {

class Tracer
{
public:
    using Happened = std::function<void(const EventBody&)>;

    Tracer(const Cage& cage, std::string actorProgram, Happened happened);
    explicit Tracer(Happened happened); ///< only watches
    ~Tracer(); ///< kills what still runs, but not what was only watched

    /// Attaches to a program that runs outside of any lab. Each of its threads is interrupted once: a call that it was
    /// blocked in is made again by the kernel, or fails with EINTR (signal(7)). The error says why not.
    Status watch(pid_t pid, const std::string& name, std::string commandLine);
    /// Their descriptors again, for a journal that has missed something.
    void tellDescriptors();
    void readDescriptorsAgain(); ///< and tells those that changed unseen

    /// Starts a built-in actor, with these capabilities (grantableCapability()). The error says why not.
    Status startActor(const std::string& name, const Host& host, const std::vector<int>& capabilities = {});
    /// Starts a learner's program; what it writes becomes events.
    Status startProgram(const std::string& name, const Host& host, LaunchSpec spec);
    Status restart(const std::string& name);
    Status signal(const std::string& name, int signal);

    /// `target` is NAME or NAME/THREAD. The actor's thread must be idle.
    Status perform(const std::string& target, const Command& command);

    // Stops (TracerStops.cpp). Target: NAME/THREAD, or NAME for the thread of it that has stood longest.
    Status setStops(const std::string& name, StopRules rules); ///< name empty: of every program
    Status step(const std::string& target, bool stopAfter); ///< goes on; stopAfter: to the call's return
    Status runOn(const std::string& target, bool untilBlocked); ///< without stops
    /// `inject errno=NAME | bytes=N | delay=TIME` to the call that the target stands before. `now`: the engine's ns.
    Status inject(const std::string& target, const Command& command, std::int64_t now);
    std::optional<std::int64_t> nextDue() const; ///< when a delayed call goes on, the engine's ns
    void letGoWhatIsDue(std::int64_t now);

    /// So many bytes of each learner's program's call buffers are journalled, then the first 256 of each.
    void setKeepBytes(std::uint64_t bytes) { m_keepBytes = bytes; }

    /// Everything that stands before a call only because of a pause goes on.
    void setPaused(bool on);

    /// Takes every state change that the kernel has for us. True if there was any.
    bool reap();
    /// Looks which threads sleep. True if one was found newly blocked. Those known to be blocked are looked at again
    /// only if `blockedToo`: to be sure that none was woken, before a command is called settled.
    bool look(bool blockedToo);
    /// Every thread is stopped by us, blocked, asleep or gone (by the last reap() and look()).
    bool quiet() const;
    /// The same, but learners' programs may be running in their own code.
    bool quietButForComputing() const;

    /// Tells what programs have written, true if anything. reap() does so where it can tell that one wrote: before the
    /// next stop of a thread that made a call on something else than a socket, and before an end.
    bool readOutputs() { return m_outputs.read(m_happened); }

    int outputsFd() const { return m_outputs.fd(); } ///< readable: readOutputs() has something

    const TracedProcess* process(std::string_view name) const; ///< that runs; nullptr: none
    bool empty() const { return m_processes.empty(); }

private:
    TracedProcess& addProcess(pid_t pid, const std::string& name, HostId host, bool builtIn);
    TracedThread* threadOf(pid_t tid);
    static Tracee traceeOf(const TracedThread& thread);
    void stopForkBomb();
    void adoptOrphans();
    bool watchesOnly() const { return m_cage == nullptr; }
    Status seize(TracedProcess& process);
    void onInterrupted(TracedThread& thread);
    void onWatchedCall(TracedThread& thread);
    void endHandler(TracedThread& thread, std::uint64_t stack);
    void meetCall(TracedThread& thread, const CallMet& met);
    bool refuseEscape(TracedThread& thread, bool foreign, long number, std::uint64_t firstArgument);
    void sayOnce(const char* code, const TracedProcess& process);
    void sayIfSourceChanged(TracedProcess& process, const SourcePlace& place);
    void cutToAffordable(TracedProcess& process, Arguments& captured);
    void onExecutedAgain(TracedThread& thread);
    void deliverInterruption(TracedThread& thread, int signal);
    void onHandlerEntered(TracedThread& thread);
    bool concernsNoSocket(const TracedThread& thread, const CallRow& row, const std::uint64_t (&raw)[6]) const;
    TracedThread* findThread(const std::string& target, Status& status);
    void onStop(TracedThread& thread, int status);
    void onExecuted(TracedThread& thread);
    void onCallEntry(TracedThread& thread);
    void onCallExit(TracedThread& thread);
    void onNewTask(TracedThread& parent);
    void onNewProcess(pid_t pid, const TracedProcess& parent);
    void onGone(pid_t tid, int status);
    void enterCall(TracedThread& thread, const CallRow& row, const std::uint64_t (&raw)[6]);
    void goOn(TracedThread& thread, int signal = 0);
    void goIntoCall(TracedThread& thread);
    TracedProcess* processCalled(std::string_view name) const;
    Result<TracedProcess*> running(const std::string& name) const; ///< the error is the sentence for a person
    const StopRules& rulesOf(const TracedProcess& process) const;
    bool stopsBefore(const TracedThread& thread) const;
    void stop(TracedThread& thread, bool returned);
    void sayStack(TracedThread& thread);
    void leaveStop(TracedThread& thread);
    void goOnEverywhere(const std::string& name);
    TracedThread* standing(const std::string& target);
    Status injectErrno(TracedThread& thread, const std::string& name);
    Status injectLength(TracedThread& thread, const std::string& text);
    void instruct(TracedThread& thread);
    void listDescriptors(TracedThread& thread);
    void refreshDescriptors(TracedProcess& process, std::int64_t changed = DescriptorTable::anyOf);

    const Cage* m_cage = nullptr; ///< nullptr: only watches
    std::optional<Launcher> m_launcher; ///< as there is a cage
    std::string m_actorProgram;
    Happened m_happened;
    ProgramOutputs m_outputs;
    std::set<std::string> m_said; ///< notices that are given once in a lab
    StopRules m_stops; ///< of programs that have none of their own
    std::set<pid_t> m_delayed; ///< threads with a dueAt, and some that had one: few, where all are many
    bool m_paused = false;
    ActorId m_lastActor = 0;
    CallId m_lastCall = 0;
    /// What is told at each call, again and again: their strings and buffers keep their room.
    EventBody m_entered = CallEntered {}, m_returned = CallReturned {};
    std::map<pid_t, std::unique_ptr<TracedProcess>> m_processes; ///< that run
    std::map<pid_t, std::unique_ptr<TracedThread>> m_threads;
    std::set<pid_t> m_orphans; ///< of m_threads: forked, and whose parent has not reported it yet
    std::map<HostId, const Host*> m_hosts;
    /// Built-in ones that are gone: where they were, and their capabilities.
    std::map<std::string, std::pair<HostId, std::vector<int>>> m_formerActors;
    std::uint64_t m_keepBytes = standardKeepBytes;
    std::unique_ptr<TracedProcess> m_lastGone; ///< that has ended last: the parent of those whose own is not known
};

} // namespace lab
