#pragma once
// BlockStore: the bytes of whole blocks, one after the other, in pages that stay where they are. A block lies in one page.

#include "model/base/Bytes.h"

#include <cstdint>
#include <vector>

namespace lab {

class BlockStore
{
public:
    /// Where a block lies; less than 2^54.
    using Address = std::uint64_t;

    /// Copies the block.
    Address append(ByteView block);

    /// Takes over bytes as they are; a block in them is as far behind this address as behind their first byte.
    Address adopt(Bytes blocks);
    void cut(std::size_t used); ///< of what was adopted last, only so many bytes were blocks

    /// From there on, to the end of its page.
    ByteView at(Address address) const;

    std::uint64_t offsetOf(Address address) const; ///< bytes before it

    std::uint64_t size() const { return m_pages.empty() ? 0 : m_pages.back().begin + m_pages.back().bytes.size(); }

    std::size_t pages() const { return m_pages.size(); }

    ByteView page(std::size_t number) const { return m_pages[number].bytes; }

private:
    struct Page
    {
        std::uint64_t begin = 0;
        Bytes bytes;
    };

    static constexpr int offsetBits = 34; ///< within a page: 16 GB
    static constexpr std::size_t pageSize = 1 << 20;

    std::vector<Page> m_pages;
};

} // namespace lab
