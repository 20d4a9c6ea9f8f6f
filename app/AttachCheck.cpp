#include "app/AttachCheck.h"

#include "app/RunningPrograms.h"
#include "model/base/ProcStatus.h"
#include "model/base/UniqueFd.h"
#include "model/calls/CallTable.h"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace lab {

namespace {

std::string nameOfUser(uid_t user)
{
    const passwd* known = ::getpwuid(user);
    return known != nullptr ? known->pw_name : std::to_string(user);
}

/// Field 9 of /proc/PID/stat, PF_KTHREAD of include/linux/sched.h.
bool isKernelThread(pid_t pid)
{
    const std::int64_t flags = statNumber(pid, 9);
    return flags >= 0 && (flags & 0x00200000) != 0;
}

bool hasPtraceCapability()
{
    const std::string text = contentsOf("/proc/self/status");
    const std::size_t at = text.find("\nCapEff:\t");
    return at != std::string::npos && ((std::strtoull(text.c_str() + at + 9, nullptr, 16) >> CAP_SYS_PTRACE) & 1) != 0;
}

/// A receive or send timeout makes its calls fail when they are interrupted (signal(7)).
bool hasTimeout(pid_t pid, int fd)
{
    const UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    const UniqueFd copy(process ? static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), fd, 0)) : -1);
    for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
        timeval value {};
        socklen_t length = sizeof value;
        if (copy && ::getsockopt(copy.get(), SOL_SOCKET, option, &value, &length) == 0
            && (value.tv_sec != 0 || value.tv_usec != 0))
            return true;
    }
    return false;
}

/// signal(7), "Interruption of system calls and library functions by stop signals": these fail, all others go on.
bool failsWhenInterrupted(pid_t pid, long number, int firstArgument)
{
    for (const long each : {SYS_epoll_wait, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_semop, SYS_semtimedop, SYS_rt_sigtimedwait,
                            SYS_io_getevents})
        if (number == each)
            return true;
    const CallRow* row = findCall(static_cast<int>(number));
    return row != nullptr && row->mayBlock && !row->args.empty() && row->args[0].kind == ArgKind::Fd
        && hasTimeout(pid, firstArgument);
}

} // namespace

AttachFacts attachFacts(pid_t pid)
{
    AttachFacts facts;
    facts.pid = pid;
    const char state = stateOf(pid);
    facts.exists = state != 0 && state != 'Z' && state != 'X';
    facts.name = commandNameOf(pid);
    facts.kernelThread = isKernelThread(pid);
    facts.ownFamily = isOwnFamily(pid);
    facts.tracer = std::max<pid_t>(tracerOf(pid), 0);
    facts.tracerName = facts.tracer != 0 ? commandNameOf(facts.tracer) : "";
    facts.owner = static_cast<uid_t>(statusNumber(pid, "Uid"));
    facts.ownerName = nameOfUser(facts.owner);
    facts.self = ::geteuid();
    facts.capable = hasPtraceCapability();
    facts.mayTrace = static_cast<bool>(UniqueFd(::open(("/proc/" + std::to_string(pid) + "/mem").c_str(), O_RDONLY | O_CLOEXEC)));
    facts.scope = std::atoi(contentsOf("/proc/sys/kernel/yama/ptrace_scope").c_str());
    return facts;
}

std::optional<AttachObstacle> attachObstacle(const AttachFacts& facts)
{
    const std::string pid = std::to_string(facts.pid);
    const std::map<std::string, std::string> values {{"pid", pid},
                                                     {"name", facts.name},
                                                     {"user", facts.ownerName},
                                                     {"tracer", facts.tracerName},
                                                     {"tracer-pid", std::to_string(facts.tracer)}};
    const auto because = [&](const char* code) { return AttachObstacle {code, values}; };
    if (!facts.exists)
        return because("gone");
    if (facts.kernelThread)
        return because("kernel-thread");
    if (facts.ownFamily)
        return because("own-family");
    if (facts.tracer != 0)
        return because("traced");
    if (facts.scope >= 3)
        return because("scope-3");
    if (facts.mayTrace)
        return {};
    if (facts.owner != facts.self && !facts.capable)
        return because("other-user");
    if (facts.scope == 2)
        return because("scope-2");
    if (facts.scope == 1)
        return because("scope-1");
    return because("protected");
}

std::vector<Interruption> interruptionsOf(pid_t pid)
{
    std::vector<Interruption> found;
    const std::string folder = "/proc/" + std::to_string(pid) + "/task/";
    DIR* directory = ::opendir(folder.c_str());
    if (directory == nullptr)
        return found;
    while (const dirent* entry = ::readdir(directory)) {
        const auto tid = static_cast<pid_t>(std::atoi(entry->d_name));
        // proc(5): "running", or the call's number (-1: in none), its arguments, the stack pointer and program counter.
        const std::string text = tid > 0 ? contentsOf(folder + entry->d_name + "/syscall") : "";
        char* end = nullptr;
        const long number = std::strtol(text.c_str(), &end, 10);
        if (end == text.c_str() || number < 0)
            continue;
        const CallRow* row = findCall(static_cast<int>(number));
        const auto first = static_cast<int>(std::strtoull(end, nullptr, 16));
        found.push_back({tid, row != nullptr ? std::string(row->name) : "", failsWhenInterrupted(pid, number, first)});
    }
    ::closedir(directory);
    std::sort(found.begin(), found.end(), [](const Interruption& a, const Interruption& b) { return a.tid < b.tid; });
    return found;
}

} // namespace lab
