#include "model/engine/Engine.h"

#include "model/engine/Clock.h"
#include "model/engine/SystemCall.h"

#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/utsname.h>

namespace lab {

namespace {

constexpr std::int64_t passingPatience = 1'000'000; ///< ns that packets which only pass may wait to be handed on
/// ns; each hand-over wakes the reader on another CPU (some 40 µs where that one sleeps), and 5 ms are a third of a frame.
constexpr std::int64_t flowingPatience = 5'000'000;
constexpr std::size_t muchNews = 256 * 1024; ///< bytes of journal that are handed on even while more is happening

void pinToOneCpu()
{
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return;
    // Two labs at once should not share a CPU: spread by process number.
    const int count = CPU_COUNT(&allowed);
    int skip = ::getpid() % std::max(count, 1);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &allowed) && skip-- == 0) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            ::sched_setaffinity(0, sizeof one, &one);
            return;
        }
}

/// As an ordinary task the engine would push a program off their CPU at each frame that it sends, and switch twice for
/// each. A batch task waits until the program blocks (sched(7), SCHED_BATCH: no preemption on wake-up). Programs inherit
/// it: else each packet delivered would push the engine off in its turn.
void runInBatches()
{
    const sched_param none {};
    ::sched_setscheduler(0, SCHED_BATCH, &none);
}

void writeSysctlHere(const char* path, const char* value)
{
    const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
    if (file)
        (void)!::write(file.get(), value, std::strlen(value));
}

} // namespace

Engine::Engine(const EngineConfig& config) : m_config(config), m_zero(clockNs(CLOCK_MONOTONIC)), m_commands(config.input)
{
    const std::int64_t wallClock = clockNs(CLOCK_REALTIME);
    m_journal = std::make_unique<JournalWriter>(config.output, config.journalFile, wallClock);
    ::setsid(); // without a controlling terminal, for the programs too; refused where it is one already
    pinToOneCpu();
    runInBatches();
    enterOwnNamespaces();
    // Small hash tables of the hosts' own make a dump of 10 sockets 18 times cheaper; inherited by namespaces made later
    // (ip-sysctl.rst: tcp_child_ehash_entries). Kernels without them are only slower.
    writeSysctlHere("/proc/sys/net/ipv4/tcp_child_ehash_entries", "256");
    writeSysctlHere("/proc/sys/net/ipv4/udp_child_hash_entries", "256");
    writeSysctlHere("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");

    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT})
        ::sigaddset(&signals, signal);
    sys("sigprocmask", ::sigprocmask(SIG_BLOCK, &signals, nullptr));
    std::signal(SIGPIPE, SIG_IGN);

    Netlink wireNetlink;
    for (const HostId id : {HostId::Client, HostId::Server}) {
        const auto at = static_cast<std::size_t>(id);
        m_hosts[at] = std::make_unique<Host>(id, wireNetlink);
        m_ports[at] = std::make_unique<WirePort>(m_hosts[at]->wireInterface());
        m_observers[at] = std::make_unique<Observer>(id, m_hosts[at]->namespaceFd());
    }
    m_cage = std::make_unique<Cage>();
    m_tracer = std::make_unique<Tracer>(*m_cage, config.actorProgram, [this](const EventBody& body) { happened(body); });

    m_signals.reset(sys("signalfd", ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)));
    m_epoll.reset(sys("epoll_create1", ::epoll_create1(EPOLL_CLOEXEC)));
    m_flushTimer.reset(sys("timerfd_create", ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)));
    m_arrivalTimer.reset(sys("timerfd_create", ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)));
    for (const int fd : {m_signals.get(), m_flushTimer.get(), m_arrivalTimer.get(), m_tracer->outputsFd(), m_inputs.fd(), m_ports[0]->fd(),
                         m_ports[1]->fd()}) {
        epoll_event event {EPOLLIN, {.fd = fd}};
        sys("epoll_ctl", ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event));
    }
    utsname kernel {};
    ::uname(&kernel);
    happened(LabStarted {wallClock, SOCKETLAB_VERSION, kernel.release, config.lesson});
    for (const auto& each : m_hosts)
        for (const SettingWritten& setting : each->settings())
            happened(setting);
    if (!m_cage->ownProc())
        happened(Notice {Notice::Severity::Info, "own-proc-missing", ""});
}

