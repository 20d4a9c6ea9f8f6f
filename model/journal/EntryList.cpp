#include "model/journal/EntryList.h"

namespace lab {

void EntryList::append(const JournalEntry& entry)
{
    const std::size_t at = m_size++ % perPage;
    if (at == 0) {
        m_pages.push_back(std::make_unique_for_overwrite<Page>());
        m_pages.back()->first = entry.time.ns;
        m_pages.back()->near = std::make_unique_for_overwrite<std::array<std::uint32_t, perPage>>();
    }
    Page& page = *m_pages.back();
    page.where[at] = entry.packed();
    const std::uint64_t passed = static_cast<std::uint64_t>(entry.time.ns) - static_cast<std::uint64_t>(page.first);
    if (!page.far && passed > std::numeric_limits<std::uint32_t>::max())
        makeFar(page, at);
    if (page.far)
        (*page.far)[at] = entry.time.ns;
    else
        (*page.near)[at] = static_cast<std::uint32_t>(passed);
}

void EntryList::makeFar(Page& page, std::size_t used)
{
    page.far = std::make_unique_for_overwrite<std::array<std::int64_t, perPage>>();
    for (std::size_t i = 0; i < used; ++i)
        (*page.far)[i] = timeOfNear(page, i);
    page.near.reset();
}

} // namespace lab
