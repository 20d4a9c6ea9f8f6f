#pragma once
// JournalIndex: the entries of a journal, and which events each of them is. An entry is one event, or, of a frame of a capture, two:
// sent, and delivered. So a million packets are a million entries, and a bit for each event finds its entry.

#include "model/base/PagedList.h"
#include "model/journal/JournalEntry.h"

#include <bit>
#include <span>

namespace lab {

class JournalIndex
{
public:
    std::size_t size() const { return m_size; } ///< events

    std::size_t frames() const { return m_size - m_entries.size(); } ///< of a capture: each has one event more than entries

    /// An event, found.
    struct Found
    {
        const JournalEntry& entry;
        std::size_t frame = 0; ///< of a frame of a capture, its number: 0 for the first
        bool delivered = false; ///< the second event of it
    };

    Found at(std::size_t event) const
    {
        const Word& word = m_words[event / perWord];
        const std::size_t bit = event % perWord;
        const std::size_t begun = word.before + static_cast<std::size_t>(std::popcount(word.begins << (perWord - 1 - bit))); // up to it
        const bool begins = (word.begins >> bit & 1) != 0;
        return {m_entries[begun - 1], begins ? event + 1 - begun : event - begun, !begins};
    }

    std::size_t kindOf(std::size_t event) const
    {
        const bool begins = (m_words[event / perWord].begins >> event % perWord & 1) != 0;
        return begins ? at(event).entry.kind() : std::size_t {kindIndexOf<PacketDelivered>()};
    }

    /// The event that says that this frame was sent; less than frames().
    std::size_t sent(std::size_t frame) const;

    void push_back(const JournalEntry& entry)
    {
        mark(entry);
        m_entries.push_back(entry);
    }

    void append(std::span<const JournalEntry> entries);

private:
    static constexpr std::size_t perWord = 64;

    struct Word
    {
        std::uint64_t begins = 0; ///< a bit for each event: an entry begins there
        std::size_t before = 0; ///< entries that began before
    };

    void mark(const JournalEntry& entry);
    void markOne(bool begins);

    PagedList<JournalEntry> m_entries;
    PagedList<Word, 1024> m_words;
    std::size_t m_size = 0;
    std::size_t m_begun = 0; ///< entries that are marked
};

} // namespace lab
