#include "model/packet/Packet.h"

#include "model/packet/PacketLayout.h"

#include <algorithm>
#include <limits>

// Theory: each layer is given the bytes that are left and says how many it took. Lengths come from the headers, but
// nothing is read that is not in the frame; a header that promises more than there is ends the decoding with `problem`.

namespace lab {

using namespace packetLayout;

namespace {

class Decoder
{
public:
    Decoder(ByteView frame, std::size_t fullLength)
        : m_frame(frame)
        , m_fullLength(std::max(fullLength, frame.size()))
    {
    }

    Packet run()
    {
        ethernet();
        return std::move(m_packet);
    }

private:
    std::size_t left() const { return m_frame.size() - m_at; }

    const std::uint8_t* here() const { return m_frame.data() + m_at; }

    bool need(std::size_t length, const char* what)
    {
        if (left() >= length)
            return true;
        if (m_at + length > m_fullLength)
            problem(std::string(what) + " cut: " + std::to_string(left()) + " of " + std::to_string(length) + " bytes");
        return false;
    }

    void problem(const std::string& text)
    {
        if (m_packet.problem.empty())
            m_packet.problem = text + " at byte " + std::to_string(m_at);
    }

    void payloadIsTheRest(std::size_t length)
    {
        m_packet.payloadOffset = m_at;
        m_packet.payloadLength = length;
        if (m_at + length > m_fullLength)
            problem("payload cut: " + std::to_string(left()) + " of " + std::to_string(length) + " bytes");
    }

    void ethernet()
    {
        if (!need(ethernetLength, "Ethernet header"))
            return;
        EthernetHeader header;
        std::copy_n(here(), 6, header.destination.begin());
        std::copy_n(here() + 6, 6, header.source.begin());
        header.type = be16(here() + 12);
        m_packet.ethernet = header;
        m_at += ethernetLength;
        if (header.type == etherTypeArp)
            arp();
        else if (header.type == etherTypeIpv4)
            ipv4();
        else if (header.type == etherTypeIpv6)
            ipv6();
        else
            payloadIsTheRest(left());
    }

    void arp()
    {
        if (!need(arpLength, "ARP packet"))
            return;
        if (be16(here()) != 1 || be16(here() + 2) != etherTypeIpv4 || here()[4] != 6 || here()[5] != 4) {
            problem("ARP for something else than IPv4 over Ethernet");
            return;
        }
        ArpHeader header;
        header.operation = be16(here() + 6);
        header.sender = addressAt(here() + 14, 4);
        header.target = addressAt(here() + 24, 4);
        m_packet.arp = header;
        m_at += arpLength;
    }

    void ipv4()
    {
        if (!need(20, "IPv4 header"))
            return;
        const std::uint8_t* p = here();
        IpHeader header;
        header.version = p[0] >> 4;
        header.headerLength = static_cast<std::uint16_t>((p[0] & 15) * 4);
        header.totalLength = be16(p + 2);
        header.identification = be16(p + 4);
        header.dontFragment = (p[6] & 0x40) != 0;
        header.moreFragments = (p[6] & 0x20) != 0;
        header.fragmentOffset = static_cast<std::uint16_t>((be16(p + 6) & 0x1FFF) * 8);
        header.hops = p[8];
        header.protocol = p[9];
        header.checksum = be16(p + 10);
        header.source = addressAt(p + 12, 4);
        header.destination = addressAt(p + 16, 4);
        if (header.version != 4 || header.headerLength < 20) {
            problem("IPv4 header with version " + std::to_string(header.version) + " and length "
                    + std::to_string(header.headerLength));
            return;
        }
        m_packet.ip = header;
        if (header.totalLength < header.headerLength) {
            problem("IPv4 total length " + std::to_string(header.totalLength) + " is less than its header");
            return;
        }
        if (!need(header.headerLength, "IPv4 options"))
            return;
        m_at += header.headerLength;
        transport(header.totalLength - header.headerLength);
    }

    void ipv6()
    {
        if (!need(40, "IPv6 header"))
            return;
        const std::uint8_t* p = here();
        IpHeader header;
        header.version = p[0] >> 4;
        header.headerLength = 40;
        header.totalLength = 40U + be16(p + 4);
        header.protocol = p[6];
        header.hops = p[7];
        header.source = addressAt(p + 8, 6);
        header.destination = addressAt(p + 24, 6);
        if (header.version != 6) {
            problem("IPv6 header with version " + std::to_string(header.version));
            return;
        }
        m_packet.ip = header;
        m_at += 40;
        std::size_t rest = header.totalLength - 40;
        if (extensionHeaders(rest))
            transport(rest);
    }

    /// Walks RFC 8200 section 4's extension headers; they count as part of the IP header.
    bool extensionHeaders(std::size_t& rest)
    {
        IpHeader& ip = *m_packet.ip;
        while (isIpv6Extension(ip.protocol)) {
            if (!need(8, "IPv6 extension header"))
                return false;
            const bool fragment = ip.protocol == 44;
            const std::size_t length = fragment ? 8 : (here()[1] + std::size_t {1}) * 8;
            if (length > rest || ip.headerLength + length > std::numeric_limits<std::uint16_t>::max()) {
                problem("IPv6 extension header is longer than the packet");
                return false;
            }
            if (!need(length, "IPv6 extension header"))
                return false;
            if (fragment) {
                ip.fragmentOffset = be16(here() + 2) & 0xFFF8;
                ip.moreFragments = (here()[3] & 1) != 0;
            }
            ip.protocol = here()[0];
            ip.headerLength = static_cast<std::uint16_t>(ip.headerLength + length);
            m_at += length;
            rest -= length;
        }
        return true;
    }

