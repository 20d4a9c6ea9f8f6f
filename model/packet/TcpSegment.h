#pragma once
// TcpSegment: of a frame, what conversations are told apart and judged by. A quick look that a million packets can have: without
// options, checksums and names, which Packet has.

#include "model/packet/Packet.h"

namespace lab {

struct TcpSegment
{
    Endpoint source, destination;
    std::uint32_t seq = 0, ack = 0; ///< absolute
    std::uint32_t length = 0; ///< of its data, by the IP header; may be cut in the frame
    std::uint16_t window = 0; ///< as on the wire, unscaled
    std::uint8_t flags = 0; ///< TcpFlag

    bool has(std::uint8_t tcpFlags) const { return (flags & tcpFlags) == tcpFlags; }

    friend bool operator==(const TcpSegment&, const TcpSegment&) = default;
};

/// Nothing for what is no TCP segment, and for a fragment behind the first.
std::optional<TcpSegment> segmentOf(const Packet& packet);

/// segmentOf(decodePacket(frame, fullLength)), most often without decoding it.
std::optional<TcpSegment> segmentIn(ByteView frame, std::size_t fullLength = 0);
/// The same where it is wanted: writing it once and copying it costs the processor as much as finding it. false: none, and
/// `segment` is left in part.
bool readSegment(ByteView frame, std::size_t fullLength, TcpSegment& segment);

} // namespace lab
