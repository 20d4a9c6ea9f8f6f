#include "model/packet/Checksum.h"

#include "model/packet/PacketLayout.h"

#include <cstring>

namespace lab {

using namespace packetLayout;

namespace {

/// The checksum that makes `sum` right, as the number that the field's two bytes are.
std::uint16_t complementOf(std::uint64_t sum)
{
    const auto complement = static_cast<std::uint16_t>(~foldedSum(sum));
    std::uint8_t bytes[2];
    std::memcpy(bytes, &complement, sizeof complement);
    return be16(bytes);
}

} // namespace

std::uint64_t onesSum(ByteView bytes, std::uint64_t sum)
{
    const auto add = [&sum](std::uint64_t word) {
        sum += word;
        sum += sum < word ? 1 : 0; // end-around carry
    };
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at + sizeof word <= bytes.size(); at += sizeof word) {
        std::memcpy(&word, &bytes[at], sizeof word);
        add(word);
    }
    word = 0;
    std::memcpy(&word, bytes.data() + at, bytes.size() - at);
    add(word);
    return sum;
}

std::uint16_t foldedSum(std::uint64_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<std::uint16_t>(sum);
}

std::optional<ChecksumField> ipChecksum(ByteView frame, const Packet& packet)
{
    if (!packet.ip || packet.ip->version != 4 || frame.size() < ethernetLength + packet.ip->headerLength)
        return {};
    const ByteView header = frame.subspan(ethernetLength, packet.ip->headerLength);
    const std::uint64_t sum = onesSum(header.subspan(12), onesSum(header.first(10)));
    return ChecksumField {ethernetLength + 10, packet.ip->checksum, complementOf(sum)};
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

    std::uint64_t sum = 0;
    if (!packet.icmp || packet.ip->version == 6) { // RFC 792: ICMP for IPv4 has no pseudo header
        const std::size_t addressLength = packet.ip->version == 4 ? 4 : 16;
        const std::uint8_t tail[8] {static_cast<std::uint8_t>(length >> 24), static_cast<std::uint8_t>(length >> 16),
                                    static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length), 0, 0, 0,
                                    packet.ip->protocol};
        sum = onesSum(ByteView(packet.ip->source.bytes).first(addressLength));
        sum = onesSum(ByteView(packet.ip->destination.bytes).first(addressLength), sum);
        sum = onesSum(tail, sum);
    }
    sum = onesSum(segment.subspan(at + 2), onesSum(segment.first(at), sum));

    ChecksumField field {start + at, be16(&segment[at]), complementOf(sum)};
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
