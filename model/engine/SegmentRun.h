#pragma once
// SegmentRun: consecutive TCP segments of one connection that come in one burst and can enter a host as one, as a network
// card's receive offload would hand them over (GRO; Documentation/networking/segmentation-offloads.rst). What the
// receiving TCP is told is the same; it is told once instead of up to 64 times.

#include "model/base/Bytes.h"

#include <cstdint>
#include <span>

namespace lab {

/// How many of the first frames can enter as one: at least 1 if there are any. A run is segments of one direction with
/// the same options, acknowledgement and window, each following the one before and no larger than the first, with
/// right checksums; it ends with a segment that is smaller, or that is to be pushed (RFC 9293 section 3.9.1).
std::size_t segmentRunLength(std::span<const ByteView> frames);

/// What a run of two or more segments goes in with: its payloads follow `headers` byte for byte.
struct RunHeader
{
    Bytes headers; ///< Ethernet, IP and TCP of the whole; its TCP checksum is that of the pseudo header only
    std::size_t headersOfEach = 0; ///< bytes before the payload in each of the run's frames
    std::uint16_t segmentSize = 0; ///< payload bytes of each segment but the last
    std::uint16_t tcpAt = 0; ///< offset of the TCP header
    int ipVersion = 4;
};

/// `run`: as many frames as segmentRunLength() said, two or more.
RunHeader headerOfRun(std::span<const ByteView> run);

} // namespace lab
