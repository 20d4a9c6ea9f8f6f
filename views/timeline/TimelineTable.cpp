#include "views/timeline/TimelineTable.h"

#include "model/base/Text.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

Selection::What timelineWhat(const Journal& journal, const TimelineLane& lane, std::size_t index)
{
    Selection::What what;
    what.event = index;
    const Event event = journal.at(index);
    if (const auto* call = std::get_if<CallEntered>(&event.body))
        what.call = call->call;
    else if (const auto* stopped = std::get_if<CallStopped>(&event.body))
        what.call = stopped->call;
    else if (const auto* sent = std::get_if<PacketSent>(&event.body))
        what.packet = sent->packet;
    else if (const auto* copy = std::get_if<PacketCopied>(&event.body))
        what.packet = copy->packet;
    else if (lane.socket != 0)
        what.socket = lane.socket;
    return what;
}

TimelineTable::TimelineTable(const TimelineIndex& index, const TimelineTexts& texts, const Playhead& playhead, std::int64_t now, bool whole)
    : m_index(index)
    , m_texts(texts)
    , m_playhead(playhead)
    , m_now(now)
    , m_whole(whole)
{
    std::size_t end = 0;
    for (const std::uint32_t number : index.order()) {
        const TimelineLane& lane = index.lanes()[number];
        const std::size_t items = timelineItems(lane), last = timelineItemAt(lane, now);
        if (playhead.position() == 0 || last >= items)
            continue;
        end += last + 1;
        m_parts.push_back({number, end});
    }
}

QStringList TimelineTable::columns() const
{
    return {tr("Lane"), tr("Whose"), tr("What"), tr("How"), tr("From (s)"), tr("Until (s)")};
}

std::size_t TimelineTable::rows() const
{
    return m_parts.empty() ? 0 : m_parts.back().end;
}

TimelineTable::Place TimelineTable::placeOf(std::size_t row) const
{
    const auto part = std::partition_point(m_parts.begin(), m_parts.end(), [row](const Part& one) { return one.end <= row; });
    const std::size_t first = part == m_parts.begin() ? 0 : std::prev(part)->end;
    const Place place {part->lane, row - first};
    // What lasted may be over since, with nothing left of it.
    return place.item < timelineItems(m_index.lanes()[place.lane]) ? place : Place {};
}

QString TimelineTable::cell(std::size_t row, int column) const
{
    const Place place = placeOf(row);
    if (place.lane == noLane)
        return {};
    const TimelineLane& lane = m_index.lanes()[place.lane];
    const TimelineSpan span = timelineItem(lane, place.item, m_now);
    switch (column) {
    case 0:
        return lane.kind == TimelineLane::Kind::State ? tr("state") : lane.kind == TimelineLane::Kind::Calls ? tr("calls") : m_texts.lane(place.lane);
    case 1:
        return lane.kind == TimelineLane::Kind::Calls ? m_texts.lane(place.lane) : ends(lane);
    case 2:
        return lane.stepped() ? m_texts.value(lane, lane.steps[place.item].value) : m_texts.span(lane, span.event);
    case 3:
        return lane.stepped() ? QString() : TimelineTexts::look(lane, span.look);
    case 4:
        return toQString(secondsText(span.from));
    default:
        return until(lane, place.item, span);
    }
}

QString TimelineTable::ends(const TimelineLane& lane) const
{
    if (lane.socket == 0)
        return {};
    SocketRow row;
    row.local = lane.local;
    row.remote = lane.remote;
    return toQString(hostName(lane.host)) + QStringLiteral(", ") + socketLabels(row).last();
}

QString TimelineTable::until(const TimelineLane& lane, std::size_t item, const TimelineSpan& span) const
{
    if (lane.kind == TimelineLane::Kind::Packets) // a moment
        return {};
    const bool last = lane.stepped() ? item + 1 >= lane.steps.size() : item >= lane.spans.size();
    return last || span.to > m_now ? tr("lasts") : toQString(secondsText(span.to));
}

Selection::What TimelineTable::what(std::size_t row) const
{
    const Place place = placeOf(row);
    if (place.lane == noLane)
        return {};
    const TimelineLane& lane = m_index.lanes()[place.lane];
    return timelineWhat(m_playhead.journal(), lane, timelineEvent(lane, place.item));
}

} // namespace lab