Engine::~Engine() = default;

Timestamp Engine::now() const
{
    return {clockNs(CLOCK_MONOTONIC) - m_zero};
}

// ---- what happened ----------------------------------------------------------------------------------------------

void Engine::happened(const EventBody& body)
{
    // A call's packets are older than its return: the program may have run between the last look at the wire and this.
    if (std::holds_alternative<CallReturned>(body) || std::holds_alternative<CallBlocked>(body))
        pumpWire();
    const Timestamp time = now();
    m_journal->append(time, body);
    m_urgent |= !std::holds_alternative<PacketDelivered>(body);
    m_kernelMoved |= !std::holds_alternative<CommandGiven>(body) && !std::holds_alternative<Settled>(body);
    // A call's stop is one of the moments at which the kernel's tables can have changed.
    if (const auto* started = std::get_if<ActorStarted>(&body)) {
        m_actorHosts[started->actor] = started->host;
    } else if (const auto* exited = std::get_if<ActorExited>(&body)) {
        m_inputs.forget(exited->actor);
        std::erase_if(m_openCalls, [exited](const OpenCall& each) { return each.actor == exited->actor; });
    } else if (const auto* entered = std::get_if<CallEntered>(&body)) {
        const HostId host = m_actorHosts[entered->actor];
        m_openCalls.push_back({entered->call, entered->actor, host});
        noteTables(*entered, host);
    } else if (const auto* blocked = std::get_if<CallBlocked>(&body)) {
        if (const auto open = openCall(blocked->call); open != m_openCalls.end())
            sampleIfAffordable(open->host, time);
    } else if (const auto* returned = std::get_if<CallReturned>(&body)) {
        if (const auto open = openCall(returned->call); open != m_openCalls.end()) {
            const HostId host = open->host;
            *open = m_openCalls.back();
            m_openCalls.pop_back();
            sampleIfAffordable(host, time);
        }
    }
}

/// From the newest: that is the one most often asked for.
std::vector<Engine::OpenCall>::iterator Engine::openCall(CallId call)
{
    const auto found =
        std::find_if(m_openCalls.rbegin(), m_openCalls.rend(), [call](const OpenCall& each) { return each.call == call; });
    return found == m_openCalls.rend() ? m_openCalls.end() : std::prev(found.base());
}

void Engine::noteTables(const CallEntered& call, HostId host)
{
    if (call.name != "socket" || call.args.size() < 2)
        return;
    auto& tables = observer(host).tables;
    const bool v6 = call.args[0].raw == AF_INET6;
    const bool datagram = (call.args[1].raw & 0xf) == SOCK_DGRAM;
    (datagram ? (v6 ? tables.udp6 : tables.udp4) : (v6 ? tables.tcp6 : tables.tcp4)) = true;
}

/// Of packets that only pass, at most a thousand times a second: each hand-over wakes the reader on another CPU.
void Engine::flushIfDue()
{
    if (m_journal->backlog() == 0)
        return;
    if (m_urgent || m_journal->backlog() > m_journal->fresh() || now().ns - m_flushedAt.ns >= passingPatience)
        flush();
}

void Engine::flush()
{
    m_urgent = false;
    m_flushedAt = now();
    const int failed = m_journal->flush();
    if (failed != 0) {
        happened(Notice {Notice::Severity::Problem, "disk-full", m_journal->file() + ": " + std::strerror(failed)});
        m_journal->flush();
    }
    if (m_journal->readerGone())
        m_ended = true;
    if (!m_behind && m_journal->tooFarBehind()) {
        m_behind = true;
        happened(Notice {Notice::Severity::Warning, "reader-too-slow", ""});
    } else if (m_behind && m_journal->caughtUp()) {
        m_behind = false;
        happened(Notice {Notice::Severity::Info, "reader-caught-up", ""});
    }
}

