#pragma once
// Packet: one Ethernet frame decoded to plain structs: Ethernet, ARP, IPv4, IPv6, TCP with options, UDP, ICMP.
// Never throws and never reads past the frame: what is missing is simply absent, and `problem` says so.

#include "model/base/Bytes.h"
#include "model/base/Endpoint.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lab {

struct EthernetHeader
{
    std::array<std::uint8_t, 6> destination {}, source {};
    std::uint16_t type = 0;
};

struct ArpHeader
{
    std::uint16_t operation = 0; ///< 1 request, 2 reply (RFC 826)
    IpAddress sender, target;
};

struct IpHeader
{
    std::uint8_t version = 4;
    IpAddress source, destination;
    std::uint8_t protocol = 0; ///< next header
    std::uint8_t hops = 0; ///< TTL or hop limit
    std::uint16_t headerLength = 20;
    std::uint32_t totalLength = 0; ///< header and payload
    std::uint16_t identification = 0;
    bool dontFragment = false, moreFragments = false;
    std::uint16_t fragmentOffset = 0; ///< bytes
    std::uint16_t checksum = 0; ///< IPv4 only
};

namespace TcpFlag {
inline constexpr std::uint8_t fin = 1, syn = 2, rst = 4, psh = 8, ack = 16, urg = 32, ece = 64, cwr = 128;
}

struct TcpOptions
{
    std::optional<std::uint16_t> mss;
    std::optional<std::uint8_t> windowScale;
    bool sackPermitted = false;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sackBlocks;
    std::optional<std::pair<std::uint32_t, std::uint32_t>> timestamps; ///< value, echo
};

struct TcpHeader
{
    std::uint16_t sourcePort = 0, destinationPort = 0;
    std::uint32_t seq = 0, ack = 0; ///< absolute
    std::uint8_t flags = 0; ///< TcpFlag
    std::uint16_t window = 0; ///< as on the wire, unscaled
    std::uint16_t checksum = 0, urgentPointer = 0;
    std::uint16_t headerLength = 20;
    TcpOptions options;
};

struct UdpHeader
{
    std::uint16_t sourcePort = 0, destinationPort = 0, length = 0, checksum = 0;
};

struct IcmpHeader
{
    std::uint8_t type = 0, code = 0;
    std::uint16_t checksum = 0;
};

struct Packet
{
    std::optional<EthernetHeader> ethernet;
    std::optional<ArpHeader> arp;
    std::optional<IpHeader> ip;
    std::optional<TcpHeader> tcp;
    std::optional<UdpHeader> udp;
    std::optional<IcmpHeader> icmp; ///< or ICMPv6 (ip->version says)
    std::size_t payloadOffset = 0; ///< into the frame
    std::size_t payloadLength = 0; ///< transport payload, by the IP header's length; may be cut in the frame
    std::string problem; ///< empty, or what is malformed and at which offset

    /// TCP or UDP source / destination with ports; ports 0 for other protocols.
    Endpoint source() const;
    Endpoint destination() const;

    /// What `frame`, from which this was decoded, has of the payload; less than payloadLength where it was cut.
    ByteView payloadIn(ByteView frame) const;

    bool has(std::uint8_t tcpFlags) const { return tcp && (tcp->flags & tcpFlags) == tcpFlags; }
};

/// `fullLength`: what the frame had when it was sent; more than its size: only its beginning was recorded, and that the
/// rest is absent is no problem of the packet's.
Packet decodePacket(ByteView frame, std::size_t fullLength = 0);

/// Is it a frame that a host sends to itself: source and destination hardware address are one? So are the lab's loopback
/// packets that go by way of the wire. Addresses of zeros are none: a capture of lo has two ends on one host, and is shown with
/// each on its own; frames of links without addresses get such ones here.
bool returnsToSender(ByteView frame);

/// One field of a header, for the inspector: name is tcpdump/Wireshark's term ("Sequence number").
struct PacketField
{
    std::string layer; ///< "Ethernet", "ARP", "IPv4", "IPv6", "TCP", "UDP", "ICMP", "TLS", "Data"
    std::string name;
    std::string value;
    std::size_t offset = 0, length = 0; ///< bytes of the frame
};

/// What a segment's numbers are told relative to: the first numbers of who sent it and of the other end.
struct SequenceBase
{
    std::uint32_t seq = 0, ack = 0;
};

/// Of ends whose SYN was seen, with its number; nothing: the segment's own numbers are shown. `reset`: it has RST.
std::optional<SequenceBase> sequenceBase(std::optional<std::uint32_t> own, std::optional<std::uint32_t> other, bool reset);

/// Every field of every layer in frame order. `relative`: subtract these from seq and ack, if known.
std::vector<PacketField> packetFields(ByteView frame, std::optional<SequenceBase> relative = {});

/// "SYN", "SYN+ACK", "FIN+ACK", "RST", "ACK", and for segments with data "ACK" / "PSH+ACK" in canonical order
/// SYN FIN RST PSH ACK URG ECE CWR.
std::string flagsText(std::uint8_t tcpFlags);

/// The lab's short name of a packet, as lessons write it: "SYN", "SYN+ACK", "ACK", "DATA(5)", "FIN+ACK", "RST+ACK",
/// "UDP(5)", "ICMP port-unreachable", "ARP who-has", "ICMPv6 …". A FIN with data is "FIN+ACK".
std::string packetKind(const Packet& packet);

/// The ones' complement checksums of RFC 1071 (IP header, and TCP/UDP/ICMP with pseudo header), written into `frame`.
void fixChecksums(Bytes& frame);
/// Are all checksums of the frame right?
bool checksumsRight(ByteView frame);

} // namespace lab
