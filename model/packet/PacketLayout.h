#pragma once
// PacketLayout: where things are in a frame, and the numbers of protocols; shared by the decoder, the field list, the
// checksums and the engine's own frames. Not an interface for others: they use Packet.

#include "model/base/Bytes.h"
#include "model/base/Endpoint.h"

#include <algorithm>
#include <cstdint>

namespace lab::packetLayout {

inline constexpr std::size_t ethernetLength = 14;
inline constexpr std::size_t arpLength = 28;
inline constexpr std::uint16_t etherTypeIpv4 = 0x0800, etherTypeArp = 0x0806, etherTypeIpv6 = 0x86DD;
inline constexpr std::uint8_t protocolIcmp = 1, protocolTcp = 6, protocolUdp = 17, protocolIcmpv6 = 58;

inline constexpr bool isIpv6Extension(std::uint8_t nextHeader)
{
    return nextHeader == 0 || nextHeader == 43 || nextHeader == 44 || nextHeader == 60;
}

inline IpAddress addressAt(const std::uint8_t* bytes, std::uint8_t version)
{
    IpAddress address;
    address.version = version;
    std::copy_n(bytes, version == 4 ? 4 : 16, address.bytes.begin());
    return address;
}

/// Calls take(kind, value, offset of the kind byte) for each option (RFC 9293 section 3.1), also for the one-byte
/// ones 0 (end) and 1 (no operation). False if the bytes end inside an option or a length is impossible.
template<class Take>
bool forEachTcpOption(ByteView bytes, Take take)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::uint8_t kind = bytes[at];
        if (kind == 0) {
            take(kind, ByteView {}, at);
            return true;
        }
        if (kind == 1) {
            take(kind, ByteView {}, at);
            ++at;
            continue;
        }
        if (at + 1 >= bytes.size() || bytes[at + 1] < 2 || bytes[at + 1] > bytes.size() - at)
            return false;
        take(kind, bytes.subspan(at + 2, bytes[at + 1] - std::size_t {2}), at);
        at += bytes[at + 1];
    }
    return true;
}

} // namespace lab::packetLayout
