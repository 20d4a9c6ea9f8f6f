#pragma once
// SequenceDensity: how many of the rows between two slots are packets, losses, calls, so that a picture in which many rows share a
// pixel shows them all. Sums before every 64th slot; the rest is counted when it is asked for.

#include "views/sequence/SequenceAxis.h"

#include <array>
#include <vector>

namespace lab {

class SequenceDensity
{
public:
    enum class What : std::uint8_t { FromClient, FromServer, Lost, ClientCall, ServerCall, Nothing };

    using Counts = std::array<std::uint32_t, static_cast<std::size_t>(What::Nothing)>;

    SequenceDensity(const SequenceIndex& index, const SequenceFilter& filter, const SequenceAxis& axis)
        : m_index(index)
        , m_filter(filter)
        , m_axis(axis)
    {
    }

    /// Counts at most so many slots; those from `changed` on anew.
    void follow(std::size_t changed, std::size_t most);
    bool complete() const;

    Counts count(std::size_t first, std::size_t end) const; ///< slots, of those that are followed

    static constexpr std::size_t block = 64; ///< slots

private:
    What what(std::size_t slot) const;
    void add(Counts& counts, std::size_t first, std::size_t end) const;

    const SequenceIndex& m_index;
    const SequenceFilter& m_filter;
    const SequenceAxis& m_axis;
    std::vector<Counts> m_before; ///< each block
};

} // namespace lab
