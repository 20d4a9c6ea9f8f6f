// SnapshotBench: the observer's look at all sockets of a host beside `ss -tan` in the same network; interleaved rounds.

#include "model/engine/Cage.h"
#include "model/engine/Host.h"
#include "model/engine/Observer.h"
#include "model/engine/SystemCall.h"
#include "tests/bench/Figures.h"

#include <chrono>
#include <cstdlib>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

using namespace lab;
using namespace lab::bench;

namespace {

using Clock = std::chrono::steady_clock;

double microsecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

/// A listener and connections to it: each gives two sockets of the host.
class Sockets
{
public:
    explicit Sockets(std::size_t count)
    {
        m_sockets.emplace_back(sys("socket", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        sys("bind", ::bind(m_sockets[0].get(), plain, length));
        sys("listen", ::listen(m_sockets[0].get(), 16));
        sys("getsockname", ::getsockname(m_sockets[0].get(), plain, &length));
        while (m_sockets.size() < count) {
            m_sockets.emplace_back(sys("socket", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
            sys("connect", ::connect(m_sockets.back().get(), plain, length));
            m_sockets.emplace_back(sys("accept4", ::accept4(m_sockets[0].get(), nullptr, nullptr, SOCK_CLOEXEC)));
        }
    }

private:
    std::vector<UniqueFd> m_sockets;
};

double runSs()
{
    const auto start = Clock::now();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    char name[] = "ss", option[] = "-tan";
    char* arguments[] = {name, option, nullptr};
    pid_t process = 0;
    if (::posix_spawnp(&process, "ss", &actions, nullptr, arguments, environ) != 0)
        throw SystemError("ss", errno);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0)
        throw SystemError("ss failed", ECHILD);
    return microsecondsSince(start);
}

bool compare(const Host& host, std::size_t count, int rounds, double goal)
{
    const InsideNamespace inside(host.namespaceFd());
    const Sockets sockets(count);
    Observer observer(host.id(), host.namespaceFd());
    std::vector<EventBody> changes;
    observer.sampleSockets({}, changes);
    const std::size_t seen = changes.size();

    Figures snapshot("observer, " + std::to_string(seen) + " sockets", "µs"), ss("ss -tan", "µs");
    Figures counters("observer, counters", "µs");
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < 20; ++i) {
            changes.clear();
            const auto start = Clock::now();
            observer.sampleSockets({}, changes);
            snapshot.add(microsecondsSince(start));
            const auto between = Clock::now();
            observer.sampleCounters(changes);
            counters.add(microsecondsSince(between));
        }
        ss.add(runSs());
    }
    snapshot.print();
    ss.print();
    counters.print();
    return judge("snapshot, of ss -tan", snapshot.median() / ss.median(), "<=", goal) && seen >= count;
}

int run(int rounds)
{
    rlimit files {4096, 4096};
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0)
        std::fprintf(stderr, "RLIMIT_NOFILE could not be raised\n");
    enterOwnNamespaces();
    // As the engine does before it makes its hosts: a small connection table of their own is walked faster.
    if (const UniqueFd table(::open("/proc/sys/net/ipv4/tcp_child_ehash_entries", O_WRONLY | O_CLOEXEC)); table)
        (void)!::write(table.get(), "256", 3);
    Netlink netlink;
    const Host few(HostId::Client, netlink), many(HostId::Server, netlink);
    Figures::printHead("All sockets of a host");
    const bool met = compare(few, 10, rounds, 1.0 / 50);
    return compare(many, 1000, rounds, 1.0 / 5) && met ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc > 1 ? std::atoi(argv[1]) : 15);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "SnapshotBench: %s\n", error.what());
        return 2;
    }
}
