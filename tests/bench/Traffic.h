#pragma once
// Traffic: two plain processes that talk TCP or UDP to each other, each in the network of another process. They are
// not traced and not part of a lab; they only load what is between the two networks.

#include <functional>
#include <string>

#include <sys/types.h>

namespace lab::bench {

/// The networks of two processes, and the CPU that everything runs on (a wake-up across CPUs costs more than a packet).
struct Networks
{
    pid_t client = 0, server = 0;
    int cpu = 0;
};

struct Bulk
{
    double gigabitsPerSecond = 0; ///< at the receiver
    unsigned retransmitted = 0; ///< segments, tcpi_total_retrans of the sender
};

/// One TCP connection with `congestion` control, sent at full speed. `meanwhile` is called again and again while it
/// runs (to take the engine's journal off its hands). Throws std::runtime_error.
Bulk bulk(const Networks& networks, double seconds, const std::function<void()>& meanwhile);

/// Median time of one-byte UDP round trips, in µs.
double udpRoundTrip(const Networks& networks, int trips, const std::function<void()>& meanwhile);

} // namespace lab::bench
