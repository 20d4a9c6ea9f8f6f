// Tracer, who sleeps: read from /proc, as a blocked thread must not be interrupted.

#include "model/engine/Tracer.h"

#include <algorithm>
#include <fcntl.h>

namespace lab {

namespace {

/// The state letter of proc(5): S asleep, R running, t stopped by a tracer; 0 when the thread is gone.
char stateLetter(int stat)
{
    char text[512];
    const auto length = ::pread(stat, text, sizeof text - 1, 0);
    if (length <= 0)
        return 0;
    text[length] = 0;
    const char* end = std::strrchr(text, ')'); // the name before it may contain anything
    return end != nullptr && end + 2 < text + length ? end[2] : '\0';
}

std::string waitChannel(TracedThread& thread)
{
    if (!thread.wchan) {
        const std::string path =
            "/proc/" + std::to_string(thread.process->pid) + "/task/" + std::to_string(thread.tid) + "/wchan";
        thread.wchan.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    }
    char text[128];
    const auto length = thread.wchan ? ::pread(thread.wchan.get(), text, sizeof text, 0) : -1;
    const std::string name(text, length > 0 ? static_cast<std::size_t>(length) : 0);
    return name == "0" ? "" : name;
}

} // namespace

bool Tracer::look(bool blockedToo)
{
    bool newly = false;
    for (const auto& [tid, thread] : m_threads) {
        const bool inCall = thread->phase == ThreadPhase::InCall || thread->phase == ThreadPhase::Blocked;
        const bool outside = thread->phase == ThreadPhase::Running || thread->phase == ThreadPhase::Asleep;
        if (thread->process == nullptr || (!inCall && !outside))
            continue;
        if (thread->phase == ThreadPhase::Blocked && !blockedToo)
            continue;
        const bool asleep = stateLetter(thread->stat.get()) == 'S';
        if (outside) {
            thread->phase = asleep ? ThreadPhase::Asleep : ThreadPhase::Running;
        } else if (!asleep) {
            thread->phase = ThreadPhase::InCall;
        } else if (thread->phase == ThreadPhase::InCall) {
            thread->phase = ThreadPhase::Blocked;
            if (thread->saidBlocked)
                continue; // woken in between, for nothing
            thread->saidBlocked = true;
            newly = true;
            if (thread->process->runsUntil == RunsUntil::Blocked)
                thread->process->runsUntil = RunsUntil::Stop;
            DescriptorTable& table = thread->process->table;
            if (table.changedSinceTold())
                m_happened(DescriptorsChanged {thread->process->id, table.tell()});
            if (thread->atCall)
                sayStack(*thread);
            m_happened(CallBlocked {thread->call, waitChannel(*thread)});
        }
    }
    return newly;
}

bool Tracer::quiet() const
{
    return quietButForComputing()
        && std::none_of(m_threads.begin(), m_threads.end(),
                        [](const auto& each) { return each.second->phase == ThreadPhase::Running; });
}

bool Tracer::quietButForComputing() const
{
    for (const auto& [pid, process] : m_processes)
        if (!process->started || process->ending)
            return false;
    for (const auto& [tid, thread] : m_threads) {
        const bool builtIn = thread->process == nullptr || thread->process->builtIn;
        // A built-in actor's threads only rest where the tracer stopped them or in a call it was told to make.
        if (thread->phase == ThreadPhase::InCall
            || (builtIn && (thread->phase == ThreadPhase::Running || thread->phase == ThreadPhase::Asleep)))
            return false;
    }
    return true;
}

} // namespace lab
