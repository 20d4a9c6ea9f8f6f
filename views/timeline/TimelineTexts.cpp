#include "views/timeline/TimelineTexts.h"

#include "model/base/Text.h"
#include "model/calls/CallText.h"
#include "model/packet/Packet.h"
#include "views/shared/Labels.h"

#include <QStringList>

namespace lab {

using Kind = TimelineLane::Kind;

void TimelineTexts::forget()
{
    m_spans.clear();
}

QString TimelineTexts::lane(std::uint32_t index) const
{
    const TimelineLane& lane = m_index.lanes()[index];
    SocketRow row;
    row.local = lane.local;
    row.remote = lane.remote;
    const QString ends = socketLabels(row).last();
    switch (lane.kind) {
    case Kind::Calls:
        return toQString(lane.name);
    case Kind::State:
        return ends;
    case Kind::SynQueue:
        return tr("SYN queue %1").arg(portLabel(lane.local));
    case Kind::AcceptQueue:
        return tr("accept queue %1").arg(portLabel(lane.local));
    case Kind::ReceiveQueue:
        return tr("unread");
    case Kind::SendQueue:
        return tr("unacknowledged");
    case Kind::Window:
        return tr("congestion window");
    case Kind::RoundTrip:
        return tr("round trip");
    case Kind::Packets:
        return lane.host == HostId::Client ? tr("wire: client → server") : tr("wire: server → client");
    }
    return {};
}

QString TimelineTexts::value(const TimelineLane& lane, std::uint32_t value) const
{
    switch (lane.kind) {
    case Kind::AcceptQueue:
        return tr("%1 of %2").arg(value).arg(lane.limit);
    case Kind::SynQueue:
        return QString::number(value);
    case Kind::Window:
        return tr("%n segments", nullptr, static_cast<int>(value));
    case Kind::RoundTrip:
        return toQString(spanText(std::int64_t {value} * 1000));
    default:
        return tr("%1 B").arg(value);
    }
}

QString TimelineTexts::look(const TimelineLane& lane, int look)
{
    if (lane.kind == Kind::Calls && look == static_cast<int>(CallLook::Blocked))
        return tr("blocked");
    if (lane.kind == Kind::Calls && look == static_cast<int>(CallLook::Stopped))
        return tr("stopped by the lab");
    if (lane.kind == Kind::Packets && look == static_cast<int>(PacketLook::Held))
        return tr("was held on the wire");
    if (lane.kind == Kind::Packets && look == static_cast<int>(PacketLook::Lost))
        return tr("lost");
    return {};
}

QString TimelineTexts::span(const TimelineLane& lane, std::size_t event) const
{
    const auto found = m_spans.constFind(event);
    if (found != m_spans.constEnd())
        return *found;
    if (m_spans.size() > 4000)
        m_spans.clear();
    return *m_spans.insert(event, make(lane, event));
}

QString TimelineTexts::make(const TimelineLane& lane, std::size_t index) const
{
    if (index >= m_playhead.journal().size())
        return {};
    const Event event = m_playhead.journal().at(index);
    if (const auto* call = std::get_if<CallEntered>(&event.body))
        return toQString(shortText(*call));
    if (const auto* sample = std::get_if<SocketSampled>(&event.body))
        return toQString(stateName(sample->row.state));
    if (const auto* sent = std::get_if<PacketSent>(&event.body))
        return toQString(packetKind(decodePacket(sent->frame, sent->fullLength)));
    if (std::holds_alternative<PacketCopied>(event.body))
        return tr("copy");
    return look(lane, static_cast<int>(CallLook::Stopped)); // it stands behind a call that has returned
}

QString TimelineTexts::whole(const TimelineHit& hit, std::int64_t now) const
{
    if (hit.lane == noLane)
        return {};
    const TimelineLane& lane = m_index.lanes()[hit.lane];
    QStringList lines {this->lane(hit.lane)};
    if (lane.socket != 0 && lane.kind != Kind::State) {
        SocketRow row;
        row.local = lane.local;
        row.remote = lane.remote;
        lines.first() += QStringLiteral(", ") + socketLabels(row).last();
    }
    if (!hit.item)
        return lines.first();
    const TimelineSpan span = timelineItem(lane, *hit.item, now);
    if (lane.stepped()) {
        if (hit.count > 1)
            lines << tr("%n changes here: %1 to %2", nullptr, static_cast<int>(hit.count))
                         .arg(value(lane, hit.range.least), value(lane, hit.range.most));
        else
            lines << value(lane, lane.steps[*hit.item].value);
    } else {
        QString what = this->span(lane, hit.event);
        if (const QString how = look(lane, span.look); !how.isEmpty() && how != what)
            what += QStringLiteral(", ") + how;
        if (lane.kind != Kind::Packets)
            what += QStringLiteral(": ") + toQString(spanText(span.to - span.from));
        lines << what;
        if (hit.count > 1)
            lines << tr("one of %n in this pixel", nullptr, static_cast<int>(hit.count));
    }
    lines << tr("event %1, %2 s").arg(hit.event + 1).arg(toQString(secondsText(span.from)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace lab
