#pragma once
// PacketSocket: the few calls that make an AF_PACKET socket (packet(7)) of one interface. Throws SystemError.

#include "model/base/UniqueFd.h"
#include "model/engine/SystemCall.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>

namespace lab {

inline UniqueFd packetSocket()
{
    return UniqueFd(sys("socket(AF_PACKET)", ::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)));
}

/// `protocol` 0: receives nothing (packet(7)).
inline void bindTo(const UniqueFd& socket, const char* interface, std::uint16_t protocol)
{
    sockaddr_ll address {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(protocol);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
    sys("bind(AF_PACKET)", ::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
}

inline void setOption(const UniqueFd& socket, const char* name, int level, int option, int value)
{
    sys(name, ::setsockopt(socket.get(), level, option, &value, sizeof value));
}

} // namespace lab
