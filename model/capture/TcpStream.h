#pragma once
// TcpStream: what the two ends of a conversation said to each other: the bytes of its segments in the order of their sequence
// numbers, each once, with a gap for what is in no packet of the recording. Segments in, pieces out; no text.

#include "model/packet/Packet.h"

#include <array>
#include <map>

namespace lab {

/// Bytes of one segment that had not been there before; or a gap.
struct StreamPiece
{
    int side = 0; ///< whose bytes: 0 began the conversation
    std::size_t event = 0; ///< of the packet that brought them; of a gap: of the one behind it
    std::uint64_t offset = 0; ///< of its first byte in what this side sent
    Bytes bytes;
    std::uint64_t missing = 0; ///< a gap of so many bytes: not captured, or cut off when they were
};

class TcpStream
{
public:
    /// Pieces are kept up to `mostBytes` of both sides together; what is behind is only counted.
    explicit TcpStream(std::uint64_t mostBytes = UINT64_MAX)
        : m_most(mostBytes)
    {
    }

    /// A segment that `side` sent. `payload`: what there is of its data, at most packet.payloadLength.
    void take(const Packet& packet, ByteView payload, int side, std::size_t event);
    /// Nothing comes any more: what waited for a gap to be filled comes behind it.
    void finish();

    const std::vector<StreamPiece>& pieces() const { return m_pieces; } ///< in the order in which they became readable

    std::uint64_t bytes(int side) const { return m_sides[static_cast<std::size_t>(side)].bytes; } ///< that were there
    std::uint64_t leftOut() const { return m_leftOut; } ///< bytes that are not in pieces()

private:
    struct Waiting
    {
        std::size_t event = 0;
        Bytes bytes;
    };

    struct Side
    {
        bool known = false; ///< its sequence numbers are
        std::uint32_t next = 0; ///< sequence number of the byte …
        std::int64_t offset = 0; ///< … at this offset, the first that was not there yet
        std::map<std::int64_t, Waiting> waiting; ///< behind a gap, by offset
        std::uint64_t waits = 0; ///< bytes in it
        std::int64_t end = 0; ///< behind everything that was ever sent …
        std::size_t endEvent = 0; ///< … by this packet
        std::uint64_t bytes = 0;
    };

    void fill(int side, bool overGaps);
    void add(int side, std::int64_t from, const Waiting& segment);
    void gap(int side, std::int64_t to, std::size_t event);
    void keep(StreamPiece piece);

    std::uint64_t m_most, m_kept = 0, m_leftOut = 0;
    std::array<Side, 2> m_sides;
    std::vector<StreamPiece> m_pieces;
};

} // namespace lab
