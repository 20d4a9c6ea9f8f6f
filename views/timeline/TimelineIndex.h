#pragma once
// TimelineIndex: a journal as lanes: a thread's calls, a socket's states, its queues and buffers over time, what TCP
// measured, and the packets of each direction of the wire. Grows with the journal, a piece at a time; no geometry and
// no texts.

#include "model/journal/Journal.h"
#include "views/timeline/TimelineTrack.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lab {

inline constexpr std::uint32_t noLane = 0xffffffff;

/// Looks of a lane of calls; StateLook and PacketLook are those of the other lanes of spans.
enum class CallLook : std::uint8_t { Running, Blocked, Stopped };
enum class StateLook : std::uint8_t { Opening, Open, Closing };
enum class PacketLook : std::uint8_t { Passed, Held, Lost };

struct TimelineLane
{
    enum class Kind : std::uint8_t {
        Calls, ///< spans, CallLook
        State, ///< spans, StateLook
        SynQueue, ///< steps, connections
        AcceptQueue, ///< steps, connections
        ReceiveQueue, ///< steps, bytes
        SendQueue, ///< steps, bytes
        Window, ///< steps, cwnd in segments
        RoundTrip, ///< steps, smoothed, µs
        Packets, ///< spans without length, PacketLook
    };

    Kind kind = Kind::Calls;
    HostId host = HostId::Client; ///< Packets: the sender
    std::string name; ///< Calls: "server", "server/rx"
    SocketId socket = 0;
    Endpoint local, remote; ///< of the socket
    std::uint32_t group = 0; ///< lanes of one socket stand together
    std::uint32_t limit = 0; ///< AcceptQueue: how many connections it takes; 0: no limit to show
    TimelineSpans spans;
    TimelineSteps steps;
    std::optional<TimelineSpan> open; ///< the span that still lasts; its `to` is meaningless

    bool stepped() const { return kind >= Kind::SynQueue && kind <= Kind::RoundTrip; }
};

class TimelineIndex
{
public:
    void reset();
    /// Takes in at most `most` further events; true when all of the journal is in.
    bool follow(const Journal& journal, std::size_t most);
    void take(std::size_t event, const Event& what); ///< the next event

    const std::vector<TimelineLane>& lanes() const { return m_lanes; }

    /// Lanes from top to bottom: the client's threads and sockets, the wire, the server's sockets and threads.
    const std::vector<std::uint32_t>& order() const;

    std::int64_t first() const { return m_first; } ///< when the first lane begins, ns

    std::int64_t last() const { return m_last; }

    std::uint32_t laneOf(CallId call) const; ///< noLane: not seen
    std::uint32_t laneOf(SocketId socket, TimelineLane::Kind kind) const;

    std::uint32_t wireLane(HostId from) const { return m_wireLanes[static_cast<std::size_t>(from)]; } ///< noLane: it has sent nothing

    bool hasCalls() const { return !m_threads.empty(); }

    struct PacketPlace
    {
        std::uint32_t lane = noLane, span = 0;
    };

    PacketPlace placeOf(PacketId packet) const;

private:
    struct OpenCall
    {
        CallId call = 0;
        std::uint32_t event = 0;
        CallLook look = CallLook::Running;
        bool returned = false; ///< it is over, and its thread stands behind it
    };

    struct Socket
    {
        std::uint32_t group = 0;
        std::array<std::uint32_t, 9> lanes {noLane, noLane, noLane, noLane, noLane, noLane, noLane, noLane, noLane};
        std::array<std::optional<TimelineStep>, 2> constant; ///< cwnd, round trip: as long as they never changed
        SocketRow row;
    };

    std::uint32_t addLane(TimelineLane::Kind kind, HostId host, const Socket* socket);
    void enter(std::uint32_t event, const CallEntered& call);
    void change(CallId call, CallLook look);
    void leave(CallId call, bool returned);
    void standBehind(std::uint32_t event, CallId call);
    void close(std::uint32_t lane);
    void show(std::uint32_t lane);
    void packet(std::uint32_t event, PacketId id, HostId from);
    void fate(PacketId id, PacketLook look);
    void sample(std::uint32_t event, const SocketRow& row);
    void measure(std::uint32_t event, Socket& socket, TimelineLane::Kind kind, std::uint32_t value, bool always);
    void measureOnceChanged(std::uint32_t event, Socket& socket, TimelineLane::Kind kind, std::uint32_t value);
    void countSynQueue(std::uint32_t event, const SocketRow& row, int change);
    void gone(std::uint32_t event, SocketId id);
    void exited(ActorId actor);

    std::size_t m_followed = 0;
    std::int64_t m_first = 0, m_last = 0;
    std::vector<TimelineLane> m_lanes;
    mutable std::vector<std::uint32_t> m_order; ///< made again when there are more lanes
    std::unordered_map<ActorId, std::pair<HostId, std::string>> m_actors;
    std::unordered_map<std::uint64_t, std::uint32_t> m_threads; ///< actor and tid → lane
    std::vector<std::vector<OpenCall>> m_openCalls; ///< by lane; the last one runs
    std::vector<std::uint32_t> m_callLanes; ///< by CallId: they are counted from 1
    std::vector<std::uint32_t> m_packetPlaces; ///< by PacketId: span, the highest bit the sender
    std::array<std::uint32_t, hostCount> m_wireLanes {noLane, noLane};
    std::unordered_map<SocketId, Socket> m_sockets;
    std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> m_synQueues; ///< host, port → lane, length
};

} // namespace lab
