#pragma once
// CaptureJournal: the journal of what other programs recorded, made while it is read: frames with the states that follow from
// them, and events that were read elsewhere. Both are given in the order of their times.

#include "model/capture/CaptureReader.h"
#include "model/capture/TcpAnalysis.h"

#include <map>
#include <set>

namespace lab {

class CaptureJournal
{
public:
    /// `zero`: the time, in ns since 1970, at which the journal's times begin. `room`: bytes that it will need, as far as known;
    /// no memory is used before it is written to.
    void begin(std::int64_t zero, std::size_t room = 0);
    bool begun() const { return !m_bytes.empty(); }

    void take(const CapturedFrame& captured);
    /// An event at `time`, in ns since 1970.
    void take(std::int64_t time, const EventBody& body);

    /// Bytes of memory that it takes, and will take at most when it is opened (model/journal/Journal.h, Entry).
    std::size_t size() const { return m_bytes.size(); }

    std::size_t sizeOpened() const { return m_bytes.size() + m_events * bytesAnEntry; }

    std::size_t leftOut() const { return m_leftOut; } ///< frames of links that are not read

    std::uint32_t unknownLink() const { return m_unknownLinks.empty() ? 0 : *m_unknownLinks.begin(); }

    Bytes finish() { return std::move(m_bytes); }

private:
    void write(Timestamp time, const EventBody& body);
    HostId side(const Packet& packet);
    void tellStates(const TcpAnalysis::Segment& segment, Timestamp time);

    static constexpr std::size_t bytesAnEntry = 48; ///< of the index, while it grows: twice what it needs

    Bytes m_bytes;
    std::size_t m_events = 0;
    std::int64_t m_zero = 0;
    PacketId m_packets = 0;
    TcpAnalysis m_analysis;
    std::vector<std::array<SocketState, 2>> m_told;
    std::map<std::pair<std::string, std::string>, std::string> m_firstHeard;
    std::set<std::uint32_t> m_unknownLinks;
    std::size_t m_leftOut = 0;
};

} // namespace lab
