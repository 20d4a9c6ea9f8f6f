#include "model/packet/Checksum.h"

#include "model/packet/PacketLayout.h"

namespace lab {

using namespace packetLayout;

namespace {

/// The running sum of 16-bit words. 64 bits never overflow: an IP packet has at most 2^15 words.
class Sum
{
public:
    /// `bytes` must start at an even position of what is summed.
    void add(ByteView bytes)
    {
        std::size_t i = 0;
        for (; i + 1 < bytes.size(); i += 2)
            m_sum += be16(&bytes[i]);
        if (i < bytes.size())
            m_sum += std::uint64_t {bytes[i]} << 8; // padded with a zero byte
    }

    void add(std::uint64_t word) { m_sum += word; }

    std::uint16_t complement() const
    {
        std::uint64_t sum = m_sum;
        while (sum >> 16)
            sum = (sum & 0xFFFF) + (sum >> 16);
        return static_cast<std::uint16_t>(~sum);
    }

private:
    std::uint64_t m_sum = 0;
};

} // namespace

std::optional<ChecksumField> ipChecksum(ByteView frame, const Packet& packet)
{
    if (!packet.ip || packet.ip->version != 4 || frame.size() < ethernetLength + packet.ip->headerLength)
        return {};
    const ByteView header = frame.subspan(ethernetLength, packet.ip->headerLength);
    Sum sum;
    sum.add(header.first(10));
    sum.add(header.subspan(12));
    return ChecksumField {ethernetLength + 10, packet.ip->checksum, sum.complement()};
}

std::optional<ChecksumField> transportChecksum(ByteView frame, const Packet& packet)
{
    if (!packet.ip || packet.ip->fragmentOffset != 0 || packet.ip->moreFragments)
        return {};
    const std::size_t start = ethernetLength + packet.ip->headerLength;
    const std::size_t length = packet.udp ? packet.udp->length : packet.ip->totalLength - packet.ip->headerLength;
    const std::size_t at = packet.tcp ? 16 : packet.udp ? 6 : packet.icmp ? 2 : 0;
    if (at == 0 || frame.size() < start || frame.size() - start < length || length < at + 2)
        return {};
    const ByteView segment = frame.subspan(start, length);

    Sum sum;
    if (!packet.icmp || packet.ip->version == 6) { // RFC 792: ICMP for IPv4 has no pseudo header
        const std::size_t addressLength = packet.ip->version == 4 ? 4 : 16;
        sum.add(ByteView(packet.ip->source.bytes).first(addressLength));
        sum.add(ByteView(packet.ip->destination.bytes).first(addressLength));
        sum.add(packet.ip->protocol);
        sum.add(length >> 16);
        sum.add(length & 0xFFFF);
    }
    sum.add(segment.first(at));
    sum.add(segment.subspan(at + 2));

    ChecksumField field {start + at, be16(&segment[at]), sum.complement()};
    if (packet.udp) {
        if (field.right == 0)
            field.right = 0xFFFF; // RFC 768: zero is reserved for "none"
        field.optional = packet.ip->version == 4;
    }
    return field;
}

void fixChecksums(Bytes& frame)
{
    const Packet packet = decodePacket(frame);
    for (const auto& field : {ipChecksum(frame, packet), transportChecksum(frame, packet)}) {
        if (!field)
            continue;
        frame[field->offset] = static_cast<std::uint8_t>(field->right >> 8);
        frame[field->offset + 1] = static_cast<std::uint8_t>(field->right & 0xFF);
    }
}

bool checksumsRight(ByteView frame)
{
    const Packet packet = decodePacket(frame);
    for (const auto& field : {ipChecksum(frame, packet), transportChecksum(frame, packet)}) {
        if (field && !field->isRight())
            return false;
    }
    return true;
}

} // namespace lab
