#include "model/engine/WirePort.h"

#include "model/engine/SystemCall.h"

#include <arpa/inet.h>
#include <atomic>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/mman.h>
#include <sys/socket.h>

namespace lab {

namespace {

// Ethernet with an MTU of 1500 and the ring's own header fit a slot. 4096 slots hold what TCP's largest receive window
// (tcp_rmem, 6 MB) lets be in flight, whatever net.core.rmem_max is: that limits socket buffers, not rings.
constexpr std::size_t slotSize = 2048, slotCount = 4096, blockSize = 64 * 1024;
constexpr std::size_t ringSize = slotSize * slotCount;

} // namespace

struct WirePort::Outgoing
{
    Outgoing()
    {
        for (std::size_t i = 0; i < largestBurst; ++i) {
            messages[i].msg_hdr.msg_iov = &parts[i];
            messages[i].msg_hdr.msg_iovlen = 1;
        }
    }

    iovec parts[largestBurst] {};
    mmsghdr messages[largestBurst] {};
};

WirePort::WirePort(const char* interface)
    : m_socket(sys("socket(AF_PACKET)",
                   ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)))
    , m_outgoing(std::make_unique<Outgoing>())
{
    const int on = 1;
    sys("PACKET_IGNORE_OUTGOING", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on));
    // The queueing discipline of the wire's own end would only reorder what the wire has decided.
    sys("PACKET_QDISC_BYPASS", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on));
    const int large = 64 * 1024 * 1024;
    sys("SO_SNDBUF", ::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUF, &large, sizeof large));
    // A ring of slots in shared memory: frames are read without a system call. Version 2, not 3, which hands over whole
    // blocks and may keep a frame back for a millisecond.
    const int version = TPACKET_V2;
    sys("PACKET_VERSION", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_VERSION, &version, sizeof version));
    tpacket_req request {};
    request.tp_block_size = blockSize;
    request.tp_block_nr = ringSize / blockSize;
    request.tp_frame_size = slotSize;
    request.tp_frame_nr = slotCount;
    sys("PACKET_RX_RING", ::setsockopt(m_socket.get(), SOL_PACKET, PACKET_RX_RING, &request, sizeof request));
    void* memory = ::mmap(nullptr, ringSize, PROT_READ | PROT_WRITE, MAP_SHARED, m_socket.get(), 0);
    if (memory == MAP_FAILED)
        throw SystemError("mapping the wire's ring", errno);
    m_ring = static_cast<std::uint8_t*>(memory);
    sockaddr_ll address {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
    sys("bind(AF_PACKET)", ::bind(m_socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
}

WirePort::~WirePort()
{
    if (m_ring)
        ::munmap(m_ring, ringSize);
}

std::span<const WirePort::Frame> WirePort::receive()
{
    const auto slot = [this](std::size_t number) { return m_ring + number % slotCount * slotSize; };
    const auto statusOf = [](std::uint8_t* at) {
        return std::atomic_ref<std::uint32_t>(reinterpret_cast<tpacket2_hdr*>(at)->tp_status);
    };
    for (; m_taken > 0; --m_taken)
        statusOf(slot(m_next++)).store(TP_STATUS_KERNEL, std::memory_order_release);
    m_next %= slotCount;
    while (m_taken < largestBurst) {
        std::uint8_t* at = slot(m_next + m_taken);
        const std::uint32_t status = statusOf(at).load(std::memory_order_acquire);
        if ((status & TP_STATUS_USER) == 0)
            break;
        const auto* header = reinterpret_cast<const tpacket2_hdr*>(at);
        m_frames[m_taken++] = {{at + header->tp_mac, header->tp_snaplen}, header->tp_len};
        m_mayHaveLost |= (status & TP_STATUS_LOSING) != 0;
    }
    m_mayHaveLost |= m_taken == largestBurst;
    return {m_frames.data(), m_taken};
}

std::size_t WirePort::inject(std::span<const ByteView> frames)
{
    std::size_t done = 0;
    while (done < frames.size()) {
        const std::size_t count = std::min(frames.size() - done, largestBurst);
        for (std::size_t i = 0; i < count; ++i) {
            const ByteView frame = frames[done + i];
            m_outgoing->parts[i] = {const_cast<std::uint8_t*>(frame.data()), frame.size()};
        }
        const int sent = ::sendmmsg(m_socket.get(), m_outgoing->messages, static_cast<unsigned>(count), 0);
        if (sent > 0) {
            done += static_cast<std::size_t>(sent);
            continue;
        }
        if (errno == ENOBUFS || errno == EAGAIN || errno == ENETDOWN || errno == EMSGSIZE)
            return done;
        if (errno != EINTR)
            throw SystemError("putting a frame on the wire", errno);
    }
    return done;
}

unsigned WirePort::lostFrames()
{
    if (!std::exchange(m_mayHaveLost, false))
        return 0;
    tpacket_stats statistics {};
    socklen_t length = sizeof statistics;
    if (::getsockopt(m_socket.get(), SOL_PACKET, PACKET_STATISTICS, &statistics, &length) != 0)
        return 0;
    return statistics.tp_drops;
}

} // namespace lab
