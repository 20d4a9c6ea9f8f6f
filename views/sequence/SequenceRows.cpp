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

std::uint32_t SequenceRows::refOf(std::size_t row) const
{
    if (SequenceRow::beginsFlight(kindOf(row))) {
        const Word& word = m_words[row / perWord];
        return word.before + static_cast<std::uint32_t>(bitsIn(word.begins & ((std::uint64_t {1} << row % perWord) - 1)));
    }
    const auto found = std::lower_bound(m_refs.begin(), m_refs.end(), row, [](const Ref& one, std::size_t wanted) { return one.row < wanted; });
    return found != m_refs.end() && found->row == row ? found->ref : 0;
}

std::uint32_t SequenceRows::rowOfFlight(std::uint32_t number) const
{
    const auto after = std::upper_bound(m_words.begin(), m_words.end(), number,
                                        [](std::uint32_t wanted, const Word& word) { return wanted < word.before; });
    const auto word = after - 1; // the last before which there are no more of them
    return static_cast<std::uint32_t>(static_cast<std::size_t>(word - m_words.begin()) * perWord + placeOfBit(word->begins, number - word->before));
}

void SequenceRows::push_back(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    if (size() % perWord == 0)
        m_words.push_back({0, static_cast<std::uint32_t>(m_flights)});
    m_events.push_back(event);
    m_what.push_back(packed(kind, host));
    refer(kind, ref);
}

void SequenceRows::takeOver(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref)
{
    m_events.back() = event;
    m_what.back() = static_cast<std::uint8_t>(packed(kind, host) | (m_what.back() & barBits));
    refer(kind, ref);
}

void SequenceRows::refer(SequenceRow::Kind kind, std::uint32_t ref)
{
    const std::size_t row = size() - 1;
    if (SequenceRow::beginsFlight(kind)) {
        m_words.back().begins |= std::uint64_t {1} << row % perWord;
        ++m_flights;
    } else if (kind != SequenceRow::Kind::State && kind != SequenceRow::Kind::Counter) {
        m_refs.push_back({static_cast<std::uint32_t>(row), ref});
    }
}

void SequenceRows::beginBar(const SequenceBar& bar)
{
    m_what.back() |= barBit(bar.host);
    m_bars.push_back(bar);
}

} // namespace lab
