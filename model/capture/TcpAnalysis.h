#pragma once
// TcpAnalysis: what one segment after the other says about its conversation: which segments are retransmissions,
// keep-alives, zero windows and the like (with Wireshark's meanings), and the TCP states of both ends, inferred from what
// passed as if all of it had arrived. Segments only; it knows nothing of what a kernel really did.

#include "model/base/PagedList.h"
#include "model/capture/ConnectionTable.h"
#include "model/capture/TcpSender.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// Bits of a segment's verdict.
namespace SegmentVerdict {
inline constexpr std::uint32_t retransmission = 1, outOfOrder = 2, lostBefore = 4, duplicateAck = 8, zeroWindow = 16,
                               zeroWindowProbe = 32, keepAlive = 64, keepAliveAck = 128, windowUpdate = 256, reset = 512;
}
/// "retransmission", "keep-alive" … of every bit that is set, in the order of the bits.
std::vector<std::string_view> verdictNames(std::uint32_t verdict);

struct Conversation
{
    std::array<Endpoint, 2> ends; ///< [0] began it (TcpSender.h, beganBy())
    std::array<SocketState, 2> states {SocketState::None, SocketState::None}; ///< inferred; Close: it is over
    std::array<std::uint32_t, 2> packets {}, retransmissions {};
    std::array<std::uint64_t, 2> bytes {}; ///< of data, repetitions too
    Timestamp first, last;
    bool synSeen = false, reset = false;
};

using Conversations = PagedList<Conversation, 1024>;

class TcpAnalysis
{
public:
    struct Segment
    {
        std::size_t conversation = 0; ///< into conversations()
        int side = 0; ///< who sent it: 0 began the conversation
        std::uint32_t verdict = 0;
    };

    struct End
    {
        std::size_t conversation = 0;
        int side = 0;
    };

    Segment take(const TcpSegment& segment, Timestamp time);
    /// Nothing for what is no TCP segment, and for a fragment of one.
    std::optional<Segment> take(const Packet& packet, Timestamp time);

    const Conversations& conversations() const { return m_conversations; }

    /// The end `own` of the newest conversation with `other`; nothing: there was none.
    std::optional<End> endOf(const Endpoint& own, const Endpoint& other) const;

private:
    /// What one end has sent, and what its next segment is judged by.
    struct Flow : TcpSender
    {
        bool keptAlive = false;
        std::uint32_t ack = 0, duplicates = 0;
        Timestamp nextAt, duplicateAt;
    };

    struct Inside
    {
        std::array<Flow, 2> flows;
        std::optional<Timestamp> synAt; ///< the newest SYN without ACK
        Timestamp roundTrip; ///< from it to the first ACK without SYN; 0: not known
    };

    /// Of each conversation. One that nobody has answered is no more than its SYN: a capture may have nothing else.
    struct Begun
    {
        std::uint32_t inside = 0; ///< 1 + the number in m_inside; 0: there was one SYN, at Conversation::first
        std::uint32_t seq = 0;
        std::uint16_t window = 0;
    };

    std::size_t begin(const TcpSegment& segment, Timestamp time);
    Inside& insideOf(std::size_t conversation);
    static std::uint32_t judge(const TcpSegment& segment, Timestamp time, Flow& own, Flow& other, const Inside& inside);

    auto endsOf() const
    {
        return [this](std::size_t number) -> const std::array<Endpoint, 2>& { return m_conversations[number].ends; };
    }

    Conversations m_conversations;
    PagedList<Begun, 1024> m_begun;
    PagedList<Inside, 1024> m_inside;
    ConnectionTable m_table;
};

} // namespace lab
