#pragma once
// SequenceCover: of state bars that stand at the same place beside a lifeline, the few that hide all others. Very many open
// sockets share a place, and their bars look alike: it is enough to draw those that cover what all of them cover. Each of these
// began before, and ends after, the one before it; so what covers some rows is found by halving.

#include "views/sequence/SequenceRecords.h"

#include <deque>
#include <vector>

namespace lab {

class SequenceCover
{
public:
    /// Bars come in the order in which they begin.
    void begin(const PagedList<SequenceBar>& bars, std::uint32_t bar);
    /// Every bar that ended before event `events` says so by now.
    void follow(const PagedList<SequenceBar>& bars, std::size_t events);

    /// Adds bars that cover, of rows first … last, what all of them cover; at most one that began before them each place.
    void find(const PagedList<SequenceBar>& bars, std::uint32_t first, std::uint32_t last, std::vector<std::uint32_t>& found) const;

    /// Does one stand in any of these rows?
    bool covers(const PagedList<SequenceBar>& bars, HostId host, int place, std::uint32_t first, std::uint32_t last) const;

    static constexpr int mostPlaces = 4; ///< beside a lifeline

private:
    struct Place
    {
        std::vector<std::uint32_t> chain; ///< those that cover; their beginnings ascend, and so do their ends
        std::deque<std::uint32_t> waiting; ///< began while the last of the chain stood, which may end before them
    };

    static std::size_t at(const SequenceBar& bar) { return static_cast<std::size_t>(bar.host) * mostPlaces + bar.place; }

    static void settle(const PagedList<SequenceBar>& bars, Place& place, std::size_t events);
    /// The first of a chain that begins in this row or later.
    static std::size_t beginningFrom(const PagedList<SequenceBar>& bars, const Place& place, std::uint32_t row);

    std::array<Place, hostCount * mostPlaces> m_places;
};

} // namespace lab
