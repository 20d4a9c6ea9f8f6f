#pragma once
// The data of the timeline's lanes: spans (calls, states, packets as spans of no length) and steps (a number that
// changes at moments). Both are append-only and carry a pyramid of summaries, so that a picture costs its pixels and
// not the journal's length. Summaries count everything: nothing can vanish in them.

#include "views/timeline/TimelineScale.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lab {

inline constexpr int timelineLooks = 3;

struct TimelineSpan
{
    std::int64_t from = 0, to = 0; ///< ns
    std::uint32_t event = 0; ///< the journal's event that it is about
    std::uint8_t look = 0; ///< 0 … timelineLooks - 1; what it means is the lane's

    friend bool operator==(const TimelineSpan&, const TimelineSpan&) = default;
};

/// What lies under one pixel of a lane of spans.
struct TimelineColumn
{
    std::array<float, timelineLooks> share {}; ///< of the pixel's time, 0 … 1
    std::uint32_t count = 0; ///< spans that begin in it or reach into it
    std::uint8_t looks = 0; ///< bit n: look n is among them
};

/// Spans in the order of their beginnings that do not overlap.
class TimelineSpans
{
public:
    /// A beginning before the last end is moved to it: a lane's spans never overlap.
    void add(TimelineSpan span);
    /// Another look for a span that is there already (a packet that turns out to be lost); only ever a higher one.
    void raise(std::size_t span, std::uint8_t look);

    std::size_t size() const { return m_spans.size(); }

    const TimelineSpan& operator[](std::size_t i) const { return m_spans[i]; }

    /// The first span that ends at or after `time`; size() if none does.
    std::size_t firstEndingAt(std::int64_t time) const;
    /// The first span that begins after `time`.
    std::size_t firstAfter(std::int64_t time) const;

    /// Adds what is in sight to `columns` (one a pixel), and the spans of at least `wideFrom` pixels to `wide`. A group
    /// of spans that is narrower than a pixel as a whole is put where its middle is.
    void summarise(const TimelineScale& scale, std::vector<TimelineColumn>& columns, double wideFrom,
                   std::vector<std::uint32_t>& wide) const;

private:
    struct Node
    {
        std::int64_t from = 0, to = 0;
        std::array<float, timelineLooks> time {}; ///< ns
        std::uint32_t count : 29 = 0;
        std::uint32_t looks : 3 = 0;
    };

    static Node merged(const Node& a, const Node& b);
    Node leaf(std::size_t index) const;
    static void put(const Node& node, const TimelineScale& scale, std::vector<TimelineColumn>& columns);

    std::vector<TimelineSpan> m_spans;
    std::vector<std::vector<Node>> m_levels; ///< [l][i]: spans from i * 8 << l on; complete nodes only
};

/// Adds one span to the columns it covers. For spans that are not in a TimelineSpans yet: those that still last.
void putSpan(const TimelineSpan& span, const TimelineScale& scale, std::vector<TimelineColumn>& columns);

struct TimelineStep
{
    std::int64_t at = 0;
    std::uint32_t value = 0; ///< from then on
    std::uint32_t event = 0;
};

/// What a number was under one pixel.
struct TimelineRange
{
    std::uint32_t least = 0, most = 0, last = 0;
    std::uint32_t changes = 0;
    bool known = false; ///< false: before the first value
};

class TimelineSteps
{
public:
    /// Nothing if the value is what it was.
    void add(TimelineStep step);

    std::size_t size() const { return m_steps.size(); }

    const TimelineStep& operator[](std::size_t i) const { return m_steps[i]; }

    std::uint32_t most() const { return m_most; } ///< ever

    /// The step whose value holds at `time`; size() before the first one.
    std::size_t at(std::int64_t time) const;

    void summarise(const TimelineScale& scale, std::vector<TimelineRange>& columns) const;

private:
    struct Node
    {
        std::int64_t from = 0, to = 0;
        std::uint32_t least = 0, most = 0, last = 0, count = 0;
    };

    Node leaf(std::size_t index) const;
    static Node merged(const Node& a, const Node& b);
    static void put(const Node& node, const TimelineScale& scale, std::vector<TimelineRange>& columns);

    std::vector<TimelineStep> m_steps;
    std::vector<std::vector<Node>> m_levels;
    std::uint32_t m_most = 0;
};

} // namespace lab
