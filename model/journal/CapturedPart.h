#pragma once
// CapturedPart: what follows from some bytes of a capture of another program, ready to go into its journal: frames where they lie
// in these bytes, states of connections, and now and then an event of ours. Made by whoever reads, perhaps on another thread; that
// Journal takes it over costs next to nothing.

#include "model/journal/CapturedBytes.h"
#include "model/journal/FirstNumbers.h"
#include "model/journal/JournalEntry.h"

#include <array>
#include <optional>
#include <vector>

namespace lab {

class CapturedPart
{
public:
    using Ends = std::array<Endpoint, hostCount>;

    void reserve(std::size_t entries); ///< about so many will come
    std::size_t entries() const { return m_entries.size(); } ///< events, of which a frame's two count once

    void begin(std::int64_t wallClockOfZero); ///< first of all, once a capture
    void append(Timestamp time, const EventBody& body);
    /// Sent, and delivered at the same time. `frame`: within `lieIn`. `loops`: it returns to who sent it (model/packet/Packet.h).
    void appendFrame(Timestamp time, HostId from, std::uint32_t linkType, ByteView frame, std::uint32_t fullLength, bool loops);
    /// The last frame is a segment of TCP, of this conversation; `syn`: with SYN, and this number.
    void belongsTo(std::size_t conversation, std::size_t side, std::optional<std::uint32_t> syn)
    {
        m_conversations.back() = static_cast<std::uint32_t>(conversation);
        if (syn)
            m_told.push_back({m_conversations.back(), static_cast<std::uint8_t>(side), *syn,
                              static_cast<std::uint32_t>(m_conversations.size() - 1)});
    }

    void appendState(Timestamp time, const InferredState& state);
    void nameEnds(const Ends& ends) { m_ends.push_back(ends); } ///< of the next conversation

    /// Before the first frame: the bytes in which the frames lie, `offset` bytes behind the beginning of the capture …
    void lieIn(ByteView bytes, std::uint64_t offset);
    void keep(Bytes bytes) { m_kept = std::move(bytes); } ///< … and these bytes, once all are appended,
    void leave(); ///< which are then only left in the file, if it is not to take memory

private:
    friend class Journal;

    const std::uint8_t* m_begin = nullptr; ///< of the bytes that the frames lie in; nobody's any more after keep()
    std::uint64_t m_offset = 0;
    Bytes m_kept;
    LeftPiece m_left;
    std::optional<std::int64_t> m_zero;
    std::vector<JournalEntry> m_entries; ///< as they will be in the journal; of a Block its number in m_bodies, of an UnusualFrame that in m_unusual
    std::vector<CapturedPlace> m_unusual; ///< frames
    std::vector<Ends> m_ends;
    std::vector<std::uint32_t> m_conversations; ///< of the frames
    std::vector<FirstNumbers::Told> m_told;
    std::vector<EventBody> m_bodies;
    std::vector<std::size_t> m_blocks, m_unusualAt; ///< which of m_entries are a Block, and which an UnusualFrame
};

} // namespace lab
