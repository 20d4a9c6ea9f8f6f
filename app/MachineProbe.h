#pragma once
// probeMachine: tries, in a child process, each thing that the engine will ask of the kernel, by really doing it.
// Settings say too little: Ubuntu 24.04 lets unshare(CLONE_NEWUSER) succeed and refuses what comes after it.

#include <array>
#include <cstddef>

namespace lab {

enum class ProbeStep {
    UserNamespace, ///< unshare(CLONE_NEWUSER)
    IdMap, ///< setgroups, uid_map and gid_map
    NetworkNamespace, ///< unshare(CLONE_NEWNET)
    PidNamespace, ///< clone(CLONE_NEWPID | CLONE_NEWNS)
    PacketSocket, ///< socket(AF_PACKET) and bind in that network namespace
    Veth, ///< RTM_NEWLINK of a veth pair there
    Ptrace, ///< PTRACE_SEIZE of a child
    Seccomp, ///< a filter, with SECCOMP_RET_TRACE known
    Count
};

struct ProbeReport
{
    static constexpr int notTried = -1;

    std::array<int, static_cast<std::size_t>(ProbeStep::Count)> errnum; ///< 0: works; notTried; else errno(3)

    int& at(ProbeStep step) { return errnum[static_cast<std::size_t>(step)]; }

    int at(ProbeStep step) const { return errnum[static_cast<std::size_t>(step)]; }
};

/// Takes some milliseconds, at most five seconds; leaves nothing behind.
ProbeReport probeMachine();

} // namespace lab
