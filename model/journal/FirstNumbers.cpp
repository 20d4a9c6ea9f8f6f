#include "model/journal/FirstNumbers.h"

#include <algorithm>

namespace lab {

void FirstNumbers::append(std::span<const std::uint32_t> conversations, std::span<const Told> told)
{
    const auto before = static_cast<std::uint32_t>(m_conversations.size());
    m_conversations.append(conversations);
    for (const Told& one : told)
        note(one.conversation, one.side, {before + one.frame, one.number});
}

void FirstNumbers::note(std::uint32_t conversation, std::uint8_t side, Since since)
{
    while (m_ends.size() <= conversation)
        m_ends.push_back({});
    Ends& ends = m_ends[conversation];
    if (!std::exchange(ends.known[side], true)) {
        ends.first[side] = since;
        return;
    }
    if (!ends.changed[side] && ends.first[side].number == since.number) // most often: sent again
        return;
    ends.changed[side] = true;
    std::vector<Since>& later = m_later[keyOf(conversation, side)];
    if (later.empty() || later.back().number != since.number)
        later.push_back(since);
}

std::array<std::optional<std::uint32_t>, hostCount> FirstNumbers::of(std::size_t frame) const
{
    std::array<std::optional<std::uint32_t>, hostCount> numbers;
    if (frame >= m_conversations.size() || m_conversations[frame] >= m_ends.size())
        return numbers;
    const Ends& ends = m_ends[m_conversations[frame]];
    for (std::size_t side = 0; side < numbers.size(); ++side) {
        if (!ends.known[side] || ends.first[side].frame > frame)
            continue;
        numbers[side] = ends.first[side].number;
        if (!ends.changed[side])
            continue;
        const std::vector<Since>& later = m_later.at(keyOf(m_conversations[frame], side));
        const auto next = std::ranges::upper_bound(later, frame, {}, &Since::frame);
        if (next != later.begin())
            numbers[side] = std::prev(next)->number;
    }
    return numbers;
}

} // namespace lab
