#pragma once
// Launcher: starts a program on a host, confined and seized by the tracer before its first instruction.
//
// Order matters: the child waits on a pipe, the tracer seizes it with PTRACE_O_EXITKILL in one call (with TRACEME and a
// later option 1-10 % of killed tracers left a survivor behind, measured), says GO, and only then does the child install
// its seccomp filter and execve(2).

#include "model/base/Result.h"
#include "model/engine/Cage.h"
#include "model/engine/Host.h"

#include <optional>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <vector>

struct sock_filter;

namespace lab {

struct LaunchSpec
{
    std::string path; ///< program to execute
    std::vector<std::string> arguments; ///< argv, at least one
    std::vector<std::string> environment; ///< NAME=VALUE, added to what the engine itself was given
    std::string workingFolder; ///< empty: the engine's
    std::vector<int> capabilities; ///< of grantableCapability(); kept through execve(2), over the lab's own namespaces only
    int standardInput = -1, standardOutput = -1, standardError = -1; ///< descriptors it gets as 0, 1, 2; -1: /dev/null
};

/// The number of a capability that a built-in actor may be given: CAP_NET_RAW and CAP_NET_ADMIN, by which a program opens
/// raw sockets and sets TCP_REPAIR. Nothing for any other name.
std::optional<int> grantableCapability(std::string_view name);

class Launcher
{
public:
    /// From here on this process may open as many files as it is ever allowed: it keeps some open for each thread that it
    /// traces. Programs get the limit that it had.
    explicit Launcher(const Cage& cage);
    ~Launcher();

    /// The process id of the seized child, which will report a PTRACE_EVENT_EXEC stop; or why it could not start.
    Result<pid_t> launch(const Host& host, const LaunchSpec& spec);

private:
    [[noreturn]] void runChild(const Host& host, const LaunchSpec& spec, int go, int report);

    const Cage& m_cage;
    std::vector<sock_filter> m_filter;
    rlimit m_openFiles {}; ///< of programs
};

} // namespace lab
