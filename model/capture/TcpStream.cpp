#include "model/capture/TcpStream.h"

#include <algorithm>
#include <utility>

namespace lab {

namespace {

/// No window is larger (RFC 7323 section 2.3): what is further ahead waits for nothing that can still come.
constexpr std::int64_t widestWindow = std::int64_t {1} << 30;
constexpr std::uint64_t mostWaiting = 8 << 20; ///< bytes of one side; a gap that much was sent behind is not filled any more

} // namespace

void TcpStream::take(const Packet& packet, ByteView payload, int side, std::size_t event)
{
    if (!packet.tcp || packet.has(TcpFlag::rst)) // a reset's data is a text for people (RFC 9293 section 3.5.3)
        return;
    Side& own = m_sides[static_cast<std::size_t>(side)];
    Side& peer = m_sides[1 - static_cast<std::size_t>(side)];
    const std::uint32_t seq = packet.tcp->seq + (packet.has(TcpFlag::syn) ? 1 : 0);
    if (!own.known) {
        own.known = true;
        own.next = seq;
    }
    const std::int64_t from = own.offset + static_cast<std::int32_t>(seq - own.next);
    const std::int64_t end = from + static_cast<std::int64_t>(packet.payloadLength);
    if (packet.payloadLength > 0 && end > own.offset && from - own.offset < widestWindow) {
        if (end > own.end) {
            own.end = end;
            own.endEvent = event;
        }
        // What was cut off may still come in another copy.
        Waiting& waiting = own.waiting[from];
        if (waiting.bytes.size() < payload.size()) {
            own.waits += payload.size() - waiting.bytes.size();
            waiting = {event, Bytes(payload.begin(), payload.end())};
        }
        fill(side, own.waits > mostWaiting);
    }
    // What the other end acknowledges has arrived there, by a way that was not captured.
    if (packet.has(TcpFlag::ack) && peer.known && !peer.waiting.empty()) {
        const std::int64_t acknowledged = peer.offset + static_cast<std::int32_t>(packet.tcp->ack - peer.next);
        if (acknowledged > peer.waiting.begin()->first)
            fill(1 - side, true);
    }
}

void TcpStream::finish()
{
    for (const int side : {0, 1}) {
        Side& own = m_sides[static_cast<std::size_t>(side)];
        while (!own.waiting.empty())
            fill(side, true);
        gap(side, own.end, own.endEvent);
    }
}

/// Moves what can be read out of `waiting`; `overGaps`: over the first gap, too.
void TcpStream::fill(int side, bool overGaps)
{
    Side& own = m_sides[static_cast<std::size_t>(side)];
    while (!own.waiting.empty()) {
        const auto first = own.waiting.begin();
        if (first->first > own.offset && !std::exchange(overGaps, false))
            return;
        const auto [from, segment] = *first;
        own.waits -= segment.bytes.size();
        own.waiting.erase(first);
        add(side, from, segment);
    }
}

void TcpStream::add(int side, std::int64_t from, const Waiting& segment)
{
    Side& own = m_sides[static_cast<std::size_t>(side)];
    gap(side, from, segment.event);
    const std::int64_t skipped = own.offset - from; // had been there
    if (skipped >= static_cast<std::int64_t>(segment.bytes.size()))
        return;
    StreamPiece piece {side, segment.event, static_cast<std::uint64_t>(own.offset), {}, 0};
    piece.bytes.assign(segment.bytes.begin() + skipped, segment.bytes.end());
    own.bytes += piece.bytes.size();
    own.next += static_cast<std::uint32_t>(piece.bytes.size());
    own.offset += static_cast<std::int64_t>(piece.bytes.size());
    keep(std::move(piece));
}

/// From what there is up to `to`, if that is further on.
void TcpStream::gap(int side, std::int64_t to, std::size_t event)
{
    Side& own = m_sides[static_cast<std::size_t>(side)];
    if (to <= own.offset)
        return;
    const auto missing = static_cast<std::uint64_t>(to - own.offset);
    keep({side, event, static_cast<std::uint64_t>(own.offset), {}, missing});
    own.next += static_cast<std::uint32_t>(missing);
    own.offset = to;
}

void TcpStream::keep(StreamPiece piece)
{
    const std::uint64_t room = m_most - m_kept;
    if (piece.bytes.size() > room) {
        m_leftOut += piece.bytes.size() - room;
        piece.bytes.resize(room);
    }
    m_kept += piece.bytes.size();
    if (!piece.bytes.empty() || (piece.missing > 0 && m_leftOut == 0))
        m_pieces.push_back(std::move(piece));
}

} // namespace lab
