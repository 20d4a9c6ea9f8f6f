#include "model/engine/WirePort.h"

#include "model/engine/SystemCall.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>

namespace lab {

namespace {
constexpr std::size_t largestFrame = 65536 + 64;
}

WirePort::WirePort(const char* interface)
    : m_socket(sys("socket(AF_PACKET)",
                   ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)))
    , m_buffer(largestFrame)
{
    const int on = 1;
    sys("PACKET_IGNORE_OUTGOING", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on));
    // The queueing discipline of the wire's own end would only reorder what the wire has decided.
    sys("PACKET_QDISC_BYPASS", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on));
    // The default 208 kB lost 1,518 of 2,000 frames of a burst; the kernel cuts this to net.core.rmem_max.
    const int large = 64 * 1024 * 1024;
    sys("SO_RCVBUF", ::setsockopt(m_socket.get(), SOL_SOCKET, SO_RCVBUF, &large, sizeof large));
    sys("SO_SNDBUF", ::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUF, &large, sizeof large));
    sockaddr_ll address {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
    sys("bind(AF_PACKET)", ::bind(m_socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
}

std::optional<ByteView> WirePort::receive(std::uint32_t& fullLength)
{
    const auto length = ::recv(m_socket.get(), m_buffer.data(), m_buffer.size(), MSG_TRUNC);
    if (length < 0) {
        // ENETDOWN: the interface was down for a moment while it was made.
        if (errno == EAGAIN || errno == EINTR || errno == ENETDOWN)
            return {};
        throw SystemError("reading from the wire", errno);
    }
    fullLength = static_cast<std::uint32_t>(length);
    return ByteView(m_buffer.data(), std::min(static_cast<std::size_t>(length), m_buffer.size()));
}

bool WirePort::inject(ByteView frame)
{
    const auto sent = ::send(m_socket.get(), frame.data(), frame.size(), 0);
    if (sent >= 0)
        return true;
    if (errno == ENOBUFS || errno == EAGAIN || errno == ENETDOWN || errno == EMSGSIZE)
        return false;
    throw SystemError("putting a frame on the wire", errno);
}

unsigned WirePort::lostFrames()
{
    tpacket_stats statistics {};
    socklen_t length = sizeof statistics;
    if (::getsockopt(m_socket.get(), SOL_PACKET, PACKET_STATISTICS, &statistics, &length) != 0)
        return 0;
    return statistics.tp_drops;
}

} // namespace lab
