#include "views/sequence/SequenceRows.h"

#include <algorithm>

namespace lab {

namespace {

/// Of records with a row each, ascending, the one of this row; nullptr: there is none.
template<class List>
const typename List::value_type* ofRow(const List& records, std::size_t row)
{
    const auto found = std::lower_bound(records.begin(), records.end(), row, [](const auto& one, std::size_t wanted) { return one.row < wanted; });
    return found != records.end() && found->row == row ? &*found : nullptr;
}

} // namespace

std::size_t SequenceRows::eventOf(std::size_t row) const
{
    const Taken* taken = ofRow(m_taken, row);
    return taken != nullptr ? std::size_t {taken->event} : m_first[row];
}

std::array<std::uint32_t, hostCount> SequenceRows::barsIn(std::size_t row) const
{
    std::array<std::uint32_t, hostCount> bars {noRow, noRow};
    if ((m_what[row] & barBits) != 0)
        for (std::size_t bar = m_bars.before(firstOf(row)), end = m_bars.before(endOf(row)); bar < end; ++bar)
            bars[static_cast<std::size_t>(m_bars.host(bar))] = static_cast<std::uint32_t>(bar);
    return bars;
}

std::uint32_t SequenceRows::refOf(std::size_t row) const
{
    if (SequenceRow::beginsFlight(kindOf(row)))
        return static_cast<std::uint32_t>(m_flights.below(row));
    const Ref* ref = ofRow(m_refs, row);
    return ref != nullptr ? ref->ref : 0;
}

void SequenceRows::push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    m_first.push_back(event);
    m_what.push_back(packed(kind, host));
    refer(kind, ref);
}

void SequenceRows::takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    m_taken.push_back({static_cast<std::uint32_t>(size() - 1), event});
    m_what.back() = static_cast<std::uint8_t>(packed(kind, host) | (m_what.back() & barBits));
    refer(kind, ref);
}

void SequenceRows::refer(SequenceRow::Kind kind, std::uint32_t ref)
{
    const std::size_t row = size() - 1;
    if (SequenceRow::beginsFlight(kind))
        m_flights.push_back(row);
    else if (kind != SequenceRow::Kind::State && kind != SequenceRow::Kind::Counter)
        m_refs.push_back({static_cast<std::uint32_t>(row), ref});
}

void SequenceRows::beginBar(const SequenceBar& bar, std::uint32_t earlier)
{
    m_what.back() |= barBit(bar.host);
    m_bars.push_back(bar, earlier);
}

} // namespace lab
