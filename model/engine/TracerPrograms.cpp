// Tracer, what only learners' programs need.

#include "model/engine/Tracer.h"

#include <algorithm>
#include <csignal>
#include <utility>

namespace lab {

namespace {

/// getsockopt() and the two that ask for names are left out: programs try them to learn what their standard input is.
bool isForSocketsOnly(const CallRow& row)
{
    constexpr std::string_view names[] {"bind", "connect", "listen", "accept", "accept4", "sendto", "recvfrom", "sendmsg",
                                        "recvmsg", "shutdown"};
    return std::find(std::begin(names), std::end(names), row.name) != std::end(names);
}

} // namespace

Status Tracer::startProgram(const std::string& name, const Host& host, LaunchSpec spec)
{
    if (process(name) != nullptr)
        return Error {"there is already a program called '" + name + "'"};
    const UniqueFd output = m_outputs.add(m_lastActor + 1, 1), error = m_outputs.add(m_lastActor + 1, 2);
    spec.standardOutput = output.get();
    spec.standardError = error.get();
    // No address space limit and no leak check under a tracer: LeakSanitizer needs ptrace itself. Nothing is fetched from
    // the network for anybody who looks at debugging information.
    spec.environment.emplace_back("DEBUGINFOD_URLS=");
    auto pid = m_launcher.launch(host, spec);
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
    constexpr std::size_t mostProcesses = 256;
    if (m_processes.size() <= mostProcesses)
        return;
    for (const auto& [pid, process] : m_processes)
        if (!process->builtIn) {
            process->ending = true;
            ::kill(pid, SIGKILL);
        }
    if (!std::exchange(m_saidTooMany, true))
        m_happened(Notice {Notice::Severity::Problem, "too-many-programs", std::to_string(mostProcesses)});
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

/// A program's reads and writes of files, terminals and pipes are left alone: only a call that makes a socket or is given
/// one is stopped at; and one that should have been given one: a socket's own calls, the -1 of a socket() that failed, a
/// socket that was closed.
bool Tracer::concernsNoSocket(const TracedThread& thread, const CallRow& row, const std::uint64_t (&raw)[6]) const
{
    if (row.helper)
        return true;
    if (row.args.empty() || row.args[0].kind != ArgKind::Fd)
        return false;
    const int fd = static_cast<int>(raw[0]);
    DescriptorTable& table = thread.process->table;
    return fd != -1 && !table.isSocket(fd) && !isForSocketsOnly(row) && !table.isClosedSocket(fd);
}

} // namespace lab
