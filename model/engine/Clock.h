#pragma once
// Clock: a kernel clock as nanoseconds.

#include <cstdint>
#include <ctime>

namespace lab {

inline std::int64_t clockNs(clockid_t clock)
{
    timespec time {};
    ::clock_gettime(clock, &time);
    return std::int64_t {time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

} // namespace lab
