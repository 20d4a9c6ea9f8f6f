#include "model/engine/Launcher.h"

#include "model/calls/CallTable.h"
#include "model/engine/ActorProtocol.h"
#include "model/engine/SystemCall.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

namespace lab {

namespace {

struct Failure
{
    char what[48];
    int errnum;
};

/// In the child: reports and leaves. Async-signal-safe. vmsplice(2), because write(2) is already traced once the filter
/// is installed, and the tracer is waiting for this report.
[[noreturn]] void giveUp(int report, const char* what)
{
    Failure failure {};
    failure.errnum = errno;
    std::strncpy(failure.what, what, sizeof failure.what - 1);
    const iovec piece {&failure, sizeof failure};
    (void)!::vmsplice(report, &piece, 1, 0);
    ::_exit(127);
}

void dropPrivileges(const std::vector<int>& kept, int report)
{
    // Capabilities over the lab's own namespaces would let a program change its host; none may come back by execve.
    for (int capability = 0; capability <= CAP_LAST_CAP; ++capability)
        if (std::find(kept.begin(), kept.end(), capability) == kept.end())
            ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header {_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct left[_LINUX_CAPABILITY_U32S_3] = {};
    for (const int capability : kept) {
        __user_cap_data_struct& half = left[CAP_TO_INDEX(capability)];
        half.effective = half.permitted = half.inheritable = half.permitted | CAP_TO_MASK(capability);
    }
    if (::syscall(SYS_capset, &header, left) != 0)
        giveUp(report, "capset");
    // Ambient: what an ordinary user keeps through the execve(2) of a program without file capabilities (capabilities(7)).
    for (const int capability : kept)
        if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0)
            giveUp(report, "PR_CAP_AMBIENT_RAISE");
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        giveUp(report, "no_new_privs");
}

/// Memory has no limit here (RLIMIT_AS breaks sanitizers): when the machine has none left, the kernel should take the
/// program that took it, not the engine or the window (proc(5), oom_score_adj; inherited by children).
void offerToOutOfMemory()
{
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    (void)!::write(file, "900", 3);
    ::close(file);
}

void resetSignals()
{
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (int signal = 1; signal < NSIG; ++signal)
        std::signal(signal, SIG_DFL); // SIGPIPE must kill, or lesson "reset-and-broken-pipe" would lie
}

/// TRACE for every call of the table, the actor's own, and what would lead out of the tracer's sight (TracerEscapes.cpp).
/// Calls of another kind than x86-64's (int 0x80, x32) are stopped at, all of them: their numbers mean something else.
std::vector<sock_filter> buildFilter()
{
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
    if (context == nullptr)
        throw SystemError("seccomp_init", ENOMEM);
    // A tree: each call of a program, also one that nobody stops at, is otherwise compared with a hundred numbers.
    int failed = seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (const CallRow& row : callTable())
        if (row.number >= 0)
            failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), row.number, 0);
    failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), static_cast<int>(nextInstructionCall), 0);
    failed |= seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRACE(1));
    // poll() and others go on by this after a stop: restart_syscall(2).
    failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), SYS_restart_syscall, 0);
    for (const int call : {SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_clone3})
        failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), call, 0);
    for (const std::uint64_t flag : {CLONE_NEWUSER, CLONE_NEWNET})
        failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), SYS_unshare, 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
    for (const std::uint64_t flag : {CLONE_NEWUSER, CLONE_NEWNET, CLONE_UNTRACED})
        failed |= seccomp_rule_add(context, SCMP_ACT_TRACE(1), SYS_clone, 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
    const UniqueFd memory(sys("memfd_create", ::memfd_create("socketlab-filter", MFD_CLOEXEC)));
    failed |= seccomp_export_bpf(context, memory.get());
    seccomp_release(context);
    if (failed != 0)
        throw SystemError("building the seccomp filter", EINVAL);
    const auto size = sys("lseek", ::lseek(memory.get(), 0, SEEK_END));
    std::vector<sock_filter> filter(static_cast<std::size_t>(size) / sizeof(sock_filter));
    sys("reading the seccomp filter", ::pread(memory.get(), filter.data(), static_cast<std::size_t>(size), 0));
    return filter;
}

} // namespace

