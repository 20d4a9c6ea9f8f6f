#pragma once
// ForeignJournal: writes the journal of a capture of another program, frame by frame: its ends as the two hosts, its
// connections as sockets with the states that follow from the packets. Frames in; journal bytes out, or a journal itself.

#include "model/capture/CaptureReader.h"
#include "model/capture/TcpStates.h"
#include "model/journal/Journal.h"

#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lab {

inline constexpr std::string_view inferredNotice = "states-inferred";
inline constexpr std::string_view straceNotice = "calls-by-strace";
inline constexpr std::string_view unansweredNotice = "unanswered-left-out";

class ForeignJournal
{
public:
    /// `captured`: of a capture that writes into a part, in the bytes that this part is given afterwards.
    void take(const CapturedFrame& captured);
    /// An event at `time`, in ns since 1970, that was read elsewhere; after begin().
    void take(std::int64_t time, const EventBody& body);

    /// From now on events go into `part`, which outlives the next take(); there are no bytes, then.
    void writeInto(CapturedPart& part) { m_part = &part; }

    /// What was written since the last time: whole blocks. Nothing before the first frame, whose time is the journal's zero.
    Bytes written() { return std::exchange(m_bytes, {}); }

    /// Else the first frame does it. `zero`: the time, in ns since 1970, at which the journal's times begin. `room`: bytes that it
    /// will need, as far as known; no memory is used before it is written to.
    void begin(std::int64_t zero, std::string_view notice = inferredNotice, std::size_t room = 0);

    /// Of a conversation (as TcpAnalysis numbers them) this end's states are not to be inferred from now on, since the kernel's own rows
    /// are here; one that was has gone at `time`, in ns since 1970.
    void leaveToKernel(std::size_t conversation, std::size_t side, std::int64_t time);

    std::size_t events() const { return m_events; } ///< written so far

    /// Bytes of memory that it takes, and will take at most when it is opened (model/journal/Journal.h, Entry).
    std::size_t size() const { return m_bytes.size(); }

    std::size_t sizeOpened() const { return m_bytes.size() + m_events * bytesAnEntry; }

    bool begun() const { return m_begun; }

    std::size_t frames() const { return m_frames; }

    std::size_t leftOut() const { return m_leftOut; } ///< of a link that is not read

    std::uint32_t unknownLink() const { return m_unknownLinks.empty() ? 0 : *m_unknownLinks.begin(); }

    // Two sentences about the capture `name` at its end; `damage`: "at byte N: found …", or empty.
    std::string unreadable(const std::string& name, const std::string& damage) const; ///< why nothing can be shown; empty: something can
    std::string loss(const std::string& name, const std::string& damage) const; ///< what is not shown; empty: all is

    /// A flood of SYNs would otherwise be a flood of sockets that nobody can look at, each for ever: of more attempts at once
    /// without an answer, the sockets are told of when the answer comes.
    static constexpr std::size_t mostUnanswered = 4096;

private:
    struct TimeWait
    {
        Timestamp since;
        std::size_t conversation = 0, side = 0;
    };

    Timestamp since(std::int64_t time) const;
    void write(Timestamp time, const EventBody& body);
    void write(Timestamp time, HostId from, const CapturedFrame& captured, ByteView frame, std::uint32_t fullLength);
    void write(Timestamp time, const InferredState& state);
    HostId side(const Packet& packet);
    void tellStates(const TcpStates::Segment& segment, Timestamp time);
    void endTimeWaits(Timestamp now);
    bool infers(std::size_t conversation, std::size_t side) const;
    void inferNoMore(std::size_t conversation, std::size_t side, Timestamp time); ///< what was inferred has gone then
    bool tooManyUnanswered(SocketState told, SocketState now, Timestamp time);

    static constexpr std::size_t bytesAnEntry = 48; ///< of the index, while it grows: twice what it needs

    CapturedPart* m_part = nullptr; ///< nullptr: m_bytes
    Bytes m_bytes;
    std::size_t m_events = 0;
    std::int64_t m_zero = 0;
    bool m_begun = false;
    PacketId m_packets = 0;
    TcpStates m_connections;
    std::vector<std::array<SocketState, 2>> m_told;
    std::size_t m_named = 0; ///< conversations whose ends the journal knows
    std::size_t m_unanswered = 0; ///< told of as SYN-SENT now
    bool m_saidUnanswered = false;
    std::vector<std::array<bool, 2>> m_left; ///< ends of which nothing more is inferred
    std::deque<TimeWait> m_timeWaits; ///< the oldest first
    std::map<std::pair<std::string, std::string>, std::string> m_firstHeard;
    std::set<std::uint32_t> m_unknownLinks;
    std::size_t m_frames = 0, m_leftOut = 0;
};

} // namespace lab
