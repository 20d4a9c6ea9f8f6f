#pragma once
// SequenceNumber: TCP's numbers of bytes go round in 32 bits.

#include <cstdint>

namespace lab {

/// On that circle (RFC 9293 section 3.4), of two numbers less than 2^31 apart.
inline bool isBefore(std::uint32_t a, std::uint32_t b)
{
    return static_cast<std::int32_t>(a - b) < 0;
}

} // namespace lab
