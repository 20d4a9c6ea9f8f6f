#pragma once
// AgreementCaptures: packets made by hand of every kind that the decoder knows, and of some that it does not, and
// conversations in which everything goes wrong that TcpAnalysis has a word for. For TsharkAgreementTest.

#include "model/base/Bytes.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace lab::tests {

struct TimedFrame
{
    std::int64_t ns = 0;
    Bytes frame;
    std::uint32_t fullLength = 0; ///< 0: all of it was captured
};

std::vector<std::pair<const char*, std::vector<TimedFrame>>> agreementCaptures();

/// As a pcapng file without any block of ours but the packets' own.
Bytes agreementFile(const std::vector<TimedFrame>& frames);

} // namespace lab::tests
