// RunFacts of packets: by conversation and direction; sequence numbers count from the first one of their direction.

#include "model/base/Text.h"
#include "model/compare/RunFacts.h"

namespace lab {

namespace {

constexpr std::size_t fatePart = 4;

std::uint64_t endFingerprint(const Endpoint& end)
{
    return Fingerprint().add(asText({end.address.bytes.data(), end.address.bytes.size()})).number(end.port).value();
}

std::uint32_t flagsOf(const Packet& packet)
{
    Fingerprint flags;
    if (packet.udp)
        return 0;
    if (!packet.tcp)
        return flags.add(packetKind(packet)).shortValue();
    const TcpOptions& options = packet.tcp->options;
    // PSH says where the sender's buffer ended when a segment was made, a matter of its moment; so is the window.
    return flags.number(packet.tcp->flags & ~unsigned {TcpFlag::psh})
        .number(options.mss.value_or(0))
        .number(options.windowScale.value_or(UINT8_MAX))
        .number(options.sackPermitted)
        .number(options.sackBlocks.size())
        .shortValue();
}

} // namespace

RunFacts::Talk& RunFacts::talkOf(const Packet& packet)
{
    const Endpoint from = packet.source(), to = packet.destination();
    const std::uint64_t one = endFingerprint(from), other = endFingerprint(to);
    const std::uint64_t both = Fingerprint().number(std::min(one, other)).number(std::max(one, other)).number(packet.ip->protocol).value();
    const auto found = m_talks.find(both);
    const bool opens = packet.has(TcpFlag::syn) && !packet.has(TcpFlag::ack);
    if (found != m_talks.end()) {
        const auto& base = found->second.base[found->second.first == from ? 0 : 1];
        if (!opens || !base || *base == packet.tcp->seq)
            return found->second; // else its ports are used once more
    }
    for (const std::uint16_t port : {from.port, to.port})
        if (isChosen(port))
            m_ports.insert(port);
    // The n-th of those that look alike: which port the kernel chose does not tell them apart in another run.
    std::string ends[2] {endText(from), endText(to)};
    if (ends[1] < ends[0])
        ends[0].swap(ends[1]);
    const std::uint64_t alike = Fingerprint().add(ends[0]).add(ends[1]).number(packet.ip->protocol).value();
    Talk& talk = m_talks[both];
    talk = {};
    talk.first = from;
    talk.lane = Fingerprint().number(alike).number(++m_alike[alike]).value();
    return talk;
}

void RunFacts::sent(const PacketSent& event)
{
    const Packet packet = decodePacket(event.frame, event.fullLength);
    std::array<std::uint32_t, RunFact::mostParts> parts {};
    parts[0] = flagsOf(packet);
    parts[1] = static_cast<std::uint32_t>(packet.payloadLength);
    std::uint64_t lane = Fingerprint().add("others").number(hostIndex(event.from)).value();
    std::uint32_t name = parts[0];
    if (packet.ip && (packet.tcp || packet.udp)) {
        Talk& talk = talkOf(packet);
        const std::size_t side = talk.first == packet.source() ? 0 : 1;
        lane = Fingerprint().number(talk.lane).number(side).value();
        name = packet.ip->protocol;
        if (packet.tcp) {
            auto& base = talk.base[side];
            auto& peer = talk.base[1 - side];
            if (!base || packet.has(TcpFlag::syn))
                base = packet.tcp->seq;
            if (!peer && packet.has(TcpFlag::ack)) // its own first segment was not seen
                peer = packet.tcp->ack;
            // The reset of a closed port has number 0 (RFC 9293 section 3.10.7.1).
            parts[2] = packet.has(TcpFlag::rst) && packet.tcp->seq == 0 ? 0 : packet.tcp->seq - *base;
            parts[3] = packet.has(TcpFlag::ack) && peer ? packet.tcp->ack - *peer : 0;
        }
    } else if (packet.arp) {
        lane = Fingerprint().add("arp").number(hostIndex(event.from)).value();
    }
    if (std::size_t* known = factOf(event.packet))
        *known = m_facts.size() + 1;
    RunFact& fact = add(RunFact::Kind::Packet, lane, name);
    fact.parts = parts;
    // A host says at a random moment that it has joined a group (RFC 3376 section 5.1).
    constexpr std::uint8_t igmp = 2; // IPPROTO_IGMP
    if (packet.ip && packet.ip->protocol == igmp)
        fact.kind = RunFact::Kind::Ignored;
}

std::size_t* RunFacts::factOf(PacketId packet)
{
    constexpr std::size_t farthest = 1 << 20; // numbers are counted from 1: a damaged file must not cost memory
    if (packet >= m_packets.size() + farthest)
        return nullptr;
    if (packet >= m_packets.size())
        m_packets.resize(packet + 1, 0);
    return &m_packets[packet];
}

void RunFacts::copied(const PacketCopied& event)
{
    const std::size_t* original = factOf(event.original);
    if (!original || *original == 0)
        return;
    const RunFact of = m_facts[*original - 1];
    if (std::size_t* known = factOf(event.packet))
        *known = m_facts.size() + 1;
    RunFact& fact = add(RunFact::Kind::Fate, of.lane, of.name);
    fact.parts = of.parts;
    fact.parts[fatePart] = static_cast<std::uint32_t>(ComparedFate::Copied);
    fact.begin = of.begin;
}

void RunFacts::fate(PacketId packet, std::uint32_t fate)
{
    const std::size_t* known = factOf(packet);
    if (!known || *known == 0)
        return;
    if (!sinceCommand(*known - 1)) {
        const RunFact of = m_facts[*known - 1];
        RunFact& fact = add(RunFact::Kind::Fate, of.lane, of.name);
        fact.parts = of.parts;
        fact.begin = of.begin;
        fact.parts[fatePart] = fate;
        return;
    }
    RunFact& fact = m_facts[*known - 1];
    fact.parts[fatePart] = fate;
    if (fate >= static_cast<std::uint32_t>(ComparedFate::Dropped))
        fact.shown = m_event;
}

} // namespace lab
