// Rules about addresses and ports: what was meant, and who is there.

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/findings/FindingRule.h"

#include <algorithm>
#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>

namespace lab {

namespace {

std::uint16_t swapped(std::uint16_t port)
{
    return static_cast<std::uint16_t>(port << 8 | port >> 8);
}

/// Ports that tutorials, servers and this lab use. Nobody means 36895, which is 8080 with its two bytes exchanged.
bool isUsual(std::uint16_t port)
{
    constexpr std::uint16_t usual[] {7,    9,    13,   37,   80,   443,  1234,  2000,  3000,  3333,  4000,  4444, 5000,
                                     5001, 5432, 5555, 6000, 6379, 7000, 7777,  8000,  8001,  8080,  8081,  8088, 8443,
                                     8888, 9000, 9001, 9002, 9090, 9999, 10000, 12345, 20000, 23456, 50000, 54321};
    return std::find(std::begin(usual), std::end(usual), port) != std::end(usual);
}

bool somebodyAt(const LabState& state, std::uint16_t port)
{
    return boundTo(state, HostId::Client, port) != nullptr || boundTo(state, HostId::Server, port) != nullptr;
}

IpAddress reversed(const IpAddress& address)
{
    IpAddress other = address;
    std::reverse(other.bytes.begin(), other.bytes.begin() + 4);
    return other;
}

/// The lab's two hosts (10.9.0.1 and 10.9.0.2) and loopback.
bool isUsual(const IpAddress& address)
{
    const std::string text = toText(address);
    return text == "10.9.0.1" || text == "10.9.0.2" || text == "127.0.0.1";
}

/// What a program could not put right until its end.
void unresolved(const Scene& scene, const Raise& raise, bool (*concerns)(const PastCall&))
{
    if (!std::holds_alternative<ActorExited>(scene.event.body))
        return;
    for (const PastCall& call : scene.program.unresolved)
        if (concerns(call))
            raise(call, {{"holder", call.holder}, {"port", std::to_string(call.address->port)}});
}

bool isRefused(const PastCall& call)
{
    constexpr std::uint16_t nameService = 53; // the C library's own questions; the program wrote no port
    return call.errnum == ECONNREFUSED && call.address->port != nameService;
}

} // namespace

/// sin_port is in network byte order (ip(7)): without htons() the two bytes are exchanged on a little-endian machine.
void portByteOrder(const Scene& scene, const Raise& raise)
{
    if (!scene.is({"bind", "connect", "sendto"}))
        return;
    const PastCall call = pastCall(*scene.entered, scene.returned->errnum);
    if (!call.address || call.address->port == swapped(call.address->port) || isUsual(call.address->port))
        return;
    const std::uint16_t port = call.address->port, meant = swapped(port);
    const bool ownChoice = call.name == "bind" || scene.failed({ECONNREFUSED});
    const bool expectedThere = call.name != "bind" && somebodyAt(scene.state, meant) && !somebodyAt(scene.state, port);
    if ((isUsual(meant) && ownChoice) || expectedThere)
        raise(call, {{"port", std::to_string(port)}, {"meant", std::to_string(meant)}});
}

/// s_addr is in network byte order too: INADDR_LOOPBACK without htonl() is 1.0.0.127.
void addressByteOrder(const Scene& scene, const Raise& raise)
{
    if (!scene.is({"bind", "connect", "sendto"}))
        return;
    const PastCall call = pastCall(*scene.entered, scene.returned->errnum);
    if (!call.address || call.address->address.version != 4 || isUsual(call.address->address)
        || !isUsual(reversed(call.address->address)))
        return;
    raise(call, {{"found", toText(call.address->address)}, {"meant", toText(reversed(call.address->address))}});
}

/// inet_bind() and inet_stream_connect() refuse a length below that of the family's structure with EINVAL (ip(7),
/// ipv6(7)).
void addressLength(const Scene& scene, const Raise& raise)
{
    if (!scene.is({"bind", "connect"}) || !scene.failed({EINVAL}))
        return;
    const auto family = valueIn<sa_family_t>(memoryIn(*scene.entered, 1));
    const std::uint64_t length = rawOf(*scene.entered, 2) & 0xffffffff;
    constexpr std::uint64_t least6 = 24; // SIN6_LEN_RFC2133, linux/ipv6.h: without the scope id
    const std::uint64_t least = family == AF_INET ? sizeof(sockaddr_in) : family == AF_INET6 ? least6 : 0;
    if (length < least)
        raise(pastCall(*scene.entered, scene.returned->errnum),
              {{"length", std::to_string(length)},
               {"needed", std::to_string(family == AF_INET6 ? sizeof(sockaddr_in6) : least)}});
}

void nobodyListens(const Scene& scene, const Raise& raise)
{
    unresolved(scene, raise, [](const PastCall& call) { return isRefused(call) && call.holder.empty(); });
}

void loopbackOnly(const Scene& scene, const Raise& raise)
{
    unresolved(scene, raise, [](const PastCall& call) { return isRefused(call) && !call.holder.empty(); });
}

void addressNotHere(const Scene& scene, const Raise& raise)
{
    unresolved(scene, raise, [](const PastCall& call) { return call.errnum == EADDRNOTAVAIL; });
}

void addressInUse(const Scene& scene, const Raise& raise)
{
    unresolved(scene, raise, [](const PastCall& call) { return call.errnum == EADDRINUSE; });
}

} // namespace lab
