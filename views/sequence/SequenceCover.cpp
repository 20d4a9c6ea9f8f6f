#include "views/sequence/SequenceCover.h"

#include <algorithm>

namespace lab {

void SequenceCover::begin(const SequenceBars& bars, std::uint32_t bar)
{
    Place& place = m_places[at(bars.host(bar), bars.place(bar))];
    const std::size_t from = bars.from(bar);
    settle(bars, place, from + 1);
    const bool free = place.chain.empty() || bars.to(place.chain.back()) <= from;
    if (free)
        place.chain.push_back(bar);
    else
        place.waiting.push_back(bar);
}

void SequenceCover::follow(const SequenceBars& bars, std::size_t events)
{
    for (Place& place : m_places)
        settle(bars, place, events);
}

/// When the last of the chain has ended, the oldest that stands on takes over. Each bar waits once, so this costs one look each.
void SequenceCover::settle(const SequenceBars& bars, Place& place, std::size_t events)
{
    while (!place.waiting.empty() && bars.to(place.chain.back()) < events) {
        const std::uint32_t next = place.waiting.front();
        place.waiting.pop_front();
        if (bars.to(next) > bars.to(place.chain.back()))
            place.chain.push_back(next);
    }
}

std::size_t SequenceCover::beginningFrom(const SequenceBars& bars, const Place& place, std::size_t event)
{
    const auto from = std::lower_bound(place.chain.begin(), place.chain.end(), event,
                                       [&bars](std::uint32_t bar, std::size_t wanted) { return bars.from(bar) < wanted; });
    return static_cast<std::size_t>(from - place.chain.begin());
}

void SequenceCover::find(const SequenceBars& bars, const Events& events, std::vector<std::uint32_t>& found) const
{
    for (const Place& place : m_places) {
        std::size_t next = beginningFrom(bars, place, events.first);
        // Of those that began before, the last one ends last.
        if (next > 0 && bars.to(place.chain[next - 1]) >= events.first)
            found.push_back(place.chain[next - 1]);
        for (; next < place.chain.size() && bars.from(place.chain[next]) < events.end; ++next)
            found.push_back(place.chain[next]);
    }
}

bool SequenceCover::covers(const SequenceBars& bars, HostId host, int number, const Events& events) const
{
    const Place& place = m_places[at(host, static_cast<std::size_t>(number))];
    const std::size_t next = beginningFrom(bars, place, events.end);
    return next > 0 && bars.to(place.chain[next - 1]) >= events.first;
}

} // namespace lab
