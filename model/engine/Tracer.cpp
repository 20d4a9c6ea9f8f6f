#include "model/engine/Tracer.h"

#include "model/base/ProcStatus.h"
#include "model/engine/ActorProtocol.h"
#include "model/engine/CallCapture.h"
#include "model/engine/TraceeMemory.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <linux/audit.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace lab {

namespace {

bool changesDescriptors(const CallRow& row)
{
    return row.returnsFd || row.closesFd || row.name == "socketpair" || row.name == "recvmsg" || row.name == "recvmmsg"
        || row.name == "fcntl" || row.name == "close_range";
}

} // namespace

Tracer::Tracer(const Cage& cage, std::string actorProgram, Happened happened)
    : m_cage(&cage), m_launcher(cage), m_actorProgram(std::move(actorProgram)), m_happened(std::move(happened))
{
}

Tracer::~Tracer()
{
    if (watchesOnly())
        return; // the kernel lets them go with this process, and they run on: there is no PTRACE_O_EXITKILL (ptrace(2))
    for (const auto& [pid, process] : m_processes)
        ::kill(pid, SIGKILL);
}

TracedProcess& Tracer::addProcess(pid_t pid, const std::string& name, HostId host, bool builtIn)
{
    auto process = std::make_unique<TracedProcess>(pid);
    process->id = ++m_lastActor;
    process->name = name;
    process->host = host;
    process->builtIn = builtIn;
    if (!builtIn)
        process->source = std::make_unique<SourceFinder>(pid);
    return *(m_processes[pid] = std::move(process));
}

Status Tracer::signal(const std::string& name, int signal)
{
    const auto found = running(name);
    if (!found)
        return found.error();
    (*found)->ending |= signal == SIGKILL;
    ::kill((*found)->pid, signal);
    return Nothing {};
}

TracedProcess* Tracer::processCalled(std::string_view name) const
{
    for (const auto& [pid, process] : m_processes)
        if (process->name == name)
            return process.get();
    return nullptr;
}

Result<TracedProcess*> Tracer::running(const std::string& name) const
{
    if (TracedProcess* found = processCalled(name))
        return found;
    return Error {"no program called '" + name + "' runs"};
}

const TracedProcess* Tracer::process(std::string_view name) const
{
    return processCalled(name);
}

// ---- what the kernel reports ------------------------------------------------------------------------------------

bool Tracer::reap()
{
    bool any = false;
    int status = 0;
    // Of few threads mostly one has stopped: to ask again before that one has run would be in vain.
    constexpr std::size_t few = 16;
    // Not for ever: a program that calls in a tight loop leaves time for packets, commands and signals.
    for (int news = 0; news < 256; ++news) {
        const pid_t tid = ::waitpid(-1, &status, __WALL | WNOHANG);
        if (tid <= 0 || (m_cage != nullptr && tid == m_cage->init()))
            break;
        any = true;
        if (WIFSTOPPED(status)) {
            TracedThread& thread = *threadOf(tid);
            if (std::exchange(thread.mayHaveWritten, false))
                readOutputs();
            onStop(thread, status);
            if (m_threads.size() <= few)
                break;
        } else {
            readOutputs();
            onGone(tid, status);
        }
    }
    if (any)
        adoptOrphans();
    return any;
}

TracedThread* Tracer::threadOf(pid_t tid)
{
    const auto known = m_threads.find(tid);
    if (known != m_threads.end())
        return known->second.get();
    const auto group = m_processes.find(threadGroupOf(tid));
    if (group == m_processes.end()) {
        // A forked child whose parent's event is still to come: it waits in its first stop until then.
        auto orphan = std::make_unique<TracedThread>();
        orphan->tid = tid;
        m_orphans.insert(tid);
        return (m_threads[tid] = std::move(orphan)).get();
    }
    auto thread = std::make_unique<TracedThread>();
    thread->tid = tid;
    thread->process = group->second.get();
    if (!thread->process->builtIn && tid != group->first)
        thread->name = "t" + std::to_string(++thread->process->threadsSeen);
    const std::string stat = "/proc/" + std::to_string(group->first) + "/task/" + std::to_string(tid) + "/stat";
    thread->stat.reset(::open(stat.c_str(), O_RDONLY | O_CLOEXEC));
    return (m_threads[tid] = std::move(thread)).get();
}

