#pragma once
// StraceReader: strace's output (strace -f -ttt -T -yy) as events, one after the other: programs, their calls on sockets, how
// they ended. docs/strace.md says which lines become which events.
//
// What strace does not tell is not made up: no descriptor tables, no states of sockets. A call without -T has its return where
// the next line begins, since strace prints a call in one piece only if nothing came in between.

#include "model/capture/StraceCall.h"
#include "model/capture/StraceSurvey.h"

#include <deque>
#include <memory>

namespace lab {

/// Numbers that never repeat, and names, shared by the files that are read together.
struct StraceNumbers
{
    ActorId actors = 0;
    CallId calls = 0;
    std::set<std::string> names;
};

class StraceReader
{
public:
    struct Timed
    {
        std::int64_t time = 0; ///< ns: since 1970, or from wherever this file's times count
        EventBody body;
    };

    /// `text` is borrowed. Programs on one of `serverPorts` are on the server host, and so are their children.
    StraceReader(std::string_view text, StraceNumbers& numbers, const std::set<std::uint16_t>& serverPorts = {});

    const StraceSurvey& survey() const { return m_survey; }

    /// The next event; nullptr: there is none. Valid until take().
    Timed* peek();
    void take() { m_ready.pop_front(); }

    /// Of all lines so far: those that are no calls on sockets, those that were not understood, and where the first one is.
    std::size_t leftOut() const { return m_leftOut; }

    std::size_t notUnderstood() const { return m_notUnderstood; }

    std::size_t firstNotUnderstood() const { return m_firstBad; }

    std::string_view firstBadLine() const { return m_firstBadText; }

    bool cut() const { return m_cut; } ///< the one line that was not understood is the last one, and has no end

    std::size_t line() const { return m_line; } ///< the last one that was read

    std::size_t partlyRead() const { return m_partlyRead; } ///< calls of which an argument is not read back

    std::size_t backwards() const { return m_backwards; } ///< lines that are earlier than the one before

private:
    enum class Kind : std::uint8_t { Socket, Epoll, WasSocket, Other };

    struct Process
    {
        ActorId actor = 0;
        std::int32_t pid = 0;
        HostId host = HostId::Client;
        std::string name;
        std::shared_ptr<std::map<int, Kind>> descriptors;
        bool exited = false;
    };

    struct Thread
    {
        std::shared_ptr<Process> process;
        CallId open = 0; ///< an unfinished call that is told; 0: none
        std::string_view head; ///< of an unfinished call, told or not: as far as it was printed
        Arguments written; ///< by the kernel, of the open call: told when it returns
        CallId restarting = 0; ///< interrupted by a signal; perhaps it is made again
        std::string restartingName;
    };

    void readLine(std::string_view text);
    void setTime(const StraceLine& line);
    std::int32_t threadOf(const StraceLine& line);
    Thread& thread(std::int32_t tid);
    void startProcess(std::int32_t pid, const Process* parent, bool sharesDescriptors);
    void began(const StraceCallText& call, std::int32_t tid, std::optional<std::int64_t> took);
    void ended(const StraceCallText& call, std::int32_t tid);
    void unfinished(const StraceLine& line, std::int32_t tid);
    void resumed(const StraceLine& line, std::int32_t tid);
    void gone(const StraceLine& line, std::int32_t tid);
    bool concernsSocket(const CallRow& row, const StraceCallText& call, const Process& process) const;
    bool isSocket(std::string_view descriptor, const Process& process) const;
    void follow(const StraceCallText& call, Process& process);
    void made(const StraceCallText& call, std::int32_t tid);
    void tell(std::int64_t time, EventBody body);
    void tellPending(std::int64_t latest);

    std::string_view m_text;
    StraceNumbers& m_numbers;
    StraceSurvey m_survey;
    std::size_t m_at = 0, m_line = 0, m_unfinished = 0;
    std::int64_t m_now = 0, m_days = 0;
    bool m_begun = false, m_cut = false;
    std::deque<Timed> m_ready;
    std::vector<std::pair<std::optional<std::int64_t>, EventBody>> m_pending; ///< wait for the next line's time
    std::map<std::int32_t, Thread> m_threads;
    std::size_t m_leftOut = 0, m_notUnderstood = 0, m_firstBad = 0, m_partlyRead = 0, m_backwards = 0;
    std::string_view m_firstBadText;
};

} // namespace lab
