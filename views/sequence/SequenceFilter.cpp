#include "views/sequence/SequenceFilter.h"

namespace lab {

void SequenceFilter::set(EventFilter filter)
{
    *this = SequenceFilter();
    m_filter = std::move(filter);
}

void SequenceFilter::reset()
{
    set(std::move(m_filter));
}

std::size_t SequenceFilter::follow(const Journal& journal, const SequenceIndex& index, std::size_t most)
{
    if (!active())
        return noEvent;
    std::size_t changed = m_rows.size();
    const std::size_t end = m_followed + std::min(most, index.followed() - m_followed);
    for (; m_followed < end; ++m_followed) {
        const Event event = journal.at(m_followed);
        m_state.apply(event);
        take(m_followed, event, index);
    }
    m_cover.follow(index.bars(), m_followed);
    if (!m_late.empty()) { // together, so that many calls that end late cost one merge
        std::sort(m_late.begin(), m_late.end());
        const auto first = std::lower_bound(m_rows.begin(), m_rows.end(), m_late.front());
        const auto from = static_cast<std::size_t>(first - m_rows.begin()), before = m_rows.size();
        m_rows.insert(m_rows.end(), m_late.begin(), m_late.end());
        const auto at = [this](std::size_t place) { return m_rows.begin() + static_cast<std::ptrdiff_t>(place); };
        std::inplace_merge(at(from), at(before), m_rows.end());
        m_rows.erase(std::unique(at(from), m_rows.end()), m_rows.end());
        m_late.clear();
        changed = std::min(changed, from);
    }
    return changed;
}

void SequenceFilter::take(std::size_t event, const Event& what, const SequenceIndex& index)
{
    const auto& rows = index.rows();
    while (m_at + 1 < rows.size() && rows.firstOf(m_at + 1) <= event)
        ++m_at;
    while (m_nextBar < index.bars().size() && index.bars().from(m_nextBar) == event) {
        const bool shown = m_filter.concerns(what, m_state);
        m_bars.push_back(shown);
        if (shown) {
            show(m_at);
            m_cover.begin(index.bars(), m_nextBar);
        }
        ++m_nextBar;
    }
    while (m_nextFlight < index.flightCount() && index.flight(m_nextFlight).sent == event) {
        m_flights.push_back(m_filter.concerns(what, m_state));
        ++m_nextFlight;
    }
    if (m_at < rows.size() && rows[m_at].event == event)
        takeRow(m_at, what, index);
}

void SequenceFilter::takeRow(std::uint32_t row, const Event& what, const SequenceIndex& index)
{
    const SequenceRow about = index.rows()[row];
    switch (about.kind) {
    case SequenceRow::Kind::Call:
    case SequenceRow::Kind::Return: {
        const bool begins = about.kind == SequenceRow::Kind::Call;
        if (begins)
            m_calls.push_back(false);
        // Its port, or how it failed, may be known at its end alone.
        if (const bool known = m_calls[about.ref]; known || m_filter.concerns(what, m_state)) {
            m_calls[about.ref] = true;
            if (!begins && !known)
                m_late.push_back(index.calls()[about.ref].enteredRow);
            show(row);
        }
        break;
    }
    case SequenceRow::Kind::State:
        break; // by its bar
    case SequenceRow::Kind::Counter:
    case SequenceRow::Kind::Exit:
        if (m_filter.concerns(what, m_state))
            show(row);
        break;
    default:
        if (m_flights[about.ref])
            show(row);
    }
}

/// A row may be shown for what it tells and for a state that began in it.
void SequenceFilter::show(std::uint32_t row)
{
    if (m_rows.empty() || m_rows.back() < row)
        m_rows.push_back(row);
    else if (m_rows.back() != row)
        m_late.push_back(row);
}

bool SequenceFilter::showsItself(const SequenceRow& row) const
{
    if (!active())
        return true;
    if (row.kind == SequenceRow::Kind::Call || row.kind == SequenceRow::Kind::Return)
        return showsCall(row.ref);
    return !row.ofPacket() || showsFlight(row.ref);
}

void SequenceFilter::reduce(SequenceIndex::Spans& spans) const
{
    if (!active())
        return;
    std::erase_if(spans.calls, [this](std::uint32_t i) { return !showsCall(i); });
    std::erase_if(spans.flights, [this](std::uint32_t i) { return !showsFlight(i); });
}

} // namespace lab
