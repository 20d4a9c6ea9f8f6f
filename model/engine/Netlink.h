#pragma once
// Netlink: the few rtnetlink(7) requests that lay the wire: a veth pair, addresses, routes, neighbours. Framing by libmnl.
// One object speaks for the network namespace it was made in, for ever (a netlink socket stays in its namespace).

#include "model/base/Endpoint.h"
#include "model/base/UniqueFd.h"
#include "model/engine/HostAddresses.h"

#include <array>
#include <cstdint>
#include <optional>

struct nlmsghdr;

namespace lab {

class Netlink
{
public:
    Netlink(); ///< in the calling thread's network namespace; throws SystemError

    /// Makes `here` in this namespace with its other end `there` (MAC `mac`) in the namespace `peerNamespace` refers to.
    void addVeth(const char* here, const char* there, const MacAddress& mac, int peerNamespace);
    void setUp(const char* interface);
    /// IFA_F_NODAD for IPv6: usable at once, no duplicate address detection on the wire (RFC 4862 section 5.4).
    void addAddress(const char* interface, const IpAddress& address, int prefixLength);
    void removeAddress(const char* interface, const IpAddress& address, int prefixLength);
    void addNeighbour(const char* interface, const IpAddress& address, const MacAddress& mac);

    struct RouteMetrics
    {
        bool quickAck = false; ///< RTAX_QUICKACK: acknowledge at once, no delayed ACK (ip-route(8))
        std::uint32_t rtoMinMs = 0; ///< RTAX_RTO_MIN, 0: the kernel's 200 ms
    };

    struct Route
    {
        IpAddress network;
        int prefixLength = 0;
        IpAddress source; ///< that programs get which have chosen none (IPv4 only)
        std::optional<IpAddress> gateway; ///< whether or not a route leads to it (IPv4 only); none: the network is at the link
        std::uint8_t table = 254; ///< RT_TABLE_MAIN
    };

    /// Replaces the route of network/prefixLength through `interface`.
    void setRoute(const char* interface, const Route& route, RouteMetrics metrics);

    /// A rule of policy routing (ip-rule(8)): which table is asked. The smallest priority is asked first.
    struct Rule
    {
        int version = 4;
        std::uint32_t priority = 0;
        std::uint8_t table = 255; ///< RT_TABLE_LOCAL
        std::uint32_t mark = 0; ///< only packets with this firewall mark; 0: any
        const char* from = nullptr; ///< only from this interface; "lo": what the host itself sends
    };

    void addRule(const Rule& rule);
    void removeRule(const Rule& rule);

private:
    nlmsghdr* ruleMessage(std::uint16_t type, std::uint16_t flags, const Rule& rule);
    void request(nlmsghdr* message, const char* what);
    nlmsghdr* start(std::uint16_t type, std::uint16_t flags);

    UniqueFd m_socket;
    std::uint32_t m_sequence = 0;
    alignas(8) std::array<char, 4096> m_buffer {};
};

} // namespace lab
