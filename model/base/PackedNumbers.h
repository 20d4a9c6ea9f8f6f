#pragma once
// PackedNumbers: a list of numbers of which neighbours are near each other, in as few bits as their differences need: of 64 at a time
// the least is kept, and by how much each is more. It grows without moving what is in it.

#include "model/base/PagedList.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lab {

class PackedNumbers
{
public:
    std::size_t size() const { return m_blocks.size() * perBlock + m_opened; }

    /// i < size().
    std::uint32_t operator[](std::size_t i) const
    {
        if (i / perBlock >= m_blocks.size())
            return m_open[i % perBlock];
        const Block& block = m_blocks[i / perBlock];
        if (block.bits == 0)
            return block.least;
        const std::size_t bit = i % perBlock * block.bits, word = block.place + bit / wordBits, shift = bit % wordBits;
        std::uint64_t more = m_words[word] >> shift;
        if (shift + block.bits > wordBits)
            more |= m_words[word + 1] << (wordBits - shift);
        return block.least + static_cast<std::uint32_t>(more & ((std::uint64_t {1} << block.bits) - 1));
    }

    void append(std::span<const std::uint32_t> numbers)
    {
        for (const std::uint32_t number : numbers) {
            m_open[m_opened++] = number;
            if (m_opened == perBlock)
                pack();
        }
    }

private:
    static constexpr std::size_t perBlock = 64, wordBits = 64; ///< the same, so that a block takes whole words

    struct Block
    {
        std::uint64_t place = 0; ///< its first word
        std::uint32_t least = 0;
        std::uint32_t bits = 0; ///< of a number, 0 … 32
    };

    void pack()
    {
        const auto [least, most] = std::ranges::minmax(m_open);
        const Block block {m_words.size(), least, static_cast<std::uint32_t>(std::bit_width(most - least))};
        std::array<std::uint64_t, 33> words {};
        for (std::size_t i = 0; i < perBlock; ++i) {
            const std::size_t bit = i * block.bits, shift = bit % wordBits;
            const std::uint64_t more = m_open[i] - least;
            words[bit / wordBits] |= more << shift;
            if (shift + block.bits > wordBits)
                words[bit / wordBits + 1] |= more >> (wordBits - shift);
        }
        m_words.append(std::span(words).first(block.bits));
        m_blocks.push_back(block);
        m_opened = 0;
    }

    PagedList<std::uint64_t, 1024> m_words;
    PagedList<Block, 512> m_blocks;
    std::array<std::uint32_t, perBlock> m_open {}; ///< behind them
    std::size_t m_opened = 0;
};

} // namespace lab
