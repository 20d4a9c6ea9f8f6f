#include "model/journal/FirstNumbers.h"

namespace lab {

void FirstNumbers::append(std::span<const Told> told)
{
    for (const Told& one : told) {
        while (m_ends.size() <= one.conversation)
            m_ends.push_back({});
        Ends& ends = m_ends[one.conversation];
        if (!std::exchange(ends.known[one.side], true)) // the first SYN is the one that the other end answers
            ends.numbers[one.side] = one.number;
    }
}

std::array<std::optional<std::uint32_t>, hostCount> FirstNumbers::of(std::size_t frame) const
{
    std::array<std::optional<std::uint32_t>, hostCount> numbers;
    if (frame >= m_conversations.size() || m_conversations[frame] >= m_ends.size())
        return numbers;
    const Ends& ends = m_ends[m_conversations[frame]];
    for (std::size_t side = 0; side < numbers.size(); ++side)
        if (ends.known[side])
            numbers[side] = ends.numbers[side];
    return numbers;
}

} // namespace lab
