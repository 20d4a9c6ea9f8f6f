#pragma once
// JournalEntry: what a journal keeps of an event until somebody looks at it, and where what it is made from is found.

#include "model/journal/EventKind.h"
#include "model/journal/PcapngLayout.h"

namespace lab {

/// A frame of a capture: where it lies in its piece (CapturedBytes), and what is asked of it most.
struct CapturedPlace
{
    std::uint64_t offset = 0; ///< a piece may be a whole file: less than 2^40
    std::uint32_t link = 0; ///< LINKTYPE_
    std::uint32_t length = 0, fullLength = 0;
    HostId from = HostId::Client;
    bool loops = false; ///< it returns to who sent it (model/packet/Packet.h)
};

/// One event of a journal, in 16 bytes, and fewer where many of them are kept (EntryList): when, of what kind, and what it is made from
/// when somebody looks. Or the two events of a frame of a capture, which was sent and delivered at the same time.
class JournalEntry
{
public:
    enum class Source : std::uint8_t {
        Block, ///< of ours, at this place
        ForeignBlock, ///< a frame in a recording of ours that has no number; the place is its number among those
        State, ///< of one end of a connection; the place is a packed InferredState
        Frame, ///< of a capture, as most are: it lies at usualFrame()
        UnusualFrame, ///< the place is its CapturedPlace's number among those
    };

    JournalEntry() = default;

    /// Not of a frame of a capture.
    JournalEntry(Timestamp when, std::size_t kind, Source source, std::uint64_t place)
        : time(when)
        , m_where(static_cast<std::uint64_t>(source) << sourceShift | std::uint64_t {kind} << kindShift | place)
    {
    }

    /// What packed() told, and the time.
    static JournalEntry unpacked(Timestamp when, std::uint64_t where)
    {
        JournalEntry entry;
        entry.time = when;
        entry.m_where = where;
        return entry;
    }

    std::uint64_t packed() const { return m_where; } ///< all but the time

    /// Whole, of Ethernet, and not too long to be told here?
    static bool isUsual(const CapturedPlace& frame)
    {
        return frame.link == pcapng::linkTypeEthernet && frame.length == frame.fullLength && frame.length < 1U << lengthBits;
    }

    static JournalEntry frame(Timestamp when, const CapturedPlace& usual)
    {
        return ofFrame(when, Source::Frame, usual, usual.offset, usual.length);
    }

    static JournalEntry unusualFrame(Timestamp when, const CapturedPlace& frame, std::uint64_t number)
    {
        return ofFrame(when, Source::UnusualFrame, frame, number, 0);
    }

    Source source() const { return static_cast<Source>(m_where >> sourceShift); }
    bool isFrame() const { return source() >= Source::Frame; }

    std::size_t kind() const { return isFrame() ? std::size_t {kindIndexOf<PacketSent>()} : m_where >> kindShift & 63; }

    /// Not of a usual frame.
    std::uint64_t place() const { return m_where & (source() == Source::UnusualFrame ? offsetMask : (std::uint64_t {1} << kindShift) - 1); }

    // Of a frame.
    HostId from() const { return static_cast<HostId>(m_where >> fromShift & 1); }
    bool loops() const { return (m_where >> loopsShift & 1) != 0; }

    CapturedPlace usualFrame() const
    {
        const auto length = static_cast<std::uint32_t>(m_where >> lengthShift & ((1U << lengthBits) - 1));
        return {m_where & offsetMask, pcapng::linkTypeEthernet, length, length, from(), loops()};
    }

    Timestamp time;

private:
    static constexpr int sourceShift = 61, kindShift = 55; ///< of every entry; of one that is no frame
    static constexpr int fromShift = 60, loopsShift = 59, lengthShift = 40, lengthBits = 18; ///< of a frame
    static constexpr std::uint64_t offsetMask = (std::uint64_t {1} << lengthShift) - 1;

    static JournalEntry ofFrame(Timestamp when, Source source, const CapturedPlace& frame, std::uint64_t place, std::uint64_t length)
    {
        return unpacked(when, static_cast<std::uint64_t>(source) << sourceShift | static_cast<std::uint64_t>(frame.from) << fromShift
                                  | std::uint64_t {frame.loops} << loopsShift | length << lengthShift | place);
    }

    std::uint64_t m_where = 0;
};

static_assert(sizeof(JournalEntry) == 16 && std::variant_size_v<EventVariant> <= 64);

/// What follows from the packets about one end of a connection, whose ends are told once.
struct InferredState
{
    std::size_t conversation = 0; ///< less than 2^40
    HostId side = HostId::Client;
    SocketState state = SocketState::None; ///< CLOSE: it has gone

    /// Of the event that tells it.
    std::size_t kind() const
    {
        return state == SocketState::Close ? std::size_t {kindIndexOf<SocketGone>()} : std::size_t {kindIndexOf<SocketSampled>()};
    }

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
