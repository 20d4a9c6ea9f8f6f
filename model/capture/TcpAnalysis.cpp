#include "model/capture/TcpAnalysis.h"

#include "model/packet/SequenceNumber.h"

#include <cstring>

// The verdicts follow tcp_analyze_sequence_number() of Wireshark (packet-tcp.c) as its user's guide describes them in "TCP
// Analysis"; the states follow RFC 9293 figure 5.

namespace lab {

namespace {

constexpr std::uint8_t synFinRst = TcpFlag::syn | TcpFlag::fin | TcpFlag::rst;

std::uint64_t mixed(std::uint64_t value)
{
    // The finaliser of MurmurHash3: every bit of the value reaches every bit of the result.
    value = (value ^ value >> 33) * 0xff51afd7ed558ccdU;
    value = (value ^ value >> 33) * 0xc4ceb9fe1a85ec53U;
    return value ^ value >> 33;
}

/// An address and a port as three numbers, which are quicker to compare and to mix than nineteen bytes.
struct EndWords
{
    explicit EndWords(const Endpoint& end)
        : last(std::uint32_t {end.address.version} << 16 | end.port)
    {
        std::memcpy(words, end.address.bytes.data(), sizeof words);
    }

    friend bool operator==(const EndWords& a, const EndWords& b)
    {
        return ((a.words[0] ^ b.words[0]) | (a.words[1] ^ b.words[1]) | (a.last ^ b.last)) == 0;
    }

    std::uint64_t sum() const
    {
        return (words[0] + last * 0x9e3779b97f4a7c15U) * 0xbf58476d1ce4e5b9U ^ words[1] * 0x94d049bb133111ebU;
    }

