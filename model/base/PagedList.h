#pragma once
// PagedList: a list that grows without moving what is in it: no moment in which all of it is there twice, and none in which adding
// one value takes as long as copying them all. Of plain values; nothing is ever taken out.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace lab {

template<class T, std::size_t perPage = 16384>
class PagedList
{
    static_assert(std::is_trivially_copyable_v<T>);

public:
    class Iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        Iterator() = default;
        Iterator(const PagedList* list, std::size_t at) : m_list(list), m_at(at) { }

        reference operator*() const { return (*m_list)[m_at]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type by) const { return *(*this + by); }

        Iterator& operator++() { return *this += 1; }
        Iterator& operator--() { return *this += -1; }
        Iterator operator++(int) { return std::exchange(*this, *this + 1); }
        Iterator operator--(int) { return std::exchange(*this, *this - 1); }

        Iterator& operator+=(difference_type by)
        {
            m_at = static_cast<std::size_t>(static_cast<difference_type>(m_at) + by);
            return *this;
        }

        Iterator& operator-=(difference_type by) { return *this += -by; }

        friend Iterator operator+(Iterator one, difference_type by) { return one += by; }
        friend Iterator operator+(difference_type by, Iterator one) { return one += by; }
        friend Iterator operator-(Iterator one, difference_type by) { return one -= by; }
        friend difference_type operator-(const Iterator& a, const Iterator& b)
        {
            return static_cast<difference_type>(a.m_at) - static_cast<difference_type>(b.m_at);
        }
        friend bool operator<(const Iterator& a, const Iterator& b) { return a.m_at < b.m_at; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_at == b.m_at; }

    private:
        const PagedList* m_list = nullptr;
        std::size_t m_at = 0;
    };

    using value_type = T;
    using const_iterator = Iterator;

    PagedList() = default;
    PagedList(PagedList&& other) noexcept
        : m_pages(std::exchange(other.m_pages, {}))
        , m_size(std::exchange(other.m_size, 0)) // it is empty, as any other container is then
    {
    }

    PagedList& operator=(PagedList&& other) noexcept
    {
        m_pages = std::exchange(other.m_pages, {});
        m_size = std::exchange(other.m_size, 0);
        return *this;
    }

    Iterator begin() const { return {this, 0}; }

    Iterator end() const { return {this, m_size}; }

    std::size_t size() const { return m_size; }

    bool empty() const { return m_size == 0; }

    const T& operator[](std::size_t i) const { return m_pages[i / perPage][i % perPage]; }

    T& operator[](std::size_t i) { return m_pages[i / perPage][i % perPage]; }

    const T& front() const { return (*this)[0]; }

    const T& back() const { return (*this)[m_size - 1]; }

    T& back() { return (*this)[m_size - 1]; }

    void push_back(const T& value)
    {
        *next() = value;
        ++m_size;
    }

    void append(std::span<const T> values)
    {
        while (!values.empty()) {
            const std::size_t more = std::min(perPage - m_size % perPage, values.size());
            std::copy_n(values.begin(), more, next());
            m_size += more;
            values = values.subspan(more);
        }
    }

private:
    /// The place of the next value, in a page of its own where the last one is full.
    T* next()
    {
        if (m_size % perPage == 0)
            m_pages.push_back(std::make_unique_for_overwrite<T[]>(perPage)); // memory is used when it is written to
        return m_pages.back().get() + m_size % perPage;
    }

    std::vector<std::unique_ptr<T[]>> m_pages;
    std::size_t m_size = 0;
};

} // namespace lab
