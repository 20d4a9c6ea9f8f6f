#pragma once
// The records of SequenceIndex: rows, and what spans rows. Plain structs that refer to events and to each other by
// number; they hold no texts and no geometry.

#include "model/journal/Event.h"
#include "views/shared/EventNumber.h"

#include <cstdint>
#include <limits>

namespace lab {

inline constexpr std::uint32_t noRow = std::numeric_limits<std::uint32_t>::max();

struct SequenceRow
{
    enum class Kind : std::uint8_t {
        Call,
        Return,
        State,
        Sent,
        Held,
        Repeated,
        Copied,
        Delivered,
        Dropped,
        Counter,
        Exit
    };

    std::size_t event = 0; ///< that the row is about
    Kind kind = Kind::Call;
    HostId host = HostId::Client;
    std::uint32_t ref = 0; ///< into calls(), flights() or lanes(); State, Counter: unused

    static bool beginsFlight(Kind kind) { return kind == Kind::Sent || kind == Kind::Copied; }
    static bool ofPacket(Kind kind) { return kind >= Kind::Sent && kind <= Kind::Dropped; }
    bool ofPacket() const { return ofPacket(kind); }
};

/// One program's lifeline.
struct SequenceLane
{
    ActorId actor = 0;
    std::uint32_t parent = noRow; ///< the lane of the program that forked it; always an earlier one
    HostId host = HostId::Client;
    std::string name;
    bool calls = false; ///< it made one; a program that never does has no lifeline beside those that do
    std::size_t exited = noEvent;
    std::uint32_t exitRow = noRow;
};

struct SequenceCall
{
    CallId call = 0;
    std::uint32_t lane = noRow;
    std::size_t entered = noEvent, blocked = noEvent, returned = noEvent, injected = noEvent; ///< events
    std::uint32_t enteredRow = noRow, returnedRow = noRow;
};

struct SequenceFlight
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    bool copy = false; ///< begins on the wire
    bool loops = false; ///< goes back to the host it came from
    bool dropped = false;
    std::uint8_t place = 0; ///< on the wire, among those held at the same time
    DropReason why = DropReason::ByCommand;
    EventNumber sent, held, ended;
    std::uint32_t sentRow = noRow, heldRow = noRow, endRow = noRow;
};

struct SequenceBar
{
    SocketId socket = 0;
    HostId host = HostId::Client;
    SocketState state = SocketState::None;
    std::uint8_t place = 0; ///< beside the lifeline, among the sockets alive at the same time
    std::uint16_t port = 0; ///< local
    EventNumber from, to; ///< the rows of these it reaches from and to (SequenceIndex::rowOf())
};

} // namespace lab
