#pragma once
// ProcSockets: which processes there are, and which sockets one has, as /proc tells it (proc(5)). It looks and changes nothing.

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lab {

/// A descriptor that is a socket, of whichever kind.
struct ProcSocket
{
    int fd = -1;
    std::uint64_t inode = 0; ///< of "socket:[4711]"; sock_diag(7) gives the same

    friend bool operator==(const ProcSocket&, const ProcSocket&) = default;
};

/// In order of their numbers.
std::vector<pid_t> processesNow();

/// Ascending fd. Empty too where there is no such process, or where its descriptors are not to be read.
std::vector<ProcSocket> socketsHeldBy(pid_t pid);

} // namespace lab
