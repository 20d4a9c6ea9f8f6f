#include "model/journal/BlockStore.h"

#include <algorithm>

namespace lab {

BlockStore::Address BlockStore::append(ByteView block)
{
    if (m_pages.empty() || m_pages.back().bytes.capacity() - m_pages.back().bytes.size() < block.size()) {
        const std::uint64_t begin = size();
        m_pages.push_back({begin, {}});
        m_pages.back().bytes.reserve(std::max(pageSize, block.size())); // memory is used when it is written to
    }
    Bytes& bytes = m_pages.back().bytes;
    const Address address = (Address {m_pages.size() - 1} << offsetBits) | bytes.size();
    bytes.insert(bytes.end(), block.begin(), block.end());
    return address;
}

BlockStore::Address BlockStore::adopt(Bytes blocks)
{
    const std::uint64_t begin = size();
    m_pages.push_back({begin, std::move(blocks)});
    return Address {m_pages.size() - 1} << offsetBits;
}

void BlockStore::cut(std::size_t used)
{
    m_pages.back().bytes.resize(used);
    if (used == 0)
        m_pages.pop_back();
}

ByteView BlockStore::at(Address address) const
{
    const Page& page = m_pages[static_cast<std::size_t>(address >> offsetBits)];
    return ByteView(page.bytes).subspan(static_cast<std::size_t>(address & ((Address {1} << offsetBits) - 1)));
}

std::uint64_t BlockStore::offsetOf(Address address) const
{
    return m_pages[static_cast<std::size_t>(address >> offsetBits)].begin + (address & ((Address {1} << offsetBits) - 1));
}

} // namespace lab
