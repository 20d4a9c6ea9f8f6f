#pragma once
// Link: what a packet meets on its way while the wire flows, in both directions alike: a queue, a transmitter, a distance.

#include <cstdint>

namespace lab {

struct Link
{
    std::int64_t delay = 0; ///< ns from the departure of its last bit to its arrival, 0 to 10 s
    std::int64_t rate = 0; ///< bits of frames (Ethernet header, no FCS) a second; 0: each departs at once
    std::uint32_t queue = 0; ///< packets that may wait for the transmitter beside the one in it; of no meaning if rate is 0

    bool isInstant() const { return delay == 0 && rate == 0; }

    friend bool operator==(const Link&, const Link&) = default;
};

} // namespace lab
