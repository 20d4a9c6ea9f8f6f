#pragma once
// RankedBits: numbers that ascend, each once, as a set bit for each of them: it finds the i-th of them, and says how many are below a
// number, at once. It takes little more than a bit and a half for every number up to the last one, so they should not be far apart.

#include "model/base/Bits.h"
#include "model/base/PagedList.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace lab {

class RankedBits
{
public:
    RankedBits() = default;

    RankedBits(RankedBits&& other) noexcept { *this = std::move(other); }

    RankedBits& operator=(RankedBits&& other) noexcept
    {
        m_words = std::move(other.m_words);
        m_before = std::move(other.m_before);
        m_samples = std::move(other.m_samples);
        m_size = std::exchange(other.m_size, 0); // it is empty, as any other container is then
        m_back = other.m_back;
        return *this;
    }

    std::size_t size() const { return m_size; } ///< less than 2^32

    bool empty() const { return m_size == 0; }

    std::size_t back() const { return m_back; } ///< there is one

    /// The i-th, from 0; i < size().
    std::size_t operator[](std::size_t i) const
    {
        if (i + 1 == m_size)
            return m_back;
        std::size_t word = m_samples[i / perSample];
        std::size_t end = i / perSample + 1 < m_samples.size() ? m_samples[i / perSample + 1] + std::size_t {1} : m_words.size();
        while (end - word > 1) { // the last word before which there are no more than i of them
            const std::size_t middle = word + (end - word) / 2;
            (m_before[middle] <= i ? word : end) = middle;
        }
        return word * perWord + placeOfBit(m_words[word], i - m_before[word]);
    }

    /// How many are less than `number`.
    std::size_t below(std::size_t number) const
    {
        const std::size_t word = number / perWord;
        if (word >= m_words.size())
            return m_size;
        return m_before[word] + bitsIn(m_words[word] & ((std::uint64_t {1} << number % perWord) - 1));
    }

    /// `number`: more than all before.
    void push_back(std::size_t number)
    {
        while (m_words.size() <= number / perWord) {
            m_words.push_back(0);
            m_before.push_back(static_cast<std::uint32_t>(m_size));
        }
        if (m_size % perSample == 0)
            m_samples.push_back(static_cast<std::uint32_t>(number / perWord));
        m_words.back() |= std::uint64_t {1} << number % perWord;
        m_back = number;
        ++m_size;
    }

private:
    static constexpr std::size_t perWord = 64, perSample = 512;

    PagedList<std::uint64_t, 2048> m_words;
    PagedList<std::uint32_t, 2048> m_before; ///< of each word how many there are in those before it
    PagedList<std::uint32_t, 1024> m_samples; ///< the words of the first, the 513th and so on
    std::size_t m_size = 0, m_back = 0;
};

} // namespace lab
