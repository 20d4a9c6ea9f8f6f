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

/// What the measuring process does while the traffic runs: `work` whenever `fd` is readable (it takes the engine's
/// journal off its hands). Nothing: fd -1.
struct Meanwhile
{
    int fd = -1;
    std::function<void()> work;
};

/// One TCP connection, sent at full speed. Throws std::runtime_error.
Bulk bulk(const Networks& networks, double seconds, const Meanwhile& meanwhile);

/// Median time of one-byte UDP round trips, in µs.
double udpRoundTrip(const Networks& networks, int trips, const Meanwhile& meanwhile);

} // namespace lab::bench
