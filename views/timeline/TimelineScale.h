#pragma once
// TimelineScale: which time stands at which pixel of the timeline, and what zooming, panning and the axis make of that.
// A value; times are nanoseconds since the lab was made, pixels are counted from the left of the plot.

#include <cstdint>
#include <string>
#include <vector>

namespace lab {

struct TimelineScale
{
    std::int64_t from = 0; ///< time at pixel 0
    double perPixel = 1e6; ///< ns, > 0
    double width = 1; ///< pixels

    /// The whole of first … last with a small margin on both sides, so that nothing lies under the edge.
    static TimelineScale fitting(std::int64_t first, std::int64_t last, double width);

    double x(std::int64_t time) const { return static_cast<double>(time - from) / perPixel; }

    std::int64_t time(double x) const;

    std::int64_t to() const { return time(width); }

    /// `factor` > 1 shows less; the time at pixel `about` stays where it is. Between 1 ns a pixel and a century in all.
    TimelineScale zoomed(double about, double factor) const;
    TimelineScale panned(double pixels) const; ///< the picture moves by that many pixels to the left
    TimelineScale resized(double width) const; ///< the same beginning and scale

    struct Tick
    {
        std::int64_t time = 0;
        std::string label; ///< "12.5 s", "200 µs": since the lab was made, with the digits that tell ticks apart
    };

    /// Round times (1, 2 or 5 times a power of ten), at least `apart` pixels from each other.
    std::vector<Tick> ticks(double apart) const;
};

/// "1.250 ms", "43 µs", "2 min 3 s": a length of time as exactly as its size makes sensible; negative ones too.
std::string spanText(std::int64_t ns);

} // namespace lab
