#pragma once
// EntryList: the entries of a journal, as few bytes each as they need: in a page of them the times are near each other most often, and
// are kept as what has passed since its first.

#include "model/journal/JournalEntry.h"

#include <array>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace lab {

class EntryList
{
public:
    std::size_t size() const { return m_size; }

    JournalEntry operator[](std::size_t i) const
    {
        const Page& page = *m_pages[i / perPage];
        const std::size_t at = i % perPage;
        const std::int64_t time = page.far ? (*page.far)[at] : timeOfNear(page, at);
        return JournalEntry::unpacked({time}, page.where[at]);
    }

    void append(std::span<const JournalEntry> entries)
    {
        for (const JournalEntry& entry : entries)
            append(entry);
    }

private:
    static constexpr std::size_t perPage = 1024; ///< entries: 4.3 s of time for all of them to be near

    struct Page
    {
        std::int64_t first = 0; ///< ns
        std::array<std::uint64_t, perPage> where;
        std::unique_ptr<std::array<std::uint32_t, perPage>> near; ///< ns since the first
        std::unique_ptr<std::array<std::int64_t, perPage>> far; ///< else: ns
    };

    /// Times of damaged files may be anything: they wrap, and back.
    static std::int64_t timeOfNear(const Page& page, std::size_t at)
    {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(page.first) + (*page.near)[at]);
    }

    void append(const JournalEntry& entry);
    static void makeFar(Page& page, std::size_t used);

    std::vector<std::unique_ptr<Page>> m_pages;
    std::size_t m_size = 0;
};

} // namespace lab
