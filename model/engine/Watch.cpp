#include "model/engine/Watch.h"

#include "model/base/ProcStatus.h"
#include "model/base/Text.h"
#include "model/engine/ProgramName.h"
#include "model/engine/SystemCall.h"

#include <fcntl.h>
#include <sched.h>
#include <utility>

#include <sys/stat.h>

namespace lab {

namespace {

constexpr std::size_t muchNews = 256 * 1024;
constexpr std::int64_t patience = 5'000'000; ///< ns until what a busy program does is handed on; each time wakes the reader

bool sameNetwork(const std::string& path)
{
    struct stat theirs
    {
    }, ours {};

    return ::stat(path.c_str(), &theirs) != 0 || ::stat("/proc/self/ns/net", &ours) != 0
        || (theirs.st_ino == ours.st_ino && theirs.st_dev == ours.st_dev);
}

} // namespace

Watch::Watch(const WatchedProgram& program, const WatchConfig& config)
    : WatchLoop(config, SampleBudget(), CLOCK_MONOTONIC)
    , m_program(program)
{
    begin();
    attach();
}

void Watch::attach()
{
    openObserver();
    m_tracer.emplace([this](const EventBody& body) { happened(body); });
    const std::string name = programName(m_program.pid), words = commandLineOf(m_program.pid);
    if (m_program.began >= 0 && startOf(m_program.pid) != m_program.began)
        throw NotAttached("process " + std::to_string(m_program.pid) + " has ended; nothing was attached to");
    if (const Status watched = m_tracer->watch(m_program.pid, name, words); !watched)
        throw NotAttached(watched.error().message);
}

void Watch::openObserver()
{
    const std::string path = "/proc/" + std::to_string(m_program.pid) + "/ns/net";
    UniqueFd network;
    if (!sameNetwork(path))
        network.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    try {
        m_observer.emplace(HostId::Client, network.get());
    } catch (const SystemError&) {
        // Another network namespace than ours, a container's; only root may look into it (setns(2)).
        happened(Notice {Notice::Severity::Warning, "other-network", ""});
        return;
    }
    m_observer->tables = {.tcp4 = true, .tcp6 = true, .udp4 = true, .udp6 = true};
    m_observer->concerns = [this](const SocketRow& row) { return m_sockets.concerns(row); };
}

// ---- what happened ----------------------------------------------------------------------------------------------

void Watch::happened(const EventBody& body)
{
    if (const auto* changed = std::get_if<DescriptorsChanged>(&body))
        m_sockets.note(*changed);
    else if (const auto* exited = std::get_if<ActorExited>(&body))
        m_sockets.note(*exited);
    if (m_behind && isLeftOut(body))
        return;
    const bool looksDue = std::holds_alternative<CallReturned>(body) || std::holds_alternative<CallBlocked>(body)
        || std::holds_alternative<DescriptorsChanged>(body);
    WatchLoop::happened(body);
    if (looksDue)
        look();
}

/// What there is too much of for a slow reader. A call whose return is missing is replaced by its thread's next one.
bool Watch::isLeftOut(const EventBody& body)
{
    m_leftOut += std::holds_alternative<CallEntered>(body);
    return std::holds_alternative<CallEntered>(body) || std::holds_alternative<CallBlocked>(body)
        || std::holds_alternative<CallReturned>(body) || std::holds_alternative<DescriptorsChanged>(body);
}

void Watch::looked(const std::vector<EventBody>& changes)
{
    for (const EventBody& change : changes)
        if (const auto* gone = std::get_if<SocketGone>(&change))
            m_sockets.note(*gone);
}

/// A kernel without one of the tables (CONFIG_INET_UDP_DIAG): the calls are still worth watching.
void Watch::cannotLook(const SystemError& why)
{
    happened(Notice {Notice::Severity::Warning, "observer-truncated", why.what()});
    m_observer.reset();
}

void Watch::caughtUp()
{
    happened(Notice {Notice::Severity::Warning, "calls-left-out", std::to_string(std::exchange(m_leftOut, 0))});
    m_tracer->tellDescriptors();
}

// ---- the loop ---------------------------------------------------------------------------------------------------

void Watch::turn()
{
    // Who makes one call makes the next: asking a few times more costs less than a wait, which the program stands through.
    constexpr int mostRounds = 256, mostInVain = 8;
    for (int round = 0, inVain = 0; round < mostRounds && inVain < mostInVain && m_journal.fresh() < muchNews; ++round) {
        inVain = m_tracer->reap() ? 0 : inVain + 1;
        if (inVain > 0)
            ::sched_yield();
    }
    if (m_tracer->empty())
        end();
}

/// Not at each stop, while the program stands there: when nothing comes for a moment, or some time has passed.
void Watch::handOn()
{
    // A call that was just returning when its thread was seized is not seen to return: what it opened is known by now.
    if (m_idle && !std::exchange(m_settledOnce, true))
        m_tracer->readDescriptorsAgain();
    const bool readerWaits = m_journal.backlog() > m_journal.fresh();
    if (!m_idle && !readerWaits && now().ns - m_handedOnAt.ns < patience && m_journal.fresh() < muchNews)
        return;
    m_tracer->look(false);
    flush();
    m_handedOnAt = now();
}

/// Nobody tells that a thread has fallen asleep in its call: it is looked at again soon.
bool Watch::hurries() const
{
    return WatchLoop::hurries() || !m_tracer->quietButForComputing();
}

Status Watch::carryOut(const Command& command)
{
    const auto is = [&](const char* verb) { return command.target == "lab" && command.verb == verb; };
    if (is("mark") || is("settle"))
        return Nothing {};
    const auto bytes = is("keep") && !command.words.empty() ? parseNumber(command.words[0]) : std::nullopt;
    if (bytes && *bytes >= 0) {
        m_tracer->setKeepBytes(static_cast<std::uint64_t>(*bytes));
        return Nothing {};
    }
    return Error {"a program of this machine is only watched: no call of it is held or changed, and its packets go their own "
                  "way. There are lab: mark, lab: note, lab: settle, lab: keep BYTES and lab: end"};
}

} // namespace lab
