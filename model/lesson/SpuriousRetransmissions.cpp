// Where the computer has no time for the lab during 200 ms (the least RTO of Linux, TCP_RTO_MIN in tcp(7)'s kernel), a kernel
// sends again what had long arrived: a spurious retransmission (RFC 5682 section 1). It is shown like every packet, but no
// expectation of a lesson fails for it.

#include "model/lesson/Judgement.h"

#include <algorithm>

namespace lab {

namespace {

bool isSpurious(const PacketState& packet, const LabState& state)
{
    if (!packet.retransmission || state.wire() != WireMode::Flow)
        return false;
    const auto& all = state.packets();
    return std::any_of(all.begin(), all.end(), [&](const PacketState& earlier) {
        return earlier.packet < packet.packet && earlier.fate == PacketFate::Delivered && earlier.from == packet.from
            && earlier.decoded.tcp && earlier.decoded.tcp->seq == packet.decoded.tcp->seq
            && earlier.decoded.payloadLength >= packet.decoded.payloadLength
            && earlier.decoded.source() == packet.decoded.source() && earlier.decoded.destination() == packet.decoded.destination();
    });
}

bool isBareAck(const Packet& packet)
{
    return packet.payloadLength == 0 && packet.has(TcpFlag::ack) && !packet.has(TcpFlag::syn) && !packet.has(TcpFlag::fin)
        && !packet.has(TcpFlag::rst);
}

/// What one end of a connection sent again without need, and how many of the peer's answers to it are still to come.
struct Repeater
{
    Endpoint from, to;
    int unanswered = 0;

    bool sent(const Packet& packet) const { return packet.source() == from && packet.destination() == to; }
    bool gets(const Packet& packet) const { return packet.source() == to && packet.destination() == from; }
};

/// A duplicate is acknowledged at once (RFC 9293 section 3.10.7.4, first); an end that is no more answers that with RST.
bool answersRepeat(const Packet& packet, std::vector<Repeater>& repeaters)
{
    for (Repeater& one : repeaters) {
        if (one.sent(packet) && packet.has(TcpFlag::rst))
            return true;
        if (one.unanswered > 0 && one.gets(packet) && isBareAck(packet)) {
            --one.unanswered;
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<SeenPacket> withoutSpuriousRetransmissions(const std::vector<SeenPacket>& seen, const LabState& state)
{
    std::vector<SeenPacket> needed;
    std::vector<Repeater> repeaters;
    for (const SeenPacket& one : seen) {
        const PacketState* packet = state.packet(one.packet);
        if (!packet || !packet->decoded.tcp) {
            needed.push_back(one);
        } else if (isSpurious(*packet, state)) {
            const Packet& decoded = packet->decoded;
            const auto known = std::find_if(repeaters.begin(), repeaters.end(), [&](const Repeater& end) { return end.sent(decoded); });
            Repeater& repeater = known != repeaters.end() ? *known
                                                          : repeaters.emplace_back(Repeater {decoded.source(), decoded.destination()});
            ++repeater.unanswered;
        } else if (!answersRepeat(packet->decoded, repeaters)) {
            needed.push_back(one);
        }
    }
    return needed;
}

} // namespace lab
