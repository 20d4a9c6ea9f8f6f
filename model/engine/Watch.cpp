#include "model/engine/Watch.h"

#include "model/base/ProcStatus.h"
#include "model/base/Text.h"
#include "model/engine/Clock.h"
#include "model/engine/NoteCommand.h"
#include "model/engine/SystemCall.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <utility>

#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/utsname.h>

namespace lab {

namespace {

constexpr std::int64_t lookEvery = 100'000'000; ///< ns between two looks at the sockets when nothing is called
constexpr std::size_t muchNews = 256 * 1024;
constexpr std::int64_t patience = 5'000'000; ///< ns until what a busy program does is handed on; each time wakes the reader

/// As the target of a command and before the dot of a child's name.
std::string programName(pid_t pid)
{
    std::string name = commandNameOf(pid);
    std::replace_if(name.begin(), name.end(), [](char c) { return std::string_view(" .:/\"=\n\\").find(c) != std::string_view::npos; }, '-');
    return name.empty() || name == "lab" || name == "wire" ? "program" : name;
}

bool sameNetwork(const std::string& path)
{
    struct stat theirs
    {
    }, ours {};

    return ::stat(path.c_str(), &theirs) != 0 || ::stat("/proc/self/ns/net", &ours) != 0
        || (theirs.st_ino == ours.st_ino && theirs.st_dev == ours.st_dev);
}

} // namespace

Watch::Watch(const WatchConfig& config)
    : m_config(config)
    , m_zero(clockNs(CLOCK_MONOTONIC))
    , m_wallClock(clockNs(CLOCK_REALTIME))
    , m_commands(config.input)
    , m_journal(config.output, config.journalFile, m_wallClock)
{
    ::setsid(); // Ctrl+C and Ctrl+Z of a terminal are for its reader; a stopped engine would keep the program standing
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT})
        ::sigaddset(&signals, signal);
    sys("sigprocmask", ::sigprocmask(SIG_BLOCK, &signals, nullptr));
    std::signal(SIGPIPE, SIG_IGN);
    m_signals.reset(sys("signalfd", ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)));
    m_epoll.reset(sys("epoll_create1", ::epoll_create1(EPOLL_CLOEXEC)));
    for (const int fd : {m_signals.get(), config.input}) {
        epoll_event event {EPOLLIN, {.fd = fd}};
        sys("epoll_ctl", ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event));
    }
    utsname kernel {};
    ::uname(&kernel);
    happened(LabStarted {m_wallClock, SOCKETLAB_VERSION, kernel.release, ""});
    happened(SettingWritten {HostId::Client, "network", "this machine", true});
    attach();
}

void Watch::attach()
{
    openObserver();
    m_tracer.emplace([this](const EventBody& body) { happened(body); });
    const std::string name = programName(m_config.pid), words = commandLineOf(m_config.pid);
    if (m_config.began >= 0 && startOf(m_config.pid) != m_config.began)
        throw NotAttached("process " + std::to_string(m_config.pid) + " has ended; nothing was attached to");
    if (const Status watched = m_tracer->watch(m_config.pid, name, words); !watched)
        throw NotAttached(watched.error().message);
}

