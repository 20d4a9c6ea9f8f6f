#pragma once
// FirstNumbers: with which sequence number each end of a TCP connection of a capture began, as its SYN told, and which connection a
// frame belongs to. So a segment's relative numbers are known wherever one looks, without going through what came before it. A frame
// is counted from the last SYN up to itself, as LabState does it: what comes later changes nothing that was said before.

#include "model/base/Ids.h"
#include "model/base/PackedNumbers.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace lab {

class FirstNumbers
{
public:
    /// What an end's SYN told. Side 0 began the connection.
    struct Told
    {
        std::uint32_t conversation = 0;
        std::uint8_t side = 0;
        std::uint32_t number = 0;
        std::uint32_t frame = 0; ///< that it came in: from 0 among those it is appended with
    };

    /// Of the next frames, to which conversation each belongs (of one that is no segment of TCP any, best the one before); and what
    /// they told, in their order.
    void append(std::span<const std::uint32_t> conversations, std::span<const Told> told);

    /// Of the ends of the connection that frame `frame` (from 0), a segment, belongs to; nothing: of an end that had sent no SYN yet.
    std::array<std::optional<std::uint32_t>, hostCount> of(std::size_t frame) const;

private:
    struct Since
    {
        std::uint32_t frame = 0, number = 0;
    };

    struct Ends
    {
        std::array<Since, hostCount> first {};
        std::array<bool, hostCount> known {};
        std::array<bool, hostCount> changed {}; ///< later SYNs had other numbers: m_later has them
    };

    void note(std::uint32_t conversation, std::uint8_t side, Since since);

    static std::uint64_t keyOf(std::uint32_t conversation, std::size_t side) { return std::uint64_t {conversation} * hostCount + side; }

    PackedNumbers m_conversations; ///< by frame
    PagedList<Ends, 1024> m_ends; ///< by conversation
    std::unordered_map<std::uint64_t, std::vector<Since>> m_later; ///< by keyOf(); of few
};

} // namespace lab
