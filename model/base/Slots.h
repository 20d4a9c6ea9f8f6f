#pragma once
// Slots: places for values, of which each has one or none. A bit each says which: std::optional would take eight bytes for that where
// there are many thousands.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace lab {

template<class T, std::size_t count>
class Slots
{
    static_assert(count <= 64);

public:
    Slots() { } // NOLINT(modernize-use-equals-default): the union has no value to begin with

    Slots(const Slots& other)
    {
        for (std::size_t at = 0; at < count; ++at)
            if (other.has(at))
                put(at, other[at]);
    }

    Slots& operator=(const Slots&) = delete;

    ~Slots()
    {
        for (std::size_t at = 0; at < count; ++at)
            if (has(at))
                take(at);
    }

    bool empty() const { return m_used == 0; }

    bool has(std::size_t at) const { return (m_used >> at & 1) != 0; }

    // Of a place that has one.
    const T& operator[](std::size_t at) const { return m_values[at]; }
    T& operator[](std::size_t at) { return m_values[at]; }

    /// Into a place that has none.
    template<class Value>
    void put(std::size_t at, Value&& value)
    {
        std::construct_at(&m_values[at], std::forward<Value>(value));
        m_used |= std::uint64_t {1} << at;
    }

    void take(std::size_t at)
    {
        m_used &= ~(std::uint64_t {1} << at);
        std::destroy_at(&m_values[at]);
    }

private:
    union {
        T m_values[count];
    };
    std::uint64_t m_used = 0;
};

} // namespace lab
