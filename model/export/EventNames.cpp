#include "model/export/EventNames.h"

namespace lab {

std::string_view severityName(Notice::Severity severity)
{
    switch (severity) {
    case Notice::Severity::Info:
        return "info";
    case Notice::Severity::Warning:
        return "warning";
    case Notice::Severity::Problem:
        return "problem";
    }
    return {};
}

std::string_view originName(PacketOrigin origin)
{
    switch (origin) {
    case PacketOrigin::Kernel:
        return "kernel";
    case PacketOrigin::Injected:
        return "injected";
    case PacketOrigin::Split:
        return "split";
    case PacketOrigin::IcmpError:
        return "icmp-error";
    }
    return {};
}

std::string_view modeName(WireMode mode)
{
    switch (mode) {
    case WireMode::Flow:
        return "flow";
    case WireMode::Hold:
        return "hold";
    case WireMode::Cut:
        return "cut";
    }
    return {};
}

/// idiag_timer of linux/inet_diag.h, in ss's words.
std::string_view timerName(std::uint8_t timer)
{
    switch (timer) {
    case 1:
        return "on"; // retransmission
    case 2:
        return "keepalive";
    case 3:
        return "timewait";
    case 4:
        return "persist";
    default:
        return "unknown";
    }
}

std::string protocolName(std::uint8_t protocol)
{
    return protocol == 6 ? "TCP" : protocol == 17 ? "UDP" : std::to_string(protocol);
}

std::string protocolName(const Packet& packet)
{
    if (packet.arp)
        return "ARP";
    if (packet.icmp)
        return packet.ip->version == 6 ? "ICMPv6" : "ICMP";
    if (packet.ip)
        return protocolName(packet.ip->protocol);
    return "other";
}

} // namespace lab
