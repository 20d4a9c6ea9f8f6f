#include "model/capture/CaptureJournal.h"

#include "model/capture/Recording.h"
#include "model/journal/JournalCodec.h"

namespace lab {

namespace {

/// Times of damaged files may be anything: they wrap, and back.
Timestamp since(std::int64_t zero, std::int64_t time)
{
    return {static_cast<std::int64_t>(static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(zero))};
}

} // namespace

void CaptureJournal::begin(std::int64_t zero, std::size_t room)
{
    m_zero = zero;
    m_bytes.reserve(room);
    const Bytes header = journalHeader(zero);
    m_bytes.insert(m_bytes.end(), header.begin(), header.end());
}

void CaptureJournal::take(const CapturedFrame& captured)
{
    const Bytes frame = asEthernet(captured);
    if (frame.empty()) {
        m_unknownLinks.insert(captured.linkType);
        ++m_leftOut;
        return;
    }
    const Timestamp time = since(m_zero, captured.time);
    const std::size_t added = frame.size() - captured.bytes.size(); // a made header counts as captured; may wrap, and back
    const auto fullLength = static_cast<std::uint32_t>(captured.fullLength + added);
    const Packet packet = decodePacket(frame, fullLength);
    const auto segment = m_analysis.take(packet, time);
    const HostId from = segment ? static_cast<HostId>(segment->side) : side(packet);
    ++m_events;
    encodePacket({++m_packets, from, PacketOrigin::Kernel, frame, fullLength}, time, m_zero, m_bytes);
    write(time, PacketDelivered {m_packets});
    if (segment)
        tellStates(*segment, time);
}

void CaptureJournal::take(std::int64_t time, const EventBody& body)
{
    write(since(m_zero, time), body);
}

void CaptureJournal::write(Timestamp time, const EventBody& body)
{
    ++m_events;
    encodeEvent(time, body, m_zero, m_bytes);
}

HostId CaptureJournal::side(const Packet& packet)
{
    const std::string source = packet.arp ? toText(packet.arp->sender) : toText(packet.source().address);
    const std::string destination = packet.arp ? toText(packet.arp->target) : toText(packet.destination().address);
    const auto known = m_firstHeard.emplace(std::minmax(source, destination), source).first;
    return known->second == source ? HostId::Client : HostId::Server;
}

void CaptureJournal::tellStates(const TcpAnalysis::Segment& segment, Timestamp time)
{
    const Conversation& one = m_analysis.conversations()[segment.conversation];
    m_told.resize(m_analysis.conversations().size());
    const auto sender = static_cast<std::size_t>(segment.side);
    for (const std::size_t side : {sender, 1 - sender}) {
        SocketState& told = m_told[segment.conversation][side];
        if (told == one.states[side])
            continue;
        told = one.states[side];
        SocketRow row;
        row.socket = inferredSockets + segment.conversation * 2 + side;
        row.host = static_cast<HostId>(side);
        row.state = told;
        row.local = one.ends[side];
        row.remote = one.ends[1 - side];
        if (told == SocketState::Close)
            write(time, SocketGone {row.host, row.socket});
        else
            write(time, SocketSampled {row});
    }
}

} // namespace lab
