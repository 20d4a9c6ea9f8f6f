#include "views/shared/Turn.h"

#include <algorithm>

namespace lab {

namespace {

Turn::Clock::time_point begun, ended;
int inside = 0;

bool isSameTurn(Turn::Clock::time_point now)
{
    return inside > 0 || now - ended < Turn::between;
}

} // namespace

void Turn::begin(Clock::time_point now)
{
    if (!isSameTurn(now))
        begun = now;
    ++inside;
}

void Turn::end(Clock::time_point now)
{
    --inside;
    ended = now;
}

std::chrono::microseconds Turn::left(std::chrono::microseconds wanted, Clock::time_point now)
{
    if (!isSameTurn(now))
        return wanted;
    const auto free = std::chrono::duration_cast<std::chrono::microseconds>(begun + most - now);
    return std::clamp(free, std::min(least, wanted), wanted);
}

} // namespace lab
