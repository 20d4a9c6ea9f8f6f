#include "model/journal/CapturedPart.h"

#include "model/journal/EventKind.h"

namespace lab {

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
    const std::uint64_t place = m_framesBefore + m_frames.size();
    m_entries.emplace_back(time, kindIndexOf<PacketSent>(), JournalEntry::Source::Frame, place);
    m_entries.emplace_back(time, kindIndexOf<PacketDelivered>(), JournalEntry::Source::Delivery, place);
    CapturedPlace lies;
    lies.offset = static_cast<std::uint64_t>(frame.data() - m_begin);
    lies.link = linkType;
    lies.from = from;
    lies.loops = loops;
    lies.length = static_cast<std::uint32_t>(frame.size());
    lies.fullLength = fullLength;
    m_frames.push_back(lies);
}

void CapturedPart::appendState(Timestamp time, const InferredState& state)
{
    const std::size_t kind = state.state == SocketState::Close ? kindIndexOf<SocketGone>() : kindIndexOf<SocketSampled>();
    m_entries.emplace_back(time, kind, JournalEntry::Source::State, state.packed());
}

} // namespace lab
