#pragma once
// LabRun: a real lab for a test: starts the engine, gives commands and waits for each to settle, folds what happened.

#include "app/EngineProcess.h"
#include "model/journal/Journal.h"
#include "model/lab/LabState.h"
#include "tests/support/Patience.h"

#include <functional>
#include <vector>

namespace lab::tests {

class LabRun
{
public:
    explicit LabRun(const EngineOptions& options = {}); ///< throws std::runtime_error if the engine can't start

    /// Gives the command and returns when it is settled. The refusal, or "".
    std::string give(const std::string& line);
    /// Gives several, one after the other; throws at the first refusal.
    void perform(const std::vector<std::string>& lines);
    /// Gives it without waiting.
    void giveOnly(const std::string& line);

    /// Reads on until `condition` holds; false after `milliseconds` (a failure, not a measure of time).
    bool until(const std::function<bool(const LabState&)>& condition, int milliseconds = patienceMs);
    /// Reads until the engine has closed its pipe; its report.
    std::string untilEnded();

    const LabState& state() const { return m_state; }
    const Journal& journal() const { return m_journal; }
    EngineProcess& engine() { return m_engine; }

    std::vector<Event> events() const;
    /// The last return of the named program's first thread; fails the test run if it has made no call.
    CallReturned lastReturn(const std::string& actor, const std::string& thread = "") const;
    /// Names of all packets that crossed or were sent, ARP and the like left out: "client>server SYN".
    std::vector<std::string> packetNames() const;
    /// "LISTEN SYN-RECV": states of a host's sockets in table order.
    std::string states(HostId host) const;

private:
    bool readMore(int milliseconds);

    EngineProcess m_engine;
    Journal m_journal;
    LabState m_state;
    CommandId m_given = 0, m_settled = 0;
    std::vector<std::string> m_refusals; ///< by command number minus one
};

} // namespace lab::tests