// ---- the loop ---------------------------------------------------------------------------------------------------

void Engine::turn()
{
    bool reaped = false; // nobody but the engine has run since
    bool inVain = false; // the last yield brought nothing
    // At most this many rounds, and this long, before commands and signals are looked at again.
    constexpr std::int64_t longestTurn = 50'000'000;
    std::int64_t at = now().ns; // one look at the clock a round
    const std::int64_t until = at + longestTurn;
    m_tracer->readOutputs();
    for (int round = 0; round < 256 && !standingStill() && at < until; ++round, at = now().ns) {
        // Packets first: a call's packets are older than its return. Programs are asked when there are none, or now and
        // then in a stream of them.
        bool any = pumpWire();
        if (round % 16 == 15)
            any |= m_tracer->readOutputs();
        if (!std::exchange(reaped, false) && (!any || round % 16 == 15)) {
            any |= m_tracer->reap();
            any |= m_inputs.write();
        }
        if (any) {
            if (m_journal->fresh() > muchNews)
                flush();
            continue;
        }
        // Not at each call of a program that flows: the reader is told when the lab rests, but at least so often.
        if (m_journal->fresh() > 0 && at - m_flushedAt.ns >= flowingPatience)
            flush();
        // Packets that flow by themselves bring their own news.
        if (!m_commandRunning && m_tracer->quiet() && !m_tracer->readOutputs())
            break;
        // Let whoever can run do so (all share this CPU), then see what came of it.
        ::sched_yield();
        any = pumpWire();
        reaped = true;
        any |= m_tracer->reap();
        any |= m_inputs.write();
        // Twice in vain before anybody is looked at: who waits for the other's next call sleeps for a moment only.
        if (any || !std::exchange(inVain, true)) {
            inVain = !any;
            continue;
        }
        if (!m_tracer->readOutputs() && !m_tracer->look(m_commandRunning))
            break;
    }
    admitLosses();
    if (standingStill()) {
        m_quiet = false;
        return;
    }
    m_quiet = m_tracer->quiet();
    if (m_quiet)
        m_restlessSince.reset();
    else if (!m_restlessSince)
        m_restlessSince = now();
    // A learner's program that computes without end is at rest as far as commands go: "kill" would never be heard.
    constexpr std::int64_t patience = 50'000'000;
    if (!m_quiet && now().ns - m_restlessSince->ns > patience)
        m_quiet = m_tracer->quietButForComputing();
}

void Engine::nextCommands()
{
    while ((m_quiet || m_paused) && !m_ended && !m_behind) {
        if (m_commandRunning) {
            if (!atRest())
                return;
            if (std::exchange(m_kernelMoved, false))
                for (const HostId id : {HostId::Client, HostId::Server})
                    sample(id, true);
            happened(Settled {m_lastCommand, ""});
            m_commandRunning = false;
        }
        if (m_commands.empty())
            return;
        const std::string line = m_commands.next();
        happened(CommandGiven {++m_lastCommand, line});
        m_commandAt = now();
        const Status done = carryOut(line);
        if (done)
            m_commandRunning = true;
        else
            happened(Settled {m_lastCommand, done.error().message});
        turn();
    }
}

/// With every thread at rest: is the wire, too? Packets under way on a slow link may wake somebody when they are there. They are
/// waited for, unless somebody has more to say, and not for ever: two kernels can keep a link busy as long as they like.
bool Engine::atRest() const
{
    constexpr std::int64_t longestWait = 10'000'000'000;
    return !m_wire.nextArrival() || m_paused || !m_commands.empty() || now().ns - m_commandAt.ns > longestWait;
}

