#include "model/capture/TcpAnalysis.h"

#include "model/packet/SequenceNumber.h"

// The verdicts follow tcp_analyze_sequence_number() of Wireshark (packet-tcp.c) as its user's guide describes them in "TCP
// Analysis".

namespace lab {

namespace {

constexpr std::uint8_t synFinRst = TcpFlag::syn | TcpFlag::fin | TcpFlag::rst;

} // namespace

std::vector<std::string_view> verdictNames(std::uint32_t verdict)
{
    static constexpr std::string_view names[] = {"retransmission", "out-of-order",      "lost-before", "duplicate-ack",
                                                 "zero-window",    "zero-window-probe", "keep-alive",  "keep-alive-ack",
                                                 "window-update",  "reset"};
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < std::size(names); ++i)
        if ((verdict >> i) & 1)
            found.push_back(names[i]);
    return found;
}

std::optional<TcpAnalysis::End> TcpAnalysis::endOf(const Endpoint& own, const Endpoint& other) const
{
    const std::uint32_t known = m_table.find(own, other, endsOf());
    if (known == 0)
        return {};
    return End {known - 1, m_conversations[known - 1].ends[0] == own ? 0 : 1};
}

std::size_t TcpAnalysis::begin(const TcpSegment& segment, Timestamp time)
{
    Conversation one;
    one.ends = beganBy(segment) ? std::array {segment.source, segment.destination} : std::array {segment.destination, segment.source};
    one.synSeen = segment.has(TcpFlag::syn);
    one.first = time;
    m_conversations.push_back(one);
    m_begun.push_back({});
    m_table.put(segment.source, segment.destination, m_conversations.size() - 1, endsOf());
    return m_conversations.size() - 1;
}

/// Made when the second segment comes, as if it had been there for the SYN: take() and judge() say what that does.
TcpAnalysis::Inside& TcpAnalysis::insideOf(std::size_t conversation)
{
    Begun& begun = m_begun[conversation];
    if (begun.inside != 0)
        return m_inside[begun.inside - 1];
    m_inside.push_back({});
    Inside& made = m_inside.back();
    begun.inside = static_cast<std::uint32_t>(m_inside.size());
    const Conversation& one = m_conversations[conversation];
    if (one.packets[0] == 0)
        return made;
    Flow& own = made.flows[0];
    own.seen = own.synSent = true;
    own.next = begun.seq + 1;
    own.window = begun.window;
    made.synAt = own.nextAt = one.first;
    return made;
}

std::optional<TcpAnalysis::Segment> TcpAnalysis::take(const Packet& packet, Timestamp time)
{
    const auto segment = segmentOf(packet);
    return segment ? std::optional(take(*segment, time)) : std::nullopt;
}

TcpAnalysis::Segment TcpAnalysis::take(const TcpSegment& packet, Timestamp time)
{
    const std::uint32_t known = m_table.find(packet.source, packet.destination, endsOf());
    std::size_t index = known == 0 ? begin(packet, time) : known - 1;
    const bool opens = packet.has(TcpFlag::syn) && !packet.has(TcpFlag::ack);
    if (known == 0 && packet.length == 0 && (packet.flags & (synFinRst | TcpFlag::ack)) == TcpFlag::syn) {
        Conversation& one = m_conversations[index];
        m_begun[index] = {0, packet.seq, packet.window};
        one.packets[0] = 1;
        one.states[0] = SocketState::SynSent;
        one.last = time;
        return {index, 0, 0};
    }
    if (known != 0 && opens) {
        // The same ports again are another conversation, unless the SYN is a repetition.
        const Flow& own = insideOf(index).flows[EndWords(m_conversations[index].ends[0]) == EndWords(packet.source) ? 0 : 1];
        if (own.beginsAnother(packet, m_conversations[index].states[0] == SocketState::Close))
            index = begin(packet, time);
    }
    Conversation& one = m_conversations[index];
    Inside& inside = insideOf(index);
    Segment segment {index, EndWords(one.ends[0]) == EndWords(packet.source) ? 0 : 1, 0};
    const auto side = static_cast<std::size_t>(segment.side);
    segment.verdict = judge(packet, time, inside.flows[side], inside.flows[1 - side], inside);
    if (opens)
        inside.synAt = time;
    else if (inside.synAt && inside.roundTrip.ns == 0 && packet.has(TcpFlag::ack) && !packet.has(TcpFlag::syn))
        inside.roundTrip.ns = time.ns - inside.synAt->ns;
    ++one.packets[side];
    one.bytes[side] += packet.length;
    one.retransmissions[side] += (segment.verdict & SegmentVerdict::retransmission) != 0;
    one.last = time;
    one.reset |= inferStates(packet, one.states, inside.flows[side], inside.flows[1 - side], side);
    return segment;
}

std::uint32_t TcpAnalysis::judge(const TcpSegment& packet, Timestamp time, Flow& own, Flow& other, const Inside& inside)
{
    const std::uint32_t data = packet.length;
    const std::uint32_t length = data + (packet.has(TcpFlag::syn) ? 1 : 0) + (packet.has(TcpFlag::fin) ? 1 : 0);
    const std::uint32_t end = packet.seq + length;
    const bool plain = (packet.flags & synFinRst) == 0, asBefore = own.seen && packet.seq == own.next && packet.ack == own.ack;
    std::uint32_t verdict = packet.has(TcpFlag::rst) ? SegmentVerdict::reset : 0;
    const bool probe = own.probes(packet, other);
    if (probe)
        verdict |= SegmentVerdict::zeroWindowProbe;
    if (packet.window == 0 && plain)
        verdict |= SegmentVerdict::zeroWindow;
    if (own.seen && isBefore(own.next, packet.seq) && !packet.has(TcpFlag::rst))
        verdict |= SegmentVerdict::lostBefore;
    const bool keepAlive = own.seen && data <= 1 && plain && packet.seq == own.next - 1;
    if (keepAlive)
        verdict |= SegmentVerdict::keepAlive;
    if (data == 0 && plain && asBefore && packet.window != 0) {
        if (packet.window != own.window)
            verdict |= SegmentVerdict::windowUpdate;
        else if (other.keptAlive)
            verdict |= SegmentVerdict::keepAliveAck;
        else
            verdict |= SegmentVerdict::duplicateAck;
    }
    if (length > 0 && own.seen && !keepAlive && !probe && isBefore(packet.seq, own.next)) {
        // Within 3 ms, or a round trip, of what it stands before, it was overtaken; acknowledged data was sent again.
        constexpr std::int64_t overtakenWithin = 3'000'000;
        const std::int64_t limit = inside.roundTrip.ns > 0 ? inside.roundTrip.ns : overtakenWithin;
        const bool again = data > 0 && other.seen && !isBefore(other.ack, end);
        const bool asked = other.duplicates >= 2 && other.ack == packet.seq && time.ns - other.duplicateAt.ns < 20'000'000;
        const bool overtaken = !again && !asked && time.ns - own.nextAt.ns < limit && own.next != end;
        verdict |= overtaken ? SegmentVerdict::outOfOrder : SegmentVerdict::retransmission;
    }
    own.keptAlive = keepAlive;
    own.duplicates = verdict & SegmentVerdict::duplicateAck ? own.duplicates + 1 : packet.ack == own.ack ? own.duplicates : 0;
    if (verdict & SegmentVerdict::duplicateAck)
        own.duplicateAt = time;
    if (own.follow(packet, probe))
        own.nextAt = time;
    if (packet.has(TcpFlag::ack))
        own.ack = packet.ack;
    return verdict;
}

} // namespace lab
