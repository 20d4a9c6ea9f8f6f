#include "model/engine/SegmentRun.h"

#include "model/packet/Checksum.h"
#include "model/packet/Packet.h"
#include "model/packet/PacketLayout.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace lab {

using namespace packetLayout;

namespace {

constexpr std::size_t largestRun = 65535; ///< bytes after the Ethernet header: what an IPv4 length field can say

/// Where things are in a segment that may be part of a run: no IP options or extension headers, no fragment, payload.
struct Segment
{
    ByteView frame;
    std::size_t tcpAt = 0, payloadAt = 0;
    std::uint32_t seq = 0;
    std::uint8_t flags = 0;

    std::size_t payload() const { return frame.size() - payloadAt; }
    ByteView tcp() const { return frame.subspan(tcpAt, payloadAt - tcpAt); }
};

std::optional<Segment> segmentIn(ByteView frame)
{
    if (frame.size() < ethernetLength + 40)
        return {};
    const std::uint8_t* ip = &frame[ethernetLength];
    const std::uint16_t type = be16(&frame[12]);
    std::size_t ipLength = 0, total = 0;
    if (type == etherTypeIpv4 && ip[0] == 0x45 && ip[9] == protocolTcp && (be16(ip + 6) & 0x3FFF) == 0) {
        ipLength = 20;
        total = be16(ip + 2);
    } else if (type == etherTypeIpv6 && ip[0] >> 4 == 6 && ip[6] == protocolTcp) {
        ipLength = 40;
        total = ipLength + be16(ip + 4);
    }
    Segment segment {frame, ethernetLength + ipLength, 0, 0, 0};
    if (ipLength == 0 || frame.size() != ethernetLength + total || total < ipLength + 20)
        return {};
    const std::uint8_t* tcp = &frame[segment.tcpAt];
    segment.payloadAt = segment.tcpAt + (tcp[12] >> 4) * std::size_t {4};
    segment.seq = be32(tcp + 4);
    segment.flags = tcp[13];
    if (tcp[12] >> 4 < 5 || segment.payloadAt >= frame.size() || (segment.flags & ~TcpFlag::psh) != TcpFlag::ack)
        return {};
    return segment;
}

/// Of the pseudo header, in the machine's byte order. `length`: of TCP's header and data.
std::uint64_t pseudoSum(ByteView frame, std::size_t tcpAt, std::size_t length)
{
    const bool v6 = tcpAt == ethernetLength + 40;
    const std::uint8_t tail[8] {static_cast<std::uint8_t>(length >> 24), static_cast<std::uint8_t>(length >> 16),
                                static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length), 0, 0, 0,
                                protocolTcp};
    return onesSum(tail, onesSum(frame.subspan(ethernetLength + (v6 ? 8 : 12), v6 ? 32 : 8)));
}

/// What the kernel's GRO checks too: a damaged segment must reach the host as it is.
bool checksumIsRight(const Segment& segment)
{
    const ByteView whole = segment.frame.subspan(segment.tcpAt);
    return foldedSum(onesSum(whole, pseudoSum(segment.frame, segment.tcpAt, whole.size()))) == 0xFFFF;
}

bool same(ByteView a, ByteView b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

/// Everything but lengths, checksums, the IP identification, sequence numbers and PSH is the same.
bool sameHeaders(const Segment& a, const Segment& b)
{
    if (a.tcpAt != b.tcpAt || a.payloadAt != b.payloadAt || !same(a.frame.first(16), b.frame.first(16)))
        return false;
    const bool v6 = a.tcpAt == ethernetLength + 40;
    const auto ip = [&](const Segment& of, std::size_t at, std::size_t length) {
        return of.frame.subspan(ethernetLength + at, length);
    };
    const bool sameIp = v6 ? same(ip(a, 0, 4), ip(b, 0, 4)) && same(ip(a, 6, 34), ip(b, 6, 34))
                           : same(ip(a, 6, 4), ip(b, 6, 4)) && same(ip(a, 12, 8), ip(b, 12, 8));
    const ByteView mine = a.tcp(), other = b.tcp();
    return sameIp && same(mine.first(4), other.first(4)) && same(mine.subspan(8, 5), other.subspan(8, 5))
        && same(mine.subspan(14, 2), other.subspan(14, 2)) && same(mine.subspan(18), other.subspan(18));
}

void put16(Bytes& out, std::size_t at, std::size_t value)
{
    out[at] = static_cast<std::uint8_t>(value >> 8);
    out[at + 1] = static_cast<std::uint8_t>(value);
}

/// `sum`: in the machine's byte order.
void putSum(Bytes& out, std::size_t at, std::uint16_t sum)
{
    std::memcpy(&out[at], &sum, sizeof sum);
}

} // namespace

std::size_t segmentRunLength(std::span<const ByteView> frames)
{
    if (frames.size() < 2)
        return frames.size();
    const auto first = segmentIn(frames.front());
    if (!first || !checksumIsRight(*first))
        return 1;
    std::size_t bytes = first->frame.size() - ethernetLength, length = 1;
    for (Segment last = *first; length < frames.size(); ++length) {
        if ((last.flags & TcpFlag::psh) != 0 || last.payload() < first->payload())
            break;
        const auto next = segmentIn(frames[length]);
        if (!next || next->payload() > first->payload() || bytes + next->payload() > largestRun
            || next->seq != last.seq + static_cast<std::uint32_t>(last.payload()) || !sameHeaders(*first, *next)
            || !checksumIsRight(*next))
            break;
        bytes += next->payload();
        last = *next;
    }
    return length;
}

RunHeader headerOfRun(std::span<const ByteView> run)
{
    const Segment first = *segmentIn(run.front());
    const ByteView headers = run.front().first(first.payloadAt);
    RunHeader header {Bytes(headers.begin(), headers.end()), first.payloadAt,
                      static_cast<std::uint16_t>(first.payload()), static_cast<std::uint16_t>(first.tcpAt),
                      first.tcpAt == ethernetLength + 40 ? 6 : 4};
    std::size_t tcpLength = first.payloadAt - first.tcpAt;
    for (const ByteView frame : run)
        tcpLength += frame.size() - first.payloadAt;
    if (header.ipVersion == 4) {
        put16(header.headers, ethernetLength + 2, 20 + tcpLength);
        put16(header.headers, ethernetLength + 10, 0);
        const std::uint64_t sum = onesSum(ByteView(header.headers).subspan(ethernetLength, 20));
        putSum(header.headers, ethernetLength + 10, static_cast<std::uint16_t>(~foldedSum(sum)));
    } else {
        put16(header.headers, ethernetLength + 4, tcpLength);
    }
    header.headers[first.tcpAt + 13] |= run.back()[first.tcpAt + 13];
    putSum(header.headers, first.tcpAt + 16, foldedSum(pseudoSum(header.headers, first.tcpAt, tcpLength)));
    return header;
}

} // namespace lab
