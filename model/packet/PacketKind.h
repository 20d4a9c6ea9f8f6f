#pragma once
// The names of ICMP messages, shared by packetKind() and the field list. packetKind() itself is in Packet.h.

#include <cstdint>
#include <string>

namespace lab {

/// "port-unreachable", "echo-request" …; "type 42 code 1" for what has no name here. ipVersion 6: ICMPv6.
std::string icmpText(std::uint8_t ipVersion, std::uint8_t type, std::uint8_t code);

} // namespace lab
