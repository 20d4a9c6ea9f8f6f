#pragma once
// SequenceCover: of state bars that stand at the same place beside a lifeline, the few that hide all others. Very many open
// sockets share a place, and their bars look alike: it is enough to draw those that cover what all of them cover. Each of these
// began before, and ends after, the one before it; so what covers some rows is found by halving.

#include "views/sequence/SequenceBars.h"

#include <deque>
#include <vector>

namespace lab {

class SequenceCover
{
public:
    /// Bars come in the order in which they begin.
    void begin(const SequenceBars& bars, std::uint32_t bar);
    /// Every bar that ended before event `events` says so by now.
    void follow(const SequenceBars& bars, std::size_t events);

    /// Events of neighbouring rows.
    struct Events
    {
        std::size_t first = 0; ///< made the first of the rows
        std::size_t end = noEvent; ///< made the row behind the last; noEvent: there is none
    };

    /// Adds bars that cover, of the rows of these events, what all of them cover; at most one that began before them each place.
    void find(const SequenceBars& bars, const Events& events, std::vector<std::uint32_t>& found) const;

    /// Does one stand in any of these rows?
    bool covers(const SequenceBars& bars, HostId host, int place, const Events& events) const;

    static constexpr int mostPlaces = 4; ///< beside a lifeline

private:
    struct Place
    {
        std::vector<std::uint32_t> chain; ///< those that cover; their beginnings ascend, and so do their ends
        std::deque<std::uint32_t> waiting; ///< began while the last of the chain stood, which may end before them
    };

    static std::size_t at(HostId host, std::size_t place) { return static_cast<std::size_t>(host) * mostPlaces + place; }

    static void settle(const SequenceBars& bars, Place& place, std::size_t events);
    /// The first of a chain that begins with this event or later.
    static std::size_t beginningFrom(const SequenceBars& bars, const Place& place, std::size_t event);

    std::array<Place, hostCount * mostPlaces> m_places;
};

} // namespace lab
