#include "views/sequence/SequenceCover.h"

#include <algorithm>

namespace lab {

void SequenceCover::begin(const PagedList<SequenceBar>& bars, std::uint32_t bar)
{
    Place& place = m_places[at(bars[bar])];
    settle(bars, place, bars[bar].from + 1);
    const bool free = place.chain.empty() || bars[place.chain.back()].to <= bars[bar].from;
    if (free)
        place.chain.push_back(bar);
    else
        place.waiting.push_back(bar);
}

void SequenceCover::follow(const PagedList<SequenceBar>& bars, std::size_t events)
{
    for (Place& place : m_places)
        settle(bars, place, events);
}

/// When the last of the chain has ended, the oldest that stands on takes over. Each bar waits once, so this costs one look each.
void SequenceCover::settle(const PagedList<SequenceBar>& bars, Place& place, std::size_t events)
{
    while (!place.waiting.empty() && bars[place.chain.back()].to < events) {
        const std::uint32_t next = place.waiting.front();
        place.waiting.pop_front();
        if (bars[next].to > bars[place.chain.back()].to)
            place.chain.push_back(next);
    }
}

std::size_t SequenceCover::beginningFrom(const PagedList<SequenceBar>& bars, const Place& place, std::uint32_t row)
{
    const auto from = std::lower_bound(place.chain.begin(), place.chain.end(), row,
                                       [&bars](std::uint32_t bar, std::uint32_t wanted) { return bars[bar].fromRow < wanted; });
    return static_cast<std::size_t>(from - place.chain.begin());
}

void SequenceCover::find(const PagedList<SequenceBar>& bars, std::uint32_t first, std::uint32_t last,
                         std::vector<std::uint32_t>& found) const
{
    for (const Place& place : m_places) {
        std::size_t next = beginningFrom(bars, place, first);
        // Of those that began before, the last one ends last.
        if (next > 0 && bars[place.chain[next - 1]].toRow >= first)
            found.push_back(place.chain[next - 1]);
        for (; next < place.chain.size() && bars[place.chain[next]].fromRow <= last; ++next)
            found.push_back(place.chain[next]);
    }
}

bool SequenceCover::covers(const PagedList<SequenceBar>& bars, HostId host, int number, std::uint32_t first, std::uint32_t last) const
{
    const Place& place = m_places[static_cast<std::size_t>(host) * mostPlaces + static_cast<std::size_t>(number)];
    const std::size_t next = beginningFrom(bars, place, last == noRow ? last : last + 1);
    return next > 0 && bars[place.chain[next - 1]].toRow >= first;
}

} // namespace lab
