#pragma once
// CaptureReader: the frames of a capture file of any program: pcap (both byte orders, micro- and nanoseconds) and pcapng
// (both byte orders, any number of sections and interfaces). Frames only; what they mean is decided elsewhere.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace lab {

struct CapturedFrame
{
    std::int64_t time = 0; ///< ns since 1970
    std::uint32_t linkType = 0; ///< LINKTYPE_ of www.tcpdump.org/linktypes.html
    std::uint32_t fullLength = 0; ///< on the wire
    ByteView bytes; ///< as captured, with the link's own header
};

bool isCapture(ByteView file); ///< by its first four bytes

/// Gives every frame in order. The error is damage: "at byte N: found …, expected …"; the frames before it were given.
Status readCapture(ByteView file, const std::function<void(const CapturedFrame&)>& take);

/// The frame as Ethernet: one of another link gets an Ethernet header with zero addresses before its IP packet. Empty: the
/// link is none of Ethernet, raw IP, Linux cooked v1 and v2, null and loopback, or the frame is shorter than its header.
Bytes asEthernet(const CapturedFrame& frame);
bool isKnownLink(std::uint32_t linkType);

} // namespace lab
