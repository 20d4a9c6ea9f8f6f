#pragma once
// TimelineTexts: what the timeline's lanes and spans are called. Texts of spans are made from the journal when they
// come into sight and kept for the next painting.

#include "views/shared/Playhead.h"
#include "views/timeline/TimelineLayout.h"

#include <QCoreApplication>
#include <QHash>
#include <QString>

namespace lab {

class TimelineTexts
{
    Q_DECLARE_TR_FUNCTIONS(TimelineView)

public:
    explicit TimelineTexts(const TimelineIndex& index, const Playhead& playhead)
        : m_index(index)
        , m_playhead(playhead)
    {
    }

    void forget(); ///< another journal or language

    QString lane(std::uint32_t lane) const; ///< "server", "10.9.0.1:40000 → 10.9.0.2:8080", "accept queue :8080"
    QString value(const TimelineLane& lane, std::uint32_t value) const; ///< "5 B", "2 of 3", "1.20 ms"
    QString span(const TimelineLane& lane, std::size_t event) const; ///< "connect(3, …)", "ESTAB", "SYN"
    static QString look(const TimelineLane& lane, int look); ///< "blocked", "held on the wire"; "" for the ordinary one

    /// The whole of what a place shows, for the pointer and for screen readers.
    QString whole(const TimelineHit& hit, std::int64_t now) const;

private:
    QString make(const TimelineLane& lane, std::size_t event) const;

    const TimelineIndex& m_index;
    const Playhead& m_playhead;
    mutable QHash<std::size_t, QString> m_spans; ///< by event
};

} // namespace lab
