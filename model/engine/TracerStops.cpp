// Tracer, where programs are kept for a person, and what a person decides there: go on, or something else than the
// kernel would have answered (as strace's --inject does, by hand).

#include "model/base/Text.h"
#include "model/engine/Tracer.h"
#include "model/engine/TraceeMemory.h"

#include <algorithm>

namespace lab {

namespace {

bool stands(const TracedThread& thread)
{
    return thread.phase == ThreadPhase::BeforeCall || thread.phase == ThreadPhase::AfterCall;
}

/// "500ms", "0.5s" or "2": ns.
std::optional<std::int64_t> delayOf(const std::string& text)
{
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const std::string unit = end;
    const double scale = unit == "ms" ? 1e6 : unit.empty() || unit == "s" ? 1e9 : 0;
    if (end == text.c_str() || scale == 0 || !(number > 0) || number * scale > 3600e9)
        return {};
    return static_cast<std::int64_t>(number * scale);
}

} // namespace

const StopRules& Tracer::rulesOf(const TracedProcess& process) const
{
    static const StopRules nowhere;
    if (process.runsUntil != RunsUntil::Stop)
        return nowhere;
    return process.stops ? *process.stops : m_stops;
}

/// `name` empty: every program, also those that come later.
Status Tracer::setStops(const std::string& name, StopRules rules)
{
    const bool nowhere = rules.nowhere();
    if (name.empty()) {
        m_stops = std::move(rules);
        for (const auto& [pid, process] : m_processes) {
            process->stops.reset();
            process->runsUntil = RunsUntil::Stop;
        }
    } else {
        const auto found = running(name);
        if (!found)
            return found.error();
        (*found)->stops = std::move(rules);
        (*found)->runsUntil = RunsUntil::Stop;
    }
    if (nowhere)
        goOnEverywhere(name);
    return Nothing {};
}

void Tracer::goOnEverywhere(const std::string& name)
{
    for (const auto& [tid, thread] : m_threads)
        if (stands(*thread) && !thread->dueAt && (name.empty() || thread->process->name == name))
            leaveStop(*thread);
}

bool Tracer::stopsBefore(const TracedThread& thread) const
{
    const auto args = thread.row->args;
    std::optional<int> fd;
    if (!args.empty() && args[0].kind == ArgKind::Fd)
        fd = static_cast<int>(thread.entered[0].raw);
    return rulesOf(*thread.process).before(thread.row->name, fd, [&]() -> const SourcePlace& { return thread.place; });
}

void Tracer::stop(TracedThread& thread, bool returned)
{
    thread.phase = returned ? ThreadPhase::AfterCall : ThreadPhase::BeforeCall;
    thread.saidStopped = true;
    sayStack(thread);
    m_happened(CallStopped {thread.call, returned});
}

/// Once a call: a stop behind it finds the same. A built-in actor has none that anybody wrote.
void Tracer::sayStack(TracedThread& thread)
{
    SourceFinder* source = thread.process->source.get();
    if (source == nullptr || thread.saidStack)
        return;
    const auto registers = thread.atCall ? thread.atCall : registersOf(thread.tid);
    if (!registers)
        return;
    thread.saidStack = true;
    StackFrames stack = source->frames(thread.tid, *registers);
    if (!stack.frames.empty())
        m_happened(CallStack {thread.call, std::move(stack.frames), stack.cut});
}

void Tracer::leaveStop(TracedThread& thread)
{
    thread.dueAt.reset();
    thread.saidStopped = false;
    if (thread.phase == ThreadPhase::BeforeCall) {
        goIntoCall(thread);
        return;
    }
    m_happened(CallResumed {thread.call});
    thread.phase = ThreadPhase::Running;
    goOn(thread);
}

/// NAME: the thread of it that has stood longest; NAME/THREAD: that one. nullptr: none stands.
TracedThread* Tracer::standing(const std::string& target)
{
    const auto slash = target.find('/');
    TracedThread* longest = nullptr;
    for (const auto& [tid, thread] : m_threads) {
        if (!stands(*thread) || thread->process->name != target.substr(0, slash)
            || (slash != std::string::npos && thread->name != target.substr(slash + 1)))
            continue;
        if (longest == nullptr || thread->call < longest->call)
            longest = thread.get();
    }
    return longest;
}

Status Tracer::step(const std::string& target, bool stopAfter)
{
    TracedThread* thread = standing(target);
    if (thread == nullptr)
        return Error {target + " does not stand at a call"};
    thread->stopAfter = stopAfter && thread->phase == ThreadPhase::BeforeCall;
    leaveStop(*thread);
    return Nothing {};
}

Status Tracer::runOn(const std::string& target, bool untilBlocked)
{
    const std::string name = target.substr(0, target.find('/'));
    const auto found = running(name);
    if (!found)
        return found.error();
    (*found)->runsUntil = untilBlocked ? RunsUntil::Blocked : RunsUntil::End;
    goOnEverywhere(name);
    return Nothing {};
}

Status Tracer::inject(const std::string& target, const Command& command, std::int64_t now)
{
    TracedThread* thread = standing(target);
    if (thread == nullptr || thread->phase != ThreadPhase::BeforeCall)
        return Error {target + " does not stand before a call: something else can only happen to a call that is still to be made"};
    if (command.named.size() != 1 || !command.words.empty())
        return Error {target + ": inject errno=ECONNRESET, inject bytes=3 or inject delay=500ms"};
    const auto& [kind, value] = command.named.front();
    if (kind == "errno")
        return injectErrno(*thread, value);
    if (kind == "bytes")
        return injectLength(*thread, value);
    if (kind != "delay")
        return Error {"'" + kind + "' can't be injected; there are errno=, bytes= and delay="};
    const auto delay = delayOf(value);
    if (!delay)
        return Error {"delay=" + value + ": a time up to an hour, for example 500ms or 2s"};
    thread->dueAt = now + *delay;
    m_delayed.insert(thread->tid);
    m_happened(CallInjected {thread->call, "delay=" + value});
    return Nothing {};
}

Status Tracer::injectErrno(TracedThread& thread, const std::string& name)
{
    const auto number = errnoValue(name);
    if (!number)
        return Error {"errno=" + name + ": give an error's name, for example ECONNRESET or EINTR"};
    if (!skipCall(thread.tid, -*number))
        return Error {"the program is gone"};
    m_happened(CallInjected {thread.call, "errno=" + name});
    leaveStop(thread);
    return Nothing {};
}

/// The call is made, but with a shorter length: so the kernel itself delivers less, and keeps the rest.
Status Tracer::injectLength(TracedThread& thread, const std::string& text)
{
    const auto args = thread.row->args;
    const auto size = std::find_if(args.begin(), args.end(), [](const ArgSpec& arg) { return arg.kind == ArgKind::Size; });
    const auto index = static_cast<std::size_t>(size - args.begin());
    if (size == args.end() || index == 0
        || (args[index - 1].kind != ArgKind::Buffer && args[index - 1].kind != ArgKind::BufferOut))
        return Error {"bytes= is for calls with one buffer (read, recv, write, send); " + std::string(thread.row->name)
                      + "() has none"};
    const auto bytes = parseNumber(text);
    const std::uint64_t asked = thread.entered[index].raw;
    if (!bytes || *bytes < 1 || static_cast<std::uint64_t>(*bytes) >= asked)
        return Error {"bytes=" + text + ": the call asks for " + std::to_string(asked) + "; give a number from 1 that is smaller"};
    if (!setCallArgument(thread.tid, index, static_cast<std::uint64_t>(*bytes)))
        return Error {"the program is gone"};
    m_happened(CallInjected {thread.call, "bytes=" + text});
    leaveStop(thread);
    return Nothing {};
}

void Tracer::setPaused(bool on)
{
    m_paused = on;
    if (on)
        return;
    for (const auto& [tid, thread] : m_threads)
        if (thread->phase == ThreadPhase::BeforeCall && !thread->saidStopped)
            goIntoCall(*thread);
}

std::optional<std::int64_t> Tracer::nextDue() const
{
    std::optional<std::int64_t> next;
    for (const pid_t tid : m_delayed)
        if (const auto at = m_threads.find(tid); at != m_threads.end() && at->second->dueAt)
            next = std::min(next.value_or(*at->second->dueAt), *at->second->dueAt);
    return next;
}

void Tracer::letGoWhatIsDue(std::int64_t now)
{
    std::erase_if(m_delayed, [&](pid_t tid) {
        const auto at = m_threads.find(tid);
        if (at == m_threads.end() || !at->second->dueAt)
            return true; // gone, or let go by hand
        if (*at->second->dueAt > now)
            return false;
        leaveStop(*at->second);
        return true;
    });
}

} // namespace lab
