#pragma once
// JournalWriter: events as pcapng bytes to the recording file and to the window's pipe. Never blocks: what the pipe does
// not take waits here, and backlog() tells the engine to stand still. An event is in the file (write(2), no stdio, no
// fsync) before the pipe gets it: a killed engine loses none that anybody was told of.

#include "model/base/UniqueFd.h"
#include "model/journal/JournalCodec.h"

#include <string>

namespace lab {

class JournalWriter
{
public:
    /// `pipe`: made non-blocking here, not owned. `file`: created, truncated; empty: none. Throws SystemError if it
    /// can't be created.
    JournalWriter(int pipe, const std::string& file, std::int64_t wallClockOfZero);

    void append(Timestamp time, const EventBody& body);
    void append(const SentFrame& sent, Timestamp time); ///< a PacketSent

    /// Writes what there is. Returns the errno of a failed recording once (the file then ends with its last whole
    /// event and is left alone), else 0.
    int flush();

    std::size_t events() const { return m_events; } ///< appended so far

    /// Bytes that nobody has yet, neither the file nor the pipe.
    std::size_t fresh() const { return m_fresh.size(); }

    /// Bytes that the reader of the pipe has not taken yet.
    std::size_t backlog() const { return m_waiting.size() - m_taken + m_fresh.size(); }

    /// By more than 4 MB: a lab stands still, a watched program's calls are left out, until the reader has caughtUp().
    bool tooFarBehind() const { return backlog() > 4 * 1024 * 1024; }
    bool caughtUp() const { return backlog() < 256 * 1024; } ///< again

    bool readerGone() const { return m_readerGone; }

    const std::string& file() const { return m_path; }

private:
    int writeFile();
    void writePipe();

    int m_pipe;
    std::string m_path;
    UniqueFd m_file;
    std::uint64_t m_fileLength = 0;
    std::int64_t m_wallClockOfZero;
    Bytes m_fresh; ///< not yet in the file
    Bytes m_waiting; ///< in the file, not yet in the pipe
    std::size_t m_taken = 0, m_events = 0;
    bool m_readerGone = false;
};

} // namespace lab
