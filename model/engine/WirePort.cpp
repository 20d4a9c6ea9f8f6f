#include "model/engine/WirePort.h"

#include "model/engine/PacketSocket.h"
#include "model/engine/SystemCall.h"

#include <atomic>
#include <linux/if_ether.h>
#include <sys/mman.h>

namespace lab {

namespace {

// Ethernet with an MTU of 1500 and the ring's own header fit a slot. 4096 slots hold what TCP's largest receive window
// (tcp_rmem, 6 MB) lets be in flight, whatever net.core.rmem_max is: that limits socket buffers, not rings.
constexpr std::size_t slotSize = 2048, slotCount = 4096, blockSize = 64 * 1024;
constexpr std::size_t ringSize = slotSize * slotCount;

} // namespace

WirePort::WirePort(const char* interface)
    : m_socket(packetSocket())
    , m_sender(interface)
{
    setOption(m_socket, "PACKET_IGNORE_OUTGOING", SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
    makeRing();
    bindTo(m_socket, interface, ETH_P_ALL); // last: what arrives before is nobody's
}

/// A ring of slots in shared memory: frames are read without a system call. Version 2, not 3, which hands over whole
/// blocks and may keep a frame back for a millisecond.
void WirePort::makeRing()
{
    setOption(m_socket, "PACKET_VERSION", SOL_PACKET, PACKET_VERSION, TPACKET_V2);
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
