#include "views/timeline/TimelineScale.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lab {

namespace {

constexpr double leastPerPixel = 1;
constexpr double mostInAll = 3.2e18; // a century, in ns: far inside of 64 bits

std::string inUnit(double value, int digits, const char* unit)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f %s", digits, value, unit);
    return text;
}

} // namespace

TimelineScale TimelineScale::fitting(std::int64_t first, std::int64_t last, double width)
{
    TimelineScale scale;
    scale.width = std::max(1.0, width);
    const double margin = std::min(12.0, scale.width / 10);
    const double length = std::max<double>(static_cast<double>(last - first), 1000);
    scale.perPixel = std::max(leastPerPixel, length / std::max(1.0, scale.width - 2 * margin));
    scale.from = first - static_cast<std::int64_t>(margin * scale.perPixel);
    return scale;
}

std::int64_t TimelineScale::time(double x) const
{
    return from + static_cast<std::int64_t>(std::llround(x * perPixel));
}

TimelineScale TimelineScale::zoomed(double about, double factor) const
{
    TimelineScale scale = *this;
    scale.perPixel = std::clamp(perPixel / factor, leastPerPixel, std::max(leastPerPixel, mostInAll / width));
    scale.from = time(about) - static_cast<std::int64_t>(std::llround(about * scale.perPixel));
    return scale;
}

TimelineScale TimelineScale::panned(double pixels) const
{
    TimelineScale scale = *this;
    scale.from = time(pixels);
    return scale;
}

TimelineScale TimelineScale::resized(double newWidth) const
{
    TimelineScale scale = *this;
    scale.width = std::max(1.0, newWidth);
    return scale;
}

std::vector<TimelineScale::Tick> TimelineScale::ticks(double apart) const
{
    double step = 1;
    for (int i = 0; step < apart * perPixel && i < 60; ++i)
        step *= i % 3 == 1 ? 2.5 : 2; // 1, 2, 5, 10, …
    const auto whole = static_cast<std::int64_t>(step);
    const char* unit = step >= 1e9 ? "s" : step >= 1e6 ? "ms" : step >= 1e3 ? "µs" : "ns";
    const double size = step >= 1e9 ? 1e9 : step >= 1e6 ? 1e6 : step >= 1e3 ? 1e3 : 1;
    std::vector<Tick> all;
    std::int64_t at = from / whole * whole;
    if (at < from)
        at += whole;
    // Long after the beginning ms and µs would be long numbers: seconds with the digits that the step needs.
    const bool seconds = std::abs(static_cast<double>(to())) >= 1e4 * size;
    const int digits = std::max(0, static_cast<int>(std::ceil(-std::log10(step / 1e9) - 1e-9)));
    for (; at <= to() && all.size() < 1000; at += whole) {
        const auto value = static_cast<double>(at);
        all.push_back({at, seconds ? inUnit(value / 1e9, digits, "s") : inUnit(value / size, 0, unit)});
    }
    return all;
}

std::string spanText(std::int64_t ns)
{
    if (ns < 0)
        return std::string("−").append(spanText(-ns));
    const auto value = static_cast<double>(ns);
    if (ns < 1000)
        return inUnit(value, 0, "ns");
    if (ns < 1000'000)
        return inUnit(value / 1e3, ns < 100'000 ? 1 : 0, "µs");
    if (ns < 1000'000'000)
        return inUnit(value / 1e6, ns < 100'000'000 ? 2 : 1, "ms");
    if (ns < 120'000'000'000)
        return inUnit(value / 1e9, 3, "s");
    return inUnit(std::floor(value / 60e9), 0, "min ").append(inUnit(std::fmod(value / 1e9, 60), 0, "s"));
}

} // namespace lab
