// Where the computer has no time for the lab during 200 ms, Linux's least RTO (TCP_RTO_MIN, include/net/tcp.h), a kernel sends again
// what had arrived: a spurious retransmission (RFC 5682 section 1). It is shown like every packet, but no expectation of a lesson
// fails for it. What was needed is another matter: a SYN for which a full accept queue had no room was delivered by the wire, too.

#include "model/lesson/Judgement.h"
#include "model/packet/SequenceNumber.h"

#include <algorithm>

namespace lab {

namespace {

std::uint32_t lengthOf(const Packet& packet)
{
    return static_cast<std::uint32_t>(packet.payloadLength) + (packet.has(TcpFlag::fin) ? 1 : 0);
}

std::uint32_t endOf(const Packet& packet)
{
    return packet.tcp->seq + lengthOf(packet);
}

bool sameWay(const Packet& one, const Packet& other)
{
    return one.source() == other.source() && one.destination() == other.destination();
}

bool otherWay(const Packet& one, const Packet& other)
{
    return one.source() == other.destination() && one.destination() == other.source();
}

bool contains(const Packet& one, const Packet& other)
{
    return lengthOf(one) > 0 && !isBefore(other.tcp->seq, one.tcp->seq) && !isBefore(endOf(one), endOf(other));
}

/// RFC 2883: "this had arrived already", in a SACK block below what is acknowledged.
bool saysDuplicate(const Packet& answer, const Packet& repeated)
{
    const auto& blocks = answer.tcp->options.sackBlocks;
    return std::any_of(blocks.begin(), blocks.end(), [&](const auto& block) {
        return !isBefore(answer.tcp->ack, block.second) && !isBefore(repeated.tcp->seq, block.first)
            && !isBefore(block.second, repeated.tcp->seq + static_cast<std::uint32_t>(repeated.payloadLength));
    });
}

enum class Repeat { Needed, Spurious, Unproven };

/// The proof is the peer's: it had acknowledged all of it before it came again, or calls it a duplicate. While neither is there,
/// the answer may still be on its way.
Repeat judgeRepeat(const PacketState& packet, const LabState& state)
{
    bool cameBefore = false, proven = false;
    for (const PacketState& other : state.packets()) {
        const bool onItsWay = other.fate == PacketFate::Delivered || other.fate == PacketFate::InFlight;
        if (!other.decoded.tcp || other.origin != PacketOrigin::Kernel || other.original != 0 || !onItsWay)
            continue;
        const bool before = other.packet < packet.packet;
        if (before && sameWay(other.decoded, packet.decoded))
            cameBefore = cameBefore || contains(other.decoded, packet.decoded);
        else if (otherWay(other.decoded, packet.decoded) && other.decoded.has(TcpFlag::ack))
            proven = proven || (before ? !isBefore(other.decoded.tcp->ack, endOf(packet.decoded)) : saysDuplicate(other.decoded, packet.decoded));
    }
    return !cameBefore ? Repeat::Needed : proven ? Repeat::Spurious : Repeat::Unproven;
}

/// What was sent again without need, and the surplus acknowledgement that it brings (RFC 9293 section 3.10.7.4, first).
struct Surplus
{
    const Packet& repeated;
    std::optional<std::uint32_t> answer {}; ///< what that acknowledged
};

class Surpluses
{
public:
    explicit Surpluses(const LabState& state)
        : m_state(state)
    {
    }

    bool unproven = false; ///< some of what was taken out is not known to be surplus yet

    /// In the order of sending.
    bool has(const SeenPacket& seen)
    {
        const PacketState* packet = m_state.packet(seen.packet);
        if (!packet || !packet->decoded.tcp)
            return false;
        const bool repeats = packet->retransmission && seen.flowing && lengthOf(packet->decoded) > 0 && !packet->decoded.has(TcpFlag::syn);
        const Repeat repeat = repeats ? judgeRepeat(*packet, m_state) : Repeat::Needed;
        if (repeat == Repeat::Needed)
            return isAnswer(*packet) || isReset(packet->decoded);
        unproven = unproven || repeat == Repeat::Unproven;
        m_all.push_back({packet->decoded});
        return true;
    }

private:
    /// A bare ACK that says what one before it has said.
    bool isAnswer(const PacketState& packet)
    {
        const Packet& ack = packet.decoded;
        if (lengthOf(ack) > 0 || !ack.has(TcpFlag::ack) || ack.has(TcpFlag::syn) || ack.has(TcpFlag::rst))
            return false;
        const auto of = std::find_if(m_all.begin(), m_all.end(), [&](const Surplus& one) {
            return !one.answer && otherWay(ack, one.repeated) && !isBefore(ack.tcp->ack, endOf(one.repeated));
        });
        const auto& sent = m_state.packets();
        const bool again = of != m_all.end() && std::any_of(sent.begin(), sent.end(), [&](const PacketState& other) {
            return other.packet < packet.packet && other.decoded.tcp && sameWay(other.decoded, ack) && other.decoded.has(TcpFlag::ack)
                && other.decoded.tcp->ack == ack.tcp->ack;
        });
        if (again)
            of->answer = ack.tcp->ack;
        return again;
    }

    /// Who is no more answers that ACK with an RST, whose number it takes from it (RFC 9293 section 3.5.2, group 1).
    bool isReset(const Packet& reset) const
    {
        return reset.has(TcpFlag::rst) && !reset.has(TcpFlag::ack) && std::any_of(m_all.begin(), m_all.end(), [&](const Surplus& one) {
            return sameWay(reset, one.repeated) && one.answer == reset.tcp->seq;
        });
    }

    const LabState& m_state;
    std::vector<Surplus> m_all;
};

} // namespace

NeededPackets withoutSpuriousRetransmissions(const SeenPackets& seen, const LabState& state)
{
    NeededPackets needed;
    Surpluses surpluses(state);
    for (std::size_t i = 0; i < seen.all.size(); ++i)
        if (!surpluses.has(seen.all[i]) && i >= seen.checked)
            needed.packets.push_back(seen.all[i]);
    needed.certain = !surpluses.unproven;
    return needed;
}

} // namespace lab
