#include "model/engine/Frames.h"

#include "model/packet/Packet.h"
#include "model/packet/PacketLayout.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lab {

using namespace packetLayout;

namespace {

void put16(Bytes& out, std::size_t at, std::uint16_t value)
{
    out[at] = static_cast<std::uint8_t>(value >> 8);
    out[at + 1] = static_cast<std::uint8_t>(value);
}

void put32(Bytes& out, std::size_t at, std::uint32_t value)
{
    put16(out, at, static_cast<std::uint16_t>(value >> 16));
    put16(out, at + 2, static_cast<std::uint16_t>(value));
}

std::size_t ipLength(int version)
{
    return version == 6 ? 40 : 20;
}

/// Ethernet and IP headers for a payload that the caller appends; lengths by `payloadLength`, checksums later.
Bytes headers(const MacAddress& to, const MacAddress& from, const IpAddress& source, const IpAddress& destination,
              std::uint8_t protocol, std::size_t payloadLength)
{
    const bool v6 = source.version == 6;
    Bytes frame(ethernetLength + ipLength(source.version), 0);
    std::copy(to.begin(), to.end(), frame.begin());
    std::copy(from.begin(), from.end(), frame.begin() + 6);
    put16(frame, 12, v6 ? 0x86dd : 0x0800);
    std::uint8_t* ip = frame.data() + ethernetLength;
    if (v6) {
        ip[0] = 0x60;
        put16(frame, ethernetLength + 4, static_cast<std::uint16_t>(payloadLength));
        ip[6] = protocol;
        ip[7] = 64;
        std::copy_n(source.bytes.begin(), 16, ip + 8);
        std::copy_n(destination.bytes.begin(), 16, ip + 24);
    } else {
        ip[0] = 0x45;
        put16(frame, ethernetLength + 2, static_cast<std::uint16_t>(20 + payloadLength));
        put16(frame, ethernetLength + 6, 0x4000); // don't fragment
        ip[8] = 64;
        ip[9] = protocol;
        std::copy_n(source.bytes.begin(), 4, ip + 12);
        std::copy_n(destination.bytes.begin(), 4, ip + 16);
    }
    return frame;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value)
{
    hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2);
    return hash;
}

struct IcmpKind
{
    std::string_view name;
    std::uint8_t code4, type6, code6;
    bool saysMtu = false;
};

/// Codes of RFC 792's type 3; types and codes of RFC 4443.
constexpr IcmpKind icmpKinds[] = {
    {"net-unreachable", 0, 1, 0},
    {"host-unreachable", 1, 1, 3},
    {"port-unreachable", 3, 1, 4},
    {"admin-prohibited", 13, 1, 1},
    {"fragmentation-needed", 4, 2, 0, true},
};

/// No network carries less (RFC 791), and IPv4's field has 16 bits (RFC 1191).
constexpr std::int64_t leastMtu = 68, mostMtu = 65535;

/// Type, code and what follows them: 8 bytes, of which the checksum comes later.
Result<Bytes> icmpHeader(const std::string& kind, bool v6, std::optional<std::int64_t> mtu)
{
    const auto* row = std::find_if(std::begin(icmpKinds), std::end(icmpKinds),
                                   [&](const IcmpKind& each) { return kind == each.name; });
    if (row == std::end(icmpKinds))
        return Error {"unknown ICMP error '" + kind
                      + "'; known: net-unreachable, host-unreachable, port-unreachable, admin-prohibited, "
                        "fragmentation-needed"};
    if (!row->saysMtu && mtu)
        return Error {kind + " says no MTU; only fragmentation-needed does"};
    if (row->saysMtu && (!mtu || *mtu < leastMtu || *mtu > mostMtu))
        return Error {"fragmentation-needed says how many bytes the next link carries, 68 to 65535: "
                      "wire: icmp next fragmentation-needed 1200"};
    Bytes icmp(8, 0);
    icmp[0] = v6 ? row->type6 : 3;
    icmp[1] = v6 ? row->code6 : row->code4;
    // In the last 16 of these 32 bits (RFC 1191), or in all of them (RFC 4443).
    put32(icmp, 4, static_cast<std::uint32_t>(mtu.value_or(0)));
    return icmp;
}

} // namespace

std::uint64_t segmentKey(HostId from, ByteView frame)
{
    const Packet packet = decodePacket(frame);
    if (!packet.tcp || !packet.ip)
        return 0;
    std::uint64_t hash = static_cast<std::uint64_t>(from) + 1;
    for (const IpAddress& address : {packet.ip->source, packet.ip->destination})
        for (const std::uint8_t byte : address.bytes)
            hash = mix(hash, byte);
    hash = mix(hash, packet.tcp->sourcePort);
    hash = mix(hash, packet.tcp->destinationPort);
    hash = mix(hash, packet.tcp->seq);
    // A pure ACK says something new by its acknowledgement number; a data segment sent again may carry a newer one.
    if (packet.payloadLength == 0)
        hash = mix(hash, packet.tcp->ack);
    hash = mix(hash, packet.tcp->flags & (TcpFlag::syn | TcpFlag::fin | TcpFlag::rst | TcpFlag::ack));
    hash = mix(hash, packet.payloadLength);
    return hash == 0 ? 1 : hash;
}

