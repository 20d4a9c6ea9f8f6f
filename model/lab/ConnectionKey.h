#pragma once
// ConnectionKey: the ends of a connection as one hashable text of bytes. An IPv4-mapped IPv6 address (RFC 4291,
// ::ffff:10.9.0.1) is the same as the IPv4 address in it: a dual-stack socket's packets are IPv4.

#include "model/base/Endpoint.h"
#include "model/base/Ids.h"

#include <algorithm>
#include <string>

namespace lab {

inline void appendEnd(std::string& key, const Endpoint& end)
{
    constexpr std::uint8_t mappedPrefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const auto* bytes = reinterpret_cast<const char*>(end.address.bytes.data());
    if (end.address.version == 4)
        key.append(bytes, 4);
    else if (std::equal(std::begin(mappedPrefix), std::end(mappedPrefix), end.address.bytes.begin()))
        key.append(bytes + 12, 4);
    else
        key.append(bytes, 16);
    key += static_cast<char>(end.port >> 8);
    key += static_cast<char>(end.port & 0xff);
}

inline std::string connectionKey(HostId host, std::uint8_t protocol, const Endpoint& local, const Endpoint& remote)
{
    std::string key;
    key += static_cast<char>(host);
    key += static_cast<char>(protocol);
    appendEnd(key, local);
    appendEnd(key, remote);
    return key;
}

inline std::uint32_t boundKey(HostId host, std::uint8_t protocol, std::uint16_t port)
{
    return (static_cast<std::uint32_t>(host) << 24) | (static_cast<std::uint32_t>(protocol) << 16) | port;
}

} // namespace lab
