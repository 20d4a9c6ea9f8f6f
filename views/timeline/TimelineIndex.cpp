#include "views/timeline/TimelineIndex.h"

#include <algorithm>
#include <tuple>

namespace lab {

namespace {

constexpr std::uint32_t unknown = 0xffffffff;
constexpr std::uint32_t serverBit = 0x80000000;

StateLook lookOf(SocketState state)
{
    switch (state) {
    case SocketState::None:
    case SocketState::Close:
    case SocketState::SynSent:
    case SocketState::SynRecv:
    case SocketState::NewSynRecv:
        return StateLook::Opening;
    case SocketState::Listen:
    case SocketState::Established:
        return StateLook::Open;
    case SocketState::FinWait1:
    case SocketState::FinWait2:
    case SocketState::TimeWait:
    case SocketState::CloseWait:
    case SocketState::LastAck:
    case SocketState::Closing:
        break;
    }
    return StateLook::Closing;
}

bool waitsInSynQueue(const SocketRow& row)
{
    return row.protocol == 6 && (row.state == SocketState::NewSynRecv || row.state == SocketState::SynRecv);
}

/// Numbers that begin with 1 and may be taken from a damaged file: no table grows by more than what was read.
bool isNext(std::uint64_t id, std::size_t known)
{
    return id >= known && id < known + 4096;
}

} // namespace

void TimelineIndex::reset()
{
    *this = TimelineIndex();
}

bool TimelineIndex::follow(const Journal& journal, std::size_t most)
{
    const std::size_t end = std::min(journal.size(), m_followed + most);
    while (m_followed < end) {
        const std::size_t event = m_followed;
        take(event, journal.at(event));
    }
    return m_followed == journal.size();
}

void TimelineIndex::take(std::size_t position, const Event& what)
{
    const auto event = static_cast<std::uint32_t>(position);
    if (m_followed == 0)
        m_first = m_last = what.time.ns;
    m_followed = position + 1;
    m_last = std::max(m_last, what.time.ns);
    std::visit(Overloaded {
                   [](const LabStarted&) {},
                   [](const SettingWritten&) {},
                   [](const CommandGiven&) {},
                   [](const Settled&) {},
                   [](const Notice&) {},
                   [](const ActorOutput&) {},
                   [](const DescriptorsChanged&) {},
                   [](const WireChanged&) {}, [](const LinkChanged&) {},
                   [](const PacketRepeated&) {},
                   [](const PacketDelivered&) {},
                   [](const CallInjected&) {},
                   [](const CallStack&) {},
                   [](const NoteWritten&) {},
                   [](const CountersChanged&) {},
                   [&](const ActorStarted& e) { m_actors[e.actor] = {e.host, e.name}; },
                   [&](const ActorExited& e) { exited(e.actor); },
                   [&](const CallEntered& e) { enter(event, e); },
                   [&](const CallStopped& e) {
                       if (e.returned)
                           standBehind(event, e.call);
                       else
                           change(e.call, CallLook::Stopped);
                   },
                   [&](const CallResumed& e) { leave(e.call, false); },
                   [&](const CallBlocked& e) { change(e.call, CallLook::Blocked); },
                   [&](const CallReturned& e) { leave(e.call, true); },
                   [&](const PacketSent& e) { packet(event, e.packet, e.from); },
                   [&](const PacketHeld& e) { fate(e.packet, PacketLook::Held); },
                   [&](const PacketDropped& e) { fate(e.packet, PacketLook::Lost); },
                   [&](const PacketCopied& e) {
                       if (const PacketPlace place = placeOf(e.original); place.lane != noLane)
                           packet(event, e.packet, m_lanes[place.lane].host);
                   },
                   [&](const SocketSampled& e) { sample(event, e.row); },
                   [&](const SocketGone& e) { gone(event, e.socket); },
               },
               what.body);
}

std::uint32_t TimelineIndex::addLane(TimelineLane::Kind kind, HostId host, const Socket* socket)
{
    const auto index = static_cast<std::uint32_t>(m_lanes.size());
    if (m_lanes.empty())
        m_first = m_last;
    TimelineLane& lane = m_lanes.emplace_back();
    m_openCalls.emplace_back();
    lane.kind = kind;
    lane.host = host;
    lane.group = index;
    if (socket) {
        lane.socket = socket->row.socket;
        lane.local = socket->row.local;
        lane.remote = socket->row.remote;
        lane.group = socket->group;
    }
    return index;
}

const std::vector<std::uint32_t>& TimelineIndex::order() const
{
    if (m_order.size() == m_lanes.size())
        return m_order;
    const auto key = [&](std::uint32_t index) {
        const TimelineLane& lane = m_lanes[index];
        const bool server = lane.host == HostId::Server;
        int section = server ? 4 : 1;
        if (lane.kind == TimelineLane::Kind::Calls)
            section = server ? 5 : 0;
        else if (lane.kind == TimelineLane::Kind::Packets)
            section = server ? 3 : 2;
        return std::tuple(section, lane.group, lane.kind, index);
    };
    m_order.resize(m_lanes.size());
    for (std::uint32_t i = 0; i < m_order.size(); ++i)
        m_order[i] = i;
    std::sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return m_order;
}

void TimelineIndex::close(std::uint32_t lane)
{
    if (!m_lanes[lane].open)
        return;
    TimelineSpan span = *m_lanes[lane].open;
    span.to = m_last;
    m_lanes[lane].spans.add(span);
    m_lanes[lane].open.reset();
}

/// The newest call that has not returned is what the thread does; a signal handler's calls lie on top of another one.
void TimelineIndex::show(std::uint32_t lane)
{
    close(lane);
    const std::vector<OpenCall>& calls = m_openCalls[lane];
    if (!calls.empty())
        m_lanes[lane].open = TimelineSpan {m_last, m_last, calls.back().event, static_cast<std::uint8_t>(calls.back().look)};
}

void TimelineIndex::enter(std::uint32_t event, const CallEntered& call)
{
    const std::uint64_t thread = (std::uint64_t {call.actor} << 32) | static_cast<std::uint32_t>(call.tid);
    const auto [found, fresh] = m_threads.try_emplace(thread, noLane);
    if (fresh) {
        const auto actor = m_actors.find(call.actor);
        const HostId host = actor == m_actors.end() ? HostId::Client : actor->second.first;
        found->second = addLane(TimelineLane::Kind::Calls, host, nullptr);
        std::string& name = m_lanes[found->second].name;
        name = actor == m_actors.end() ? "?" : actor->second.second;
        if (!call.thread.empty())
            name.append("/").append(call.thread);
    }
    if (isNext(call.call, m_callLanes.size()))
        m_callLanes.resize(call.call + 1, noLane);
    if (call.call < m_callLanes.size())
        m_callLanes[call.call] = found->second;
    m_openCalls[found->second].push_back({call.call, event, CallLook::Running});
    show(found->second);
}

void TimelineIndex::change(CallId call, CallLook look)
{
    const std::uint32_t lane = laneOf(call);
    if (lane == noLane)
        return;
    for (OpenCall& open : m_openCalls[lane]) {
        if (open.call == call && std::exchange(open.look, look) != look)
            show(lane);
    }
}

/// `returned` or let go on. A thread that stood before its call now makes it; one that stood behind it is through.
void TimelineIndex::leave(CallId call, bool returned)
{
    const std::uint32_t lane = laneOf(call);
    if (lane == noLane)
        return;
    std::vector<OpenCall>& calls = m_openCalls[lane];
    const auto found =
        std::find_if(calls.begin(), calls.end(), [call](const OpenCall& open) { return open.call == call; });
    if (found == calls.end())
        return;
    if (returned || found->returned)
        calls.erase(found);
    else
        found->look = CallLook::Running;
    show(lane);
}

void TimelineIndex::standBehind(std::uint32_t event, CallId call)
{
    const std::uint32_t lane = laneOf(call);
    if (lane == noLane)
        return;
    m_openCalls[lane].push_back({call, event, CallLook::Stopped, true});
    show(lane);
}

void TimelineIndex::exited(ActorId actor)
{
    for (const auto& [thread, lane] : m_threads) {
        if (thread >> 32 == actor) {
            m_openCalls[lane].clear();
            close(lane);
        }
    }
}

std::uint32_t TimelineIndex::laneOf(CallId call) const
{
    return call < m_callLanes.size() ? m_callLanes[call] : noLane;
}

std::uint32_t TimelineIndex::laneOf(SocketId socket, TimelineLane::Kind kind) const
{
    const auto found = m_sockets.find(socket);
    return found == m_sockets.end() ? noLane : found->second.lanes[static_cast<std::size_t>(kind)];
}

TimelineIndex::PacketPlace TimelineIndex::placeOf(PacketId packet) const
{
    if (packet >= m_packetPlaces.size() || m_packetPlaces[packet] == unknown)
        return {};
    const std::uint32_t place = m_packetPlaces[packet];
    return {m_wireLanes[place & serverBit ? 1 : 0], place & ~serverBit};
}

void TimelineIndex::packet(std::uint32_t event, PacketId id, HostId from)
{
    std::uint32_t& lane = m_wireLanes[static_cast<std::size_t>(from)];
    if (lane == noLane)
        lane = addLane(TimelineLane::Kind::Packets, from, nullptr);
    TimelineSpans& ticks = m_lanes[lane].spans;
    if (isNext(id, m_packetPlaces.size()))
        m_packetPlaces.resize(id + 1, unknown);
    if (id < m_packetPlaces.size())
        m_packetPlaces[id] = static_cast<std::uint32_t>(ticks.size()) | (from == HostId::Server ? serverBit : 0);
    ticks.add({m_last, m_last, event, static_cast<std::uint8_t>(PacketLook::Passed)});
}

void TimelineIndex::fate(PacketId id, PacketLook look)
{
    if (const PacketPlace place = placeOf(id); place.lane != noLane)
        m_lanes[place.lane].spans.raise(place.span, static_cast<std::uint8_t>(look));
}

/// A number has a lane from its first sample on (`always`), or from the first one that is not zero.
void TimelineIndex::measure(std::uint32_t event, Socket& socket, TimelineLane::Kind kind, std::uint32_t value, bool always)
{
    std::uint32_t& lane = socket.lanes[static_cast<std::size_t>(kind)];
    if (lane == noLane && value == 0 && !always)
        return;
    if (lane == noLane)
        lane = addLane(kind, socket.row.host, &socket);
    m_lanes[lane].steps.add({m_last, value, event});
}

/// A number that stays what it was from the beginning says nothing and gets no lane.
void TimelineIndex::measureOnceChanged(std::uint32_t event, Socket& socket, TimelineLane::Kind kind, std::uint32_t value)
{
    std::optional<TimelineStep>& first = socket.constant[kind == TimelineLane::Kind::Window ? 0 : 1];
    if (value == 0 || (first && first->value == value && socket.lanes[static_cast<std::size_t>(kind)] == noLane))
        return;
    if (first && socket.lanes[static_cast<std::size_t>(kind)] == noLane) {
        const std::uint32_t lane = socket.lanes[static_cast<std::size_t>(kind)] = addLane(kind, socket.row.host, &socket);
        m_lanes[lane].steps.add(*first);
    }
    if (first)
        measure(event, socket, kind, value, true);
    else
        first = TimelineStep {m_last, value, event};
}

void TimelineIndex::countSynQueue(std::uint32_t event, const SocketRow& row, int change)
{
    const std::uint32_t key = (static_cast<std::uint32_t>(row.host) << 16) | row.local.port;
    auto& [lane, length] = m_synQueues.try_emplace(key, noLane, 0).first->second;
    if (lane == noLane) {
        // Beside the listening socket it belongs to, if that is known.
        lane = addLane(TimelineLane::Kind::SynQueue, row.host, nullptr);
        m_lanes[lane].local = row.local;
        for (std::uint32_t i = 0; i < m_lanes.size(); ++i) {
            const TimelineLane& other = m_lanes[i];
            if (other.kind == TimelineLane::Kind::AcceptQueue && other.host == row.host && other.local.port == row.local.port) {
                m_lanes[lane].group = other.group;
                m_lanes[lane].socket = other.socket;
            }
        }
    }
    length = static_cast<std::uint32_t>(std::max<std::int64_t>(0, std::int64_t {length} + change));
    m_lanes[lane].steps.add({m_last, length, event});
}

void TimelineIndex::sample(std::uint32_t event, const SocketRow& row)
{
    using Kind = TimelineLane::Kind;
    const auto [found, fresh] = m_sockets.try_emplace(row.socket);
    Socket& socket = found->second;
    const SocketRow before = std::exchange(socket.row, row);
    std::uint32_t& state = socket.lanes[static_cast<std::size_t>(Kind::State)];
    if (fresh) {
        socket.group = static_cast<std::uint32_t>(m_lanes.size());
        state = addLane(Kind::State, row.host, &socket);
    }
    for (const std::uint32_t lane : socket.lanes) // told anew: it stands there (MachineJoin)
        if (!fresh && before.host != row.host && lane != noLane) {
            m_lanes[lane].host = row.host;
            m_order.clear();
        }
    if (!fresh && waitsInSynQueue(before) && !waitsInSynQueue(row))
        countSynQueue(event, row, -1);
    else if (waitsInSynQueue(row) && (fresh || !waitsInSynQueue(before)))
        countSynQueue(event, row, 1);
    TimelineLane& lane = m_lanes[state];
    if (row.remote.port != 0 || lane.remote.port == 0) { // TIME-WAIT's end and a closed socket have no peer any more
        lane.local = row.local;
        lane.remote = row.remote;
    }
    if (fresh || before.state != row.state) {
        close(state);
        m_lanes[state].open = TimelineSpan {m_last, m_last, event, static_cast<std::uint8_t>(lookOf(row.state))};
    }
    if (row.state == SocketState::Listen) {
        measure(event, socket, Kind::AcceptQueue, row.recvQueue, true);
        TimelineLane& queue = m_lanes[socket.lanes[static_cast<std::size_t>(Kind::AcceptQueue)]];
        queue.limit = std::max(queue.limit, row.sendQueue + 1);
        return;
    }
    if (waitsInSynQueue(row))
        return;
    measure(event, socket, Kind::ReceiveQueue, row.recvQueue, false);
    measure(event, socket, Kind::SendQueue, row.sendQueue, false);
    if (row.info) {
        measureOnceChanged(event, socket, Kind::Window, row.info->sndCwnd);
        measureOnceChanged(event, socket, Kind::RoundTrip, row.info->rtt);
    }
}

void TimelineIndex::gone(std::uint32_t event, SocketId id)
{
    const auto found = m_sockets.find(id);
    if (found == m_sockets.end())
        return;
    Socket& socket = found->second;
    if (waitsInSynQueue(socket.row))
        countSynQueue(event, socket.row, -1);
    using Kind = TimelineLane::Kind;
    close(socket.lanes[static_cast<std::size_t>(Kind::State)]);
    for (const Kind kind : {Kind::AcceptQueue, Kind::ReceiveQueue, Kind::SendQueue})
        measure(event, socket, kind, 0, false);
    socket.row.state = SocketState::None;
}

} // namespace lab
