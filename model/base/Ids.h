#pragma once
// The identities that events refer to. All are plain numbers that never repeat within one journal.

#include <cstdint>

namespace lab {

enum class HostId : std::uint8_t { Client = 0, Server = 1 };
inline constexpr int hostCount = 2;

inline constexpr std::size_t hostIndex(HostId host)
{
    return static_cast<std::size_t>(host);
}

inline constexpr HostId otherHost(HostId host)
{
    return host == HostId::Client ? HostId::Server : HostId::Client;
}

using ActorId = std::uint32_t; ///< one process (actor); counted from 1
using CallId = std::uint64_t; ///< one performed socket call; counted from 1
using PacketId = std::uint64_t; ///< one frame on the wire; counted from 1, also the pcapng epb_packetid
using SocketId = std::uint64_t; ///< the kernel's socket cookie (SO_COOKIE, idiag_cookie); 0 = not known
inline constexpr SocketId inferredSockets = SocketId {1} << 62; ///< from here on: ends of connections that only a capture shows
using CommandId = std::uint32_t; ///< one command line given to the engine; counted from 1

/// Nanoseconds of CLOCK_MONOTONIC since the lab was made. LabStarted carries the wall clock of zero.
struct Timestamp
{
    std::int64_t ns = 0;

    friend bool operator==(Timestamp, Timestamp) = default;

    friend bool operator<(Timestamp a, Timestamp b) { return a.ns < b.ns; }

    friend bool operator<=(Timestamp a, Timestamp b) { return a.ns <= b.ns; }
};

} // namespace lab
