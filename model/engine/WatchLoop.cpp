#include "model/engine/WatchLoop.h"

#include "model/base/Text.h"
#include "model/engine/Clock.h"
#include "model/engine/NoteCommand.h"
#include "model/engine/SystemCall.h"

#include <csignal>
#include <utility>

#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/utsname.h>

namespace lab {

namespace {

constexpr std::int64_t lookEvery = 100'000'000; ///< ns between two looks at the sockets when nothing else asks for one

} // namespace

WatchLoop::WatchLoop(const WatchConfig& config, SampleBudget budget, clockid_t clock)
    : m_config(config)
    , m_zero(clockNs(CLOCK_MONOTONIC))
    , m_wallClock(clockNs(CLOCK_REALTIME))
    , m_commands(config.input)
    , m_journal(config.output, config.journalFile, m_wallClock)
    , m_sampling(budget)
    , m_costs(clock)
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
}

WatchLoop::~WatchLoop() = default;

void WatchLoop::begin()
{
    utsname kernel {};
    ::uname(&kernel);
    happened(LabStarted {m_wallClock, SOCKETLAB_VERSION, kernel.release, ""});
    happened(SettingWritten {HostId::Client, "network", "this machine", true});
}

Timestamp WatchLoop::now() const
{
    return {clockNs(CLOCK_MONOTONIC) - m_zero};
}

void WatchLoop::happened(const EventBody& body)
{
    m_journal.append(now(), body);
}

void WatchLoop::look(bool anyway)
{
    const Timestamp start = now();
    const bool affordable = m_sampling.affords(start);
    if (!m_observer || m_behind || !(affordable || anyway))
        return;
    const std::int64_t before = clockNs(m_costs);
    std::vector<EventBody> changes;
    try {
        m_observer->sampleSockets(start, changes);
    } catch (const SystemError& error) {
        cannotLook(error);
        return;
    }
    for (const EventBody& change : changes)
        m_journal.append(now(), change);
    m_lookedAt = now();
    m_sampling.spend(clockNs(m_costs) - before);
    looked(changes);
}

void WatchLoop::flush()
{
    if (const int failed = m_journal.flush(); failed != 0)
        happened(Notice {Notice::Severity::Problem, "disk-full", m_journal.file() + ": " + std::strerror(failed)});
    m_ended |= m_journal.readerGone();
    if (!m_behind && m_journal.tooFarBehind()) {
        m_behind = true;
        m_behindSince = now();
    } else if (m_behind && m_journal.caughtUp()) {
        m_behind = false;
        caughtUp();
    }
}

void WatchLoop::answerCommands()
{
    while (!m_commands.empty() && !m_ended) {
        const std::string line = m_commands.next();
        happened(CommandGiven {++m_lastCommand, line});
        const Status done = carryOutLine(line);
        happened(Settled {m_lastCommand, done ? "" : done.error().message});
    }
}

Status WatchLoop::carryOutLine(const std::string& line)
{
    const auto command = parseCommand(line);
    if (!command)
        return command.error();
    const bool ofLab = command->target == "lab";
    if (ofLab && command->verb == "note") {
        auto note = readNote(*command, m_journal.events());
        if (!note)
            return note.error();
        happened(*note);
        return Nothing {};
    }
    if (ofLab && command->verb == "end") {
        m_ended = true;
        return Nothing {};
    }
    return carryOut(*command);
}

void WatchLoop::waitForNews()
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
    epoll_event events[8];
    const int count = ::epoll_wait(m_epoll.get(), events, 8, hurries() ? 1 : static_cast<int>(lookEvery / 1'000'000));
    m_idle = count == 0;
    for (int i = 0; i < count; ++i) {
        const bool readable = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
        if (events[i].data.fd == m_config.input && readable && !m_commands.read())
            m_ended = true;
        if (events[i].data.fd == m_signals.get())
            readSignals();
    }
}

void WatchLoop::readSignals()
{
    signalfd_siginfo info {};
    while (::read(m_signals.get(), &info, sizeof info) == sizeof info)
        m_ended |= info.ssi_signo != SIGCHLD;
}

void WatchLoop::run()
{
    while (!m_ended) {
        turn();
        answerCommands();
        if (now().ns - m_lookedAt.ns >= lookEvery)
            look();
        handOn();
        if (!m_ended)
            waitForNews();
    }
    flush();
}

} // namespace lab
