#pragma once
// SequenceAxis: where the rows that are shown ("slots") stand from top to bottom, in heights of a row. At equal steps, or
// by true time. What is true to scale then: the distance of two neighbouring rows, where it is from one to `longest`
// heights. What is not: rows nearer in time than one height stand one height apart, so that no text meets another; and a
// longer wait is broken, `broken` heights for whatever it lasted. So no distance over several rows is a measure of time.

#include "views/sequence/SequenceFilter.h"

#include <cstdint>
#include <vector>

namespace lab {

class SequenceAxis
{
public:
    SequenceAxis(const SequenceIndex& index, const SequenceFilter& filter)
        : m_index(index)
        , m_filter(filter)
    {
    }

    static constexpr int longest = 8, broken = 3; ///< heights of a row

    void setTimed(bool timed); ///< follow() begins anew
    void setScale(std::int64_t nsPerRow); ///< the same

    bool timed() const { return m_timed; }

    std::int64_t scale() const { return m_scale; } ///< ns from one row to the next

    /// The step of 1, 2 or 5 at which most of these waits are true to scale.
    static std::int64_t scaleFor(const std::vector<std::int64_t>& waits);
    static std::int64_t otherScale(std::int64_t scale, int steps); ///< of 1, 2 and 5; steps > 0: more time in a row
    /// Of the rows there are, or of some thousand of them.
    std::vector<std::int64_t> waits(const Journal& journal) const;

    /// Places at most so many rows; those from slot `changed` on anew. By equal steps there is nothing to do.
    void follow(const Journal& journal, std::size_t changed, std::size_t most);
    bool complete() const { return size() == known(); }

    /// Slots that have a place; they can be one less than complete() while the last row may still change.
    std::size_t size() const { return m_timed ? m_places.size() : known(); }

    std::uint32_t rowAt(std::size_t slot) const;
    /// The first slot whose row is this one or a later one; size(): there is none.
    std::size_t slotOf(std::uint32_t row) const;
    /// Is it in a slot?
    bool has(std::uint32_t row) const;

    double place(std::size_t slot) const; ///< of its upper edge
    /// The last slot that begins there or above; 0 where there is none.
    std::size_t slotAt(double place) const;
    /// Of the lower edge of the last of so many slots.
    double end(std::size_t count) const { return count == 0 ? 0 : place(count - 1) + 1; }

    enum class Distance : std::uint8_t { Nearer, True, Broken }; ///< nearer in time than it is drawn

    struct Wait
    {
        std::int64_t ns = 0;
        Distance distance = Distance::True;
    };

    Wait waitBefore(std::size_t slot, const Journal& journal) const; ///< from the slot above; slot > 0
    /// A row with a packet and states stands at the packet's time.
    std::int64_t timeOf(std::size_t slot, const Journal& journal) const;

private:
    static constexpr std::int64_t unit = 1024; ///< of a row's height: sums stay exact, and 64 bits are never full

    std::size_t known() const { return m_filter.active() ? m_filter.rows().size() : m_index.rows().size(); }

    Distance distance(std::int64_t wait) const;

    const SequenceIndex& m_index;
    const SequenceFilter& m_filter;
    bool m_timed = false;
    std::int64_t m_scale = 1'000'000;
    std::vector<std::int64_t> m_places; ///< by slot, in units; while timed
};

} // namespace lab
