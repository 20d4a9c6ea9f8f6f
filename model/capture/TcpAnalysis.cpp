#include "model/capture/TcpAnalysis.h"

// The verdicts follow tcp_analyze_sequence_number() of Wireshark (packet-tcp.c) as its user's guide describes them in "TCP
// Analysis"; the states follow RFC 9293 figure 5.

namespace lab {

namespace {

constexpr std::uint8_t synFinRst = TcpFlag::syn | TcpFlag::fin | TcpFlag::rst;

/// On the circle of sequence numbers (RFC 9293 section 3.4).
bool before(std::uint32_t a, std::uint32_t b)
{
    return static_cast<std::int32_t>(a - b) < 0;
}

std::string keyOf(const Endpoint& end)
{
    std::string key(reinterpret_cast<const char*>(end.address.bytes.data()), end.address.bytes.size());
    key += static_cast<char>(end.address.version);
    key += static_cast<char>(end.port >> 8);
    key += static_cast<char>(end.port & 0xff);
    return key;
}

std::string keyOf(const Endpoint& a, const Endpoint& b)
{
    std::string one = keyOf(a), two = keyOf(b);
    return one < two ? one + two : two + one;
}

std::uint32_t lengthOf(const Packet& packet)
{
    return static_cast<std::uint32_t>(packet.payloadLength);
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

std::size_t TcpAnalysis::begin(const std::string& key, const Packet& packet, Timestamp time)
{
    const Endpoint source = packet.source(), destination = packet.destination();
    const bool syn = packet.has(TcpFlag::syn), ack = packet.has(TcpFlag::ack);
    const bool first = syn ? !ack : source.port >= destination.port;
    Conversation one;
    one.ends = first ? std::array {source, destination} : std::array {destination, source};
    one.synSeen = syn;
    one.first = time;
    m_conversations.push_back(one);
    m_inside.emplace_back();
    m_newest[key] = m_conversations.size() - 1;
    return m_conversations.size() - 1;
}

std::optional<TcpAnalysis::Segment> TcpAnalysis::take(const Packet& packet, Timestamp time)
{
    if (!packet.tcp || !packet.ip || packet.ip->fragmentOffset != 0)
        return {};
    const std::string key = keyOf(packet.source(), packet.destination());
    const auto newest = m_newest.find(key);
    std::size_t index = newest == m_newest.end() ? begin(key, packet, time) : newest->second;
    const bool opens = packet.has(TcpFlag::syn) && !packet.has(TcpFlag::ack);
    if (newest != m_newest.end() && opens) {
        // The same ports again are another conversation, unless the SYN is a repetition.
        const Flow& own = m_inside[index].flows[m_conversations[index].ends[0] == packet.source() ? 0 : 1];
        if (!own.synSent || own.next != packet.tcp->seq + 1 + lengthOf(packet)) {
            const bool over = m_conversations[index].states[0] == SocketState::Close || own.seen;
            if (over)
                index = begin(key, packet, time);
        }
    }
    Conversation& one = m_conversations[index];
    Inside& inside = m_inside[index];
    Segment segment {index, one.ends[0] == packet.source() ? 0 : 1, 0};
    const auto side = static_cast<std::size_t>(segment.side);
    segment.verdict = judge(packet, time, inside.flows[side], inside.flows[1 - side], inside);
    if (opens)
        inside.synAt = time;
    else if (inside.synAt && inside.roundTrip.ns == 0 && packet.has(TcpFlag::ack) && !packet.has(TcpFlag::syn))
        inside.roundTrip.ns = time.ns - inside.synAt->ns;
    ++one.packets[side];
    one.bytes[side] += packet.payloadLength;
    one.retransmissions[side] += (segment.verdict & SegmentVerdict::retransmission) != 0;
    one.last = time;
    infer(packet, one, inside, segment.side);
    return segment;
}

std::uint32_t TcpAnalysis::judge(const Packet& packet, Timestamp time, Flow& own, Flow& other, const Inside& inside) const
{
    const TcpHeader& tcp = *packet.tcp;
    const std::uint32_t data = lengthOf(packet);
    const std::uint32_t length = data + (packet.has(TcpFlag::syn) ? 1 : 0) + (packet.has(TcpFlag::fin) ? 1 : 0);
    const std::uint32_t end = tcp.seq + length;
    const bool plain = (tcp.flags & synFinRst) == 0, asBefore = own.seen && tcp.seq == own.next && tcp.ack == own.ack;
    std::uint32_t verdict = packet.has(TcpFlag::rst) ? SegmentVerdict::reset : 0;
    const bool probe = own.seen && data == 1 && tcp.seq == own.next && other.seen && other.window == 0;
    if (probe)
        verdict |= SegmentVerdict::zeroWindowProbe;
    if (tcp.window == 0 && plain)
        verdict |= SegmentVerdict::zeroWindow;
    if (own.seen && before(own.next, tcp.seq) && !packet.has(TcpFlag::rst))
        verdict |= SegmentVerdict::lostBefore;
    const bool keepAlive = own.seen && data <= 1 && plain && tcp.seq == own.next - 1;
    if (keepAlive)
        verdict |= SegmentVerdict::keepAlive;
    if (data == 0 && plain && asBefore && tcp.window != 0) {
        if (tcp.window != own.window)
            verdict |= SegmentVerdict::windowUpdate;
        else if (other.keptAlive)
            verdict |= SegmentVerdict::keepAliveAck;
        else
            verdict |= SegmentVerdict::duplicateAck;
    }
    if (length > 0 && own.seen && !keepAlive && !probe && before(tcp.seq, own.next)) {
        // Within 3 ms, or a round trip, of what it stands before, it was overtaken; acknowledged data was sent again.
        constexpr std::int64_t overtakenWithin = 3'000'000;
        const std::int64_t limit = inside.roundTrip.ns > 0 ? inside.roundTrip.ns : overtakenWithin;
        const bool again = data > 0 && other.seen && !before(other.ack, end);
        const bool asked = other.duplicates >= 2 && other.ack == tcp.seq && time.ns - other.duplicateAt.ns < 20'000'000;
        const bool overtaken = !again && !asked && time.ns - own.nextAt.ns < limit && own.next != end;
        verdict |= overtaken ? SegmentVerdict::outOfOrder : SegmentVerdict::retransmission;
    }
    own.keptAlive = keepAlive;
    own.duplicates = verdict & SegmentVerdict::duplicateAck ? own.duplicates + 1 : tcp.ack == own.ack ? own.duplicates : 0;
    if (verdict & SegmentVerdict::duplicateAck)
        own.duplicateAt = time;
    if (!own.seen || (!probe && before(own.next, end))) {
        own.next = end;
        own.nextAt = time;
    }
    own.seen = true;
    own.synSent |= packet.has(TcpFlag::syn);
    own.window = tcp.window;
    if (packet.has(TcpFlag::ack))
        own.ack = tcp.ack;
    return verdict;
}

void TcpAnalysis::infer(const Packet& packet, Conversation& one, Inside& inside, int from) const
{
    using State = SocketState;
    const auto side = static_cast<std::size_t>(from);
    State& own = one.states[side];
    State& peer = one.states[1 - side];
    Flow& flow = inside.flows[side];
    const Flow& other = inside.flows[1 - side];
    const TcpHeader& tcp = *packet.tcp;
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
        if (other.finSent && !before(tcp.ack, other.fin)) {
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
    flow.fin = tcp.seq + lengthOf(packet) + 1;
    own = own == State::CloseWait ? State::LastAck : State::FinWait1;
    if (peer == State::Established || peer == State::SynRecv)
        peer = State::CloseWait;
    else if (peer == State::FinWait1)
        peer = State::Closing;
    else if (peer == State::FinWait2)
        peer = State::TimeWait;
}

} // namespace lab
