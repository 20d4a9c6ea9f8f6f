#pragma once
// JournalIndex: the entries of a journal, and which events each of them is. An entry is one event, or, of a frame of a capture, two:
// sent, and delivered. So a million packets are a million entries, and a bit for each event finds its entry.

#include "model/base/Bits.h"
#include "model/base/PagedList.h"
#include "model/journal/EntryList.h"

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
        JournalEntry entry;
        std::size_t frame = 0; ///< of a frame of a capture, its number: 0 for the first
        bool delivered = false; ///< the second event of it
    };

    Found at(std::size_t event) const
    {
        const Place place = placeOf(event);
        return {m_entries[place.entry], place.frame, place.delivered};
    }

    /// Gives `take` each entry of the events from `from` on, with its first event and, if it is one, the frame's number: quicker than
    /// to find each. Until `end`, or until it returns false; returns the event behind those that were taken.
    template<class Take>
    std::size_t walk(std::size_t from, std::size_t end, Take take) const;

    std::size_t kindOf(std::size_t event) const
    {
        const bool begins = (m_words[event / perWord].begins >> event % perWord & 1) != 0;
        return begins ? at(event).entry.kind() : std::size_t {kindIndexOf<PacketDelivered>()};
    }

    /// The event that says that this frame was sent; less than frames().
    std::size_t sent(std::size_t frame) const;

    static constexpr std::size_t perWord = 64; ///< events

    /// What is among perWord events, from a multiple of it on.
    struct Summary
    {
        bool blocks = false, frames = false, states = false;
    };

    Summary summary(std::size_t event) const
    {
        const Word& word = m_words[event / perWord];
        return {word.blocks != 0, word.frames != 0, word.states != 0};
    }

    /// The first event from `event` on that is of a block of ours; size(): none is.
    std::size_t blockFrom(std::size_t event) const;

    void push_back(const JournalEntry& entry) { append({&entry, 1}); }

    void append(std::span<const JournalEntry> entries);

private:
    struct Word
    {
        std::uint64_t begins = 0; ///< a bit for each event: an entry begins there
        std::uint64_t before : 61 = 0; ///< entries that began before
        std::uint64_t blocks : 1 = 0, frames : 1 = 0, states : 1 = 0;
    };

    static_assert(sizeof(Word) == 16);

    struct Place
    {
        std::size_t entry = 0, frame = 0;
        bool delivered = false;
    };

    Place placeOf(std::size_t event) const
    {
        const Word& word = m_words[event / perWord];
        const std::size_t bit = event % perWord;
        const std::size_t begun = word.before + bitsIn(word.begins << (perWord - 1 - bit)); // up to it
        const bool begins = (word.begins >> bit & 1) != 0;
        return {begun - 1, begins ? event + 1 - begun : event - begun, !begins};
    }

    Word* mark(const JournalEntry& entry, Word* word);
    Word* nextWord();

    EntryList m_entries;
    PagedList<Word, 1024> m_words;
    std::size_t m_size = 0;
    std::size_t m_begun = 0; ///< entries that are marked
};

template<class Take>
std::size_t JournalIndex::walk(std::size_t from, std::size_t end, Take take) const
{
    if (from >= end)
        return from;
    const Place first = placeOf(from);
    std::size_t entry = first.entry, frame = first.frame, event = from;
    if (first.delivered) { // of a frame that was taken
        ++entry, ++frame, ++event;
    }
    for (; event < end; ++entry) {
        const JournalEntry here = m_entries[entry];
        if (!take(event, here, frame))
            break;
        event += here.isFrame() ? 2 : 1;
        frame += here.isFrame() ? 1 : 0;
    }
    return event;
}

} // namespace lab
