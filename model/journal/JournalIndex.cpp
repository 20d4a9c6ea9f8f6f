#include "model/journal/JournalIndex.h"

namespace lab {

void JournalIndex::append(std::span<const JournalEntry> entries)
{
    Word* word = m_size % perWord == 0 ? nullptr : &m_words.back();
    for (const JournalEntry& entry : entries)
        word = mark(entry, word);
    m_entries.append(entries);
}

JournalIndex::Word* JournalIndex::nextWord()
{
    Word word;
    word.before = m_begun;
    m_words.push_back(word);
    return &m_words.back();
}

/// `word`: that the next event's bit is in, if there is one already. Returns the same for the event after it.
JournalIndex::Word* JournalIndex::mark(const JournalEntry& entry, Word* word)
{
    const auto room = [this, &word] {
        if (m_size % perWord == 0)
            word = nextWord();
    };
    room();
    word->begins |= std::uint64_t {1} << m_size++ % perWord;
    ++m_begun;
    if (entry.isFrame()) {
        word->frames = 1;
        room();
        word->frames = 1;
        ++m_size;
    } else if (entry.source() == JournalEntry::Source::State) {
        word->states = 1;
    } else {
        word->blocks = 1;
    }
    return word;
}

std::size_t JournalIndex::blockFrom(std::size_t event) const
{
    const auto isBlock = [this](std::size_t one) {
        const Found found = at(one);
        return !found.entry.isFrame() && found.entry.source() != JournalEntry::Source::State;
    };
    while (event < m_size && !(m_words[event / perWord].blocks != 0 && isBlock(event)))
        event = m_words[event / perWord].blocks != 0 ? event + 1 : (event / perWord + 1) * perWord;
    return std::min(event, m_size);
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
    const std::size_t before = frame - (first * perWord - m_words[first].before);
    return first * perWord + placeOfBit(~m_words[first].begins, before) - 1;
}

} // namespace lab
