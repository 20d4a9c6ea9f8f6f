#include "views/timeline/TimelineLayout.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

int section(const TimelineLane& lane)
{
    if (lane.kind == TimelineLane::Kind::Packets)
        return 2;
    return (lane.host == HostId::Server ? 3 : 0) + (lane.kind == TimelineLane::Kind::Calls ? 0 : 1);
}

double heightOf(const TimelineLane& lane, double line)
{
    return lane.stepped() ? std::round(line * 1.9) : line + 8;
}

} // namespace

void TimelineLayout::arrange(const TimelineIndex& index, double line)
{
    if (m_rows.size() == index.lanes().size() && m_line == line)
        return;
    m_line = line;
    m_rows.clear();
    constexpr double gap = 4, sectionGap = 12;
    double y = gap;
    const TimelineLane* before = nullptr;
    for (const std::uint32_t i : index.order()) {
        const TimelineLane& lane = index.lanes()[i];
        if (before)
            y += section(*before) == section(lane) ? gap : sectionGap;
        m_rows.push_back({i, y, heightOf(lane, line)});
        y += m_rows.back().height;
        before = &lane;
    }
    m_height = y + gap;
}

std::size_t TimelineLayout::firstBelow(double y) const
{
    const auto found = std::partition_point(m_rows.begin(), m_rows.end(),
                                            [y](const TimelineRow& row) { return row.top + row.height <= y; });
    return static_cast<std::size_t>(found - m_rows.begin());
}

std::optional<std::size_t> TimelineLayout::rowAt(double y) const
{
    const std::size_t row = firstBelow(y);
    if (row == m_rows.size() || m_rows[row].top > y)
        return std::nullopt;
    return row;
}

std::optional<std::size_t> TimelineLayout::rowOf(std::uint32_t lane) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].lane == lane)
            return i;
    }
    return std::nullopt;
}

std::size_t timelineItems(const TimelineLane& lane)
{
    return lane.stepped() ? lane.steps.size() : lane.spans.size() + (lane.open ? 1 : 0);
}

std::size_t timelineEvent(const TimelineLane& lane, std::size_t item)
{
    if (lane.stepped())
        return lane.steps[item].event;
    return item < lane.spans.size() ? lane.spans[item].event : lane.open->event;
}

TimelineSpan timelineItem(const TimelineLane& lane, std::size_t item, std::int64_t now)
{
    if (lane.stepped()) {
        const TimelineStep& step = lane.steps[item];
        return {step.at, item + 1 < lane.steps.size() ? lane.steps[item + 1].at : std::max(now, step.at), step.event, 0};
    }
    if (item < lane.spans.size())
        return lane.spans[item];
    TimelineSpan span = *lane.open;
    span.to = std::max(span.from, now);
    return span;
}

std::size_t timelineItemAt(const TimelineLane& lane, std::int64_t time)
{
    const std::size_t count = timelineItems(lane);
    if (lane.stepped()) {
        const std::size_t at = lane.steps.at(time);
        return at == lane.steps.size() ? count : at;
    }
    if (lane.open && lane.open->from <= time)
        return lane.spans.size();
    const std::size_t after = lane.spans.firstAfter(time);
    return after == 0 ? count : after - 1;
}

TimelineHit timelineHit(const TimelineIndex& index, std::uint32_t laneIndex, const TimelineScale& scale, double x,
                        double reach, std::int64_t now)
{
    TimelineHit hit;
    hit.lane = laneIndex;
    const TimelineLane& lane = index.lanes()[laneIndex];
    TimelineScale pixel = scale;
    pixel.from = scale.time(std::floor(x));
    pixel.width = 1 - 1e-9;
    if (lane.stepped()) {
        std::vector<TimelineRange> column(1);
        lane.steps.summarise(pixel, column);
        hit.range = column[0];
        hit.count = column[0].changes;
        const std::size_t at = lane.steps.at(scale.time(std::floor(x) + 1));
        if (at < lane.steps.size())
            hit.item = at;
    } else {
        std::vector<TimelineColumn> column(1);
        std::vector<std::uint32_t> wide;
        lane.spans.summarise(pixel, column, 1e18, wide);
        hit.count = column[0].count;
        double nearest = reach;
        const std::size_t count = timelineItems(lane);
        // From the last one that begins not far right of the point backwards; what is far left ends the search.
        for (std::size_t i = timelineItemAt(lane, scale.time(x + reach)), looked = 0; i < count && looked < 64; ++looked) {
            const TimelineSpan span = timelineItem(lane, i, now);
            const double from = scale.x(span.from), to = scale.x(span.to);
            const double away = x < from ? from - x : x > to ? x - to : 0;
            if (away <= nearest && (!hit.item || away < nearest)) {
                nearest = away;
                hit.item = i;
            }
            if (to < x - reach || i == 0)
                break;
            --i;
        }
        if (hit.item && *hit.item == lane.spans.size() && column[0].count == 0)
            hit.count = 1;
    }
    if (hit.item)
        hit.event = timelineEvent(lane, *hit.item);
    return hit;
}

} // namespace lab
