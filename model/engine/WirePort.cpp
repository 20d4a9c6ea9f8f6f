#include "model/engine/WirePort.h"

#include "model/engine/SegmentRun.h"
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

namespace {

/// virtio_net_hdr (VIRTIO 1.2 section 5.1.6; linux/virtio_net.h names a member `class` and can't be read as C++), in the
/// machine's byte order. All zero: the frame is whole as it is.
struct OffloadHeader
{
    static constexpr std::uint8_t needsChecksum = 1, tcp4 = 1, tcp6 = 4;

    std::uint8_t flags = 0, kind = 0;
    std::uint16_t headersLength = 0, segmentSize = 0, checksumStart = 0, checksumOffset = 0;
};
static_assert(sizeof(OffloadHeader) == 10);

} // namespace

/// A burst as sendmmsg(2) wants it: each message is an offload header (PACKET_VNET_HDR, packet(7)), and then either one
/// frame, or the headers of a run and the payloads of its segments.
struct WirePort::Outgoing
{
    struct Message
    {
        OffloadHeader offload;
        RunHeader run;
        std::size_t firstPart = 0, frames = 0;
    };

    void fill(std::span<const ByteView> burst);

    std::array<Message, largestBurst> messages;
    std::array<mmsghdr, largestBurst> headers {};
    std::array<iovec, 3 * largestBurst> parts {}; ///< a frame: 2; a run of n frames: 2 + n
    std::size_t count = 0;

private:
    void addPart(const void* bytes, std::size_t length) { parts[m_parts++] = {const_cast<void*>(bytes), length}; }

    std::size_t m_parts = 0;
};

void WirePort::Outgoing::fill(std::span<const ByteView> burst)
{
    count = m_parts = 0;
    for (std::size_t done = 0; done < burst.size(); ++count) {
        Message& message = messages[count];
        message.frames = segmentRunLength(burst.subspan(done));
        message.firstPart = m_parts;
        message.offload = {};
        addPart(&message.offload, sizeof message.offload);
        const auto frames = burst.subspan(done, message.frames);
        if (message.frames == 1) {
            addPart(frames[0].data(), frames[0].size());
        } else {
            message.run = headerOfRun(frames);
            // 16: where the checksum is in a TCP header (RFC 9293 section 3.1).
            message.offload = {OffloadHeader::needsChecksum,
                               message.run.ipVersion == 4 ? OffloadHeader::tcp4 : OffloadHeader::tcp6,
                               static_cast<std::uint16_t>(message.run.headersOfEach), message.run.segmentSize,
                               message.run.tcpAt, 16};
            addPart(message.run.headers.data(), message.run.headers.size());
            for (const ByteView frame : frames)
                addPart(frame.data() + message.run.headersOfEach, frame.size() - message.run.headersOfEach);
        }
        headers[count].msg_hdr.msg_iov = &parts[message.firstPart];
        headers[count].msg_hdr.msg_iovlen = m_parts - message.firstPart;
        done += message.frames;
    }
}

namespace {

UniqueFd packetSocket()
{
    return UniqueFd(sys("socket(AF_PACKET)", ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)));
}

/// `protocol` 0: receives nothing (packet(7)).
void bindTo(const UniqueFd& socket, const char* interface, std::uint16_t protocol)
{
    sockaddr_ll address {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(protocol);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
    sys("bind(AF_PACKET)", ::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
}

void setOption(const UniqueFd& socket, const char* name, int level, int option, int value)
{
    sys(name, ::setsockopt(socket.get(), level, option, &value, sizeof value));
}

} // namespace

WirePort::WirePort(const char* interface)
    : m_socket(packetSocket()), m_sender(packetSocket())
    , m_outgoing(std::make_unique<Outgoing>())
{
    bindTo(m_sender, interface, 0);
    // The queueing discipline of the wire's own end would only reorder what the wire has decided.
    setOption(m_sender, "PACKET_QDISC_BYPASS", SOL_PACKET, PACKET_QDISC_BYPASS, 1);
    setOption(m_sender, "PACKET_VNET_HDR", SOL_PACKET, PACKET_VNET_HDR, 1);
    setOption(m_sender, "SO_SNDBUF", SOL_SOCKET, SO_SNDBUF, 64 * 1024 * 1024);
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

std::size_t WirePort::inject(std::span<const ByteView> frames)
{
    std::size_t done = 0;
    while (done < frames.size()) {
        m_outgoing->fill(frames.subspan(done, std::min(frames.size() - done, largestBurst)));
        const int sent = ::sendmmsg(m_sender.get(), m_outgoing->headers.data(),
                                    static_cast<unsigned>(m_outgoing->count), 0);
        for (int i = 0; i < sent; ++i)
            done += m_outgoing->messages[static_cast<std::size_t>(i)].frames;
        if (sent > 0 || errno == EINTR)
            continue;
        if (errno == ENOBUFS || errno == EAGAIN || errno == ENETDOWN || errno == EMSGSIZE)
            return done;
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
