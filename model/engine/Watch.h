#pragma once
// Watch: the engine without a lab. It attaches to one program that already runs on this machine and tells its socket calls
// and its sockets' states in the same events, until it is told to end or every program watched has ended.
//
// It enters no namespace (in a user namespace of its own the kernel would refuse it every program outside, ptrace(2)),
// makes no host and no wire, sends no packet, and lets nobody hold or change what it watches: the only commands are marks,
// `lab: keep` and the end. Its CPU and its scheduling stay as they are: it shares them with programs that are not ours.
//
// No packet of ours tells when a socket's state changes, so the table is also read every now and then (the Observer of a
// lab never polls). A reader who does not keep up must not make somebody's server stand still: calls are then left out of
// the journal, and their number is told.

#include "model/command/Command.h"
#include "model/engine/CommandInput.h"
#include "model/engine/JournalWriter.h"
#include "model/engine/Observer.h"
#include "model/engine/SampleBudget.h"
#include "model/engine/Tracer.h"
#include "model/engine/WatchedSockets.h"

#include <map>
#include <optional>
#include <stdexcept>

namespace lab {

struct WatchConfig
{
    pid_t pid = 0;
    std::int64_t began = -1; ///< startOf() of the process that is meant; -1: whoever has the number now
    std::string journalFile;
    int input = 0, output = 1;
};

class Watch
{
public:
    explicit Watch(const WatchConfig& config); ///< attaches; throws SystemError, or NotAttached with a sentence

    /// Until the end of input, `lab: end`, SIGTERM, SIGINT, or the end of every program.
    void run();

private:
    void attach();
    void openObserver();
    Timestamp now() const;
    void happened(const EventBody& body);
    bool isLeftOut(const EventBody& body);
    void turn();
    void handOn();
    void answerCommands();
    Status carryOut(const std::string& line);
    void look();
    void flush();
    void waitForNews();

    WatchConfig m_config;
    std::int64_t m_zero, m_wallClock; ///< of the same moment
    CommandInput m_commands;
    JournalWriter m_journal;
    UniqueFd m_signals, m_epoll;
    std::map<int, std::uint32_t> m_watched; ///< fd → events that epoll was last told to wait for
    std::optional<Observer> m_observer; ///< none where the program's network is not to be read
    WatchedSockets m_sockets;
    SampleBudget m_sampling;
    Timestamp m_lookedAt, m_handedOnAt;
    std::optional<Tracer> m_tracer;
    CommandId m_lastCommand = 0;
    bool m_ended = false;
    bool m_idle = false; ///< the last wait brought nothing
    bool m_settledOnce = false; ///< nothing has come for a moment since attaching
    bool m_behind = false; ///< the reader does not keep up
    std::uint64_t m_leftOut = 0; ///< calls, since then
};

/// Why a program cannot be attached to, in a sentence.
class NotAttached : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace lab
