#pragma once
// WatchLoop: what the engines without a lab have in common, whatever they watch on this machine: its events go into one
// journal, the kernel's socket tables are read every now and then, and the commands are marks, notes and the end.
//
// It enters no namespace, makes no host and no wire, and sends no packet. No packet of ours tells when a socket's state
// changes, so the tables are read ten times a second (the Observer of a lab never polls), within a SampleBudget.

#include "model/command/Command.h"
#include "model/engine/CommandInput.h"
#include "model/engine/JournalWriter.h"
#include "model/engine/Observer.h"
#include "model/engine/SampleBudget.h"

#include <ctime>
#include <map>
#include <optional>

namespace lab {

class SystemError;

struct WatchConfig
{
    std::string journalFile;
    int input = 0, output = 1;
};

class WatchLoop
{
public:
    virtual ~WatchLoop();
    WatchLoop(const WatchLoop&) = delete;
    WatchLoop& operator=(const WatchLoop&) = delete;

    /// Until the end of input, `lab: end`, SIGTERM or SIGINT, or until nothing is left to be watched.
    void run();

protected:
    /// What a look at the tables costs is taken from `budget`, in the time of `clock`. Throws SystemError.
    WatchLoop(const WatchConfig& config, SampleBudget budget, clockid_t clock);

    void begin(); ///< tells the first events; happens before anything else

    virtual void happened(const EventBody& body); ///< journals it
    virtual void turn() { } ///< what is to be done before the commands are
    virtual void handOn() { flush(); }
    virtual bool hurries() const { return m_journal.fresh() > 0; } ///< something will soon be seen that nobody tells of
    virtual Status carryOut(const Command& command) = 0; ///< one that is no note and not the end
    virtual void looked(const std::vector<EventBody>& changes) = 0; ///< they are journalled
    virtual void cannotLook(const SystemError& why) = 0; ///< a table is not to be read
    virtual void caughtUp() = 0; ///< a reader who was far behind

    Timestamp now() const;
    void look(bool anyway = false); ///< if that is affordable, or anyway
    void flush();

    void end() { m_ended = true; }

private:
    void answerCommands();
    Status carryOutLine(const std::string& line);
    void waitForNews();
    void readSignals();

    WatchConfig m_config;
    std::int64_t m_zero, m_wallClock; ///< of the same moment
    CommandInput m_commands;

protected:
    JournalWriter m_journal;
    std::optional<Observer> m_observer; ///< none: there is nothing to be looked at
    bool m_behind = false; ///< the reader does not keep up …
    Timestamp m_behindSince; ///< … since then
    bool m_idle = false; ///< the last wait brought nothing

private:
    UniqueFd m_signals, m_epoll;
    std::map<int, std::uint32_t> m_watched; ///< fd → events that epoll was last told to wait for
    SampleBudget m_sampling;
    clockid_t m_costs;
    Timestamp m_lookedAt;
    CommandId m_lastCommand = 0;
    bool m_ended = false;
};

} // namespace lab
