#include "model/journal/CapturedPart.h"

namespace lab {

void CapturedPart::reserve(std::size_t entries)
{
    m_entries.reserve(entries);
    m_conversations.reserve(entries);
    m_told.reserve(entries / 8); // a short conversation has two in so many packets
}

void CapturedPart::begin(std::int64_t wallClockOfZero)
{
    m_zero = wallClockOfZero;
}

void CapturedPart::append(Timestamp time, const EventBody& body)
{
    m_blocks.push_back(m_entries.size());
    m_entries.emplace_back(time, body.index(), JournalEntry::Source::Block, m_bodies.size());
    m_bodies.push_back(body);
}

void CapturedPart::lieIn(ByteView bytes, std::uint64_t offset)
{
    m_begin = bytes.data();
    m_offset = offset;
}

void CapturedPart::leave()
{
    m_left = LeftPiece::of(m_offset, m_kept);
    m_kept = Bytes();
}

void CapturedPart::appendFrame(Timestamp time, HostId from, std::uint32_t linkType, ByteView frame, std::uint32_t fullLength,
                               bool loops)
{
    m_conversations.push_back(m_conversations.empty() ? 0 : m_conversations.back());
    const CapturedPlace place {static_cast<std::uint64_t>(frame.data() - m_begin), linkType, static_cast<std::uint32_t>(frame.size()),
                               fullLength, from, loops};
    if (JournalEntry::isUsual(place)) {
        m_entries.push_back(JournalEntry::frame(time, place));
        return;
    }
    m_unusualAt.push_back(m_entries.size());
    m_entries.push_back(JournalEntry::unusualFrame(time, place, m_unusual.size()));
    m_unusual.push_back(place);
}

void CapturedPart::appendState(Timestamp time, const InferredState& state)
{
    m_entries.emplace_back(time, state.kind(), JournalEntry::Source::State, state.packed());
}

} // namespace lab
