#pragma once
// EntryList: the entries of a journal, as few bytes each as they need. What is near the entry before it, as most is, is kept as the
// difference: a packet of a capture takes about five bytes. They are unpacked some at a time, and the last of those are remembered.
// Not to be read in several threads at once.

#include "model/journal/JournalEntry.h"

#include <array>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace lab {

class EntryList
{
public:
    EntryList() = default;

    EntryList(EntryList&& other) noexcept { *this = std::move(other); }

    EntryList& operator=(EntryList&& other) noexcept
    {
        m_pages = std::exchange(other.m_pages, {});
        m_open = std::exchange(other.m_open, {});
        m_unpacked = other.m_unpacked = {}; // of other pages
        return *this;
    }

    std::size_t size() const { return m_pages.size() * perPage + m_open.size(); }

    JournalEntry operator[](std::size_t i) const
    {
        if (i / perPage >= m_pages.size())
            return m_open[i % perPage];
        const Group& group = m_unpacked[i / perGroup % m_unpacked.size()];
        return (group.number == i / perGroup ? group : unpack(i / perGroup)).entries[i % perGroup];
    }

    void append(std::span<const JournalEntry> entries);

private:
    static constexpr std::size_t perPage = 1024, perGroup = 32; ///< entries

    /// What is packed: of each group where it begins, and then the groups one after the other.
    struct Page
    {
        std::int64_t first = 0; ///< ns
        std::int64_t unit = 1; ///< ns: all its times are so far from each other, or some times as far
        std::unique_ptr<std::uint8_t[]> bytes;
    };

    struct Group
    {
        std::size_t number = ~std::size_t {0};
        std::array<JournalEntry, perGroup> entries;
    };

    static Page packed(std::span<const JournalEntry, perPage> entries);
    const Group& unpack(std::size_t group) const;

    std::vector<Page> m_pages;
    std::vector<JournalEntry> m_open; ///< behind them, less than a page
    mutable std::array<Group, 4> m_unpacked; ///< who folds, who paints and who searches are at different places
};

} // namespace lab
