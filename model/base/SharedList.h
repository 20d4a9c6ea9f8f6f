#pragma once
// SharedList: a list whose copies share what none of them has changed: a copy costs one pointer a chunk, and a change copies one
// chunk, once. Values have numbers, 0 for the first that was ever added; they keep theirs when others go.

#include "model/base/Slots.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace lab {

template<class T, std::size_t perChunk = 32>
class SharedList
{
public:
    /// In the order of the numbers; those that went are passed over.
    class Iterator
    {
    public:
        using iterator_category = std::bidirectional_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        Iterator() = default;
        Iterator(const SharedList* list, std::size_t number) : m_list(list), m_number(number) { }

        reference operator*() const { return (*m_list)[m_number]; }

        pointer operator->() const { return &**this; }

        Iterator& operator++()
        {
            m_number = m_list->following(m_number + 1);
            return *this;
        }

        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }

        Iterator& operator--()
        {
            m_number = m_list->preceding(m_number);
            return *this;
        }

        Iterator operator--(int)
        {
            const Iterator before = *this;
            --*this;
            return before;
        }

        bool operator==(const Iterator& other) const { return m_number == other.m_number; }

        std::size_t number() const { return m_number; }

    private:
        const SharedList* m_list = nullptr;
        std::size_t m_number = 0;
    };

    using value_type = T;
    using const_iterator = Iterator;

    std::size_t size() const { return m_size; }

    bool empty() const { return m_size == 0; }

    std::size_t nextNumber() const { return m_end; } ///< what the next value will have

    /// The value of that number, which is there.
    const T& operator[](std::size_t number) const { return (*chunkOf(number))[number % perChunk]; }

    const T& front() const { return *begin(); }

    const T& back() const { return (*this)[preceding(m_end)]; }

    Iterator begin() const { return {this, following(0)}; }

    Iterator end() const { return {this, m_end}; }

    std::reverse_iterator<Iterator> rbegin() const { return std::make_reverse_iterator(end()); }

    std::reverse_iterator<Iterator> rend() const { return std::make_reverse_iterator(begin()); }

    /// To change it. A reference to it from before, or from another copy of the list, still shows what was.
    T& edit(std::size_t number) { return own(number)[number % perChunk]; }

    std::size_t push_back(T value)
    {
        if (m_end % perChunk == 0)
            m_chunks.push_back(std::make_shared<Chunk>());
        own(m_end).put(m_end % perChunk, std::move(value));
        ++m_size;
        return m_end++;
    }

    void erase(std::size_t number)
    {
        Chunk& chunk = own(number);
        chunk.take(number % perChunk);
        --m_size;
        if (!chunk.empty() || number / perChunk == m_end / perChunk)
            return; // the last one will be added to
        m_chunks[number / perChunk - m_gone].reset();
        std::size_t empty = 0;
        while (empty < m_chunks.size() && !m_chunks[empty])
            ++empty;
        m_chunks.erase(m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(empty));
        m_gone += empty;
    }

    /// The first one. It goes from memory with the others of its chunk: nothing is copied to take it out.
    void pop_front()
    {
        m_begin = following(0) + 1;
        --m_size;
        for (; !m_chunks.empty() && m_begin >= (m_gone + 1) * perChunk; ++m_gone)
            m_chunks.erase(m_chunks.begin());
    }

    friend bool operator==(const SharedList& a, const SharedList& b)
    {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
    }

private:
    using Chunk = Slots<T, perChunk>;

    const std::shared_ptr<Chunk>& chunkOf(std::size_t number) const { return m_chunks[number / perChunk - m_gone]; }

    Chunk& own(std::size_t number)
    {
        std::shared_ptr<Chunk>& chunk = m_chunks[number / perChunk - m_gone];
        if (chunk.use_count() > 1)
            chunk = std::make_shared<Chunk>(*chunk);
        return *chunk;
    }

    /// The first number from `number` on that is there; nextNumber(): none.
    std::size_t following(std::size_t number) const
    {
        number = std::max({number, m_begin, m_gone * perChunk});
        while (number < m_end) {
            const auto& chunk = chunkOf(number);
            if (!chunk)
                number = (number / perChunk + 1) * perChunk;
            else if (!chunk->has(number % perChunk))
                ++number;
            else
                return number;
        }
        return m_end;
    }

    /// The last number before `number` that is there; there is one.
    std::size_t preceding(std::size_t number) const
    {
        while (true) {
            --number;
            const auto& chunk = chunkOf(number);
            if (!chunk)
                number = number / perChunk * perChunk;
            else if (chunk->has(number % perChunk))
                return number;
        }
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks; ///< null: all of it went
    std::size_t m_gone = 0; ///< chunks before the first of these
    std::size_t m_begin = 0; ///< what is before it went by pop_front()
    std::size_t m_end = 0, m_size = 0;
};

} // namespace lab
