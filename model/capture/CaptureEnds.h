#pragma once
// CaptureEnds: what of a capture must be known before its first frame is written into a merged journal: its time, and which ports are
// a server's. Of a whole capture; frame by frame its conversations, too.

#include "model/base/Bytes.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/TcpAnalysis.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lab {

struct CaptureEnds
{
    std::int64_t first = std::numeric_limits<std::int64_t>::max(); ///< time of the earliest frame, ns since 1970
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    std::set<std::uint16_t> servers; ///< ports that others began conversations with
};

CaptureEnds captureEnds(ByteView capture);

/// The same while the frames come.
class GrowingEnds
{
public:
    struct News
    {
        std::optional<std::size_t> conversation; ///< of TCP, to which the frame belongs
        bool begun = false; ///< by this frame
        std::optional<std::uint16_t> server; ///< port that was not known to be one
        std::vector<std::uint16_t> datagrams; ///< ports of UDP that were not heard of before
    };

    News take(const CapturedFrame& frame);

    std::int64_t first() const { return m_first; }
    std::int64_t last() const { return m_last; }
    const std::set<std::uint16_t>& servers() const { return m_servers; }
    const std::set<std::uint16_t>& datagrams() const { return m_datagramPorts; } ///< ports of UDP
    const Conversations& conversations() const { return m_analysis.conversations(); }

private:
    bool isFirstOf(const Packet& datagram);

    std::int64_t m_first = CaptureEnds().first, m_last = CaptureEnds().last;
    std::set<std::uint16_t> m_servers, m_datagramPorts;
    TcpAnalysis m_analysis;
    std::set<std::pair<std::string, std::string>> m_datagrams; ///< both ends of each pair that spoke
};

} // namespace lab
