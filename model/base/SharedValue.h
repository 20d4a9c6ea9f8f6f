#pragma once
// SharedValue: a value, or none, that takes a pointer where it is: for what is large, changes as a whole, and is missing in most of many
// records. Copies share it; it is equal to another if their values are.

#include <memory>
#include <utility>

namespace lab {

template<class T>
class SharedValue
{
public:
    SharedValue() = default;
    SharedValue(T value) : m_value(std::make_shared<const T>(std::move(value))) { } // as std::optional has it

    bool has_value() const { return m_value != nullptr; }

    explicit operator bool() const { return has_value(); }

    // There is one.
    const T& operator*() const { return *m_value; }
    const T* operator->() const { return m_value.get(); }

    friend bool operator==(const SharedValue& a, const SharedValue& b)
    {
        return a.m_value == b.m_value || (a && b && *a == *b);
    }

private:
    std::shared_ptr<const T> m_value;
};

} // namespace lab
