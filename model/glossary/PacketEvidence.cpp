// The terms that are seen in packets, and in what the wire does with them.

#include "model/glossary/TermEvidence.h"
#include "model/packet/TlsRecord.h"

#include <algorithm>
#include <cerrno>

namespace lab::evidence {

namespace {

/// The frame that has just reached the wire; nullptr: none has, or it is no IP packet.
const Packet* sent(const Witnessed& moment)
{
    const bool is = std::holds_alternative<PacketSent>(moment.event.body) && moment.packet && moment.packet->decoded.ip;
    return is ? &moment.packet->decoded : nullptr;
}

const Packet* sentTcp(const Witnessed& moment)
{
    const Packet* packet = sent(moment);
    return packet && packet->tcp ? packet : nullptr;
}

const Packet* sentUdp(const Witnessed& moment)
{
    const Packet* packet = sent(moment);
    return packet && packet->udp ? packet : nullptr;
}

bool isSyn(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return packet && packet->has(TcpFlag::syn) && !packet->has(TcpFlag::ack);
}

/// Nobody waits for the answer: a person put it on the wire, no kernel.
bool isForgedSyn(const Witnessed& moment)
{
    const auto* packet = std::get_if<PacketSent>(&moment.event.body);
    return packet && packet->origin == PacketOrigin::Injected && isSyn(moment);
}

bool isBareAck(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return packet && packet->tcp->flags == TcpFlag::ack && packet->payloadLength == 0;
}

bool hasData(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return packet && packet->payloadLength > 0;
}

/// SYN, SYN+ACK, and the ACK of the SYN+ACK: one byte on from the first number of either direction.
bool isOfHandshake(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    if (!packet)
        return false;
    if (packet->has(TcpFlag::syn))
        return true;
    const auto& base = moment.packet->base;
    return isBareAck(moment) && base && packet->tcp->seq - base->seq == 1 && packet->tcp->ack - base->ack == 1;
}

bool isSentAgain(const Witnessed& moment)
{
    return std::holds_alternative<PacketRepeated>(moment.event.body)
        || (sentTcp(moment) && moment.packet->retransmission);
}

bool closesWindow(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return packet && packet->tcp->window == 0 && !packet->has(TcpFlag::rst);
}

bool isBroadcast(const Witnessed& moment)
{
    const Packet* packet = sentUdp(moment);
    const bool toAll = packet && packet->ethernet
        && std::all_of(packet->ethernet->destination.begin(), packet->ethernet->destination.end(),
                       [](std::uint8_t byte) { return byte == 0xff; });
    return toAll || hasWord(moment, {"SO_BROADCAST"});
}

bool isGroup(const IpAddress& address)
{
    return address.version == 4 ? address.bytes[0] >= 224 && address.bytes[0] < 240 : address.bytes[0] == 0xff;
}

bool isMulticast(const Witnessed& moment)
{
    const Packet* packet = sentUdp(moment);
    return (packet && isGroup(packet->ip->destination)) || hasWord(moment, {"IP_ADD_MEMBERSHIP"});
}

/// RFC 1191: destination unreachable, fragmentation needed; RFC 8201: packet too big.
bool tellsMtu(const Witnessed& moment)
{
    const Packet* packet = sent(moment);
    if (!packet || !packet->icmp)
        return hasFailed(moment, {EMSGSIZE});
    return packet->ip->version == 4 ? packet->icmp->type == 3 && packet->icmp->code == 4 : packet->icmp->type == 2;
}

bool isUnreachable(const Witnessed& moment)
{
    const Packet* packet = sent(moment);
    if (!packet || !packet->icmp)
        return hasFailed(moment, {EHOSTUNREACH, ENETUNREACH});
    return packet->ip->version == 4 ? packet->icmp->type == 3 && packet->icmp->code < 2 : packet->icmp->type == 1;
}

bool isNameQuery(const Witnessed& moment)
{
    constexpr std::uint16_t domain = 53; // RFC 1035 section 4.2
    const Packet* packet = sentUdp(moment);
    return packet && (packet->udp->destinationPort == domain || packet->udp->sourcePort == domain);
}

/// What a segment carries, as far as the frame was kept.
ByteView carried(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return packet ? packet->payloadIn(std::get<PacketSent>(moment.event.body).frame) : ByteView();
}

bool hasTlsRecord(const Witnessed& moment)
{
    return !tlsRecords(carried(moment)).empty();
}

/// RFC 8446, 4 and 5.1: a handshake record whose first message is of type client_hello.
bool isClientHello(const Witnessed& moment)
{
    constexpr std::uint8_t handshake = 22, clientHello = 1;
    const ByteView bytes = carried(moment);
    const auto records = tlsRecords(bytes);
    return !records.empty() && records[0].type == handshake && bytes.size() > tlsHeaderLength
        && bytes[tlsHeaderLength] == clientHello;
}

bool isUrgent(const Witnessed& moment)
{
    const Packet* packet = sentTcp(moment);
    return (packet && packet->has(TcpFlag::urg)) || hasWord(moment, {"MSG_OOB"});
}

bool opensFast(const Witnessed& moment)
{
    return (isSyn(moment) && sentTcp(moment)->payloadLength > 0)
        || hasWord(moment, {"MSG_FASTOPEN", "TCP_FASTOPEN", "TCP_FASTOPEN_CONNECT"});
}

bool isLost(const Witnessed& moment)
{
    const auto* dropped = std::get_if<PacketDropped>(&moment.event.body);
    return dropped && dropped->why != DropReason::Replaced && dropped->why != DropReason::Filtered;
}

const Link* linkOf(const Witnessed& moment)
{
    const auto* changed = std::get_if<LinkChanged>(&moment.event.body);
    return changed ? &changed->link : nullptr;
}

bool isReleased(const Witnessed& moment)
{
    const auto* delivered = std::get_if<PacketDelivered>(&moment.event.body);
    return delivered && moment.memory.held.contains(delivered->packet);
}

/// It arrives while the wire keeps one that the same host sent before it.
bool overtakes(const Witnessed& moment)
{
    const auto* delivered = std::get_if<PacketDelivered>(&moment.event.body);
    if (!delivered || !moment.packet)
        return false;
    return std::any_of(moment.memory.held.begin(), moment.memory.held.lower_bound(delivered->packet),
                       [&moment](PacketId id) {
                           const PacketState* earlier = moment.after.packet(id);
                           return earlier && earlier->from == moment.packet->from;
                       });
}

bool isCut(const Witnessed& moment)
{
    const auto* changed = std::get_if<WireChanged>(&moment.event.body);
    return changed && changed->mode == WireMode::Cut;
}

bool isSplit(const Witnessed& moment)
{
    const auto* packet = std::get_if<PacketSent>(&moment.event.body);
    return packet && packet->origin == PacketOrigin::Split;
}

bool hasPayload(const Witnessed& moment)
{
    const Packet* packet = sent(moment);
    return packet && (packet->tcp || packet->udp) && packet->payloadLength > 0;
}

constexpr EvidenceRow seenInPackets[] {
    {"acknowledgement", isBareAck},
    {"broadcast", isBroadcast},
    {"byte-stream", hasData},
    {"client-hello", isClientHello},
    {"connection-oriented", isSyn},
    {"connection-request", isSyn},
    {"connectionless", [](M m) { return sentUdp(m) != nullptr; }},
    {"cut-the-cable", isCut},
    {"datagram", [](M m) { return sentUdp(m) != nullptr; }},
    {"delay", [](M m) { return isReleased(m) || (linkOf(m) && linkOf(m)->delay > 0); }},
    {"drop", isLost},
    {"duplicate", is<PacketCopied>},
    {"header", is<PacketSent>},
    {"hold", is<PacketHeld>},
    {"in-flight", is<PacketSent>},
    {"link", is<LinkChanged>},
    {"loss", isLost},
    {"message-boundary", [](M m) { return sentUdp(m) && sentUdp(m)->payloadLength > 0; }},
    {"multicast", isMulticast},
    {"name-resolution", isNameQuery},
    {"packet", is<PacketSent>},
    {"path-mtu", tellsMtu},
    {"payload", hasPayload},
    {"protocol-stack", hasPayload},
    {"rate", [](M m) { return linkOf(m) && linkOf(m)->rate > 0; }},
    {"release", isReleased},
    {"reliability", isSentAgain},
    {"reordering", overtakes},
    {"reset", [](M m) { return sentTcp(m) && sentTcp(m)->has(TcpFlag::rst); }},
    {"retransmission", isSentAgain},
    {"segment", [](M m) { return sentTcp(m) != nullptr; }},
    {"sequence-number", [](M m) { return sentTcp(m) && (hasData(m) || sentTcp(m)->has(TcpFlag::syn)); }},
    {"split", isSplit},
    {"syn-flood", isForgedSyn},
    {"tcp-fast-open", opensFast},
    {"three-way-handshake", isOfHandshake},
    {"tls", hasTlsRecord},
    {"tls-record", hasTlsRecord},
    {"transport-layer", [](M m) { return sentTcp(m) || sentUdp(m); }},
    {"unreachable", isUnreachable},
    {"urgent-data", isUrgent},
    {"wire", is<WireChanged>},
    {"zero-window", closesWindow},
};

} // namespace

std::span<const EvidenceRow> packetRows()
{
    return seenInPackets;
}

} // namespace lab::evidence
