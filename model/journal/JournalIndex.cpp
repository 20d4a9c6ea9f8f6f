#include "model/journal/JournalIndex.h"

namespace lab {

void JournalIndex::append(std::span<const JournalEntry> entries)
{
    for (const JournalEntry& entry : entries)
        mark(entry);
    m_entries.append(entries);
}

void JournalIndex::mark(const JournalEntry& entry)
{
    markOne(true);
    if (entry.isFrame())
        markOne(false);
}

void JournalIndex::markOne(bool begins)
{
    const std::size_t bit = m_size++ % perWord;
    if (bit == 0)
        m_words.push_back({0, m_begun});
    m_words.back().begins |= std::uint64_t {begins} << bit;
    m_begun += begins ? 1 : 0;
}

/// Its second event is where so many bits before are not set: in the last word before which there are no more of them.
std::size_t JournalIndex::sent(std::size_t frame) const
{
    std::size_t first = 0, behind = m_words.size();
    while (behind - first > 1) {
        const std::size_t middle = first + (behind - first) / 2;
        if (middle * perWord - m_words[middle].before <= frame)
            first = middle;
        else
            behind = middle;
    }
    std::size_t left = frame - (first * perWord - m_words[first].before);
    std::uint64_t second = ~m_words[first].begins;
    for (; left > 0; --left)
        second &= second - 1;
    return first * perWord + static_cast<std::size_t>(std::countr_zero(second)) - 1;
}

} // namespace lab