Result<std::pair<Bytes, Bytes>> splitSegment(ByteView frame, std::size_t bytes)
{
    const Packet packet = decodePacket(frame);
    if (!packet.tcp || packet.payloadLength < 2)
        return Error {"only a TCP segment with at least 2 bytes of data can be split"};
    if (bytes == 0 || bytes >= packet.payloadLength)
        return Error {"split after 1 to " + std::to_string(packet.payloadLength - 1) + " bytes, not "
                      + std::to_string(bytes)};
    const std::size_t tcpAt = packet.payloadOffset - packet.tcp->headerLength;
    const auto withLength = [&](Bytes& half, std::size_t payload) {
        const std::size_t transport = packet.tcp->headerLength + payload;
        if (packet.ip->version == 6)
            put16(half, ethernetLength + 4, static_cast<std::uint16_t>(transport));
        else
            put16(half, ethernetLength + 2, static_cast<std::uint16_t>(packet.ip->headerLength + transport));
    };
    Bytes first(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(packet.payloadOffset + bytes));
    first[tcpAt + 13] &= static_cast<std::uint8_t>(~(TcpFlag::fin | TcpFlag::psh));
    withLength(first, bytes);
    Bytes second(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(packet.payloadOffset));
    second.insert(second.end(), frame.begin() + static_cast<std::ptrdiff_t>(packet.payloadOffset + bytes),
                  frame.begin() + static_cast<std::ptrdiff_t>(packet.payloadOffset + packet.payloadLength));
    put32(second, tcpAt + 4, packet.tcp->seq + static_cast<std::uint32_t>(bytes));
    withLength(second, packet.payloadLength - bytes);
    fixChecksums(first);
    fixChecksums(second);
    return std::pair {std::move(first), std::move(second)};
}

Result<Bytes> icmpError(HostId sender, ByteView frame, const std::string& kind, std::optional<std::int64_t> mtu)
{
    const Packet packet = decodePacket(frame);
    if (!packet.ip)
        return Error {"an ICMP error can only answer an IP packet"};
    const bool v6 = packet.ip->version == 6;
    auto icmp = icmpHeader(kind, v6, mtu);
    if (!icmp)
        return icmp.error();
    // The header and 8 bytes suffice (RFC 792); RFC 4443 asks for as much as fits: 64 bytes are enough for every header.
    const std::size_t quoted = std::min<std::size_t>(frame.size() - ethernetLength, ipLength(packet.ip->version) + (v6 ? 64 : 8));
    icmp->insert(icmp->end(), frame.begin() + ethernetLength, frame.begin() + static_cast<std::ptrdiff_t>(ethernetLength + quoted));
    // port-unreachable comes from the destination itself, the others from a router on the way: the wire's own address.
    const IpAddress router = *parseIpAddress(v6 ? "fd09::fe" : "10.9.0.254");
    Bytes answer = headers(hostMac(sender), {0x02, 0, 10, 9, 0, 254},
                           kind == "port-unreachable" ? packet.ip->destination : router, packet.ip->source,
                           v6 ? protocolIcmpv6 : protocolIcmp, icmp->size());
    answer.insert(answer.end(), icmp->begin(), icmp->end());
    fixChecksums(answer);
    return answer;
}

Result<Bytes> forgedFrame(HostId to, const Forged& what)
{
    const bool tcp = what.kind == "TCP";
    if (!tcp && what.kind != "UDP")
        return Error {"inject: kind is TCP or UDP, not '" + what.kind + "'"};
    if (what.source.address.version != what.destination.address.version)
        return Error {"inject: src and dst must both be IPv4 or both IPv6"};
    Bytes transport(tcp ? 20 : 8, 0);
    put16(transport, 0, what.source.port);
    put16(transport, 2, what.destination.port);
    if (tcp) {
        put32(transport, 4, what.seq);
        put32(transport, 8, what.ack);
        transport[12] = 5 << 4;
        transport[13] = what.flags;
        put16(transport, 14, 64240);
    } else {
        put16(transport, 4, static_cast<std::uint16_t>(8 + what.data.size()));
    }
    transport.insert(transport.end(), what.data.begin(), what.data.end());
    Bytes frame = headers(hostMac(to), hostMac(otherHost(to)), what.source.address, what.destination.address,
                          tcp ? protocolTcp : protocolUdp, transport.size());
    frame.insert(frame.end(), transport.begin(), transport.end());
    fixChecksums(frame);
    return frame;
}

bool isMulticastNoise(ByteView frame)
{
    return frame.size() > ethernetLength && frame[0] == 0x33 && frame[1] == 0x33 && be16(frame.data() + 12) == 0x86dd;
}

} // namespace lab
