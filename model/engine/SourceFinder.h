#pragma once
// SourceFinder: which line of whose source a stopped thread calls from: the innermost frame of its stack outside the C
// library, by elfutils' libdwfl (.debug_frame and .eh_frame to unwind, DWARF's line table for file and line). A program
// without debugging information still gets a function's name or an address.

#include "model/journal/Event.h"

#include <memory>
#include <sys/types.h>

namespace lab {

class SourceFinder
{
public:
    explicit SourceFinder(pid_t process); ///< nothing is read before the first find()
    ~SourceFinder();

    SourceFinder(const SourceFinder&) = delete;
    SourceFinder& operator=(const SourceFinder&) = delete;

    /// `tid` is a thread of the process in a ptrace-stop of ours. An empty file: not known.
    SourcePlace find(pid_t tid);

    /// The process has executed another program.
    void forget();

private:
    struct Session; ///< libdwfl's view of the process's memory map
    struct Walk;

    bool open();

    pid_t m_process;
    std::unique_ptr<Session> m_session;
    bool m_failed = false;
};

} // namespace lab
