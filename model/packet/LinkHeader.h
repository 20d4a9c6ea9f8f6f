#pragma once
// LinkHeader: frames of links that are not Ethernet, as Ethernet: what every other part of the program reads.

#include "model/base/Bytes.h"

#include <cstdint>

namespace lab {

/// LINKTYPE_ of www.tcpdump.org/linktypes.html: Ethernet, raw IP, Linux cooked v1 and v2, null and loopback.
bool isKnownLink(std::uint32_t linkType);

/// One of another link gets an Ethernet header with zero addresses before its IP packet. Empty: the link is not known, or the
/// frame is shorter than its header.
Bytes asEthernet(std::uint32_t linkType, ByteView frame);

} // namespace lab
