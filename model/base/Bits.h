#pragma once
// Bits: counting and finding the bits of a word that says of 64 neighbours which are of one kind.

#include <bit>
#include <cstddef>
#include <cstdint>

namespace lab {

/// std::popcount() is a call where the processor may be one of 2003. (Knuth, The Art of Computer Programming 4A, 7.1.3.)
inline std::size_t bitsIn(std::uint64_t word)
{
    word -= word >> 1 & 0x5555'5555'5555'5555U;
    word = (word & 0x3333'3333'3333'3333U) + (word >> 2 & 0x3333'3333'3333'3333U);
    word = (word + (word >> 4)) & 0x0f0f'0f0f'0f0f'0f0fU;
    return word * 0x0101'0101'0101'0101U >> 56;
}

/// Which bit is the one that has so many set ones before it; it is there.
inline std::size_t placeOfBit(std::uint64_t word, std::size_t before)
{
    for (; before > 0; --before)
        word &= word - 1;
    return static_cast<std::size_t>(std::countr_zero(word));
}

} // namespace lab
