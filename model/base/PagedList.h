#pragma once
// PagedList: a list that grows without moving what is in it: no moment in which all of it is there twice, and none in which adding
// one value takes as long as copying them all. Of plain values; nothing is ever taken out.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace lab {

template<class T, std::size_t perPage = 16384>
class PagedList
{
    static_assert(std::is_trivially_copyable_v<T>);

public:
    std::size_t size() const { return m_size; }

    bool empty() const { return m_size == 0; }

    const T& operator[](std::size_t i) const { return m_pages[i / perPage][i % perPage]; }

    T& operator[](std::size_t i) { return m_pages[i / perPage][i % perPage]; }

    const T& back() const { return (*this)[m_size - 1]; }

    void push_back(const T& value)
    {
        if (m_size % perPage == 0 && m_size / perPage == m_pages.size())
            m_pages.push_back(std::make_unique_for_overwrite<T[]>(perPage)); // memory is used when it is written to
        m_pages[m_size / perPage][m_size % perPage] = value;
        ++m_size;
    }

private:
    std::vector<std::unique_ptr<T[]>> m_pages;
    std::size_t m_size = 0;
};

} // namespace lab
