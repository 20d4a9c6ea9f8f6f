#pragma once
// RunningLab: an engine with its two programs started and the wire flowing, for the benches. Takes the journal off the
// engine's hands as a window would, counts, and keeps nothing.

#include "app/EngineProcess.h"
#include "model/journal/JournalCodec.h"

#include <string>

namespace lab::bench {

class RunningLab
{
public:
    explicit RunningLab(const std::string& journalFile); ///< throws std::runtime_error

    /// Sends one command and reads until it is settled. Throws if it was refused.
    void perform(const std::string& line);

    /// Reads what the engine has written so far.
    void drain();

    int fd() const { return m_engine.fd(); } ///< readable: drain()

    pid_t client() const { return m_client; }

    pid_t server() const { return m_server; }

    int cpu() const; ///< that the engine is pinned to

    unsigned long long packets() const { return m_packets; }

    unsigned long long lost() const { return m_lost; } ///< by the lab itself

    unsigned long long callsEntered() const { return m_entered; } ///< of all programs

    unsigned long long callsReturned() const { return m_returned; }

    /// `lab: program NAME …`; reads until it and what it forked have ended. Returns what they printed; throws if one
    /// failed.
    std::string runProgram(const std::string& nameAndRest);

private:
    void waitForBytes();
    void take(const Event& event);

    EngineProcess m_engine;
    JournalDecoder m_decoder;
    pid_t m_client = 0, m_server = 0;
    unsigned long long m_packets = 0, m_lost = 0, m_entered = 0, m_returned = 0;
    std::string m_printed;
    int m_running = 0; ///< programs
    bool m_programFailed = false;
    CommandId m_settled = 0, m_given = 0;
    std::string m_refusal;
};

} // namespace lab::bench
