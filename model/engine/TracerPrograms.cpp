// Tracer, what only learners' programs need.

#include "model/engine/Tracer.h"

#include "model/engine/CallCapture.h"

#include "model/engine/TraceeMemory.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <ucontext.h>
#include <utility>

namespace lab {

namespace {

/// LeakSanitizer stops its own process with ptrace(2) at the end, which it cannot where somebody else traces it already:
/// it would complain and change the exit status. The last setting of a name counts (sanitizer_flag_parser.cpp).
void leaveOutLeakCheck(std::vector<std::string>& environment)
{
    for (const std::string name : {"ASAN_OPTIONS", "LSAN_OPTIONS"}) {
        const char* inherited = std::getenv(name.c_str());
        std::string value = inherited != nullptr ? inherited : "";
        for (const std::string& setting : environment)
            if (setting.starts_with(name + "="))
                value = setting.substr(name.size() + 1);
        environment.push_back(name + "=" + value + (value.empty() ? "" : ":") + "detect_leaks=0");
    }
}

} // namespace

Status Tracer::startProgram(const std::string& name, const Host& host, LaunchSpec spec)
{
    if (process(name) != nullptr)
        return Error {"there is already a program called '" + name + "'"};
    const UniqueFd output = m_outputs.add(m_lastActor + 1, 1), error = m_outputs.add(m_lastActor + 1, 2);
    spec.standardOutput = output.get();
    spec.standardError = error.get();
    // Nothing is fetched from the network for anybody who looks at debugging information.
    spec.environment.emplace_back("DEBUGINFOD_URLS=");
    leaveOutLeakCheck(spec.environment);
    auto pid = m_launcher->launch(host, spec);
    if (!pid)
        return pid.error();
    m_hosts[host.id()] = &host;
    TracedProcess& made = addProcess(*pid, name, host.id(), false);
    for (const std::string& argument : spec.arguments) {
        if (!made.commandLine.empty())
            made.commandLine += ' ';
        made.commandLine += argument;
    }
    return Nothing {};
}

/// Counted here, because RLIMIT_NPROC does not hold for root and counts all of an ordinary user's programs. Every fork
/// stops at the tracer first, so none outruns it.
void Tracer::stopForkBomb()
{
    constexpr std::size_t mostProcesses = 256, mostThreads = 4096;
    const bool processes = m_processes.size() > mostProcesses;
    if (watchesOnly())
        return;
    if (!processes && m_threads.size() <= mostThreads)
        return;
    for (const auto& [pid, process] : m_processes)
        if (!process->builtIn) {
            process->ending = true;
            ::kill(pid, SIGKILL);
        }
    for (const pid_t orphan : m_orphans)
        ::kill(orphan, SIGKILL); // just forked by one of them
    const char* code = processes ? "too-many-programs" : "too-many-threads";
    if (m_said.insert(code).second)
        m_happened(Notice {Notice::Severity::Problem, code, std::to_string(processes ? mostProcesses : mostThreads)});
}

/// execve(2) by a program that runs already: its other threads are gone, and the thread that called is the first one now.
void Tracer::onExecutedAgain(TracedThread& thread)
{
    TracedProcess& process = *thread.process;
    std::erase_if(m_threads, [&](const auto& each) {
        return each.second->process == &process && each.first != thread.tid;
    });
    thread.name.clear();
    thread.phase = ThreadPhase::Running;
    if (process.source)
        process.source->forget();
    refreshDescriptors(process); // those with close-on-exec are closed
}

/// A signal comes while a call waits. Whether the call then fails with EINTR or is made again depends on the handler's
/// SA_RESTART (signal(7)), which is in no file of /proc; but the kernel has decided when the handler's frame is on the stack.
/// A single step stops there, before the handler's first instruction (signal_setup_done() in kernel/signal.c).
void Tracer::deliverInterruption(TracedThread& thread, int signal)
{
    thread.enteringHandler = true;
    thread.phase = ThreadPhase::Running;
    ::ptrace(PTRACE_SINGLESTEP, thread.tid, nullptr, signal);
}

void Tracer::onHandlerEntered(TracedThread& thread)
{
    thread.enteringHandler = false;
    user_regs_struct registers {};
    ::ptrace(PTRACE_GETREGS, thread.tid, nullptr, &registers);
    // The third argument is the interrupted context, with what the call is going to give in it (sigaction(2)).
    constexpr std::uint64_t result = offsetof(ucontext_t, uc_mcontext.gregs) + REG_RAX * sizeof(greg_t);
    const Bytes bytes = readTracee(thread.tid, registers.rdx + result, sizeof(std::int64_t));
    std::int64_t value = 0;
    if (bytes.size() == sizeof value)
        std::memcpy(&value, bytes.data(), sizeof value);
    if (value == -EINTR) {
        thread.restarting = false;
        m_happened(CallReturned {thread.call, -1, EINTR, {}});
    }
    goOn(thread);
}

/// A program's reads and writes of files, terminals and pipes are left alone: only a call that makes a socket or an epoll,
/// or is given one, is stopped at; and one that should have been given one: the -1 of a socket() that failed, a number that
/// was a socket's and is free now.
bool Tracer::concernsNoSocket(const TracedThread& thread, const CallRow& row, const std::uint64_t (&raw)[6]) const
{
    if (row.helper)
        return true;
    DescriptorTable& table = thread.process->table;
    if (row.socketsOnly || row.name == "epoll_create" || row.name == "epoll_create1")
        return false;
    if (row.name == "close_range")
        return !table.hasSocketBetween(static_cast<unsigned>(raw[0]), static_cast<unsigned>(raw[1]));
    const auto concerns = [&table](int fd) { return table.isSocket(fd) || table.isEpoll(fd) || table.wasSocket(fd); };
    for (std::size_t i = 0; i < row.args.size(); ++i)
        if (const int fd = static_cast<int>(raw[i]); row.args[i].kind == ArgKind::Fd && ((fd == -1 && !row.closesFd) || concerns(fd)))
            return false;
    const std::vector<int> watched = watchedDescriptors(traceeOf(thread), row, raw);
    return std::none_of(watched.begin(), watched.end(), concerns);
}

/// A forked one is what its parent was, also in what a person has told that to do.
void Tracer::onNewProcess(pid_t pid, const TracedProcess& parent)
{
    const std::string family = parent.name.substr(0, parent.name.find('.'));
    TracedProcess& made = addProcess(pid, family + "." + std::to_string(pid), parent.host, false);
    made.started = true;
    made.descriptorNames = parent.descriptorNames;
    made.stops = parent.stops;
    made.runsUntil = parent.runsUntil;
    m_happened(ActorStarted {made.id, made.host, made.name, pid, "", parent.id});
    refreshDescriptors(made);
    if (m_orphans.erase(pid) == 0)
        return;
    m_threads.erase(pid);
    if (TracedThread* first = threadOf(pid))
        goOn(*first);
}

} // namespace lab
