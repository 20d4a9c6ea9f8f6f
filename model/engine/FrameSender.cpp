#include "model/engine/FrameSender.h"

#include "model/engine/Cage.h"
#include "model/engine/PacketSocket.h"
#include "model/engine/SegmentRun.h"
#include "model/engine/SystemCall.h"

#include <linux/if_packet.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace lab {

/// virtio_net_hdr (VIRTIO 1.2 section 5.1.6; linux/virtio_net.h names a member `class` and can't be read as C++), in the
/// machine's byte order. All zero: the frame is whole as it is.
struct OffloadHeader
{
    static constexpr std::uint8_t needsChecksum = 1, tcp4 = 1, tcp6 = 4;

    std::uint8_t flags = 0, kind = 0;
    std::uint16_t headersLength = 0, segmentSize = 0, checksumStart = 0, checksumOffset = 0;
};
static_assert(sizeof(OffloadHeader) == 10);

/// A burst as sendmmsg(2) wants it: each message is an offload header (PACKET_VNET_HDR, packet(7)), and then either one
/// frame, or the headers of a run and the payloads of its segments.
struct FrameSender::Outgoing
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

void FrameSender::Outgoing::fill(std::span<const ByteView> burst)
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

FrameSender::FrameSender(const char* interface)
    : m_socket(packetSocket())
    , m_outgoing(std::make_unique<Outgoing>())
{
    prepare(interface);
}

FrameSender::FrameSender(const char* interface, std::uint32_t mark, int namespaceFd)
    : m_outgoing(std::make_unique<Outgoing>())
{
    const InsideNamespace inside(namespaceFd); // a socket stays in the namespace that it was made in
    m_socket = packetSocket();
    prepare(interface);
    setOption(m_socket, "SO_MARK", SOL_SOCKET, SO_MARK, static_cast<int>(mark));
}

void FrameSender::prepare(const char* interface)
{
    bindTo(m_socket, interface, 0); // receives nothing
    // The queueing discipline of the interface would only reorder what the wire has decided.
    setOption(m_socket, "PACKET_QDISC_BYPASS", SOL_PACKET, PACKET_QDISC_BYPASS, 1);
    setOption(m_socket, "PACKET_VNET_HDR", SOL_PACKET, PACKET_VNET_HDR, 1);
    setOption(m_socket, "SO_SNDBUF", SOL_SOCKET, SO_SNDBUF, 64 * 1024 * 1024);
}

FrameSender::~FrameSender() = default;

std::size_t FrameSender::inject(std::span<const ByteView> frames)
{
    std::size_t done = 0;
    while (done < frames.size()) {
        m_outgoing->fill(frames.subspan(done, std::min(frames.size() - done, largestBurst)));
        const int sent = ::sendmmsg(m_socket.get(), m_outgoing->headers.data(),
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

} // namespace lab
