#pragma once
// SequenceFilter: which rows of SequenceIndex a person wants to see, by EventFilter's words. A call is shown as a whole,
// with its beginning, if any part of it is what is asked for; so is a packet. Reads the journal in pieces.

#include "model/export/EventFilter.h"
#include "views/sequence/SequenceIndex.h"

#include <algorithm>

namespace lab {

class SequenceFilter
{
public:
    /// Begins anew; an empty filter shows everything and reads nothing.
    void set(EventFilter filter);
    void reset(); ///< another journal, the same words

    bool active() const { return !m_filter.empty(); }

    const EventFilter& words() const { return m_filter; }

    /// On by so many events at most, of those that the index has. Returns the first place in rows() that is another one
    /// now than before.
    std::size_t follow(const Journal& journal, const SequenceIndex& index, std::size_t most = noEvent);

    std::size_t followed() const { return m_followed; } ///< events

    /// Rows that are shown, ascending; meaningful while active().
    const std::vector<std::uint32_t>& rows() const { return m_rows; }

    bool shows(std::uint32_t row) const { return !active() || std::binary_search(m_rows.begin(), m_rows.end(), row); }

    bool showsCall(std::uint32_t call) const { return !active() || (call < m_calls.size() && m_calls[call]); }

    bool showsFlight(std::uint32_t flight) const { return !active() || (flight < m_flights.size() && m_flights[flight]); }

    bool showsBar(std::uint32_t bar) const { return !active() || (bar < m_bars.size() && m_bars[bar]); }

    const SequenceCover& cover() const { return m_cover; } ///< of the bars that are shown

    /// Not a state that began in the row, but what the row itself tells.
    bool showsItself(const SequenceRow& row) const;
    /// Leaves nothing but what is shown.
    void reduce(SequenceIndex::Spans& spans) const;

private:
    void take(std::size_t event, const Event& what, const SequenceIndex& index);
    void takeRow(std::uint32_t row, const Event& what, const SequenceIndex& index);
    void show(std::uint32_t row);

    EventFilter m_filter;
    LabState m_state;
    std::size_t m_followed = 0;
    std::uint32_t m_at = 0; ///< the row of the event that is read
    std::vector<std::uint32_t> m_rows;
    std::vector<std::uint32_t> m_late; ///< rows before the last one shown: calls whose end told what they are
    SequenceCover m_cover;
    std::vector<bool> m_calls, m_flights, m_bars; ///< by their numbers in the index, as far as they have been judged
    std::uint32_t m_nextFlight = 0, m_nextBar = 0; ///< in the index, which are to be judged
};

} // namespace lab
