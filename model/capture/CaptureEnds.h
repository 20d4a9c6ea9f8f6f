#pragma once
// captureEnds: what of a capture must be known before its first frame is written into a merged journal: its time, its
// conversations, and which of their ports are a server's.

#include "model/base/Bytes.h"
#include "model/capture/TcpAnalysis.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <set>

namespace lab {

struct CaptureEnds
{
    std::int64_t first = std::numeric_limits<std::int64_t>::max(); ///< time of the earliest frame, ns since 1970
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    std::set<std::uint16_t> servers; ///< ports that others began conversations with
    std::deque<Conversation> conversations; ///< of TCP, as TcpAnalysis numbers them; times in ns since 1970
};

CaptureEnds captureEnds(ByteView capture);

} // namespace lab
