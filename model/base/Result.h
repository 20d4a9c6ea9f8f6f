#pragma once
// Result<T>: a value or an expected failure. Same member names as std::expected (C++23), so that the
// type can be replaced by it. An unexpected failure (a bug, a refused system call inside the engine) throws.

#include <string>
#include <utility>
#include <variant>

namespace lab {

/// What went wrong, as one sentence a person can act on: names the file, line or byte offset, and what to do.
struct Error
{
    std::string message;
};

template<class T>
class Result
{
public:
    Result(T value) : m_value(std::in_place_index<0>, std::move(value)) { }

    Result(Error error) : m_value(std::in_place_index<1>, std::move(error)) { }

    bool has_value() const { return m_value.index() == 0; }

    explicit operator bool() const { return has_value(); }

    T& value() { return std::get<0>(m_value); }

    const T& value() const { return std::get<0>(m_value); }

    T& operator*() { return value(); }

    const T& operator*() const { return value(); }

    T* operator->() { return &value(); }

    const T* operator->() const { return &value(); }

    const Error& error() const { return std::get<1>(m_value); }

private:
    std::variant<T, Error> m_value;
};

struct Nothing
{
};
using Status = Result<Nothing>;

} // namespace lab
