#include "model/capture/ForeignJournal.h"

#include "model/journal/InferredEvent.h"
#include "model/journal/JournalCodec.h"
#include "model/packet/TimeWait.h"

namespace lab {

namespace {

std::string packets(std::size_t number)
{
    return std::to_string(number) + (number == 1 ? " packet" : " packets");
}

} // namespace

void ForeignJournal::take(const CapturedFrame& captured)
{
    ++m_frames;
    const bool made = captured.linkType != pcapng::linkTypeEthernet;
    const Bytes madeFrame = made ? asEthernet(captured) : Bytes();
    const ByteView frame = made ? ByteView(madeFrame) : captured.bytes;
    if (frame.empty()) {
        m_unknownLinks.insert(captured.linkType);
        ++m_leftOut;
        return;
    }
    if (!m_begun)
        begin(captured.time);
    const Timestamp time = since(captured.time);
    const std::size_t added = frame.size() - captured.bytes.size(); // a made header counts as captured; may wrap, and back
    const auto fullLength = static_cast<std::uint32_t>(captured.fullLength + added);
    TcpSegment tcp;
    if (!readSegment(frame, fullLength, tcp)) {
        endTimeWaits(time);
        return write(time, side(decodePacket(frame, fullLength)), captured, frame, fullLength);
    }
    const TcpStates::Segment segment = m_connections.take(tcp);
    endTimeWaits(time);
    write(time, static_cast<HostId>(segment.side), captured, frame, fullLength);
    if (m_part) // a recording of ours tells it of itself
        m_part->belongsTo(segment.connection, segment.side, tcp.has(TcpFlag::syn) ? std::optional(tcp.seq) : std::nullopt);
    tellStates(segment, time);
}

void ForeignJournal::take(std::int64_t time, const EventBody& body)
{
    write(since(time), body);
}

void ForeignJournal::begin(std::int64_t zero, std::string_view notice, std::size_t room)
{
    m_begun = true;
    m_zero = zero;
    if (m_part) {
        m_part->begin(zero);
    } else {
        m_bytes.reserve(std::max(room, m_bytes.capacity()));
        const Bytes header = journalHeader(zero);
        m_bytes.insert(m_bytes.end(), header.begin(), header.end());
    }
    write({0}, Notice {Notice::Severity::Info, std::string(notice), {}});
}

void ForeignJournal::leaveToKernel(std::size_t conversation, std::size_t side, std::int64_t time)
{
    inferNoMore(conversation, side, since(time));
}

bool ForeignJournal::infers(std::size_t conversation, std::size_t side) const
{
    return conversation >= m_left.size() || !m_left[conversation][side];
}

void ForeignJournal::inferNoMore(std::size_t conversation, std::size_t side, Timestamp time)
{
    if (!infers(conversation, side))
        return;
    if (m_left.size() <= conversation)
        m_left.resize(conversation + 1);
    m_left[conversation][side] = true;
    const SocketState told = conversation < m_told.size() ? m_told[conversation][side] : SocketState::None;
    if (told == SocketState::SynSent)
        --m_unanswered;
    if (told != SocketState::None && told != SocketState::Close)
        write(time, InferredState {conversation, static_cast<HostId>(side), SocketState::Close});
}

/// Times of damaged files may be anything: they wrap, and back.
Timestamp ForeignJournal::since(std::int64_t time) const
{
    return pcapng::journalTimeSince(m_zero, time);
}

void ForeignJournal::write(Timestamp time, const EventBody& body)
{
    ++m_events;
    if (m_part)
        m_part->append(time, body);
    else
        encodeEvent(time, body, m_zero, m_bytes);
}

void ForeignJournal::write(Timestamp time, const InferredState& state)
{
    if (m_part) {
        for (; m_named < m_connections.size(); ++m_named)
            m_part->nameEnds(m_connections[m_named].ends);
        ++m_events;
        return m_part->appendState(time, state);
    }
    write(time, inferredEvent(state, m_connections[state.conversation].ends));
}

/// Sent, and delivered: a capture says no more.
void ForeignJournal::write(Timestamp time, HostId from, const CapturedFrame& captured, ByteView frame, std::uint32_t fullLength)
{
    ++m_packets;
    if (m_part) {
        m_events += 2;
        return m_part->appendFrame(time, from, captured.linkType, captured.bytes, fullLength, returnsToSender(frame));
    }
    ++m_events;
    encodePacket({m_packets, from, PacketOrigin::Kernel, frame, fullLength}, time, m_zero, m_bytes);
    write(time, PacketDelivered {m_packets});
}

/// Of a packet that belongs to no TCP conversation: whoever was first heard of a pair is the client.
HostId ForeignJournal::side(const Packet& packet)
{
    std::string source = packet.arp ? toText(packet.arp->sender) : toText(packet.source().address);
    std::string destination = packet.arp ? toText(packet.arp->target) : toText(packet.destination().address);
    if (source == destination) { // on a loopback only the ports tell them apart
        source += ' ' + std::to_string(packet.source().port);
        destination += ' ' + std::to_string(packet.destination().port);
    }
    const auto known = m_firstHeard.emplace(std::minmax(source, destination), source).first;
    return known->second == source ? HostId::Client : HostId::Server;
}

void ForeignJournal::tellStates(const TcpStates::Segment& segment, Timestamp time)
{
    const TcpStates::Connection& one = m_connections[segment.connection];
    m_told.resize(m_connections.size());
    for (const std::size_t side : {segment.side, 1 - segment.side}) {
        SocketState& told = m_told[segment.connection][side];
        if (told == one.states[side] || !infers(segment.connection, side) || tooManyUnanswered(told, one.states[side], time))
            continue;
        told = one.states[side];
        write(time, InferredState {segment.connection, static_cast<HostId>(side), told});
        if (told == SocketState::TimeWait)
            m_timeWaits.push_back({time, segment.connection, side});
    }
}

/// Those whose time was up before the packet of `now`: no packet says so, but else everything that was ever closed would stand in the
/// table at the end of a long capture.
void ForeignJournal::endTimeWaits(Timestamp now)
{
    for (; !m_timeWaits.empty(); m_timeWaits.pop_front()) {
        const auto [since, conversation, side] = m_timeWaits.front();
        // Times of damaged files may be anything: their difference need not be a number.
        if (now.ns < since.ns || static_cast<std::uint64_t>(now.ns) - static_cast<std::uint64_t>(since.ns) < std::uint64_t {timeWaitNs})
            return;
        if (m_told[conversation][side] == SocketState::TimeWait) // a straggler does not bring it back
            inferNoMore(conversation, side, {since.ns + timeWaitNs});
    }
}

/// Is a socket that comes to stand at `now` one SYN-SENT too many?
bool ForeignJournal::tooManyUnanswered(SocketState told, SocketState now, Timestamp time)
{
    if (told == SocketState::SynSent)
        --m_unanswered;
    if (now != SocketState::SynSent)
        return false;
    if (m_unanswered < mostUnanswered) {
        ++m_unanswered;
        return false;
    }
    if (!std::exchange(m_saidUnanswered, true))
        write(time, Notice {Notice::Severity::Info, std::string(unansweredNotice), std::to_string(mostUnanswered)});
    return true;
}

std::string ForeignJournal::unreadable(const std::string& name, const std::string& damage) const
{
    if (m_frames == 0 && !damage.empty())
        return name + " is damaged " + damage + "; 0 packets before it recovered.";
    if (m_frames > 0 && m_frames == m_leftOut)
        return name + " has only packets of a link that is not read (LINKTYPE " + std::to_string(unknownLink())
            + "); expected Ethernet, raw IP, Linux cooked, null or loopback.";
    return {};
}

std::string ForeignJournal::loss(const std::string& name, const std::string& damage) const
{
    if (!damage.empty())
        return name + " is damaged " + damage + "; " + packets(m_frames) + " before it recovered.";
    if (m_leftOut > 0)
        return name + ": " + packets(m_leftOut) + " of a link that is not read (LINKTYPE " + std::to_string(unknownLink())
            + ") were left out.";
    return {};
}

} // namespace lab
