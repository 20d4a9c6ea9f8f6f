// Tracer, what would lead out of its sight: operations that are no system calls (io_uring), calls with other numbers
// (int 0x80, x32), namespaces where no wire leads, children that nobody traces. Each is said once in words; none is
// passed over in silence. Also what keeps the journal small and the source's lines true.

#include "model/base/ProcStatus.h"
#include "model/engine/TraceeMemory.h"
#include "model/engine/Tracer.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace lab {

namespace {

constexpr long x32Bit = 0x40000000; // asm/unistd.h, __X32_SYSCALL_BIT

/// struct clone_args begins with its flags (clone(2)).
std::uint64_t cloneFlags(pid_t tid, long number, std::uint64_t first)
{
    if (number != SYS_clone3)
        return first;
    std::uint64_t flags = 0;
    if (const Bytes read = readTracee(tid, first, sizeof flags); read.size() == sizeof flags)
        std::memcpy(&flags, read.data(), sizeof flags);
    return flags;
}

} // namespace

void Tracer::sayOnce(const char* code, const TracedProcess& process)
{
    const std::string family = process.name.substr(0, process.name.find('.')); // its forked children do as it does
    if (m_said.insert(code + (":" + family)).second)
        m_happened(Notice {Notice::Severity::Warning, code, process.name});
}

/// true: it was one, and the thread has been told to go on.
bool Tracer::refuseEscape(TracedThread& thread, bool foreign, long number, std::uint64_t firstArgument)
{
    const TracedProcess& process = *thread.process;
    int answer = 0;
    if (foreign || (number != -1 && (number & x32Bit) != 0)) {
        sayOnce("foreign-calls", process);
        answer = ENOSYS;
    } else if (number == SYS_io_uring_setup || number == SYS_io_uring_enter || number == SYS_io_uring_register) {
        sayOnce("io-uring", process);
        answer = ENOSYS;
    } else if (number == SYS_unshare || number == SYS_clone || number == SYS_clone3) {
        const std::uint64_t flags = cloneFlags(thread.tid, number, firstArgument);
        // The kernel refuses these itself (no capability, user.max_user_namespaces = 0), with its own errno.
        if ((flags & (CLONE_NEWUSER | CLONE_NEWNET)) != 0)
            sayOnce("own-namespace", process);
        if (number != SYS_unshare && (flags & CLONE_UNTRACED) != 0) {
            sayOnce("untraced-child", process);
            answer = EPERM;
        }
    } else {
        return false;
    }
    if (answer != 0)
        skipCall(thread.tid, -answer);
    goOn(thread);
    return true;
}

/// A child waits in its first stop for its parent's event. A parent that was killed before it could report one never
/// will: then the child is taken for one of the program that ended last, or ends with it if the lab has killed that.
void Tracer::adoptOrphans()
{
    for (const pid_t orphan : std::set(m_orphans)) {
        if (m_threads.contains(parentOf(orphan)) || !m_lastGone)
            continue;
        if (m_lastGone->ending) {
            ::kill(orphan, SIGKILL);
            continue;
        }
        onNewProcess(orphan, *m_lastGone);
        stopForkBomb();
    }
}

/// The lines that debugging information names are those of the source at the time of the build.
void Tracer::sayIfSourceChanged(TracedProcess& process, const SourcePlace& place)
{
    if (place.file.empty() || !process.sourcesSeen.insert(place.file).second)
        return;

    struct stat source
    {
    }, program {};

    const std::string executable = "/proc/" + std::to_string(process.pid) + "/exe";
    if (::stat(place.file.c_str(), &source) != 0 || ::stat(executable.c_str(), &program) != 0)
        return;
    const bool later = source.st_mtim.tv_sec != program.st_mtim.tv_sec
        ? source.st_mtim.tv_sec > program.st_mtim.tv_sec
        : source.st_mtim.tv_nsec > program.st_mtim.tv_nsec;
    if (later && m_said.insert("source-changed:" + place.file).second)
        m_happened(Notice {Notice::Severity::Warning, "source-changed", place.file});
}

/// What is journalled of a call's buffers: whole, until the program has moved more than is kept.
void Tracer::cutToAffordable(TracedProcess& process, Arguments& captured)
{
    constexpr std::size_t beginning = 256; ///< more than any address or option, so that these stay whole
    if (process.builtIn)
        return;
    for (ArgumentValue& argument : captured) {
        if (argument.memory.size() <= beginning)
            continue;
        process.keptBytes += argument.memory.size();
        if (process.keptBytes <= m_keepBytes)
            continue;
        sayOnce("buffers-cut", process);
        argument.fullLength = std::max<std::uint64_t>(argument.fullLength, argument.memory.size());
        argument.memory.resize(beginning);
    }
}

} // namespace lab