void Tracer::onStop(TracedThread& thread, int status)
{
    const int signal = WSTOPSIG(status);
    const int event = status >> 16;
    if (thread.process == nullptr && event != PTRACE_EVENT_STOP) {
        goOn(thread, 0);
        return;
    }
    switch (event) {
    case PTRACE_EVENT_SECCOMP:
        onCallEntry(thread);
        return;
    case PTRACE_EVENT_EXEC:
        onExecuted(thread);
        return;
    case PTRACE_EVENT_CLONE:
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
        onNewTask(thread);
        stopForkBomb();
        goOn(thread);
        return;
    case PTRACE_EVENT_STOP:
        if (thread.process == nullptr)
            return;
        if (std::exchange(thread.interrupted, false))
            onInterrupted(thread);
        if (signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU) {
            thread.phase = ThreadPhase::Stopped;
            ::ptrace(PTRACE_LISTEN, thread.tid, nullptr, 0);
            if (!thread.process->builtIn && thread.tid == thread.process->pid)
                m_happened(Notice {Notice::Severity::Warning, "program-stopped", thread.process->name});
        } else {
            goOn(thread);
        }
        return;
    case 0:
        break;
    default:
        goOn(thread);
        return;
    }
    if (signal == (SIGTRAP | 0x80))
        watchesOnly() ? onWatchedCall(thread) : onCallExit(thread);
    else if (signal == SIGTRAP && thread.enteringHandler)
        onHandlerEntered(thread);
    else if (thread.restarting && !watchesOnly())
        deliverInterruption(thread, signal);
    else
        goOn(thread, signal);
}

void Tracer::onExecuted(TracedThread& thread)
{
    TracedProcess& process = *thread.process;
    process.memory.reset(); // what it maps is that of the program before
    process.memoryAskedFor = false;
    if (!process.started) {
        process.started = true;
        m_happened(ActorStarted {process.id, process.host, process.name, process.pid, process.commandLine, 0});
        refreshDescriptors(process);
    } else {
        onExecutedAgain(thread);
    }
    goOn(thread);
}

/// A thread needs nothing: it is met at its first stop. clone(2) without SIGCHLD makes a process and reports a thread.
void Tracer::onNewTask(TracedThread& parent)
{
    unsigned long child = 0;
    ::ptrace(PTRACE_GETEVENTMSG, parent.tid, nullptr, &child);
    const auto pid = static_cast<pid_t>(child);
    if (threadGroupOf(pid) != pid || parent.process == nullptr || m_processes.contains(pid))
        return;
    onNewProcess(pid, *parent.process);
}

void Tracer::onGone(pid_t tid, int status)
{
    m_threads.erase(tid);
    m_orphans.erase(tid);
    const auto at = m_processes.find(tid);
    if (at == m_processes.end())
        return; // one thread of several has ended
    m_lastGone = std::move(at->second);
    m_processes.erase(at);
    TracedProcess* const gone = m_lastGone.get();
    std::erase_if(m_threads, [&](const auto& each) { return each.second->process == gone; });
    gone->source.reset();
    if (gone->builtIn)
        m_formerActors[gone->name] = {gone->host, gone->capabilities};
    m_outputs.read(m_happened); // its last words come before its end
    ActorExited exited {gone->id, 0, 0};
    if (WIFSIGNALED(status))
        exited.signal = WTERMSIG(status);
    else
        exited.exitStatus = WEXITSTATUS(status);
    if (gone->table.changedSinceTold())
        m_happened(DescriptorsChanged {gone->id, gone->table.tell()});
    if (gone->started)
        m_happened(exited);
    if (gone->restartWhenGone)
        if (const Status again = startActor(gone->name, *m_hosts[gone->host], gone->capabilities); !again)
            m_happened(Notice {Notice::Severity::Problem, "actor-not-restarted", again.error().message});
}

