// Tracer, a program that runs outside of any lab and is only watched. It was not started by us, so it has no filter: it is
// stopped at every system call, before and after, and goes on at once. It has not asked for us either: nothing is held,
// refused or changed, and it runs on when this process ends, however that ends:
//
// - no PTRACE_O_EXITKILL, and no single step, whose trap flag a killed tracer would leave behind;
// - a stop that a killed tracer leaves is taken for no signal, thanks to PTRACE_O_TRACESYSGOOD (0x80 | SIGTRAP is none).

#include "model/base/ProcStatus.h"
#include "model/engine/TraceeMemory.h"
#include "model/engine/Tracer.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <dirent.h>
#include <linux/audit.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <ucontext.h>

namespace lab {

namespace {

/// In the order in which they were made, mostly.
std::set<pid_t> threadsOf(pid_t pid)
{
    std::set<pid_t> threads;
    DIR* folder = ::opendir(("/proc/" + std::to_string(pid) + "/task").c_str());
    if (folder == nullptr)
        return threads;
    while (const dirent* entry = ::readdir(folder))
        if (const auto tid = static_cast<pid_t>(std::atoi(entry->d_name)); tid > 0)
            threads.insert(tid);
    ::closedir(folder);
    return threads;
}

} // namespace

Tracer::Tracer(Happened happened) : m_happened(std::move(happened)) { }

Status Tracer::watch(pid_t pid, const std::string& name, std::string commandLine)
{
    TracedProcess& process = addProcess(pid, name, HostId::Client, false);
    process.commandLine = std::move(commandLine);
    process.started = true;
    if (const Status seized = seize(process); !seized)
        return seized;
    m_happened(ActorStarted {process.id, process.host, process.name, pid, process.commandLine, 0});
    refreshDescriptors(process);
    // PTRACE_SEIZE alone stops nobody, and only at a stop can a thread be told to stop at its next call.
    for (const auto& [tid, thread] : m_threads)
        if (thread->interrupted)
            ::ptrace(PTRACE_INTERRUPT, tid, nullptr, nullptr);
    return Nothing {};
}

/// Every thread. One that a seized thread makes is seized with it, so that the first round without news was the last.
Status Tracer::seize(TracedProcess& process)
{
    constexpr long options = PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC
        | PTRACE_O_TRACESYSGOOD;
    for (bool news = true; news;) {
        news = false;
        for (const pid_t tid : threadsOf(process.pid)) {
            if (m_threads.contains(tid))
                continue;
            if (::ptrace(PTRACE_SEIZE, tid, nullptr, options) == 0) {
                threadOf(tid)->interrupted = true;
                news = true;
                continue;
            }
            const int refused = errno;
            const char state = stateOf(tid);
            if (refused != ESRCH && state != 0 && state != 'Z' && state != 'X' && tracerOf(tid) != ::getpid())
                return Error {"cannot attach to process " + std::to_string(process.pid) + ": " + std::strerror(refused)};
        }
    }
    if (m_threads.empty())
        return Error {"there is no process " + std::to_string(process.pid) + " any more"};
    return Nothing {};
}

/// The stop that attaching has caused. A blocked call has just been left: whether the kernel makes it again stands in the
/// register of its result, until the thread goes on (arch/x86/kernel/signal.c).
void Tracer::onInterrupted(TracedThread& thread)
{
    __ptrace_syscall_info info {};
    user_regs_struct registers {};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, thread.tid, sizeof info, &info) <= 0 || info.arch != AUDIT_ARCH_X86_64
        || ::ptrace(PTRACE_GETREGS, thread.tid, nullptr, &registers) != 0)
        return;
    const auto result = static_cast<std::int64_t>(registers.rax);
    const CallMet met {static_cast<long>(registers.orig_rax),
                       {registers.rdi, registers.rsi, registers.rdx, registers.r10, registers.r8, registers.r9},
                       registers.rip,
                       registers.rsp};
    const CallRow* row = met.number >= 0 ? findCall(static_cast<int>(met.number)) : nullptr;
    if ((!madeAgain(result) && result != -EINTR) || row == nullptr || concernsNoSocket(thread, *row, met.args))
        return;
    thread.place = thread.process->source->find(traceeOf(thread), met.counter, met.stack);
    enterCall(thread, *row, met.args);
    thread.restarting = madeAgain(result);
    if (thread.restarting)
        return;
    m_happened(Notice {Notice::Severity::Warning, "attach-interrupted",
                       thread.process->name + (thread.name.empty() ? "" : "/" + thread.name) + ": "
                           + std::string(row->name)});
    m_happened(CallReturned {thread.call, -1, EINTR, {}});
}

/// Before a call or after it: PTRACE_SYSCALL does not say which, and all calls are met here.
void Tracer::onWatchedCall(TracedThread& thread)
{
    __ptrace_syscall_info info {};
    const bool known = ::ptrace(PTRACE_GET_SYSCALL_INFO, thread.tid, sizeof info, &info) > 0;
    if (known && info.op == PTRACE_SYSCALL_INFO_EXIT
        && (thread.phase == ThreadPhase::InCall || thread.phase == ThreadPhase::Blocked)) {
        onCallExit(thread);
        return;
    }
    if (!known || info.op != PTRACE_SYSCALL_INFO_ENTRY) {
        goOn(thread);
        return;
    }
    CallMet met {static_cast<long>(info.entry.nr), {}, info.instruction_pointer, info.stack_pointer};
    std::copy(std::begin(info.entry.args), std::end(info.entry.args), met.args);
    if (info.arch != AUDIT_ARCH_X86_64 || met.number == SYS_io_uring_enter) {
        sayOnce(info.arch != AUDIT_ARCH_X86_64 ? "foreign-calls-unseen" : "io-uring-unseen", *thread.process);
        goOn(thread);
        return;
    }
    if (met.number == SYS_rt_sigreturn && thread.restarting)
        endHandler(thread, met.stack);
    meetCall(thread, met);
}

/// A signal's handler, come while a call waited, returns to where it came from; what that call gives lies in the frame
/// that the kernel has made for the handler: EINTR, or it is made again (SA_RESTART, sigaction(2)). `stack` points to the
/// frame's ucontext now (struct rt_sigframe without the return address).
void Tracer::endHandler(TracedThread& thread, std::uint64_t stack)
{
    constexpr std::uint64_t result = offsetof(ucontext_t, uc_mcontext.gregs) + REG_RAX * sizeof(greg_t);
    const Bytes bytes = readTracee(thread.tid, stack + result, sizeof(std::int64_t));
    std::int64_t value = 0;
    if (bytes.size() == sizeof value)
        std::memcpy(&value, bytes.data(), sizeof value);
    if (value != -EINTR)
        return;
    thread.restarting = false;
    m_happened(CallReturned {thread.call, -1, EINTR, {}});
}

void Tracer::readDescriptorsAgain()
{
    for (const auto& [pid, process] : m_processes) {
        process->table.read(DescriptorTable::anyOf);
        if (process->table.changedSinceTold())
            m_happened(DescriptorsChanged {process->id, process->table.tell()});
    }
}

void Tracer::tellDescriptors()
{
    for (const auto& [pid, process] : m_processes)
        m_happened(DescriptorsChanged {process->id, process->table.tell()});
}

} // namespace lab
