#include "views/sequence/SequenceRows.h"

#include <algorithm>

namespace lab {

PagedList<SequenceBar>::Iterator SequenceRows::firstBarIn(std::size_t row) const
{
    return std::lower_bound(m_bars.begin(), m_bars.end(), row,
                            [](const SequenceBar& bar, std::size_t wanted) { return bar.fromRow < wanted; });
}

std::size_t SequenceRows::firstOf(std::size_t row) const
{
    const std::size_t event = m_events[row];
    return beginsBars(row) ? std::min<std::size_t>(event, firstBarIn(row)->from) : event;
}

std::array<std::uint32_t, hostCount> SequenceRows::barsIn(std::size_t row) const
{
    std::array<std::uint32_t, hostCount> bars {noRow, noRow};
    if (beginsBars(row))
        for (auto bar = firstBarIn(row); bar != m_bars.end() && bar->fromRow == row; ++bar)
            bars[static_cast<std::size_t>(bar->host)] = static_cast<std::uint32_t>(bar - m_bars.begin());
    return bars;
}

void SequenceRows::push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    m_events.push_back(event);
    m_refs.push_back(ref);
    m_what.push_back(packed(kind, host));
}

void SequenceRows::takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    m_events.back() = event;
    m_refs.back() = ref;
    m_what.back() = static_cast<std::uint8_t>(packed(kind, host) | (m_what.back() & barBits));
}

void SequenceRows::beginBar(const SequenceBar& bar)
{
    m_what.back() |= barBit(bar.host);
    m_bars.push_back(bar);
}

} // namespace lab
