#pragma once
// IpAddress and Endpoint: an IPv4 or IPv6 address, and the same with a port. Values; nothing is resolved.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab {

struct IpAddress
{
    std::uint8_t version = 0; ///< 4, 6, or 0: none
    std::array<std::uint8_t, 16> bytes {}; ///< network byte order; IPv4 uses the first four

    friend bool operator==(const IpAddress&, const IpAddress&) = default;

    bool isAny() const; ///< 0.0.0.0 or ::
    bool isMapped() const; ///< an IPv4 address in an IPv6 one, ::ffff:10.9.0.1 (RFC 4291 section 2.5.5.2)
    /// Itself, or the IPv4 address in it: a dual-stack socket's packets are IPv4.
    IpAddress unmapped() const;
    bool isLoopback() const; ///< 127.0.0.0/8, ::1, or an IPv4-mapped one of the former
};

struct Endpoint
{
    IpAddress address;
    std::uint16_t port = 0; ///< host byte order

    friend bool operator==(const Endpoint&, const Endpoint&) = default;

    Endpoint unmapped() const { return {address.unmapped(), port}; }
};

/// "10.9.0.1", "fd09::1" (inet_ntop(3)); "" for none.
std::string toText(const IpAddress& address);
/// "10.9.0.1:8080", "[fd09::1]:8080"; "" for none. Port 0 is written as 0.
std::string toText(const Endpoint& endpoint);
std::optional<IpAddress> parseIpAddress(std::string_view text);
/// Accepts what toText(Endpoint) writes.
std::optional<Endpoint> parseEndpoint(std::string_view text);

} // namespace lab
