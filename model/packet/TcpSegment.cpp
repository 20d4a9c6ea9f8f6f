#include "model/packet/TcpSegment.h"

#include <algorithm>
#include <cstring>

namespace lab {

namespace {

constexpr std::size_t etherHeader = 14, smallestTcp = 20;

std::uint16_t number16(const std::uint8_t* p)
{
    return static_cast<std::uint16_t>(p[0] << 8 | p[1]);
}

std::uint32_t number32(const std::uint8_t* p)
{
    return std::uint32_t {number16(p)} << 16 | number16(p + 2);
}

/// Where the TCP header begins and how long it is with its data; nothing: it is none, or it takes a closer look to say so.
struct Transport
{
    std::size_t at = 0, length = 0;
    std::uint8_t version = 0;
    bool certainlyNone = false;
};

Transport transportIn(ByteView frame)
{
    const std::uint8_t* ip = frame.data() + etherHeader;
    const std::uint16_t type = number16(frame.data() + 12);
    if (type == 0x0800 && ip[0] >> 4 == 4) {
        const std::size_t header = (ip[0] & 15U) * 4U, total = number16(ip + 2);
        constexpr std::uint16_t fragment = 0x3fff; // more fragments, or an offset (RFC 791 section 3.1)
        if (header < 20 || total < header + smallestTcp || etherHeader + total > frame.size() || (number16(ip + 6) & fragment) != 0)
            return {};
        if (ip[9] != 6)
            return {0, 0, 0, true};
        return {etherHeader + header, total - header, 4, false};
    }
    if (type == 0x86dd && ip[0] >> 4 == 6 && ip[6] == 6 && etherHeader + 40U + number16(ip + 4) <= frame.size())
        return {etherHeader + 40, number16(ip + 4), 6, false};
    return {};
}

/// In place, and eight bytes at a time as they will be read again: the processor then need not wait for its own writes.
void fill(Endpoint& end, const std::uint8_t* address, std::uint8_t version, const std::uint8_t* port)
{
    std::uint64_t words[2] {};
    if (version == 4)
        std::memcpy(words, address, 4);
    else
        std::memcpy(words, address, sizeof words);
    end.address.version = version;
    std::memcpy(end.address.bytes.data(), words, sizeof words);
    end.port = number16(port);
}

} // namespace

std::optional<TcpSegment> segmentOf(const Packet& packet)
{
    if (!packet.tcp || !packet.ip || packet.ip->fragmentOffset != 0)
        return {};
    const TcpHeader& tcp = *packet.tcp;
    return TcpSegment {packet.source(), packet.destination(), tcp.seq, tcp.ack, static_cast<std::uint32_t>(packet.payloadLength),
                       tcp.window, tcp.flags};
}

std::optional<TcpSegment> segmentIn(ByteView frame, std::size_t fullLength)
{
    std::optional<TcpSegment> result(std::in_place); // the one thing that is returned: it is not copied
    if (!readSegment(frame, fullLength, *result))
        result.reset();
    return result;
}

bool readSegment(ByteView frame, std::size_t fullLength, TcpSegment& segment)
{
    constexpr std::size_t shortest = etherHeader + 20 + smallestTcp;
    const Transport found = frame.size() >= shortest ? transportIn(frame) : Transport {};
    if (found.certainlyNone)
        return false;
    const std::uint8_t* tcp = frame.data() + found.at;
    const std::size_t header = found.length >= smallestTcp ? (tcp[12] >> 4) * 4U : 0;
    if (header < smallestTcp || header > found.length) { // cut, damaged, tagged, a fragment … the decoder knows
        const auto decoded = segmentOf(decodePacket(frame, fullLength));
        if (decoded)
            segment = *decoded;
        return decoded.has_value();
    }
    const std::uint8_t* addresses = frame.data() + etherHeader + (found.version == 4 ? 12 : 8);
    const std::size_t addressLength = found.version == 4 ? 4 : 16;
    fill(segment.source, addresses, found.version, tcp);
    fill(segment.destination, addresses + addressLength, found.version, tcp + 2);
    segment.seq = number32(tcp + 4);
    segment.ack = number32(tcp + 8);
    segment.length = static_cast<std::uint32_t>(found.length - header);
    segment.window = number16(tcp + 14);
    segment.flags = tcp[13];
    return true;
}

} // namespace lab
