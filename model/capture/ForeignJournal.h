#pragma once
// ForeignJournal: writes the journal of a capture of another program, frame by frame: its ends as the two hosts, its
// connections as sockets with the states that follow from the packets. Frames in, journal bytes out.

#include "model/capture/CaptureReader.h"
#include "model/capture/TcpAnalysis.h"

#include <map>
#include <set>

namespace lab {

class ForeignJournal
{
public:
    void take(const CapturedFrame& captured);

    /// What was written since the last time: whole blocks. Nothing before the first frame, whose time is the journal's zero.
    Bytes written() { return std::exchange(m_bytes, {}); }

    void begin(std::int64_t zero); ///< of a capture without a frame that is over

    bool begun() const { return m_begun; }

    std::size_t frames() const { return m_frames; }

    std::size_t leftOut() const { return m_leftOut; } ///< of a link that is not read

    std::uint32_t unknownLink() const { return m_unknownLinks.empty() ? 0 : *m_unknownLinks.begin(); }

private:
    void write(Timestamp time, EventBody body);
    HostId side(const Packet& packet);
    void tellStates(const TcpAnalysis::Segment& segment, Timestamp time);

    Bytes m_bytes;
    std::int64_t m_zero = 0;
    bool m_begun = false;
    PacketId m_packets = 0;
    TcpAnalysis m_analysis;
    std::vector<std::array<SocketState, 2>> m_told;
    std::map<std::pair<std::string, std::string>, std::string> m_firstHeard;
    std::set<std::uint32_t> m_unknownLinks;
    std::size_t m_frames = 0, m_leftOut = 0;
};

} // namespace lab
