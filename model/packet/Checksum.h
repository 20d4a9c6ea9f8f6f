#pragma once
// Checksum: the ones' complement sums of RFC 1071, of bytes and of a decoded frame, for fixChecksums(), checksumsRight(),
// the field list and SegmentRun. Says nothing about a checksum whose bytes are not all in the frame.

#include "model/base/Bytes.h"
#include "model/packet/Packet.h"

#include <cstdint>
#include <optional>

namespace lab {

/// Of bytes that start at an even position of what is summed, added to `sum`; an odd last one is padded with zero. In the
/// machine's own byte order (RFC 1071 section 2 (B) says why that is as good), eight bytes at a time.
std::uint64_t onesSum(ByteView bytes, std::uint64_t sum = 0);
/// To 16 bits, in the machine's byte order still.
std::uint16_t foldedSum(std::uint64_t sum);

/// A checksum field of a frame: where it is, what it holds and what would be right.
struct ChecksumField
{
    std::size_t offset = 0;
    std::uint16_t found = 0;
    std::uint16_t right = 0;
    bool optional = false; ///< UDP over IPv4: zero means "not computed" (RFC 768) and is right

    bool isRight() const { return found == right || (optional && found == 0); }
};

/// Nothing for IPv6, which has none.
std::optional<ChecksumField> ipChecksum(ByteView frame, const Packet& packet);
/// Of TCP, UDP, ICMP or ICMPv6; nothing if there is none of these, or the packet is cut or a fragment.
std::optional<ChecksumField> transportChecksum(ByteView frame, const Packet& packet);

} // namespace lab
