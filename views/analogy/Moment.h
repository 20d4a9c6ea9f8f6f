#pragma once
// Moment: how a conversation stands, told from its sockets, their last rows and their last calls. Values from LabState.

#include "model/lab/LabState.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace lab {

/// How it stands, the same for all three pictures.
enum class Moment : std::uint8_t {
    Nothing, ///< no socket anywhere
    Socket, ///< made, without address or peer
    Bound, ///< bind() gave it an address; it neither listens nor is connected
    Listening,
    Dialling, ///< SYN-SENT
    HalfOpen, ///< in the server's SYN queue, or its last ACK is on its way
    Waiting, ///< established and in the accept queue
    Talking,
    HalfClosed, ///< one direction at least has ended, or is ending
    Closed, ///< TIME-WAIT, or gone
    Refused,
    NoAnswer,
    Unreachable,
    CutOff, ///< RST
    Datagram, ///< UDP
    Unix, ///< AF_UNIX: within one machine, no packets
};
inline constexpr int momentCount = static_cast<int>(Moment::Unix) + 1;

inline constexpr std::size_t packetsSearched = 400; ///< back from the newest: what a person has in mind is not older

std::string_view momentKey(Moment moment); ///< key into words: "half-open"

/// An open socket of a program.
struct OpenSocket
{
    const ActorState* actor = nullptr; ///< nullptr: no program has it
    const Descriptor* descriptor = nullptr;
};

OpenSocket openSocket(const LabState& state, SocketId socket);
/// The last or current call on this descriptor; nullptr: another was later on the same thread.
const CallState* callOn(const ActorState& actor, int fd);
/// How one socket stands by itself, from its row, its last row or its last call.
Moment momentOf(const LabState& state, SocketId socket, const OpenSocket& open);
/// How a connection stands of which both ends are in sight.
Moment momentOfPair(const LabState& state, const SocketRow& a, const SocketRow& b);
Moment momentOfRow(const LabState& state, const SocketRow& row); ///< by itself
/// What a failed call says of its socket; nothing: it says nothing of that kind.
std::optional<Moment> toldBy(const CallState* call);
/// Does a program have it, or did one? Otherwise it waits in a queue.
bool accepted(const LabState& state, const SocketRow& row);
/// Are they the same two ends? An IPv4 address and the IPv6 one it is mapped to are one: a dual-stack socket has the second.
bool sameConnection(const Endpoint& own, const Endpoint& peer, const Endpoint& otherOwn, const Endpoint& otherPeer);
/// The other end's row, wherever it is; nullptr: not in sight.
const SocketRow* mateOf(const LabState& state, const SocketRow& row);
/// Where both ends are on one host, who listens stands on the right: 0 left, 1 right.
int sideOf(const LabState& state, HostId host, const Endpoint& own);

} // namespace lab
