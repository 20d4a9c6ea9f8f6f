#pragma once
// ConnectionKey: the ends of a connection, hashable, without memory of its own (a capture may have hundreds of thousands).
// An IPv4-mapped IPv6 address (RFC 4291, ::ffff:10.9.0.1) is the same as the IPv4 address in it: a dual-stack socket's
// packets are IPv4.

#include "model/base/Endpoint.h"
#include "model/base/Ids.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace lab {

struct ConnectionKey
{
    std::array<std::uint8_t, 40> bytes {}; ///< host, protocol, both ports, both addresses as IPv6

    bool operator==(const ConnectionKey&) const = default;

    struct Hash
    {
        std::size_t operator()(const ConnectionKey& key) const
        {
            // Word by word: of a million packets two keys each are looked up. Tables take the lowest bits.
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < key.bytes.size(); i += sizeof(std::uint64_t)) {
                std::uint64_t word = 0;
                std::memcpy(&word, key.bytes.data() + i, sizeof word);
                sum = (sum ^ word) * 0x9e3779b97f4a7c15U;
                sum ^= sum >> 32;
            }
            sum *= 0x9e3779b97f4a7c15U;
            return sum ^ sum >> 32;
        }
    };
};

/// `at`: 16 bytes.
inline void putAddress(std::uint8_t* at, const IpAddress& address)
{
    if (address.version != 4) {
        std::copy(address.bytes.begin(), address.bytes.end(), at);
        return;
    }
    at[10] = at[11] = 0xff;
    std::copy(address.bytes.begin(), address.bytes.begin() + 4, at + 12);
}

inline ConnectionKey connectionKey(HostId host, std::uint8_t protocol, const Endpoint& local, const Endpoint& remote)
{
    ConnectionKey key;
    key.bytes[0] = static_cast<std::uint8_t>(host);
    key.bytes[1] = protocol;
    std::memcpy(&key.bytes[2], &local.port, sizeof local.port);
    std::memcpy(&key.bytes[4], &remote.port, sizeof remote.port);
    putAddress(&key.bytes[6], local.address);
    putAddress(&key.bytes[22], remote.address);
    return key;
}

inline std::uint32_t boundKey(HostId host, std::uint8_t protocol, std::uint16_t port)
{
    return (static_cast<std::uint32_t>(host) << 24) | (static_cast<std::uint32_t>(protocol) << 16) | port;
}

} // namespace lab
