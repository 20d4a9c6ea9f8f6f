// Inspector, the packets: every field of every layer with its bytes, relative numbers, and what became of the packet.

#include "views/inspector/Inspector.h"
#include "views/shared/Labels.h"

namespace lab {

namespace {

constexpr std::uint8_t namedFlags[] = {TcpFlag::syn, TcpFlag::ack, TcpFlag::fin, TcpFlag::rst,
                                       TcpFlag::psh, TcpFlag::urg, TcpFlag::ece, TcpFlag::cwr};

std::string_view flagName(std::uint8_t flag)
{
    switch (flag) {
    case TcpFlag::fin:
        return "FIN";
    case TcpFlag::syn:
        return "SYN";
    case TcpFlag::rst:
        return "RST";
    case TcpFlag::psh:
        return "PSH";
    case TcpFlag::ack:
        return "ACK";
    case TcpFlag::urg:
        return "URG";
    case TcpFlag::ece:
        return "ECE";
    default:
        return "CWR";
    }
}

bool isLinkLayer(const std::string& layer)
{
    return layer == "Ethernet";
}

} // namespace

Inspection Inspector::packet(PacketId id) const
{
    Inspection made;
    const PacketState* state = m_context.playhead->state().packet(id);
    const auto sent = m_lookup.frameOf(id);
    if (!sent || sent->frame.empty()) {
        made.title = tr("Packet %1").arg(id);
        made.explanations.push_back({tr("Not here"), sent ? tr("The file has no bytes of it, or no longer has them.") : tr("Its bytes are not in this journal.")});
        return made;
    }
    const Bytes& frame = sent->frame;
    const Packet decoded = decodePacket(frame, sent->fullLength);
    made.title = toQString(packetKind(decoded));
    made.subtitle = tr("packet %1, from the %2 host").arg(id).arg(toQString(hostName(sent->from)));
    if (state) {
        made.subtitle =
            toQString(m_context.playhead->state().packetName(*state)) + QStringLiteral(" · ") + tr("packet %1").arg(id);
        addFate(*state, made);
    } else if (m_context.playhead->folded()) {
        made.pill = tr("not at the playhead"), made.pillRole = Role::MutedText;
    }
    if (decoded.tcp) {
        for (const std::uint8_t flag : namedFlags) {
            if (decoded.has(flag))
                explain("flags", flagName(flag), made,
                        flag == TcpFlag::rst ? Explanation::Tone::Lost : Explanation::Tone::Plain);
        }
    }
    if (!decoded.problem.empty())
        made.explanations.push_back({tr("Malformed"), toQString(decoded.problem), Explanation::Tone::Lost});

    made.buffers.push_back({tr("frame, %1 B").arg(frame.size()), frame});
    if (sent->fullLength > frame.size())
        made.buffers.back().title += tr(", cut from %1 B").arg(sent->fullLength);
    const auto event = m_lookup.sent(id);
    const PacketState* then = event ? m_context.playhead->packetSent(id, *event) : nullptr;
    for (const PacketField& field : packetFields(frame, then ? then->base : std::nullopt)) {
        const QString layer = toQString(field.layer);
        if (made.groups.empty() || made.groups.back().title != layer)
            made.groups.push_back({layer, {}, !isLinkLayer(field.layer)});
        made.groups.back().rows.push_back(
            {toQString(field.name), toQString(field.value), {0, field.offset, field.length}});
    }
    return made;
}

QString Inspector::dropReason(DropReason why) const
{
    switch (why) {
    case DropReason::ByCommand:
        return tr("you dropped it");
    case DropReason::WireCut:
        return tr("the wire is cut");
    case DropReason::Filtered:
        return tr("the wire does not carry such packets");
    case DropReason::Replaced:
        return tr("the wire put other packets in its place");
    case DropReason::LostByLab:
        return tr("the lab lost it: the wire was too fast for it");
    case DropReason::QueueFull:
        return tr("the queue before the slow wire was full");
    }
    return {};
}

void Inspector::addFate(const PacketState& state, Inspection& to) const
{
    InspectionGroup group {tr("On the wire"), {{tr("sent"), timeText(state.sentAt.ns)}}};
    if (state.to == state.from)
        group.rows.push_back({tr("way"), tr("loopback: the %1 host sends it to itself, by way of the wire")
                                             .arg(toQString(hostName(state.from)))});
    switch (state.fate) {
    case PacketFate::InFlight:
        to.pill = tr("on the wire"), to.pillRole = Role::Packet;
        break;
    case PacketFate::Held:
        to.pill = tr("held"), to.pillRole = Role::Held;
        break;
    case PacketFate::Delivered:
        to.pill = tr("delivered"), to.pillRole = Role::Packet;
        group.rows.push_back({tr("delivered"), timeText(state.endedAt.ns)});
        break;
    case PacketFate::Dropped:
        to.pill = tr("dropped"), to.pillRole = Role::Lost;
        group.rows.push_back({tr("dropped"), timeText(state.endedAt.ns)});
        group.rows.push_back({tr("why"), dropReason(state.why)});
        break;
    }
    if (state.original != 0)
        group.rows.push_back({tr("copy of"), tr("packet %1").arg(state.original)});
    if (state.retransmission)
        group.rows.push_back({tr("retransmission"), tr("yes: the same bytes were sent before"), {}, Role::Held});
    if (state.repeats > 0)
        group.rows.push_back({tr("sent again"), tr("%1 × while held").arg(state.repeats), {}, Role::Held});
    to.groups.push_back(std::move(group));
}

} // namespace lab
