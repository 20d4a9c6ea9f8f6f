#include "model/packet/PacketKind.h"

#include "model/packet/Packet.h"
#include "model/packet/PacketLayout.h"

#include <array>

namespace lab {

namespace {

struct IcmpName
{
    std::uint8_t version;
    std::uint8_t type;
    int code; ///< -1: any
    std::string_view name;
};

// RFC 792 and 1812, RFC 4443 and 4861; the lessons' spelling. A row with a code stands before the row for any code.
constexpr std::array<IcmpName, 25> icmpNames {{
    {4, 0, -1, "echo-reply"},
    {4, 3, 0, "net-unreachable"},
    {4, 3, 1, "host-unreachable"},
    {4, 3, 2, "protocol-unreachable"},
    {4, 3, 3, "port-unreachable"},
    {4, 3, 4, "fragmentation-needed"},
    {4, 3, 13, "admin-prohibited"},
    {4, 3, -1, "unreachable"},
    {4, 5, -1, "redirect"},
    {4, 8, -1, "echo-request"},
    {4, 11, -1, "time-exceeded"},
    {4, 12, -1, "parameter-problem"},
    {6, 1, 0, "net-unreachable"},
    {6, 1, 1, "admin-prohibited"},
    {6, 1, 3, "host-unreachable"},
    {6, 1, 4, "port-unreachable"},
    {6, 1, -1, "unreachable"},
    {6, 2, -1, "packet-too-big"},
    {6, 3, -1, "time-exceeded"},
    {6, 128, -1, "echo-request"},
    {6, 129, -1, "echo-reply"},
    {6, 133, -1, "router-solicitation"},
    {6, 135, -1, "neighbor-solicitation"},
    {6, 136, -1, "neighbor-advertisement"},
    {6, 143, -1, "listener-report"},
}};

std::string tcpKind(const Packet& packet)
{
    const std::uint8_t control = packet.tcp->flags & (TcpFlag::syn | TcpFlag::fin | TcpFlag::rst);
    if (control == 0 && packet.payloadLength > 0)
        return "DATA(" + std::to_string(packet.payloadLength) + ")";
    // PSH, URG and the ECN flags say nothing about the conversation: a SYN stays "SYN" where ECN is offered.
    return flagsText(control | (packet.tcp->flags & TcpFlag::ack));
}

std::string arpKind(const ArpHeader& arp)
{
    if (arp.operation == 1)
        return "ARP who-has";
    if (arp.operation == 2)
        return "ARP is-at";
    return "ARP " + std::to_string(arp.operation);
}

} // namespace

std::string icmpText(std::uint8_t ipVersion, std::uint8_t type, std::uint8_t code)
{
    for (const IcmpName& row : icmpNames) {
        if (row.version == ipVersion && row.type == type && (row.code < 0 || row.code == code))
            return std::string(row.name);
    }
    return "type " + std::to_string(type) + " code " + std::to_string(code);
}

std::string flagsText(std::uint8_t tcpFlags)
{
    static constexpr std::array<std::pair<std::uint8_t, std::string_view>, 8> inOrder {{
        {TcpFlag::syn, "SYN"},
        {TcpFlag::fin, "FIN"},
        {TcpFlag::rst, "RST"},
        {TcpFlag::psh, "PSH"},
        {TcpFlag::ack, "ACK"},
        {TcpFlag::urg, "URG"},
        {TcpFlag::ece, "ECE"},
        {TcpFlag::cwr, "CWR"},
    }};
    std::string text;
    for (const auto& [flag, name] : inOrder) {
        if ((tcpFlags & flag) == 0)
            continue;
        if (!text.empty())
            text += '+';
        text += name;
    }
    return text.empty() ? "none" : text;
}

std::string packetKind(const Packet& packet)
{
    if (packet.tcp)
        return tcpKind(packet);
    if (packet.udp)
        return "UDP(" + std::to_string(packet.payloadLength) + ")";
    if (packet.icmp) {
        const char* protocol = packet.ip->version == 6 ? "ICMPv6 " : "ICMP ";
        return protocol + icmpText(packet.ip->version, packet.icmp->type, packet.icmp->code);
    }
    if (packet.arp)
        return arpKind(*packet.arp);
    if (packet.ip) {
        const std::string version = "IPv" + std::to_string(packet.ip->version);
        if (packet.ip->fragmentOffset != 0)
            return version + " fragment";
        return version + " protocol " + std::to_string(packet.ip->protocol);
    }
    if (packet.ethernet) {
        static constexpr char hex[] = "0123456789abcdef";
        std::string type = "Ethernet 0x";
        for (int shift = 12; shift >= 0; shift -= 4)
            type += hex[(packet.ethernet->type >> shift) & 15];
        return type;
    }
    return "not a packet";
}

} // namespace lab
