#pragma once
// JournalEntry: what a journal keeps of an event until somebody looks at it, and where what it is made from is found.

#include "model/journal/Event.h"

namespace lab {

/// One event of a journal, in 16 bytes: when, of what kind, and what it is made from when somebody looks.
struct JournalEntry
{
    enum class Source : std::uint8_t {
        Block, ///< of ours, at this address
        ForeignBlock, ///< a frame in a recording of ours that has no number
        Frame, ///< of a capture: that it was sent,
        Delivery, ///< and delivered
        State, ///< of one end of a connection: packed as InferredState
    };

    static constexpr int kindShift = 58, sourceShift = 55;

    JournalEntry() = default;

    JournalEntry(Timestamp when, std::size_t kind, Source source, std::uint64_t place)
        : time(when)
        , where(std::uint64_t {kind} << kindShift | static_cast<std::uint64_t>(source) << sourceShift | place)
    {
    }

    std::size_t kind() const { return where >> kindShift; }
    Source source() const { return static_cast<Source>(where >> sourceShift & 7); }
    std::uint64_t place() const { return where & ((std::uint64_t {1} << sourceShift) - 1); }

    Timestamp time;
    std::uint64_t where = 0;
};

static_assert(sizeof(JournalEntry) == 16 && std::variant_size_v<EventVariant> < 64);

/// A frame of a capture, where it lies in its piece (CapturedBytes), and what is asked of it most.
struct CapturedPlace
{
    std::uint64_t offset : 40 = 0; ///< a piece may be a whole file
    std::uint64_t link : 16 = 0; ///< LINKTYPE_
    HostId from : 1 = HostId::Client;
    bool loops : 1 = false; ///< it returns to who sent it (model/packet/Packet.h)
    std::uint32_t length = 0, fullLength = 0;
};

static_assert(sizeof(CapturedPlace) == 16);

/// What follows from the packets about one end of a connection, whose ends are told once.
struct InferredState
{
    std::size_t conversation = 0; ///< less than 2^40
    HostId side = HostId::Client;
    SocketState state = SocketState::None; ///< CLOSE: it has gone

    SocketId socket() const { return inferredSockets + conversation * 2 + static_cast<std::size_t>(side); }

    std::uint64_t packed() const
    {
        return std::uint64_t {conversation} << 9 | static_cast<std::uint64_t>(side) << 8 | static_cast<std::uint64_t>(state);
    }

    static InferredState of(std::uint64_t packed)
    {
        return {packed >> 9, static_cast<HostId>(packed >> 8 & 1), static_cast<SocketState>(packed & 0xff)};
    }
};

} // namespace lab