    void transport(std::size_t length)
    {
        const IpHeader& ip = *m_packet.ip;
        if (ip.fragmentOffset != 0) // the transport header is in the first fragment
            payloadIsTheRest(length);
        else if (ip.protocol == protocolTcp)
            tcp(length);
        else if (ip.protocol == protocolUdp)
            udp(length);
        else if (ip.protocol == (ip.version == 4 ? protocolIcmp : protocolIcmpv6))
            icmp(length);
        else
            payloadIsTheRest(length);
    }

    /// Is the fixed header of `needed` bytes inside both the IP packet and the frame?
    bool header(std::size_t length, std::size_t needed, const char* name)
    {
        if (length >= needed)
            return need(needed, name);
        problem(std::string(name) + " does not fit: the IP header leaves " + std::to_string(length) + " bytes");
        return false;
    }

    void tcp(std::size_t length)
    {
        if (!header(length, 20, "TCP header"))
            return;
        const std::uint8_t* p = here();
        TcpHeader tcp;
        tcp.sourcePort = be16(p);
        tcp.destinationPort = be16(p + 2);
        tcp.seq = be32(p + 4);
        tcp.ack = be32(p + 8);
        tcp.headerLength = static_cast<std::uint16_t>((p[12] >> 4) * 4);
        tcp.flags = p[13];
        tcp.window = be16(p + 14);
        tcp.checksum = be16(p + 16);
        tcp.urgentPointer = be16(p + 18);
        if (tcp.headerLength < 20 || tcp.headerLength > length) {
            problem("TCP header length " + std::to_string(tcp.headerLength));
            m_packet.tcp = tcp;
            return;
        }
        const std::size_t present = std::min<std::size_t>(tcp.headerLength, left());
        tcp.options = options({p + 20, present - 20}, present == tcp.headerLength);
        m_packet.tcp = tcp;
        need(tcp.headerLength, "TCP options");
        m_at += present; // where the recording ends in the options, the length of the data is known all the same
        payloadIsTheRest(length - tcp.headerLength);
    }

    TcpOptions options(ByteView bytes, bool areAll)
    {
        TcpOptions options;
        const bool whole = forEachTcpOption(bytes, [&](std::uint8_t kind, ByteView value, std::size_t) {
            if (kind == 2 && value.size() == 2)
                options.mss = be16(value.data());
            else if (kind == 3 && value.size() == 1)
                options.windowScale = value[0];
            else if (kind == 4 && value.empty())
                options.sackPermitted = true;
            else if (kind == 5)
                for (std::size_t i = 0; i + 8 <= value.size(); i += 8)
                    options.sackBlocks.emplace_back(be32(&value[i]), be32(&value[i + 4]));
            else if (kind == 8 && value.size() == 8)
                options.timestamps.emplace(be32(value.data()), be32(&value[4]));
        });
        if (!whole && areAll)
            problem("TCP options end in the middle of one");
        return options;
    }

    void udp(std::size_t length)
    {
        if (!header(length, 8, "UDP header"))
            return;
        UdpHeader udp {be16(here()), be16(here() + 2), be16(here() + 4), be16(here() + 6)};
        m_packet.udp = udp;
        if (!m_packet.ip->moreFragments && (udp.length < 8 || udp.length > length)) {
            problem("UDP length " + std::to_string(udp.length) + " in " + std::to_string(length) + " bytes");
            return;
        }
        m_at += 8;
        payloadIsTheRest(std::min<std::size_t>(udp.length, length) - 8);
    }

    void icmp(std::size_t length)
    {
        if (!header(length, 8, "ICMP header"))
            return;
        m_packet.icmp = IcmpHeader {here()[0], here()[1], be16(here() + 2)};
        m_at += 8;
        payloadIsTheRest(length - 8);
    }

    ByteView m_frame;
    std::size_t m_fullLength;
    std::size_t m_at = 0;
    Packet m_packet;
};

} // namespace

Packet decodePacket(ByteView frame, std::size_t fullLength)
{
    return Decoder(frame, fullLength).run();
}

ByteView Packet::payloadIn(ByteView frame) const
{
    const ByteView rest = frame.subspan(std::min(payloadOffset, frame.size()));
    return rest.first(std::min(payloadLength, rest.size()));
}

Endpoint Packet::source() const
{
    if (arp)
        return {arp->sender, 0};
    if (!ip)
        return {};
    return {ip->source, tcp ? tcp->sourcePort : udp ? udp->sourcePort : std::uint16_t {0}};
}

Endpoint Packet::destination() const
{
    if (arp)
        return {arp->target, 0};
    if (!ip)
        return {};
    return {ip->destination, tcp ? tcp->destinationPort : udp ? udp->destinationPort : std::uint16_t {0}};
}

std::optional<SequenceBase> sequenceBase(std::optional<std::uint32_t> own, std::optional<std::uint32_t> other, bool reset)
{
    // A closed port's RST has no numbers of its own: 0, and what it acknowledges (RFC 9293 section 3.5.2).
    const bool answersSyn = !own && other && reset;
    if (!own && !answersSyn)
        return {};
    return SequenceBase {own.value_or(0), other.value_or(0)};
}

bool returnsToSender(ByteView frame)
{
    return frame.size() >= 14 && std::equal(frame.begin(), frame.begin() + 6, frame.begin() + 6)
        && std::any_of(frame.begin(), frame.begin() + 6, [](std::uint8_t byte) { return byte != 0; });
}

} // namespace lab
