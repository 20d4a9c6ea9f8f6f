#pragma once
// EventNames: the stable words of docs/dump.md for the enumerations of events. kindName(), stateName() and others that
// more than the exports use are in Event.h.

#include "model/journal/Event.h"
#include "model/packet/Packet.h"

#include <string>
#include <string_view>

namespace lab {

std::string_view severityName(Notice::Severity severity); ///< "info", "warning", "problem"
std::string_view originName(PacketOrigin origin); ///< "kernel", "injected", "split", "icmp-error"
std::string_view modeName(WireMode mode); ///< "flow", "hold", "cut"
std::string_view timerName(std::uint8_t timer); ///< of SocketRow, in ss(8)'s words: "on", "keepalive", "timewait" …
std::string protocolName(std::uint8_t protocol); ///< "TCP", "UDP", or the number
std::string protocolName(const Packet& packet); ///< also "ICMP", "ICMPv6", "ARP"; "other" if there is no IP header

} // namespace lab