/// To the nanosecond: epoll_wait(2) knows milliseconds, in which a link of 100 Mbit/s carries 8 full packets.
void Engine::setArrivalTimer()
{
    const auto next = standingStill() ? std::nullopt : m_wire.nextArrival();
    if (next == std::exchange(m_arrivalTimerAt, next))
        return;
    const std::int64_t wait = next ? std::max<std::int64_t>(next->ns - now().ns, 1) : 0; // 0 takes the alarm back
    const itimerspec soon {{}, {wait / 1'000'000'000, wait % 1'000'000'000}};
    ::timerfd_settime(m_arrivalTimer.get(), 0, &soon, nullptr);
}

int Engine::waitTime() const
{
    if (standingStill())
        return -1;
    if (!m_quiet)
        return 1; // somebody runs and makes no news: look again soon
    std::optional<Timestamp> next;
    for (const auto& each : m_observers)
        if (const auto due = each->nextTimer(); due && (!next || *due < *next))
            next = due;
    // The kernel rounds its timers up to a tick: look just after, and not more often than every 10 ms if one is overdue.
    const std::int64_t wait = next ? std::clamp<std::int64_t>((next->ns - now().ns) / 1'000'000 + 5, 10, 60'000) : -1;
    const auto due = m_tracer->nextDue();
    const std::int64_t delayed = due ? std::max<std::int64_t>((*due - now().ns) / 1'000'000 + 1, 0) : wait;
    return static_cast<int>(wait < 0 ? delayed : std::min(wait, delayed));
}

void Engine::waitForNews()
{
    const auto watch = [this](int fd, std::uint32_t events) {
        const auto [known, isNew] = m_watched.try_emplace(fd, ~events);
        if (std::exchange(known->second, events) == events)
            return;
        epoll_event event {events, {.fd = fd}};
        if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event) != 0 && errno == ENOENT)
            ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
    };
    const std::uint32_t canWrite = m_journal->backlog() > m_journal->fresh() ? EPOLLOUT : 0U;
    if (m_config.input == m_config.output) {
        watch(m_config.input, EPOLLIN | canWrite);
    } else {
        watch(m_config.input, EPOLLIN);
        watch(m_config.output, canWrite);
    }
    for (const auto& port : m_ports)
        watch(port->fd(), standingStill() ? 0U : std::uint32_t {EPOLLIN});
    watch(m_inputs.fd(), standingStill() ? 0U : std::uint32_t {EPOLLIN});

    // Set once for many packets: a timeout of each wait's own would have the clock set for each packet.
    if (m_journal->fresh() > 0 && !std::exchange(m_flushTimerSet, true)) {
        const itimerspec soon {{}, {0, passingPatience}};
        ::timerfd_settime(m_flushTimer.get(), 0, &soon, nullptr);
    }

    setArrivalTimer();
    epoll_event events[8];
    const int timeout = waitTime();
    const int count = ::epoll_wait(m_epoll.get(), events, 8, timeout);
    bool commands = false;
    for (int i = 0; i < count; ++i) {
        if (events[i].data.fd == m_config.input)
            commands = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0;
        if (std::uint64_t expired; events[i].data.fd == m_flushTimer.get())
            m_flushTimerSet = ::read(m_flushTimer.get(), &expired, sizeof expired) != sizeof expired;
        if (std::uint64_t expired; events[i].data.fd == m_arrivalTimer.get())
            (void)!::read(m_arrivalTimer.get(), &expired, sizeof expired);
        if (events[i].data.fd != m_signals.get())
            continue;
        signalfd_siginfo info {};
        while (::read(m_signals.get(), &info, sizeof info) == sizeof info)
            if (info.ssi_signo != SIGCHLD)
                m_ended = true;
    }
    if (commands && !m_commands.read())
        m_ended = true;
    if (count == 0 && m_quiet && timeout > 0)
        for (const HostId id : {HostId::Client, HostId::Server})
            sample(id, true); // a kernel timer was due
}

void Engine::run()
{
    while (!m_ended) {
        if (!standingStill())
            m_tracer->letGoWhatIsDue(now().ns);
        turn();
        nextCommands();
        flushIfDue();
        if (!m_ended)
            waitForNews();
    }
    flush();
}

} // namespace lab
