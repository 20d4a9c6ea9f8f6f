// The packets of a LabState: fates, copies, retransmissions, and their names.

#include "model/calls/CallText.h"
#include "model/lab/LabState.h"
#include "model/packet/SequenceNumber.h"

#include <algorithm>

#include <netinet/in.h>

namespace lab {

namespace {

/// An address of the wire's own network (10.9.0.0/24) that neither this host nor a program uses: forged by the wire.
bool isForeign(HostId host, const IpAddress& address)
{
    const auto& b = address.bytes;
    if (address.version != 4 || b[0] != 10 || b[1] != 9 || b[2] != 0)
        return false;
    return b[3] != (host == HostId::Client ? 1 : 2);
}

} // namespace

PacketState packetOf(const PacketSent& sent, Timestamp time)
{
    PacketState packet;
    packet.packet = sent.packet;
    packet.from = sent.from;
    packet.to = returnsToSender(sent.frame) ? sent.from : otherHost(sent.from);
    packet.origin = sent.origin;
    packet.frame = sent.frame;
    packet.decoded = decodePacket(packet.frame, sent.fullLength);
    packet.sentAt = time;
    return packet;
}

void LabState::apply(const PacketSent& sent)
{
    PacketState packet = packetOf(sent, m_now);
    if (!m_started) { // a capture made elsewhere says of no packet when it arrived
        packet.fate = PacketFate::Delivered;
        packet.endedAt = m_now;
    }
    if (const auto segment = segmentOf(packet.decoded)) {
        packet.retransmission = follow(packet.from, *segment);
        packet.base = baseOf(packet.from, packet.to, *segment);
    }
    noteSender(packet);
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

/// Does this segment carry nothing that was not sent before?
bool LabState::follow(HostId from, const TcpSegment& segment)
{
    const ConnectionKey key = connectionKey(from, IPPROTO_TCP, segment.source, segment.destination);
    const bool begins = !m_started && segment.has(TcpFlag::syn) && !segment.has(TcpFlag::ack); // in a lab it may be a forged one
    const End* known = begins ? end(key) : nullptr;
    if (known != nullptr && known->synFlags != 0 && known->initial != segment.seq) // the same ports again
        for (const HostId host : {HostId::Client, HostId::Server})
            forgetNumbers(connectionKey(host, IPPROTO_TCP, segment.destination, segment.source));
    return follow(editEnd(key), segment);
}

/// What an end has sent in a connection that was there before.
void LabState::forgetNumbers(const ConnectionKey& key)
{
    if (const End* known = end(key); known != nullptr && known->synFlags != 0)
        editEnd(key) = {known->socket, 0, 0, 0};
}

bool LabState::follow(End& own, const TcpSegment& segment)
{
    const bool syn = segment.has(TcpFlag::syn), fin = segment.has(TcpFlag::fin);
    const std::uint32_t length = segment.length + (syn ? 1 : 0) + (fin ? 1 : 0);
    const std::uint32_t end = segment.seq + length;
    if (syn && (own.synFlags == 0 || own.initial != segment.seq)) {
        own = {own.socket, segment.seq, end, segment.flags};
    } else if (syn && own.synFlags != segment.flags) {
        own.synFlags = segment.flags; // SYN, then SYN+ACK with the same number: a simultaneous open, not a repeat
    } else if (own.synFlags == 0 && own.next == 0) {
        own.next = end; // the capture began inside the connection
    } else if (length > 0 && !isBefore(own.next, end)) {
        return true;
    } else if (isBefore(own.next, end)) {
        own.next = end;
    }
    return false;
}

/// For relative numbers, of a segment that was followed.
std::optional<SequenceBase> LabState::baseOf(HostId from, HostId to, const TcpSegment& segment) const
{
    const auto first = [&](HostId host, const Endpoint& local, const Endpoint& remote) {
        const End* one = end(connectionKey(host, IPPROTO_TCP, local, remote));
        return one != nullptr && one->synFlags != 0 ? std::optional(one->initial) : std::nullopt;
    };
    auto other = first(to, segment.destination, segment.source);
    if (!other && to == from) // a capture of a loopback has its ends at both sides all the same
        other = first(otherHost(from), segment.destination, segment.source);
    return sequenceBase(first(from, segment.source, segment.destination), other, segment.has(TcpFlag::rst));
}

/// sendto(2) gives a UDP socket its port in the same call in which the datagram leaves. The answer may be back before anybody has
/// looked at the kernel's table: who it is for, the call has told.
void LabState::noteSender(const PacketState& packet)
{
    const Endpoint source = packet.decoded.source();
    if (m_actors.empty() || !packet.decoded.ip || packet.decoded.ip->protocol != IPPROTO_UDP || source.port == 0)
        return;
    const std::uint32_t key = boundKey(packet.from, IPPROTO_UDP, source.port);
    if (m_bound.find(key) != nullptr)
        return;
    if (const ActorState* caller = callerOf(packet.from, packet.decoded.destination()))
        m_senders[key] = caller->started.actor;
}

void LabState::keep(PacketState packet)
{
    m_packets.push_back(std::move(packet));
    if (m_packets.size() <= packetsKept)
        return;
    const PacketState& oldest = m_packets.front();
    if (m_held.contains(oldest.packet))
        m_heldLong[oldest.packet] = oldest;
    m_packets.pop_front();
}

void LabState::forgetPackets()
{
    m_packets = {};
    m_forgotten = true;
}

void LabState::pass(Timestamp time)
{
    m_now = time;
    ++m_applied;
    if (!m_packets.empty() || !m_forgotten)
        forgetPackets();
}

void LabState::pass(Timestamp time, HostId from, const TcpSegment& segment)
{
    pass(time);
    (void)follow(from, segment);
}

std::size_t LabState::placeOfPacket(PacketId id) const
{
    if (!m_packets.empty() && m_packets.back().packet == id) // most often
        return m_packets.nextNumber() - 1;
    std::size_t first = m_packets.begin().number(), last = m_packets.nextNumber();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        const PacketId there = m_packets[middle].packet;
        if (there == id)
            return middle;
        if (there < id)
            first = middle + 1;
        else
            last = middle;
    }
    return nowhere;
}

PacketState* LabState::editPacket(PacketId id)
{
    if (const std::size_t place = placeOfPacket(id); place != nowhere)
        return &m_packets.edit(place);
    return m_heldLong.contains(id) ? &m_heldLong[id] : nullptr;
}

const PacketState* LabState::packet(PacketId id) const
{
    if (const std::size_t place = placeOfPacket(id); place != nowhere)
        return &m_packets[place];
    return m_heldLong.find(id);
}

void LabState::setFate(PacketId id, PacketFate fate, DropReason why)
{
    if (const PacketState* known = packet(id); known == nullptr || (known->fate == fate && known->endedAt == m_now))
        return; // of a capture: it was sent so
    PacketState* packet = editPacket(id);
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
    if (const End* known = end(connectionKey(id, protocol, local, remote)))
        socket = known->socket;
    if (!m_owners.contains(socket))
        if (const SocketId* bound = m_bound.find(boundKey(id, protocol, local.port)))
            socket = *bound;
    if (const auto owner = ownerOf(socket))
        if (const ActorState* program = actor(*owner))
            return program->started.name;
    if (isForeign(id, local.address))
        return toText(local.address);
    if (const ActorState* caller = callerOf(id, remote))
        return caller->started.name;
    if (const ActorId* sender = m_senders.find(boundKey(id, protocol, local.port)))
        if (const ActorState* program = actor(*sender); program && !program->exited)
            return program->started.name;
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
