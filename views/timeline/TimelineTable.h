#pragma once
// TimelineTable: the timeline's lanes as a table, lane after lane: each span with its beginning and end, each value of a number
// with how long it held, up to the playhead.

#include "views/shared/DiagramTable.h"
#include "views/timeline/TimelineTexts.h"

namespace lab {

class TimelineTable : public DiagramTable
{
    Q_DECLARE_TR_FUNCTIONS(TimelineTable)

public:
    /// `now`: where the playhead stands, ns.
    TimelineTable(const TimelineIndex& index, const TimelineTexts& texts, const Playhead& playhead, std::int64_t now, bool whole);

    QStringList columns() const override;
    std::size_t rows() const override;
    QString cell(std::size_t row, int column) const override;
    Selection::What what(std::size_t row) const override;

    bool whole() const override { return m_whole; }

private:
    struct Part
    {
        std::uint32_t lane = noLane;
        std::size_t end = 0; ///< the row after its last one
    };

    struct Place
    {
        std::uint32_t lane = noLane;
        std::size_t item = 0;
    };

    Place placeOf(std::size_t row) const;
    QString ends(const TimelineLane& lane) const;
    QString until(const TimelineLane& lane, std::size_t item, const TimelineSpan& span) const;

    const TimelineIndex& m_index;
    const TimelineTexts& m_texts;
    const Playhead& m_playhead;
    std::int64_t m_now;
    bool m_whole;
    std::vector<Part> m_parts; ///< lanes with rows, as they stand in the diagram
};

/// What is selected with an event of a lane.
Selection::What timelineWhat(const Journal& journal, const TimelineLane& lane, std::size_t event);

} // namespace lab
