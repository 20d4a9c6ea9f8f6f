#pragma once
// FirstNumbers: with which sequence number each end of a TCP connection of a capture began, as its SYN told, and which connection a
// frame belongs to. So a segment's relative numbers are known wherever one looks, without what came before it.

#include "model/base/Ids.h"
#include "model/base/PackedNumbers.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

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
    };

    /// Of the next frames, to which conversation each belongs; of one that is no segment of TCP any, best the one before.
    void append(std::span<const std::uint32_t> conversations) { m_conversations.append(conversations); }
    void append(std::span<const Told> told);

    /// Of the ends of the connection that frame `frame` (from 0), a segment, belongs to; nothing: of an end whose SYN was not seen.
    std::array<std::optional<std::uint32_t>, hostCount> of(std::size_t frame) const;

private:
    struct Ends
    {
        std::array<std::uint32_t, hostCount> numbers {};
        std::array<bool, hostCount> known {};
    };

    PackedNumbers m_conversations; ///< by frame
    PagedList<Ends, 1024> m_ends; ///< by conversation
};

} // namespace lab
