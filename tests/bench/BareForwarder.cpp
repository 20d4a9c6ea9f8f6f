#include "tests/bench/BareForwarder.h"

#include "model/engine/Cage.h"
#include "model/engine/Host.h"
#include "model/engine/SystemCall.h"

#include <csignal>
#include <cstdio>
#include <exception>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace lab::bench {

namespace {

UniqueFd openPort(const Host& host)
{
    UniqueFd port(sys("socket(AF_PACKET)", ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)));
    const int on = 1, large = 64 * 1024 * 1024;
    sys("PACKET_IGNORE_OUTGOING", ::setsockopt(port.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on));
    sys("PACKET_QDISC_BYPASS", ::setsockopt(port.get(), SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on));
    sys("SO_RCVBUF", ::setsockopt(port.get(), SOL_SOCKET, SO_RCVBUF, &large, sizeof large));
    sockaddr_ll address {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = static_cast<int>(if_nametoindex(host.wireInterface()));
    sys("bind", ::bind(port.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address));
    return port;
}

pid_t holderOf(const Host& host)
{
    const pid_t holder = sys("fork", ::fork());
    if (holder == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::setns(host.namespaceFd(), CLONE_NEWNET) == 0)
            ::pause();
        ::_exit(1);
    }
    return holder;
}

[[noreturn]] void forward(const UniqueFd (&ports)[2])
{
    static char frame[65536];
    for (;;) {
        pollfd waiting[] {{ports[0].get(), POLLIN, 0}, {ports[1].get(), POLLIN, 0}};
        ::poll(waiting, 2, -1);
        for (const int from : {0, 1})
            for (ssize_t length; (length = ::recv(ports[from].get(), frame, sizeof frame, 0)) > 0;)
                (void)!::send(ports[1 - from].get(), frame, static_cast<std::size_t>(length), 0);
    }
}

[[noreturn]] void forwardBetweenHosts(int report, int cpu)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    sys("sched_setaffinity", ::sched_setaffinity(0, sizeof one, &one));
    enterOwnNamespaces();
    Netlink netlink;
    const Host client(HostId::Client, netlink), server(HostId::Server, netlink);
    const UniqueFd ports[2] {openPort(client), openPort(server)};
    const pid_t holders[2] {holderOf(client), holderOf(server)};
    sys("write", ::write(report, holders, sizeof holders));
    forward(ports);
}

} // namespace

BareForwarder::BareForwarder(int cpu)
{
    int report[2];
    sys("pipe2", ::pipe2(report, O_CLOEXEC));
    const UniqueFd in(report[0]);
    UniqueFd out(report[1]);
    m_forwarder = sys("fork", ::fork());
    if (m_forwarder == 0) {
        try {
            forwardBetweenHosts(out.get(), cpu);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }
    out.reset();
    if (::read(in.get(), m_holders, sizeof m_holders) != sizeof m_holders)
        throw SystemError("the bare forwarder could not be made", ECHILD);
}

BareForwarder::~BareForwarder()
{
    ::kill(m_forwarder, SIGKILL); // and with it its holders
    ::waitpid(m_forwarder, nullptr, 0);
}

} // namespace lab::bench
