#include "model/engine/FrameBudget.h"

#include "model/packet/Packet.h"
#include "model/packet/PacketLayout.h"

#include <algorithm>
#include <utility>

#include <netinet/in.h>

namespace lab {

using packetLayout::ethernetLength;

namespace {

constexpr std::size_t shortest = 256; ///< frames up to this size are never cut: most headers fit, and little is saved

/// Where the transport header begins, by the few bytes that say so: this is asked for every large frame, and decoding
/// one whole costs more. 0: no plain TCP or UDP over IP (a fragment, another protocol).
std::size_t transportOf(ByteView frame)
{
    const unsigned type = frame[12] * 256U + frame[13];
    if (type == 0x0800) { // RFC 791
        const bool fragment = ((frame[20] & 0x1f) | frame[21]) != 0;
        const bool known = frame[23] == IPPROTO_TCP || frame[23] == IPPROTO_UDP;
        return known && !fragment ? ethernetLength + (frame[14] & 0xfU) * 4 : 0;
    }
    if (type == 0x86dd) // RFC 8200
        return frame[20] == IPPROTO_TCP || frame[20] == IPPROTO_UDP ? ethernetLength + 40 : 0;
    return 0;
}

std::string endAt(ByteView frame, std::size_t address, std::size_t length, std::size_t port)
{
    std::string end(reinterpret_cast<const char*>(frame.data()) + address, length);
    return end.append(reinterpret_cast<const char*>(frame.data()) + port, 2);
}

std::string connectionOf(ByteView frame, std::size_t transport)
{
    const bool v4 = frame[12] == 0x08;
    const std::size_t length = v4 ? 4 : 16, address = ethernetLength + (v4 ? 12 : 8);
    std::string one = endAt(frame, address, length, transport);
    std::string other = endAt(frame, address + length, length, transport + 2);
    if (other < one)
        std::swap(one, other);
    return one + other + static_cast<char>(frame[v4 ? 23 : 20]);
}

} // namespace

FrameBudget::Kept FrameBudget::keep(ByteView frame)
{
    if (frame.size() <= shortest)
        return {frame.size(), false};
    const std::size_t transport = transportOf(frame);
    if (transport == 0 || transport + 20 > frame.size())
        return {frame.size(), false};
    const bool tcp = frame[frame[12] == 0x08 ? 23 : 20] == IPPROTO_TCP;
    Connection& connection = m_connections[connectionOf(frame, transport)];
    if (!connection.cut && connection.kept + frame.size() <= m_limit) {
        connection.kept += frame.size();
        return {frame.size(), false};
    }
    const bool first = !std::exchange(connection.cut, true);
    const std::size_t header = tcp ? (frame[transport + 12] >> 4U) * 4U : 8U;
    return {std::min(frame.size(), transport + header), first};
}

std::string connectionText(ByteView frame)
{
    const Packet packet = decodePacket(frame);
    return toText(packet.source()) + " - " + toText(packet.destination());
}

} // namespace lab
