#include "model/engine/Wire.h"

#include "model/base/Text.h"
#include "model/engine/Frames.h"
#include "model/packet/Packet.h"
#include "model/packet/SequenceNumber.h"

#include <algorithm>
#include <utility>

namespace lab {

namespace {

Error notHeld(PacketId packet)
{
    return Error {"packet " + std::to_string(packet) + " is not held on the wire"};
}

} // namespace

HostId destinationOf(HostId from, ByteView frame)
{
    return returnsToSender(frame) ? from : otherHost(from);
}

Wire::Accepted Wire::accept(HostId from, ByteView frame, std::size_t fullLength, Timestamp now)
{
    if (isMulticastNoise(frame))
        return {Verdict::Filter, 0, 0};
    if (m_mode == WireMode::Flow) {
        const PacketId packet = ++m_last;
        if (link().isInstant() || returnsToSender(frame))
            return {Verdict::Deliver, packet, 0};
        const bool fits = m_transit.send(now, packet, from, frame, std::max(fullLength, frame.size()));
        return {fits ? Verdict::Travel : Verdict::Overflow, packet, 0};
    }
    if (m_mode == WireMode::Cut)
        return {Verdict::Drop, ++m_last, 0};

    const std::uint64_t key = segmentKey(from, frame);
    if (m_merging && key != 0) {
        const auto same = std::find_if(m_held.begin(), m_held.end(), [&](const Held& held) { return held.key == key; });
        if (same != m_held.end())
            return {Verdict::Absorb, same->packet, ++same->repeats};
        const auto carried =
            std::find_if(m_carried.begin(), m_carried.end(), [&](const Carried& one) { return one.key == key; });
        if (carried != m_carried.end() && answerIsHeld(frame))
            return {Verdict::Absorb, carried->packet, ++carried->repeats};
    }
    const PacketId packet = ++m_last;
    m_held.push_back({packet, from, Bytes(frame.begin(), frame.end()), key, 0});
    return {Verdict::Hold, packet, 0};
}

void Wire::keep(PacketId packet, HostId from, Bytes frame)
{
    const std::uint64_t key = segmentKey(from, frame);
    m_held.push_back({packet, from, std::move(frame), key, 0});
}

/// Kernel timers run on while a person thinks (RFC 6298: a SYN is sent again after 1 s): what was delivered, but whose
/// acknowledgement the wire itself keeps back, comes again. That is the wire's doing, no news about the two hosts.
bool Wire::answerIsHeld(ByteView frame) const
{
    const Packet segment = decodePacket(frame);
    if (!segment.tcp || !segment.ip)
        return false;
    const std::uint32_t numbers = static_cast<std::uint32_t>(segment.payloadLength)
        + ((segment.tcp->flags & TcpFlag::syn) != 0 ? 1U : 0U) + ((segment.tcp->flags & TcpFlag::fin) != 0 ? 1U : 0U);
    return numbers > 0 && std::any_of(m_held.begin(), m_held.end(), [&](const Held& held) {
               const Packet answer = decodePacket(held.frame);
               return answer.tcp && answer.ip && (answer.tcp->flags & TcpFlag::ack) != 0
                   && answer.ip->source == segment.ip->destination && answer.ip->destination == segment.ip->source
                   && answer.tcp->sourcePort == segment.tcp->destinationPort
                   && answer.tcp->destinationPort == segment.tcp->sourcePort
                   && !isBefore(answer.tcp->ack, segment.tcp->seq + numbers);
           });
}

std::vector<WireDecision> Wire::setMode(WireMode mode, Timestamp now)
{
    m_mode = mode;
    std::vector<WireDecision> decisions {{WireChanged {mode}, {}, HostId::Client, 0}};
    if (mode == WireMode::Flow)
        letGo(decisions, now);
    else
        for (Travelling& one : m_transit.takeAll()) {
            if (mode == WireMode::Hold)
                decisions.push_back({PacketHeld {one.packet}, {}, HostId::Client, 0});
            keep(one.packet, one.from, std::move(one.frame));
        }
    if (mode == WireMode::Cut)
        while (!m_held.empty()) {
            decisions.push_back({PacketDropped {m_held.front().packet, DropReason::WireCut}, {}, HostId::Client, 0});
            m_held.pop_front();
        }
    return decisions;
}

void Wire::letGo(std::vector<WireDecision>& decisions, Timestamp now)
{
    for (Held& held : std::exchange(m_held, {})) {
        const HostId to = destinationOf(held.from, held.frame);
        if (link().isInstant() || to == held.from)
            decisions.push_back({std::nullopt, std::move(held.frame), to, held.packet});
        else if (!m_transit.send(now, held.packet, held.from, held.frame, held.frame.size()))
            decisions.push_back({PacketDropped {held.packet, DropReason::QueueFull}, {}, HostId::Client, 0});
    }
}

std::vector<WireDecision> Wire::setLink(const Link& link)
{
    m_transit.setLink(link);
    std::vector<WireDecision> decisions {{LinkChanged {link}, {}, HostId::Client, 0}};
    if (link.isInstant())
        for (Travelling& one : m_transit.takeAll())
            decisions.push_back({std::nullopt, std::move(one.frame), otherHost(one.from), one.packet});
    return decisions;
}

std::vector<WireDecision> Wire::arrived(Timestamp now)
{
    std::vector<WireDecision> decisions;
    for (Travelling& one : m_transit.arrived(now))
        decisions.push_back({std::nullopt, std::move(one.frame), otherHost(one.from), one.packet});
    return decisions;
}

Result<std::deque<Wire::Held>::iterator> Wire::find(PacketId packet)
{
    const auto at = std::find_if(m_held.begin(), m_held.end(), [&](const Held& held) { return held.packet == packet; });
    if (at == m_held.end())
        return notHeld(packet);
    return at;
}

Result<std::vector<WireDecision>> Wire::release(PacketId packet)
{
    auto at = find(packet);
    if (!at)
        return at.error();
    std::vector<WireDecision> decisions;
    const HostId to = destinationOf((*at)->from, (*at)->frame);
    decisions.push_back({std::nullopt, std::move((*at)->frame), to, packet});
    if ((*at)->key != 0)
        m_carried.push_back({packet, (*at)->key, 0});
    if (m_carried.size() > mostCarried)
        m_carried.pop_front();
    m_held.erase(*at);
    return decisions;
}

Result<std::vector<WireDecision>> Wire::drop(PacketId packet)
{
    auto at = find(packet);
    if (!at)
        return at.error();
    m_held.erase(*at);
    return std::vector<WireDecision> {{PacketDropped {packet, DropReason::ByCommand}, {}, HostId::Client, 0}};
}

Result<std::vector<WireDecision>> Wire::duplicate(PacketId packet)
{
    auto at = find(packet);
    if (!at)
        return at.error();
    Held copy = **at;
    copy.packet = ++m_last;
    copy.repeats = 0;
    const PacketId made = copy.packet;
    m_held.insert(std::next(*at), std::move(copy));
    return std::vector<WireDecision> {{PacketCopied {made, packet}, {}, HostId::Client, 0},
                                      {PacketHeld {made}, {}, HostId::Client, 0}};
}

Result<std::vector<WireDecision>> Wire::split(PacketId packet, std::size_t bytes)
{
    auto at = find(packet);
    if (!at)
        return at.error();
    auto halves = splitSegment((*at)->frame, bytes);
    if (!halves)
        return halves.error();
    const HostId from = (*at)->from;
    const auto place = m_held.erase(*at);
    std::vector<WireDecision> decisions {{PacketDropped {packet, DropReason::Replaced}, {}, from, 0}};
    std::deque<Held> made;
    for (Bytes* half : {&halves->first, &halves->second}) {
        const PacketId id = ++m_last;
        const auto length = static_cast<std::uint32_t>(half->size());
        decisions.push_back({PacketSent {id, from, PacketOrigin::Split, *half, length}, {}, from, 0});
        decisions.push_back({PacketHeld {id}, {}, from, 0});
        const std::uint64_t key = segmentKey(from, *half);
        made.push_back({id, from, std::move(*half), key, 0});
    }
    m_held.insert(place, std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    return decisions;
}

Result<std::vector<WireDecision>> Wire::answerWithIcmp(PacketId packet, const std::string& kind,
                                                       std::optional<std::int64_t> mtu)
{
    auto at = find(packet);
    if (!at)
        return at.error();
    const HostId sender = (*at)->from;
    auto answer = icmpError(sender, (*at)->frame, kind, mtu);
    if (!answer)
        return answer.error();
    m_held.erase(*at);
    std::vector<WireDecision> decisions {{PacketDropped {packet, DropReason::ByCommand}, {}, sender, 0}};
    const PacketId id = ++m_last;
    const auto length = static_cast<std::uint32_t>(answer->size());
    decisions.push_back(
        {PacketSent {id, otherHost(sender), PacketOrigin::IcmpError, *answer, length}, std::move(*answer), sender, id});
    return decisions;
}

std::vector<WireDecision> Wire::inject(HostId to, Bytes frame)
{
    const PacketId id = ++m_last;
    const auto length = static_cast<std::uint32_t>(frame.size());
    std::vector<WireDecision> decisions;
    PacketSent sent {id, otherHost(to), PacketOrigin::Injected, frame, length};
    decisions.push_back({std::move(sent), std::move(frame), to, id});
    return decisions;
}

Result<std::vector<PacketId>> Wire::resolve(const std::string& which) const
{
    std::vector<PacketId> found;
    if (which == "all") {
        for (const Held& held : m_held)
            found.push_back(held.packet);
        return found;
    }
    if (which == "next" || which == "last") {
        if (m_held.empty())
            return Error {"no packet is held on the wire"};
        found.push_back(which == "next" ? m_held.front().packet : m_held.back().packet);
        return found;
    }
    const auto number = parseNumber(which);
    if (!number || *number <= 0)
        return Error {"'" + which + "' is no held packet: give its number, next, last or all"};
    const auto id = static_cast<PacketId>(*number);
    if (std::none_of(m_held.begin(), m_held.end(), [&](const Held& held) { return held.packet == id; }))
        return notHeld(id);
    found.push_back(id);
    return found;
}

} // namespace lab
