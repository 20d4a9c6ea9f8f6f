#include "model/engine/SocketWatch.h"

#include "model/base/Text.h"
#include "model/engine/Clock.h"
#include "model/engine/ProgramName.h"
#include "model/engine/SystemCall.h"

#include <utility>

namespace lab {

namespace {

constexpr double shareOfTheTime = 1.0 / 32, longestPause = 5e9;
constexpr std::int64_t searchEvery = 1'000'000'000; ///< ns; a socket may be handed on and nothing in the tables tells
constexpr std::int64_t worthTelling = 1'000'000'000; ///< ns without a look

ActorStarted described(pid_t pid)
{
    ActorStarted started;
    started.name = programName(pid);
    started.commandLine = commandLineOf(pid);
    return started;
}

} // namespace

SocketWatch::SocketWatch(const WatchConfig& config)
    : WatchLoop(config, SampleBudget(shareOfTheTime, longestPause), CLOCK_THREAD_CPUTIME_ID)
    , m_searching(shareOfTheTime, longestPause)
{
    begin();
    openObserver();
    look(true);
}

void SocketWatch::openObserver()
{
    m_observer.emplace(HostId::Client, -1);
    m_observer->tables = {.tcp4 = true, .tcp6 = true, .udp4 = m_withUdp, .udp6 = m_withUdp};
    m_observer->patient = true;
}

void SocketWatch::looked(const std::vector<EventBody>& changes)
{
    m_owners.note(changes);
    const bool due = m_owners.wanted() || now().ns - m_searchedAt.ns >= searchEvery;
    if ((due && m_searching.affords(now())) || m_everything)
        lookAtOwners();
}

void SocketWatch::lookAtOwners()
{
    const std::int64_t before = clockNs(CLOCK_THREAD_CPUTIME_ID);
    std::vector<ProcessSockets> processes;
    for (const pid_t pid : processesNow()) {
        std::vector<ProcSocket> sockets = socketsHeldBy(pid);
        if (!sockets.empty() || m_owners.knows(pid))
            processes.push_back({pid, startOf(pid), std::move(sockets)});
    }
    for (const EventBody& event : m_owners.found(processes, now(), described))
        happened(event);
    m_searchedAt = now();
    m_searching.spend(clockNs(CLOCK_THREAD_CPUTIME_ID) - before);
}

/// A kernel without UDP's table (CONFIG_INET_UDP_DIAG) has TCP's still; one without that has nothing to be shown.
void SocketWatch::cannotLook(const SystemError& why)
{
    if (!std::exchange(m_withUdp, false))
        throw why;
    happened(Notice {Notice::Severity::Warning, "observer-truncated", why.what()});
    openObserver(); // what it knew of the rows of the broken look was not told
}

void SocketWatch::caughtUp()
{
    if (const std::int64_t blind = now().ns - m_behindSince.ns; blind >= worthTelling)
        happened(Notice {Notice::Severity::Warning, "sockets-not-read", secondsText(blind, 1)});
}

Status SocketWatch::carryOut(const Command& command)
{
    const auto is = [&](const char* verb) { return command.target == "lab" && command.verb == verb; };
    if (is("mark") || is("keep")) // of packets and calls nothing is kept here
        return Nothing {};
    if (is("settle")) {
        m_everything = true;
        look(true);
        m_everything = false;
        return Nothing {};
    }
    return Error {"the sockets of this machine are only watched: nothing of them is held or changed. There are lab: mark, "
                  "lab: note, lab: settle, lab: keep BYTES and lab: end"};
}

} // namespace lab
