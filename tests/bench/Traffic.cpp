#include "tests/bench/Traffic.h"

#include "model/base/UniqueFd.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace lab::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint16_t port = 5201;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void need(bool worked, const char* what)
{
    if (!worked)
        throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

sockaddr_in serverAddress()
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = ::inet_addr("10.9.0.2");
    return address;
}

void enter(pid_t process, int cpu)
{
    const UniqueFd reference(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
    need(::setns(reference.get(), CLONE_NEWUSER | CLONE_NEWNET) == 0, "setns");
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    need(::sched_setaffinity(0, sizeof one, &one) == 0, "sched_setaffinity");
    const sched_param none {};
    need(::sched_setscheduler(0, SCHED_BATCH, &none) == 0, "sched_setscheduler");
}

UniqueFd openSocket(int type)
{
    UniqueFd made(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    need(static_cast<bool>(made), "socket");
    const int on = 1;
    ::setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // The lab's hosts use reno; the machine's own default (bbr paces its packets) would compare something else.
    if (type == SOCK_STREAM)
        need(::setsockopt(made.get(), IPPROTO_TCP, TCP_CONGESTION, "reno", 4) == 0, "TCP_CONGESTION");
    return made;
}

/// A process in somebody's network that does `work` and hands back one plain value.
template<class Value>
class Worker
{
public:
    Worker(pid_t network, int cpu, const std::function<Value(int ready)>& work)
    {
        int ends[2];
        need(::pipe2(ends, O_CLOEXEC) == 0, "pipe2");
        m_result.reset(ends[0]);
        const UniqueFd out(ends[1]);
        m_process = ::fork();
        need(m_process >= 0, "fork");
        if (m_process != 0)
            return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        try {
            enter(network, cpu);
            const Value value = work(out.get());
            (void)!::write(out.get(), &value, sizeof value);
            ::_exit(0);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }

    ~Worker()
    {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }

    /// The byte that says the server listens.
    void waitUntilReady()
    {
        char byte = 0;
        need(::read(m_result.get(), &byte, 1) == 1, "a traffic process ended early");
    }

    Value result(const Meanwhile& meanwhile)
    {
        pollfd waiting[] {{m_result.get(), POLLIN, 0}, {meanwhile.fd, POLLIN, 0}};
        while (::poll(waiting, 2, -1) >= 0 && waiting[0].revents == 0)
            meanwhile.work();
        Value value;
        need(::read(m_result.get(), &value, sizeof value) == sizeof value, "a traffic process ended early");
        return value;
    }

private:
    UniqueFd m_result;
    pid_t m_process = -1;
};

void sayReady(int ready)
{
    need(::write(ready, "r", 1) == 1, "write");
}

UniqueFd bound(int type)
{
    UniqueFd made = openSocket(type);
    const sockaddr_in address = serverAddress();
    need(::bind(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0, "bind");
    return made;
}

UniqueFd connected(int type)
{
    UniqueFd made = openSocket(type);
    const sockaddr_in address = serverAddress();
    need(::connect(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0, "connect");
    return made;
}

double receiveAll(int ready)
{
    const UniqueFd listener = bound(SOCK_STREAM);
    need(::listen(listener.get(), 1) == 0, "listen");
    sayReady(ready);
    const UniqueFd peer(::accept(listener.get(), nullptr, nullptr));
    std::vector<char> buffer(1 << 17);
    double bytes = 0;
    const auto start = Clock::now();
    for (ssize_t got; (got = ::recv(peer.get(), buffer.data(), buffer.size(), 0)) > 0;)
        bytes += static_cast<double>(got);
    return bytes * 8 / secondsSince(start) / 1e9;
}

unsigned sendFor(double seconds)
{
    const UniqueFd peer = connected(SOCK_STREAM);
    const std::vector<char> buffer(1 << 17, 'x');
    for (const auto start = Clock::now(); secondsSince(start) < seconds;)
        need(::send(peer.get(), buffer.data(), buffer.size(), 0) > 0, "send");
    tcp_info info {};
    socklen_t length = sizeof info;
    need(::getsockopt(peer.get(), IPPROTO_TCP, TCP_INFO, &info, &length) == 0, "TCP_INFO");
    return info.tcpi_total_retrans;
}

char echo(int ready)
{
    const UniqueFd socket = bound(SOCK_DGRAM);
    sayReady(ready);
    for (;;) {
        char byte = 0;
        sockaddr_in from {};
        socklen_t length = sizeof from;
        need(::recvfrom(socket.get(), &byte, 1, 0, reinterpret_cast<sockaddr*>(&from), &length) == 1, "recvfrom");
        need(::sendto(socket.get(), &byte, 1, 0, reinterpret_cast<sockaddr*>(&from), length) == 1, "sendto");
    }
}

double pingPong(int trips)
{
    const UniqueFd socket = connected(SOCK_DGRAM);
    std::vector<double> times;
    char byte = 'x';
    for (int i = 0; i < trips; ++i) {
        const auto start = Clock::now();
        need(::send(socket.get(), &byte, 1, 0) == 1 && ::recv(socket.get(), &byte, 1, 0) == 1, "round trip");
        times.push_back(secondsSince(start) * 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

} // namespace

Bulk bulk(const Networks& networks, double seconds, const Meanwhile& meanwhile)
{
    Worker<double> receiver(networks.server, networks.cpu, receiveAll);
    receiver.waitUntilReady();
    Worker<unsigned> sender(networks.client, networks.cpu, [seconds](int) { return sendFor(seconds); });
    Bulk measured;
    measured.retransmitted = sender.result(meanwhile);
    measured.gigabitsPerSecond = receiver.result(meanwhile);
    return measured;
}

double udpRoundTrip(const Networks& networks, int trips, const Meanwhile& meanwhile)
{
    Worker<char> server(networks.server, networks.cpu, echo);
    server.waitUntilReady();
    Worker<double> client(networks.client, networks.cpu, [trips](int) { return pingPong(trips); });
    return client.result(meanwhile);
}

} // namespace lab::bench