void Watch::openObserver()
{
    const std::string path = "/proc/" + std::to_string(m_config.pid) + "/ns/net";
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

Timestamp Watch::now() const
{
    return {clockNs(CLOCK_MONOTONIC) - m_zero};
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
    m_journal.append(now(), body);
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

void Watch::look()
{
    const Timestamp start = now();
    if (!m_observer || m_behind || !m_sampling.affords(start))
        return;
    std::vector<EventBody> changes;
    try {
        m_observer->sampleSockets(start, changes);
    } catch (const SystemError& error) {
        // A kernel without one of the tables (CONFIG_INET_UDP_DIAG): the calls are still worth watching.
        happened(Notice {Notice::Severity::Warning, "observer-truncated", error.what()});
        m_observer.reset();
        return;
    }
    for (const EventBody& change : changes) {
        if (const auto* gone = std::get_if<SocketGone>(&change))
            m_sockets.note(*gone);
        m_journal.append(now(), change);
    }
    m_lookedAt = now();
    m_sampling.spend(m_lookedAt.ns - start.ns);
}

void Watch::flush()
{
    if (const int failed = m_journal.flush(); failed != 0)
        happened(Notice {Notice::Severity::Problem, "disk-full", m_journal.file() + ": " + std::strerror(failed)});
    m_ended |= m_journal.readerGone();
    if (!m_behind && m_journal.tooFarBehind()) {
        m_behind = true;
        m_leftOut = 0;
    } else if (m_behind && m_journal.caughtUp()) {
        m_behind = false;
        happened(Notice {Notice::Severity::Warning, "calls-left-out", std::to_string(m_leftOut)});
        m_tracer->tellDescriptors();
    }
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
    m_ended |= m_tracer->empty();
}

/// Not at each stop, while the program stands there: when nothing comes for a moment, or some time has passed.
void Watch::handOn()
{
    const bool readerWaits = m_journal.backlog() > m_journal.fresh();
    if (!m_idle && !readerWaits && now().ns - m_handedOnAt.ns < patience && m_journal.fresh() < muchNews)
        return;
    m_tracer->look(false);
    flush();
    m_handedOnAt = now();
}

void Watch::answerCommands()
{
    while (!m_commands.empty() && !m_ended) {
        const std::string line = m_commands.next();
        happened(CommandGiven {++m_lastCommand, line});
        const Status done = carryOut(line);
        happened(Settled {m_lastCommand, done ? "" : done.error().message});
    }
}

Status Watch::carryOut(const std::string& line)
{
    const auto command = parseCommand(line);
    if (!command)
        return command.error();
    const auto is = [&](const char* verb) { return command->target == "lab" && command->verb == verb; };
    if (is("mark") || is("settle"))
        return Nothing {};
    if (is("note")) {
        auto note = readNote(*command, m_journal.events());
        if (!note)
            return note.error();
        happened(*note);
        return Nothing {};
    }
    if (is("end")) {
        m_ended = true;
        return Nothing {};
    }
    const auto bytes = is("keep") && !command->words.empty() ? parseNumber(command->words[0]) : std::nullopt;
    if (bytes && *bytes >= 0) {
        m_tracer->setKeepBytes(static_cast<std::uint64_t>(*bytes));
        return Nothing {};
    }
    return Error {"a program of this machine is only watched: no call of it is held or changed, and its packets go their own "
                  "way. There are lab: mark, lab: note, lab: settle, lab: keep BYTES and lab: end"};
}

void Watch::waitForNews()
{
    const std::uint32_t canWrite = m_journal.backlog() > m_journal.fresh() ? EPOLLOUT : 0U;
    const auto watch = [this](int fd, std::uint32_t events) {
        const auto [known, isNew] = m_watched.try_emplace(fd, ~events);
        if (std::exchange(known->second, events) == events)
            return;
        epoll_event event {events, {.fd = fd}};
        if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event) != 0 && errno == ENOENT)
            ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
    };
    watch(m_config.input, EPOLLIN | (m_config.input == m_config.output ? canWrite : 0U));
    if (m_config.input != m_config.output)
        watch(m_config.output, canWrite);
    // Nobody tells that a thread has fallen asleep in its call: it is looked at again soon.
    const bool soon = !m_tracer->quietButForComputing() || m_journal.fresh() > 0;
    epoll_event events[8];
    const int count = ::epoll_wait(m_epoll.get(), events, 8, soon ? 1 : static_cast<int>(lookEvery / 1'000'000));
    m_idle = count == 0;
    for (int i = 0; i < count; ++i) {
        const bool readable = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
        if (events[i].data.fd == m_config.input && readable && !m_commands.read())
            m_ended = true;
        signalfd_siginfo info {};
        while (events[i].data.fd == m_signals.get() && ::read(m_signals.get(), &info, sizeof info) == sizeof info)
            m_ended |= info.ssi_signo != SIGCHLD;
    }
}

void Watch::run()
{
    while (!m_ended) {
        turn();
        answerCommands();
        if (now().ns - m_lookedAt.ns >= lookEvery)
            look();
        // A call that was just returning when its thread was seized is not seen to return: what it opened is known by now.
        if (m_idle && !std::exchange(m_settledOnce, true))
            m_tracer->readDescriptorsAgain();
        handOn();
        if (!m_ended)
            waitForNews();
    }
    flush();
}

} // namespace lab