std::optional<int> grantableCapability(std::string_view name)
{
    if (name == "CAP_NET_RAW")
        return CAP_NET_RAW;
    if (name == "CAP_NET_ADMIN")
        return CAP_NET_ADMIN;
    return {};
}

Launcher::Launcher(const Cage& cage) : m_cage(cage), m_filter(buildFilter())
{
    sys("getrlimit", ::getrlimit(RLIMIT_NOFILE, &m_openFiles));
    const rlimit most {m_openFiles.rlim_max, m_openFiles.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &most);
}

Launcher::~Launcher() = default;

void Launcher::runChild(const Host& host, const LaunchSpec& spec, int go, int report)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    char byte = 0;
    if (::read(go, &byte, 1) != 1)
        ::_exit(127); // the engine has gone
    m_cage.joinMounts();
    if (::setns(host.namespaceFd(), CLONE_NEWNET) != 0)
        giveUp(report, "setns(CLONE_NEWNET)");
    const int nothing = ::open("/dev/null", O_RDWR);
    const int given[] {spec.standardInput, spec.standardOutput, spec.standardError};
    for (int stream = 0; stream < 3; ++stream)
        if (::dup2(given[stream] >= 0 ? given[stream] : nothing, stream) < 0)
            giveUp(report, "dup2");
    if (!spec.workingFolder.empty() && ::chdir(spec.workingFolder.c_str()) != 0)
        giveUp(report, "chdir to the working folder");
    const int reportHigh = ::fcntl(report, F_DUPFD_CLOEXEC, 1000);
    ::syscall(SYS_close_range, 3U, static_cast<unsigned>(reportHigh) - 1, 0U);
    ::syscall(SYS_close_range, static_cast<unsigned>(reportHigh) + 1, ~0U, 0U);
    // A process group of its own, in the engine's session: a session of its own would be a scheduling group of its own
    // (sched(7), "The autogroup feature"), and the engine's sched_yield(2) never give it the CPU.
    ::setpgid(0, 0);
    rlimit noCore {0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::setrlimit(RLIMIT_NOFILE, &m_openFiles);
    offerToOutOfMemory();
    resetSignals();
    dropPrivileges(spec.capabilities, reportHigh);
    const sock_fprog program {static_cast<unsigned short>(m_filter.size()), m_filter.data()};
    if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
        giveUp(reportHigh, "seccomp");
    std::vector<char*> arguments;
    for (const std::string& argument : spec.arguments)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    for (const std::string& setting : spec.environment)
        ::putenv(const_cast<char*>(setting.c_str()));
    ::execv(spec.path.c_str(), arguments.data());
    giveUp(reportHigh, "execve");
}

Result<pid_t> Launcher::launch(const Host& host, const LaunchSpec& spec)
{
    int go[2];
    int report[2];
    sys("pipe2", ::pipe2(go, O_CLOEXEC));
    const UniqueFd goRead(go[0]);
    UniqueFd goWrite(go[1]);
    sys("pipe2", ::pipe2(report, O_CLOEXEC));
    const UniqueFd reportRead(report[0]);
    UniqueFd reportWrite(report[1]);
    const pid_t child = sys("fork", ::fork());
    if (child == 0) {
        goWrite.reset();
        runChild(host, spec, goRead.get(), reportWrite.get());
    }
    reportWrite.reset();
    constexpr long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK
        | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD;
    const bool seized = ::ptrace(PTRACE_SEIZE, child, nullptr, options) == 0;
    const int seizeError = errno;
    if (seized)
        (void)!::write(goWrite.get(), "G", 1);
    goWrite.reset();
    if (!seized) {
        ::waitpid(child, nullptr, __WALL);
        return Error {std::string("ptrace refuses to trace the program: ") + std::strerror(seizeError)
                      + "; run `socketlab doctor`"};
    }
    // The pipe closes by itself when execve succeeds (O_CLOEXEC); otherwise it tells what failed.
    Failure failure {};
    const auto length = ::read(reportRead.get(), &failure, sizeof failure);
    if (length == sizeof failure) {
        ::waitpid(child, nullptr, __WALL);
        return Error {"cannot start " + spec.path + ": " + failure.what + ": " + std::strerror(failure.errnum)};
    }
    return child;
}

} // namespace lab