/// Its memory is read at nearly each call: the file stays open.
Tracee Tracer::traceeOf(const TracedThread& thread)
{
    TracedProcess& process = *thread.process;
    if (!std::exchange(process.memoryAskedFor, true))
        process.memory.reset(::open(("/proc/" + std::to_string(thread.tid) + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
    return {thread.tid, process.memory.get()};
}

// ---- calls ------------------------------------------------------------------------------------------------------

void Tracer::onCallEntry(TracedThread& thread)
{
    __ptrace_syscall_info info {};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, thread.tid, sizeof info, &info) <= 0 || info.op != PTRACE_SYSCALL_INFO_SECCOMP) {
        goOn(thread);
        return;
    }
    CallMet met {static_cast<long>(info.seccomp.nr), {}, info.instruction_pointer, info.stack_pointer};
    std::copy(std::begin(info.seccomp.args), std::end(info.seccomp.args), met.args);
    if (refuseEscape(thread, info.arch != AUDIT_ARCH_X86_64, met.number, met.args[0]))
        return;
    if (met.number == nextInstructionCall && thread.process->builtIn) {
        thread.box = met.args[0];
        thread.phase = ThreadPhase::Idle;
        instruct(thread);
        return;
    }
    meetCall(thread, met);
}

/// A thread stands before any call: it goes on at once, unless that is a call worth telling.
void Tracer::meetCall(TracedThread& thread, const CallMet& met)
{
    thread.enteringHandler = false;
    if (met.number == SYS_restart_syscall && thread.restarting) {
        thread.restarting = false;
        goIntoCall(thread);
        return;
    }
    const CallRow* row = findCall(static_cast<int>(met.number));
    // What the C library does on its own behalf in a built-in actor is nobody's call.
    if (row == nullptr || (thread.process->builtIn ? !thread.instructed : concernsNoSocket(thread, *row, met.args))) {
        thread.mayHaveWritten = true;
        goOn(thread);
        return;
    }
    if (thread.restarting && thread.row == row) {
        thread.restarting = false;
        goIntoCall(thread);
        return;
    }
    thread.instructed = false;
    thread.restarting = false;
    if (SourceFinder* source = thread.process->source.get()) // an assignment: its strings keep their room from call to call
        thread.place = source->find(traceeOf(thread), met.counter, met.stack);
    enterCall(thread, *row, met.args);
    if (thread.process->runsUntil == RunsUntil::Blocked)
        thread.atCall = registersOf(thread.tid); // once it sleeps they can't be read any more
    if (stopsBefore(thread))
        stop(thread, false);
    else if (m_paused)
        thread.phase = ThreadPhase::BeforeCall;
    else
        goIntoCall(thread);
}

void Tracer::enterCall(TracedThread& thread, const CallRow& row, const std::uint64_t (&raw)[6])
{
    thread.row = &row;
    thread.call = ++m_lastCall;
    thread.saidBlocked = thread.saidStopped = thread.stopAfter = thread.saidStack = false;
    thread.atCall.reset();
    captureEntry(traceeOf(thread), row, raw, thread.entered);
    TracedProcess& process = *thread.process;
    sayIfSourceChanged(process, thread.place);
    auto& told = std::get<CallEntered>(m_entered);
    told.call = thread.call;
    told.actor = process.id;
    told.tid = thread.tid;
    told.thread = thread.name;
    told.name = row.name;
    told.args = thread.entered;
    cutToAffordable(process, told.args);
    told.place = thread.place;
    m_happened(m_entered);
}

void Tracer::goIntoCall(TracedThread& thread)
{
    if (thread.phase == ThreadPhase::BeforeCall)
        m_happened(CallResumed {thread.call});
    thread.phase = ThreadPhase::InCall;
    ::ptrace(PTRACE_SYSCALL, thread.tid, nullptr, 0);
}

void Tracer::goOn(TracedThread& thread, int signal)
{
    if (thread.phase != ThreadPhase::InCall && thread.phase != ThreadPhase::Blocked)
        thread.phase = ThreadPhase::Running;
    // Without the lab's filter a program that is only watched stops at every call.
    const bool next = watchesOnly() || thread.phase != ThreadPhase::Running;
    ::ptrace(next ? PTRACE_SYSCALL : PTRACE_CONT, thread.tid, nullptr, signal);
}

void Tracer::onCallExit(TracedThread& thread)
{
    __ptrace_syscall_info info {};
    const bool known = ::ptrace(PTRACE_GET_SYSCALL_INFO, thread.tid, sizeof info, &info) > 0;
    if (!known || info.op != PTRACE_SYSCALL_INFO_EXIT || thread.row == nullptr) {
        goOn(thread);
        return;
    }
    thread.phase = ThreadPhase::Running;
    const std::int64_t result = info.exit.rval;
    if (madeAgain(result)) {
        thread.restarting = true;
        goOn(thread);
        return;
    }
    auto& returned = std::get<CallReturned>(m_returned);
    returned.call = thread.call;
    returned.result = info.exit.is_error ? -1 : result;
    returned.errnum = info.exit.is_error ? static_cast<int>(-result) : 0;
    TracedProcess& process = *thread.process;
    captureExit(traceeOf(thread), *thread.row, thread.entered, returned.result, returned.outArgs);
    cutToAffordable(process, returned.outArgs);
    if (!thread.as.empty() && returned.result >= 0)
        process.descriptorNames[thread.as] = static_cast<int>(returned.result);
    thread.as.clear();
    const int errnum = returned.errnum;
    const std::int64_t changed = thread.row->returnsFd ? returned.result
        : thread.row->closesFd                         ? static_cast<std::int64_t>(thread.entered[0].raw)
                                                       : DescriptorTable::anyOf;
    m_happened(m_returned);
    if (changesDescriptors(*thread.row))
        refreshDescriptors(process, changed);
    if (std::exchange(thread.stopAfter, false) || rulesOf(process).after(errnum))
        stop(thread, true);
    else
        goOn(thread);
}

void Tracer::refreshDescriptors(TracedProcess& process, std::int64_t changed)
{
    process.table.read(changed);
    if (process.table.worthTelling())
        m_happened(DescriptorsChanged {process.id, process.table.tell()});
}

} // namespace lab
