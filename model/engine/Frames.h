#pragma once
// Frames: Ethernet frames made by the wire itself: the halves of a split segment, ICMP errors, forged packets.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/engine/HostAddresses.h"

#include <optional>
#include <string>
#include <utility>

namespace lab {

/// A TCP segment's identity for recognising a retransmission: addresses, ports, sequence number, flags (with ACK: a
/// simultaneous open sends SYN and then SYN+ACK with one sequence number) and length. 0: not TCP.
std::uint64_t segmentKey(HostId from, ByteView frame);

/// Both halves of a TCP data segment, sequence numbers, lengths and checksums redone.
Result<std::pair<Bytes, Bytes>> splitSegment(ByteView frame, std::size_t bytes);

/// ICMP (RFC 792) or ICMPv6 (RFC 4443) error about `frame`, from the router that the wire plays, to its sender.
/// Kinds: host-unreachable, net-unreachable, port-unreachable, admin-prohibited, and fragmentation-needed (to an IPv6
/// packet: packet too big), which alone says an MTU: that of the next hop (RFC 1191, RFC 8201), 68 to 65535 bytes.
Result<Bytes> icmpError(HostId sender, ByteView frame, const std::string& kind, std::optional<std::int64_t> mtu = {});

struct Forged
{
    std::string kind; ///< "TCP" or "UDP"
    Endpoint source, destination;
    std::uint8_t flags = 0; ///< TcpFlag
    std::uint32_t seq = 1000, ack = 0;
    Bytes data;
};

/// A packet that no host sent, addressed to `to`'s interface.
Result<Bytes> forgedFrame(HostId to, const Forged& what);

/// Multicast listener reports and neighbour discovery to multicast groups (RFC 3810, RFC 4861): noise that no program made.
bool isMulticastNoise(ByteView frame);

} // namespace lab
