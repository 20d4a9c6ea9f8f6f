#pragma once
// TimelineLayout: where the lanes of the timeline stand, and what lies under a point. Pure geometry; no painting.

#include "views/timeline/TimelineIndex.h"

#include <optional>

namespace lab {

struct TimelineRow
{
    std::uint32_t lane = noLane;
    double top = 0, height = 0; ///< from the top of the first row
};

class TimelineLayout
{
public:
    /// `line`: height of a line of text.
    void arrange(const TimelineIndex& index, double line);

    const std::vector<TimelineRow>& rows() const { return m_rows; }

    double height() const { return m_height; }

    /// The row at `y`; nothing between and below them.
    std::optional<std::size_t> rowAt(double y) const;
    /// The first row that reaches below `y`; rows().size() if none does.
    std::size_t firstBelow(double y) const;
    std::optional<std::size_t> rowOf(std::uint32_t lane) const;

private:
    std::vector<TimelineRow> m_rows;
    double m_height = 0, m_line = 0;
};

/// What one place of a lane shows: the nearest span or the value there, and how much is summarised in that pixel.
struct TimelineHit
{
    std::uint32_t lane = noLane;
    std::optional<std::size_t> item; ///< index into the lane's spans or steps; spans.size(): the one that still lasts
    std::size_t event = 0; ///< that it is about; meaningful with an item
    std::uint32_t count = 0; ///< spans in the pixel, or changes of the number
    TimelineRange range; ///< of a lane of steps
};

/// `x` in pixels of the plot, `reach`: how far from it a span may be; `now` ends the span that still lasts, ns.
TimelineHit timelineHit(const TimelineIndex& index, std::uint32_t lane, const TimelineScale& scale, double x, double reach,
                        std::int64_t now);

/// An item of a lane and its neighbours, for the keyboard: the one that still lasts is the last.
std::size_t timelineItems(const TimelineLane& lane);
std::size_t timelineEvent(const TimelineLane& lane, std::size_t item);
TimelineSpan timelineItem(const TimelineLane& lane, std::size_t item, std::int64_t now); ///< a step: from it to the next
/// The item of a lane that holds at `time`, or the last one before it; timelineItems() if there is none.
std::size_t timelineItemAt(const TimelineLane& lane, std::int64_t time);

} // namespace lab
