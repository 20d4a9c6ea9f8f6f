// The packets of a LabState: fates, copies, retransmissions, and their names.

#include "model/calls/CallText.h"
#include "model/lab/LabState.h"

#include <algorithm>

namespace lab {

namespace {

/// Is `end` `a` or before it on the circle of 32-bit sequence numbers (RFC 9293 section 3.4)?
bool notAfter(std::uint32_t end, std::uint32_t a)
{
    return static_cast<std::int32_t>(end - a) <= 0;
}

/// An address of the wire's own network (10.9.0.0/24) that neither this host nor a program uses: forged by the wire.
bool isForeign(HostId host, const IpAddress& address)
{
    const auto& b = address.bytes;
    if (address.version != 4 || b[0] != 10 || b[1] != 9 || b[2] != 0)
        return false;
    return b[3] != (host == HostId::Client ? 1 : 2);
}

} // namespace

void LabState::apply(const PacketSent& sent)
{
    PacketState packet;
    packet.packet = sent.packet;
    packet.from = sent.from;
    packet.to = returnsToSender(sent.frame) ? sent.from : otherHost(sent.from);
    packet.origin = sent.origin;
    packet.frame = sent.frame;
    packet.decoded = decodePacket(packet.frame, sent.fullLength);
    packet.sentAt = m_now;
    if (!m_started) { // a capture made elsewhere says of no packet when it arrived
        packet.fate = PacketFate::Delivered;
        packet.endedAt = m_now;
    }
    follow(packet);
    packet.name = packetName(packet);
    keep(std::move(packet));
}

void LabState::apply(const PacketCopied& copied)
{
    const PacketState* original = packet(copied.original);
    if (!original)
        return;
    PacketState copy = *original;
    copy.packet = copied.packet;
    copy.original = copied.original;
    copy.sentAt = m_now;
    copy.fate = PacketFate::InFlight;
    copy.repeats = 0;
    keep(std::move(copy));
}

/// Relative numbers, and: does this segment carry anything that was not sent before?
void LabState::follow(PacketState& packet)
{
    if (!packet.decoded.tcp)
        return;
    const TcpHeader& tcp = *packet.decoded.tcp;
    const Endpoint source = packet.decoded.source(), destination = packet.decoded.destination();
    Direction& own = m_directions[connectionKey(packet.from, 6, source, destination)];
    const bool syn = packet.decoded.has(TcpFlag::syn), fin = packet.decoded.has(TcpFlag::fin);
    const std::uint32_t length =
        static_cast<std::uint32_t>(packet.decoded.payloadLength) + (syn ? 1 : 0) + (fin ? 1 : 0);
    const std::uint32_t end = tcp.seq + length;
    if (syn && (own.synFlags == 0 || own.initial != tcp.seq)) {
        own = {tcp.seq, end, tcp.flags};
    } else if (syn && own.synFlags != tcp.flags) {
        own.synFlags = tcp.flags; // SYN, then SYN+ACK with the same number: a simultaneous open, not a repeat
    } else if (own.synFlags == 0 && own.next == 0) {
        own.next = end; // the capture began inside the connection
    } else if (length > 0 && notAfter(end, own.next)) {
        packet.retransmission = true;
    } else if (!notAfter(end, own.next)) {
        own.next = end;
    }
    const auto other = m_directions.find(connectionKey(packet.to, 6, destination, source));
    const bool otherKnown = other != m_directions.end() && other->second.synFlags != 0;
    // A closed port's RST has no numbers of its own: 0, and what it acknowledges (RFC 9293 section 3.5.2).
    const bool answersSyn = own.synFlags == 0 && otherKnown && packet.decoded.has(TcpFlag::rst);
    if (own.synFlags != 0 || answersSyn)
        packet.base = SequenceBase {answersSyn ? 0 : own.initial, otherKnown ? other->second.initial : 0};
}

void LabState::keep(PacketState packet)
{
    m_packets.push_back(std::move(packet));
    if (m_packets.size() <= packetsKept)
        return;
    if (m_held.count(m_packets.front().packet))
        m_heldLong.emplace(m_packets.front().packet, std::move(m_packets.front()));
    m_packets.pop_front();
}

PacketState* LabState::findPacket(PacketId id)
{
    const auto place =
        std::lower_bound(m_packets.begin(), m_packets.end(), id,
                         [](const PacketState& packet, PacketId wanted) { return packet.packet < wanted; });
    if (place != m_packets.end() && place->packet == id)
        return &*place;
    const auto kept = m_heldLong.find(id);
    return kept == m_heldLong.end() ? nullptr : &kept->second;
}

const PacketState* LabState::packet(PacketId id) const
{
    return const_cast<LabState*>(this)->findPacket(id);
}

void LabState::setFate(PacketId id, PacketFate fate, DropReason why)
{
    PacketState* packet = findPacket(id);
    if (!packet)
        return;
    packet->fate = fate;
    if (fate == PacketFate::Held) {
        m_held.insert(id);
        return;
    }
    packet->endedAt = m_now;
    packet->why = why;
    m_held.erase(id);
    m_heldLong.erase(id);
}

std::vector<const PacketState*> LabState::held() const
{
    std::vector<const PacketState*> all;
    for (const PacketId id : m_held)
        if (const PacketState* one = packet(id))
            all.push_back(one);
    return all;
}

/// The program that is just now calling this address: its socket is looked at only after its SYN has left.
const ActorState* LabState::callerOf(HostId id, const Endpoint& remote) const
{
    for (const ActorState& one : m_actors) {
        if (one.started.host != id || one.exited)
            continue;
        for (const ThreadState& thread : one.threads) {
            const bool inside =
                thread.call && thread.call->phase != CallPhase::Returned && thread.call->phase != CallPhase::Blocked;
            if (inside && addressOf(thread.call->entered) == remote)
                return &one;
        }
    }
    return nullptr;
}

std::string LabState::endName(HostId id, std::uint8_t protocol, const Endpoint& local, const Endpoint& remote) const
{
    if (m_actors.empty())
        return isForeign(id, local.address) ? toText(local.address) : std::string(hostName(id));
    SocketId socket = 0;
    if (const auto place = m_connections.find(connectionKey(id, protocol, local, remote)); place != m_connections.end())
        socket = place->second;
    if (!m_owners.count(socket))
        if (const auto bound = m_bound.find(boundKey(id, protocol, local.port)); bound != m_bound.end())
            socket = bound->second;
    if (const auto owner = ownerOf(socket))
        if (const ActorState* program = actor(*owner))
            return program->started.name;
    if (isForeign(id, local.address))
        return toText(local.address);
    if (const ActorState* caller = callerOf(id, remote))
        return caller->started.name;
    if (loops(id))
        return std::string(hostName(id)); // both ends are on it: its only program is not whoever else is meant
    if (host(HostId::Client).settings.contains("packets"))
        return std::string(hostName(id)); // a capture's: of all the machine's programs only some are known
    const ActorState* only = nullptr;
    for (const ActorState& one : m_actors) {
        if (one.started.host != id || (only && only->started.name == one.started.name))
            continue;
        if (only)
            return std::string(hostName(id));
        only = &one;
    }
    return only ? only->started.name : std::string(hostName(id));
}

std::string LabState::packetName(const PacketState& packet) const
{
    const Packet& decoded = packet.decoded;
    const std::uint8_t protocol = decoded.ip ? decoded.ip->protocol : 0;
    const Endpoint source = decoded.source(), destination = decoded.destination();
    return endName(packet.from, protocol, source, destination) + ">"
        + endName(packet.to, protocol, destination, source) + " " + packetKind(decoded);
}

} // namespace lab
