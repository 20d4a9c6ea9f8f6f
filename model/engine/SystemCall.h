#pragma once
// sys("what", ret): turns a refused system call into an exception that names it. Engine only; caught at the command
// boundary (becomes the command's refusal) and in main (becomes the engine's last words).

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

namespace lab {

class SystemError : public std::runtime_error
{
public:
    SystemError(const std::string& what, int errnum) : std::runtime_error(what + ": " + std::strerror(errnum)), m_errnum(errnum) { }

    int errnum() const { return m_errnum; }

private:
    int m_errnum;
};

/// `result` of a system call, unless it is -1: then throws SystemError with errno.
template<class Number>
Number sys(const std::string& what, Number result)
{
    if (result == static_cast<Number>(-1))
        throw SystemError(what, errno);
    return result;
}

} // namespace lab