    std::uint64_t words[2];
    std::uint64_t last;
};

bool areOf(const std::array<Endpoint, 2>& ends, const EndWords& source, const EndWords& destination)
{
    const EndWords first(ends[0]), second(ends[1]);
    // Without a branch: who speaks is as good as chance, and a wrong guess of the processor's costs more than two comparisons.
    return ((int {first == source} & int {second == destination}) | (int {second == source} & int {first == destination})) != 0;
}

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

/// The place of this pair of ends, or the free one for them: the same in both directions.
std::size_t TcpAnalysis::placeOf(const Endpoint& one, const Endpoint& other, std::uint32_t& tag) const
{
    const EndWords source(one), destination(other);
    const std::size_t last = m_table.size() - 1;
    const std::uint64_t hash = mixed(source.sum() + destination.sum());
    tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & last;
    while (m_table[at].conversation != 0
           && (m_table[at].tag != tag || !areOf(m_conversations[m_table[at].conversation - 1].ends, source, destination)))
        at = (at + 1) & last;
    return at;
}

/// The place of its pair of ends; no conversation stands there if it is the first of them.
TcpAnalysis::Place& TcpAnalysis::newest(const TcpSegment& segment)
{
    std::uint32_t tag = 0;
    Place& place = m_table[placeOf(segment.source, segment.destination, tag)];
    place.tag = tag;
    return place;
}

std::optional<TcpAnalysis::End> TcpAnalysis::endOf(const Endpoint& own, const Endpoint& other) const
{
    std::uint32_t tag = 0;
    const std::uint32_t known = m_table[placeOf(own, other, tag)].conversation;
    if (known == 0)
        return {};
    return End {known - 1, m_conversations[known - 1].ends[0] == own ? 0 : 1};
}

void TcpAnalysis::grow()
{
    std::vector<Place> before(m_table.size() * 2);
    before.swap(m_table);
    for (const Place& place : before) {
        if (place.conversation == 0)
            continue;
        const auto& ends = m_conversations[place.conversation - 1].ends;
        TcpSegment any;
        any.source = ends[0];
        any.destination = ends[1];
        newest(any) = place;
    }
}

std::size_t TcpAnalysis::begin(const TcpSegment& segment, Timestamp time)
{
    const bool syn = segment.has(TcpFlag::syn), ack = segment.has(TcpFlag::ack);
    const bool first = syn ? !ack : segment.source.port >= segment.destination.port;
    Conversation one;
    one.ends = first ? std::array {segment.source, segment.destination} : std::array {segment.destination, segment.source};
    one.synSeen = syn;
    one.first = time;
    m_conversations.push_back(one);
    m_begun.push_back({});
    if (m_pairs * 2 >= m_table.size())
        grow();
    Place& place = newest(segment);
    m_pairs += place.conversation == 0;
    place.conversation = static_cast<std::uint32_t>(m_conversations.size());
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
    const std::uint32_t known = newest(packet).conversation;
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
        if (!own.synSent || own.next != packet.seq + 1 + packet.length) {
            const bool over = m_conversations[index].states[0] == SocketState::Close || own.seen;
            if (over)
                index = begin(packet, time);
        }
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
    infer(packet, one, inside, segment.side);
    return segment;
}

std::uint32_t TcpAnalysis::judge(const TcpSegment& packet, Timestamp time, Flow& own, Flow& other, const Inside& inside)
{
    const std::uint32_t data = packet.length;
    const std::uint32_t length = data + (packet.has(TcpFlag::syn) ? 1 : 0) + (packet.has(TcpFlag::fin) ? 1 : 0);
    const std::uint32_t end = packet.seq + length;
    const bool plain = (packet.flags & synFinRst) == 0, asBefore = own.seen && packet.seq == own.next && packet.ack == own.ack;
    std::uint32_t verdict = packet.has(TcpFlag::rst) ? SegmentVerdict::reset : 0;
    const bool probe = own.seen && data == 1 && packet.seq == own.next && other.seen && other.window == 0;
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
    if (!own.seen || (!probe && isBefore(own.next, end))) {
        own.next = end;
        own.nextAt = time;
    }
    own.seen = true;
    own.synSent |= packet.has(TcpFlag::syn);
    own.window = packet.window;
    if (packet.has(TcpFlag::ack))
        own.ack = packet.ack;
    return verdict;
}

void TcpAnalysis::infer(const TcpSegment& packet, Conversation& one, Inside& inside, int from)
{
    using State = SocketState;
    const auto side = static_cast<std::size_t>(from);
    State& own = one.states[side];
    State& peer = one.states[1 - side];
    Flow& flow = inside.flows[side];
    const Flow& other = inside.flows[1 - side];
    if (packet.has(TcpFlag::rst)) {
        own = peer = State::Close;
        one.reset = true;
        return;
    }
    if (packet.has(TcpFlag::syn)) {
        if (!packet.has(TcpFlag::ack)) {
            if (own == State::None || own == State::Close)
                own = State::SynSent;
            return;
        }
        if (own == State::None || own == State::SynSent)
            own = State::SynRecv;
        if (peer == State::SynSent || peer == State::None)
            peer = State::Established;
        return;
    }
    if (own == State::None && peer == State::None) // it began before the capture
        own = peer = State::Established;
    if (packet.has(TcpFlag::ack)) {
        if (peer == State::SynRecv)
            peer = State::Established;
        if (other.finSent && !isBefore(packet.ack, other.fin)) {
            if (peer == State::FinWait1)
                peer = own == State::LastAck || own == State::TimeWait ? State::TimeWait : State::FinWait2;
            else if (peer == State::Closing)
                peer = State::TimeWait;
            else if (peer == State::LastAck)
                peer = State::Close;
        }
    }
    if (!packet.has(TcpFlag::fin) || flow.finSent)
        return;
    flow.finSent = true;
    flow.fin = packet.seq + packet.length + 1;
    own = own == State::CloseWait ? State::LastAck : State::FinWait1;
    if (peer == State::Established || peer == State::SynRecv)
        peer = State::CloseWait;
    else if (peer == State::FinWait1)
        peer = State::Closing;
    else if (peer == State::FinWait2)
        peer = State::TimeWait;
}

} // namespace lab
