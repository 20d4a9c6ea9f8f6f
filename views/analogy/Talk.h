#pragma once
// Talk: the one conversation that the analogies are about at the playhead: its two ends, and how it stands. Chosen by the
// selection, else what happened last. Values from LabState; no words, no widgets.

#include "model/lab/LabState.h"
#include "views/shared/Selection.h"

#include <array>
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

std::string_view momentKey(Moment moment); ///< key into words: "half-open"

struct TalkEnd
{
    HostId host = HostId::Client;
    Endpoint own; ///< its address and port; port 0: not known
    SocketId socket = 0; ///< 0: none is known
    std::optional<SocketRow> row; ///< in the kernel's table now
    ActorId actor = 0; ///< the program that has it open; 0: none has
    int fd = -1; ///< there
};

struct Talk
{
    std::uint8_t protocol = 6; ///< IPPROTO_TCP or IPPROTO_UDP
    Moment moment = Moment::Nothing;
    std::array<TalkEnd, 2> ends {TalkEnd {}, TalkEnd {HostId::Server, {}, 0, {}, 0, -1}}; ///< left and right

    bool has(const PacketState& packet) const; ///< does it belong to these ends?
    /// 0: the left end sent it, 1: the right one.
    int sideOf(const PacketState& packet) const;
};

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
/// Does a program have it, or did one? Otherwise it waits in a queue.
bool accepted(const LabState& state, const SocketRow& row);
/// The other end's row, wherever it is; nullptr: not in sight.
const SocketRow* mateOf(const LabState& state, const SocketRow& row);
/// Where both ends are on one host, who listens stands on the right: 0 left, 1 right.
int sideOf(const LabState& state, HostId host, const Endpoint& own);

Talk talkShown(const LabState& state, const Selection::What& selected);

} // namespace lab
