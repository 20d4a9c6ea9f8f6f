#include "model/engine/LocalhostBridge.h"

#include "model/engine/HostAddresses.h"
#include "model/packet/Packet.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t sourceAt = 14 + 12, destinationAt = 14 + 16; ///< of an IPv4 header behind an Ethernet one (RFC 791)

const IpAddress& localhost()
{
    static const IpAddress address = *parseIpAddress("127.0.0.1");
    return address;
}

std::optional<std::pair<std::uint16_t, std::uint16_t>> portsOf(const Packet& packet)
{
    if (packet.tcp)
        return std::pair {packet.tcp->sourcePort, packet.tcp->destinationPort};
    if (packet.udp)
        return std::pair {packet.udp->sourcePort, packet.udp->destinationPort};
    return {};
}

Bytes withAddress(ByteView frame, std::size_t at, const IpAddress& address)
{
    Bytes changed(frame.begin(), frame.end());
    std::copy_n(address.bytes.begin(), 4, changed.begin() + static_cast<std::ptrdiff_t>(at));
    fixChecksums(changed);
    return changed;
}

} // namespace

std::optional<Bytes> LocalhostBridge::fromClient(ByteView frame)
{
    if (!m_on)
        return {};
    const Packet packet = decodePacket(frame);
    const auto ports = portsOf(packet);
    if (!packet.ip || packet.ip->destination != localhost() || !ports)
        return {};
    m_conversations.insert({packet.tcp ? 6 : 17, ports->first, ports->second});
    return withAddress(frame, destinationAt, hostAddress(HostId::Server, 4));
}

std::optional<Bytes> LocalhostBridge::toClient(ByteView frame) const
{
    if (!m_on)
        return {};
    const Packet packet = decodePacket(frame);
    const auto ports = portsOf(packet);
    if (!packet.ip || packet.ip->source != hostAddress(HostId::Server, 4) || !ports
        || m_conversations.count({packet.tcp ? 6 : 17, ports->second, ports->first}) == 0)
        return {};
    return withAddress(frame, sourceAt, localhost());
}

} // namespace lab
