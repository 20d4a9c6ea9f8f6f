#pragma once
// TimeWait: how long Linux keeps a socket in TIME-WAIT.

#include <cstdint>

namespace lab {

/// TCP_TIMEWAIT_LEN, include/net/tcp.h: 60 s, whatever the connection was. RFC 9293 section 3.4.2 has 2 MSL, 4 minutes.
inline constexpr std::int64_t timeWaitNs = 60'000'000'000;

} // namespace lab
