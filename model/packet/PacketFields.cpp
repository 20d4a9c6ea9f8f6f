#include "model/base/Text.h"
#include "model/packet/Checksum.h"
#include "model/packet/Packet.h"
#include "model/packet/PacketKind.h"
#include "model/packet/PacketLayout.h"
#include "model/packet/TlsRecord.h"

namespace lab {

using namespace packetLayout;

namespace {

constexpr std::size_t payloadBytesShown = 256;

std::string hex(std::uint32_t value, int digits)
{
    static constexpr char letters[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        text += letters[(value >> shift) & 15];
    return text;
}

std::string macText(const std::uint8_t* bytes)
{
    std::string text;
    for (int i = 0; i < 6; ++i)
        text += (i == 0 ? "" : ":") + hex(bytes[i], 2).substr(2);
    return text;
}

std::string bytesText(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string named(std::uint64_t number, std::string_view name)
{
    return name.empty() ? std::to_string(number) : std::to_string(number) + " (" + std::string(name) + ")";
}

std::string_view protocolName(std::uint8_t protocol)
{
    switch (protocol) {
    case protocolIcmp:
        return "ICMP";
    case protocolTcp:
        return "TCP";
    case protocolUdp:
        return "UDP";
    case protocolIcmpv6:
        return "ICMPv6";
    default:
        return {};
    }
}

class FieldList
{
public:
    FieldList(ByteView frame, std::optional<SequenceBase> base)
        : m_frame(frame)
        , m_packet(decodePacket(frame))
        , m_base(base)
    {
    }

    std::vector<PacketField> run()
    {
        if (m_packet.ethernet)
            ethernet();
        if (m_packet.arp)
            arp();
        if (m_packet.ip)
            m_packet.ip->version == 4 ? ipv4() : ipv6();
        if (m_packet.tcp)
            tcp();
        if (m_packet.udp)
            udp();
        if (m_packet.icmp)
            icmp();
        data();
        return std::move(m_fields);
    }

private:
    void layer(std::string name, std::size_t start)
    {
        m_layer = std::move(name);
        m_start = start;
    }

    /// `offset` counts from the start of the layer.
    void add(std::string name, std::string value, std::size_t offset, std::size_t length)
    {
        m_fields.push_back({m_layer, std::move(name), std::move(value), m_start + offset, length});
    }

    void addChecksum(std::string name, std::uint16_t value, const std::optional<ChecksumField>& field,
                     std::size_t offset)
    {
        std::string text = hex(value, 4);
        if (!field)
            text += " (not checked)";
        else if (field->optional && value == 0)
            text += " (none)";
        else
            text += field->isRight() ? " (right)" : " (wrong, should be " + hex(field->right, 4) + ")";
        add(std::move(name), std::move(text), offset, 2);
    }

    void ethernet()
    {
        layer("Ethernet", 0);
        const EthernetHeader& header = *m_packet.ethernet;
        add("Destination", macText(header.destination.data()), 0, 6);
        add("Source", macText(header.source.data()), 6, 6);
        const char* name = header.type == etherTypeIpv4 ? " (IPv4)"
            : header.type == etherTypeIpv6              ? " (IPv6)"
            : header.type == etherTypeArp               ? " (ARP)"
                                                        : "";
        add("Type", hex(header.type, 4) + name, 12, 2);
    }

    void arp()
    {
        layer("ARP", ethernetLength);
        const std::uint8_t* p = &m_frame[ethernetLength];
        add("Hardware type", named(be16(p), "Ethernet"), 0, 2);
        add("Protocol type", hex(be16(p + 2), 4) + " (IPv4)", 2, 2);
        add("Hardware size", std::to_string(p[4]), 4, 1);
        add("Protocol size", std::to_string(p[5]), 5, 1);
        const std::uint16_t operation = m_packet.arp->operation;
        add("Operation", named(operation, operation == 1 ? "request" : operation == 2 ? "reply" : ""), 6, 2);
        add("Sender MAC address", macText(p + 8), 8, 6);
        add("Sender IP address", toText(m_packet.arp->sender), 14, 4);
        add("Target MAC address", macText(p + 18), 18, 6);
        add("Target IP address", toText(m_packet.arp->target), 24, 4);
    }

    void ipv4()
    {
        layer("IPv4", ethernetLength);
        const IpHeader& ip = *m_packet.ip;
        const std::uint8_t* p = &m_frame[ethernetLength];
        add("Version", std::to_string(ip.version), 0, 1);
        add("Header length", bytesText(ip.headerLength), 0, 1);
        add("Differentiated services", hex(p[1], 2), 1, 1);
        add("Total length", bytesText(ip.totalLength), 2, 2);
        add("Identification", hex(ip.identification, 4), 4, 2);
        std::string flags = ip.dontFragment ? "Don't fragment" : "";
        if (ip.moreFragments)
            flags += flags.empty() ? "More fragments" : ", more fragments";
        add("Flags", flags.empty() ? "none" : flags, 6, 1);
        add("Fragment offset", bytesText(ip.fragmentOffset), 6, 2);
        add("Time to live", std::to_string(ip.hops), 8, 1);
        add("Protocol", named(ip.protocol, protocolName(ip.protocol)), 9, 1);
        addChecksum("Header checksum", ip.checksum, ipChecksum(m_frame, m_packet), 10);
        add("Source address", toText(ip.source), 12, 4);
        add("Destination address", toText(ip.destination), 16, 4);
        const std::size_t present = std::min<std::size_t>(ip.headerLength, m_frame.size() - ethernetLength);
        if (present > 20)
            add("Options", bytesText(ip.headerLength - 20U), 20, present - 20);
    }

    void ipv6()
    {
        layer("IPv6", ethernetLength);
        const IpHeader& ip = *m_packet.ip;
        const std::uint8_t* p = &m_frame[ethernetLength];
        add("Version", std::to_string(ip.version), 0, 1);
        add("Traffic class", hex((be16(p) >> 4) & 0xFFU, 2), 0, 2);
        add("Flow label", hex(be32(p) & 0xFFFFFU, 5), 1, 3);
        add("Payload length", bytesText(ip.totalLength - 40), 4, 2);
        add("Next header", named(p[6], protocolName(p[6])), 6, 1);
        add("Hop limit", std::to_string(ip.hops), 7, 1);
        add("Source address", toText(ip.source), 8, 16);
        add("Destination address", toText(ip.destination), 24, 16);
        if (ip.headerLength > 40)
            add("Extension headers", bytesText(ip.headerLength - 40U), 40, ip.headerLength - 40U);
    }

    std::size_t transportStart() const { return ethernetLength + m_packet.ip->headerLength; }

    void tcp()
    {
        layer("TCP", transportStart());
        const TcpHeader& tcp = *m_packet.tcp;
        add("Source port", std::to_string(tcp.sourcePort), 0, 2);
        add("Destination port", std::to_string(tcp.destinationPort), 2, 2);
        const auto number = [&](std::uint32_t value, std::uint32_t base) {
            return m_base ? std::to_string(value - base) + " (relative), " + std::to_string(value)
                          : std::to_string(value);
        };
        add("Sequence number", number(tcp.seq, m_base ? m_base->seq : 0), 4, 4);
        // Without ACK the field means nothing: relative to the peer's number it would look like a huge one.
        add("Acknowledgment number",
            m_packet.has(TcpFlag::ack) ? number(tcp.ack, m_base ? m_base->ack : 0) : std::to_string(tcp.ack), 8, 4);
        add("Header length", bytesText(tcp.headerLength), 12, 1);
        add("Flags", flagsText(tcp.flags), 13, 1);
        add("Window", std::to_string(tcp.window), 14, 2);
        addChecksum("Checksum", tcp.checksum, transportChecksum(m_frame, m_packet), 16);
        add("Urgent pointer", std::to_string(tcp.urgentPointer), 18, 2);
        tcpOptions();
    }

    void tcpOptions()
    {
        const std::size_t from = transportStart() + 20;
        const std::size_t to = std::min(m_frame.size(), transportStart() + m_packet.tcp->headerLength);
        if (to <= from)
            return;
        forEachTcpOption(m_frame.subspan(from, to - from), [&](std::uint8_t kind, ByteView value, std::size_t at) {
            const std::size_t length = kind <= 1 ? 1 : value.size() + 2;
            tcpOption(kind, value, at + 20, length);
        });
    }

    void tcpOption(std::uint8_t kind, ByteView value, std::size_t offset, std::size_t length)
    {
        if (kind == 0)
            add("Option", "End of option list", offset, length);
        else if (kind == 1)
            add("Option", "No-operation", offset, length);
        else if (kind == 2 && value.size() == 2)
            add("Option", "Maximum segment size: " + bytesText(be16(value.data())), offset, length);
        else if (kind == 3 && value.size() == 1)
            // RFC 7323 section 2.3: a shift above 14 is used as 14.
            add("Option",
                "Window scale: " + std::to_string(value[0]) + " (multiply by "
                    + std::to_string(1U << std::min<unsigned>(value[0], 14)) + ")",
                offset, length);
        else if (kind == 4 && value.empty())
            add("Option", "SACK permitted", offset, length);
        else if (kind == 5)
            add("Option", "SACK:" + sackText(value), offset, length);
        else if (kind == 8 && value.size() == 8)
            add("Option",
                "Timestamps: value " + std::to_string(be32(value.data())) + ", echo reply "
                    + std::to_string(be32(&value[4])),
                offset, length);
        else
            add("Option", "Kind " + std::to_string(kind) + ", " + bytesText(length), offset, length);
    }

    /// A block names bytes of the other direction, so it is relative to the peer's initial number, as the ack is.
    std::string sackText(ByteView value) const
    {
        const std::uint32_t base = m_base ? m_base->ack : 0;
        std::string text;
        for (std::size_t i = 0; i + 8 <= value.size(); i += 8)
            text += " " + std::to_string(be32(&value[i]) - base) + "-" + std::to_string(be32(&value[i + 4]) - base);
        return text;
    }

    void udp()
    {
        layer("UDP", transportStart());
        const UdpHeader& udp = *m_packet.udp;
        add("Source port", std::to_string(udp.sourcePort), 0, 2);
        add("Destination port", std::to_string(udp.destinationPort), 2, 2);
        add("Length", bytesText(udp.length), 4, 2);
        addChecksum("Checksum", udp.checksum, transportChecksum(m_frame, m_packet), 6);
    }

    void icmp()
    {
        const std::uint8_t version = m_packet.ip->version;
        layer(version == 6 ? "ICMPv6" : "ICMP", transportStart());
        const IcmpHeader& icmp = *m_packet.icmp;
        add("Type", named(icmp.type, icmpText(version, icmp.type, icmp.code)), 0, 1);
        add("Code", std::to_string(icmp.code), 1, 1);
        addChecksum("Checksum", icmp.checksum, transportChecksum(m_frame, m_packet), 2);
        const std::uint32_t rest = be32(&m_frame[transportStart() + 4]);
        if (version == 4 && icmp.type == 3 && icmp.code == 4) // RFC 1191: the two bytes before it are unused
            add("Next-hop MTU", bytesText(rest & 0xffff), 6, 2);
        else if (version == 6 && icmp.type == 2)
            add("MTU", bytesText(rest), 4, 4);
        else
            add("Rest of header", hex(rest, 8), 4, 4);
    }

    void data()
    {
        const ByteView payload = m_packet.payloadIn(m_frame);
        if (payload.empty())
            return;
        if (m_packet.tcp)
            tls(payload);
        layer("Data", 0);
        add("Payload", bytesText(m_packet.payloadLength) + ": \"" + escaped(payload, payloadBytesShown) + "\"",
            m_packet.payloadOffset, payload.size());
    }

    /// What is readable without the keys. A segment in which no record begins has none.
    void tls(ByteView payload)
    {
        layer("TLS", m_packet.payloadOffset);
        for (const TlsRecord& record : tlsRecords(payload)) {
            const std::size_t there = std::min(record.length + tlsHeaderLength, payload.size() - record.offset);
            add("Record", named(record.type, tlsRecordName(record.type)) + ", " + bytesText(record.length), record.offset, there);
        }
    }

    ByteView m_frame;
    Packet m_packet;
    std::optional<SequenceBase> m_base;
    std::string m_layer;
    std::size_t m_start = 0;
    std::vector<PacketField> m_fields;
};

} // namespace

std::vector<PacketField> packetFields(ByteView frame, std::optional<SequenceBase> relative)
{
    return FieldList(frame, relative).run();
}

} // namespace lab
