#pragma once
// SequenceReading: what has been read of a journal for the sequence diagram: the rows, which of them are wanted, and where
// they stand. Reads in pieces, for as long as it is given, so that a million events stop nobody.

#include "views/sequence/SequenceDensity.h"

#include <chrono>
#include <optional>

namespace lab {

class SequenceReading
{
public:
    SequenceReading()
        : m_axis(m_index, m_filter)
        , m_density(m_index, m_filter, m_axis)
    {
    }

    SequenceReading(const SequenceReading&) = delete; // the axis looks at the others
    SequenceReading& operator=(const SequenceReading&) = delete;

    void reset(); ///< another journal
    void setFilter(EventFilter filter);
    void setTimed(bool timed);
    /// ns from one row to the next; nothing: as the journal asks for.
    void setScale(std::optional<std::int64_t> scale);

    /// Reads on for about so long; a short journal whole. False: there is more.
    bool readOn(const Journal& journal, std::chrono::microseconds budget);
    void finish(const Journal& journal);
    int percent(const Journal& journal) const;

    const SequenceIndex& index() const { return m_index; }

    const SequenceFilter& filter() const { return m_filter; }

    const SequenceAxis& axis() const { return m_axis; }

    const SequenceDensity& density() const { return m_density; }

    /// Slots whose rows exist after `position` events.
    std::size_t slotsAt(std::size_t position) const;

private:
    bool readPiece(const Journal& journal);
    void chooseScale(const Journal& journal);

    SequenceIndex m_index;
    SequenceFilter m_filter;
    SequenceAxis m_axis;
    SequenceDensity m_density;
    std::optional<std::int64_t> m_wantedScale;
    std::size_t m_changed = noEvent; ///< the first slot that is another since it was placed
    std::size_t m_scaleOf = 0; ///< rows there were when a scale was chosen for them
};

} // namespace lab
