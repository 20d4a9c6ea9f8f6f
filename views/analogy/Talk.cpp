#include "views/analogy/Talk.h"

#include "model/calls/CallText.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::uint8_t tcp = 6, udp = 17;
constexpr std::size_t packetsSearched = 400; ///< back from the newest: what a person has in mind is not older

/// An IPv4 address and the IPv6 one it is mapped to are the same end: a dual-stack socket has the second.
bool sameConnection(const Endpoint& a, const Endpoint& b, const Endpoint& c, const Endpoint& d)
{
    if (a.port != c.port || b.port != d.port)
        return false; // nearly all: no key need be made
    return connectionKey(HostId::Client, tcp, a, b) == connectionKey(HostId::Client, tcp, c, d);
}

bool isEnded(SocketState state)
{
    return state == SocketState::TimeWait || state == SocketState::Close || state == SocketState::None;
}

bool isSynRecv(SocketState state)
{
    return state == SocketState::SynRecv || state == SocketState::NewSynRecv;
}

const SocketRow* rowAt(const LabState& state, HostId host, std::uint8_t protocol, const Endpoint& own, const Endpoint& peer)
{
    const SocketRow* bound = nullptr;
    for (const SocketRow& row : state.host(host).sockets) {
        if (row.protocol != protocol)
            continue;
        if (row.remote.port != 0 && sameConnection(row.local, row.remote, own, peer))
            return &row;
        if (row.remote.port == 0 && row.local.port == own.port)
            bound = &row;
    }
    return bound;
}

/// Was a RST delivered between these two ports not long ago?
bool wasReset(const LabState& state, const SocketRow& row)
{
    std::size_t looked = 0;
    for (auto packet = state.packets().rbegin(); packet != state.packets().rend() && looked < packetsSearched; ++packet, ++looked) {
        const std::uint16_t from = packet->decoded.source().port, to = packet->decoded.destination().port;
        const bool ours = (from == row.local.port && to == row.remote.port) || (from == row.remote.port && to == row.local.port);
        if (ours && packet->decoded.has(TcpFlag::rst) && packet->fate != PacketFate::Dropped)
            return true;
    }
    return false;
}

/// What a failed call says of its socket; nothing: it says nothing of that kind.
std::optional<Moment> toldBy(const CallState* call)
{
    if (!call || !call->returned || call->returned->result >= 0)
        return {};
    switch (call->returned->errnum) {
    case ECONNREFUSED:
        return Moment::Refused;
    case ETIMEDOUT:
        return Moment::NoAnswer;
    case EHOSTUNREACH:
    case ENETUNREACH:
        return Moment::Unreachable;
    case ECONNRESET:
    case EPIPE:
        return Moment::CutOff;
    default:
        return {};
    }
}

Moment momentOfRow(const LabState& state, const SocketRow& row)
{
    if (row.protocol != tcp)
        return Moment::Datagram;
    switch (row.state) {
    case SocketState::Listen:
        return Moment::Listening;
    case SocketState::SynSent:
        return Moment::Dialling;
    case SocketState::SynRecv:
    case SocketState::NewSynRecv:
        return Moment::HalfOpen;
    case SocketState::Established:
        return accepted(state, row) ? Moment::Talking : Moment::Waiting;
    case SocketState::TimeWait:
    case SocketState::Close:
    case SocketState::None:
        return Moment::Closed;
    default:
        return Moment::HalfClosed;
    }
}

/// Of both ends together: what is least far counts while it is set up, what is furthest when it ends.
Moment momentOfPair(const LabState& state, const SocketRow& a, const SocketRow& b)
{
    if (isSynRecv(a.state) || isSynRecv(b.state))
        return Moment::HalfOpen;
    if (a.state == SocketState::SynSent || b.state == SocketState::SynSent)
        return Moment::Dialling;
    if (isEnded(a.state) && isEnded(b.state))
        return Moment::Closed;
    if (a.state != SocketState::Established || b.state != SocketState::Established)
        return Moment::HalfClosed;
    return accepted(state, a) && accepted(state, b) ? Moment::Talking : Moment::Waiting;
}

class Finder
{
public:
    explicit Finder(const LabState& state)
        : m_state(state)
    {
    }

    Talk ofSocket(SocketId socket)
    {
        if (const SocketRow* row = m_state.socket(socket))
            return ofRow(*row);
        const OpenSocket open = openSocket(m_state, socket);
        Talk talk;
        talk.moment = momentOf(m_state, socket, open);
        if (!open.actor)
            return talk;
        TalkEnd end = endOf(open.actor->started.host, {}, socket);
        if (const SocketRow* last = m_state.lastRow(socket)) {
            end.own = last->local;
            TalkEnd peer = endOf(otherHost(end.host), last->remote, 0);
            place(talk, std::move(end), std::move(peer));
        } else {
            if (const Endpoint* bound = m_state.boundTo(socket))
                end.own = *bound;
            talk.protocol = open.descriptor->type == SOCK_DGRAM ? udp : tcp;
            TalkEnd peer = endOf(otherHost(end.host), {}, 0);
            if (const CallState* call = callOn(*open.actor, end.fd); call && call->entered.name == "connect")
                peer.own = addressOf(call->entered).value_or(Endpoint {});
            place(talk, std::move(end), std::move(peer));
        }
        return talk;
    }

    Talk ofPacket(const PacketState& packet)
    {
        const std::uint8_t protocol = packet.decoded.udp ? udp : tcp;
        const Endpoint source = packet.decoded.source(), destination = packet.decoded.destination();
        const SocketRow* from = rowAt(m_state, packet.from, protocol, source, destination);
        const SocketRow* to = rowAt(m_state, packet.to, protocol, destination, source);
        if (from && from->state != SocketState::Listen && from->protocol == tcp && from->remote.port != 0)
            return ofRow(*from);
        if (to && to->state != SocketState::Listen && to->protocol == tcp && to->remote.port != 0)
            return ofRow(*to);
        Talk talk;
        talk.protocol = protocol;
        talk.moment = protocol == udp ? Moment::Datagram : Moment::Closed;
        TalkEnd a = endOf(packet.from, source, from ? from->socket : 0), b = endOf(packet.to, destination, to ? to->socket : 0);
        a.own = source, b.own = destination;
        place(talk, std::move(a), std::move(b));
        if (protocol != tcp)
            return talk;
        // A SYN is on the wire before its socket is looked at; a call that failed has told why.
        if (packet.decoded.has(TcpFlag::syn) && packet.fate != PacketFate::Dropped)
            talk.moment = Moment::Dialling;
        for (const ActorState& actor : m_state.actors())
            for (const ThreadState& thread : actor.threads)
                if (thread.call && thread.call->entered.name == "connect" && isBetween(packet, addressOf(thread.call->entered)))
                    talk.moment = toldBy(&*thread.call).value_or(talk.moment);
        if (packet.decoded.has(TcpFlag::rst) && talk.moment == Moment::Closed)
            talk.moment = Moment::CutOff;
        return talk;
    }

    Talk newest()
    {
        const CallState* call = nullptr;
        const ActorState* caller = nullptr;
        Timestamp called, sent;
        for (const ActorState& actor : m_state.actors()) {
            for (const ThreadState& thread : actor.threads) {
                const Timestamp when = thread.call ? std::max(thread.call->enteredAt, thread.call->returnedAt) : Timestamp {-1};
                if (!actor.exited && thread.call && socketOf(actor, *thread.call) != 0 && called <= when)
                    call = &*thread.call, caller = &actor, called = when;
            }
        }
        const PacketState* packet = newestPacket();
        if (packet)
            sent = std::max(packet->sentAt, packet->endedAt);
        if (packet && (!call || called <= sent))
            return ofPacket(*packet);
        if (call)
            return ofSocket(socketOf(*caller, *call));
        return anySocket();
    }

private:
    static bool isBetween(const PacketState& packet, const std::optional<Endpoint>& called)
    {
        return called && (packet.decoded.destination() == *called || packet.decoded.source() == *called);
    }

    Talk ofRow(const SocketRow& row)
    {
        Talk talk;
        talk.protocol = row.protocol;
        talk.moment = momentOfRow(m_state, row);
        const SocketRow* mate = mateOf(m_state, row);
        if (mate)
            talk.moment = row.protocol == tcp ? momentOfPair(m_state, row, *mate) : Moment::Datagram;
        else if (row.state == SocketState::TimeWait)
            talk.moment = Moment::Closed;
        TalkEnd own = endOf(row.host, row.local, row.socket);
        TalkEnd peer = endOf(mate ? mate->host : otherHost(row.host), row.remote, mate ? mate->socket : 0);
        if (row.protocol == udp && row.remote.port == 0) {
            for (auto packet = m_state.packets().rbegin(); packet != m_state.packets().rend(); ++packet) {
                const bool sent = packet->decoded.udp && packet->from == row.host && packet->decoded.source().port == row.local.port;
                const bool came = packet->decoded.udp && packet->to == row.host && packet->decoded.destination().port == row.local.port;
                if (sent || came)
                    return ofPacket(*packet);
            }
        }
        place(talk, std::move(own), std::move(peer));
        return talk;
    }

    TalkEnd endOf(HostId host, const Endpoint& own, SocketId socket) const
    {
        TalkEnd end;
        end.host = host;
        end.own = own;
        end.socket = socket;
        if (const SocketRow* row = m_state.socket(socket))
            end.row = *row;
        if (const OpenSocket open = openSocket(m_state, socket); open.actor) {
            end.actor = open.actor->started.actor;
            end.fd = open.descriptor->fd;
        }
        return end;
    }

    void place(Talk& talk, TalkEnd first, TalkEnd second) const
    {
        const bool swapped = sideOf(m_state, first.host, first.own) == 1;
        talk.ends[swapped ? 1 : 0] = std::move(first);
        talk.ends[swapped ? 0 : 1] = std::move(second);
    }

    /// The socket that a call is about: what accept() returned, else its descriptor's.
    static SocketId socketOf(const ActorState& actor, const CallState& call)
    {
        int fd = fdOf(call.entered);
        const bool makes = call.entered.name == "socket" || call.entered.name.starts_with("accept");
        if (makes && call.returned && call.returned->result >= 0)
            fd = static_cast<int>(call.returned->result);
        for (const Descriptor& one : actor.descriptors)
            if (one.fd == fd)
                return one.socket;
        return 0;
    }

    const PacketState* newestPacket() const
    {
        const PacketState* newest = nullptr;
        std::size_t looked = 0;
        for (auto packet = m_state.packets().rbegin(); packet != m_state.packets().rend() && looked < packetsSearched; ++packet, ++looked) {
            if (!packet->decoded.tcp && !packet->decoded.udp)
                continue;
            if (!newest || std::max(newest->sentAt, newest->endedAt) < std::max(packet->sentAt, packet->endedAt))
                newest = &*packet;
        }
        return newest;
    }

    Talk anySocket()
    {
        for (auto actor = m_state.actors().rbegin(); actor != m_state.actors().rend(); ++actor)
            for (const Descriptor& one : actor->descriptors)
                if (one.socket != 0)
                    return ofSocket(one.socket);
        for (const HostId host : {HostId::Client, HostId::Server})
            if (!m_state.host(host).sockets.empty())
                return ofRow(m_state.host(host).sockets.back());
        return {};
    }

    const LabState& m_state;
};

} // namespace

std::string_view momentKey(Moment moment)
{
    static constexpr std::array<std::string_view, momentCount> keys {
        "nothing",  "socket",   "bound",  "listening", "dialling",    "half-open", "waiting",  "talking", "half-closed",
        "closed",   "refused",  "no-answer", "unreachable", "cut-off", "datagram", "unix"};
    return keys[static_cast<std::size_t>(moment)];
}

bool Talk::has(const PacketState& packet) const
{
    if ((protocol == tcp) != packet.decoded.tcp.has_value() || (protocol == udp) != packet.decoded.udp.has_value())
        return false;
    const std::uint16_t a = ends[0].own.port, b = ends[1].own.port;
    const std::uint16_t from = packet.decoded.source().port, to = packet.decoded.destination().port;
    return (from == a && to == b) || (from == b && to == a);
}

int Talk::sideOf(const PacketState& packet) const
{
    if (packet.from != packet.to)
        return ends[0].host == packet.from ? 0 : 1;
    return packet.decoded.source().port == ends[0].own.port ? 0 : 1;
}

OpenSocket openSocket(const LabState& state, SocketId socket)
{
    if (socket == 0)
        return {};
    const auto in = [socket](const ActorState& actor) -> const Descriptor* {
        for (const Descriptor& one : actor.descriptors)
            if (one.socket == socket)
                return &one;
        return nullptr;
    };
    if (const auto owner = state.ownerOf(socket))
        if (const ActorState* actor = state.actor(*owner))
            if (const Descriptor* found = in(*actor))
                return {actor, found};
    for (const ActorState& actor : state.actors())
        if (const Descriptor* found = in(actor))
            return {&actor, found};
    return {};
}

const CallState* callOn(const ActorState& actor, int fd)
{
    const CallState* newest = nullptr;
    for (const ThreadState& thread : actor.threads) {
        if (!thread.call || fdOf(thread.call->entered) != fd)
            continue;
        if (!newest || newest->entered.call < thread.call->entered.call)
            newest = &*thread.call;
    }
    return newest;
}

Moment momentOf(const LabState& state, SocketId socket, const OpenSocket& open)
{
    if (const SocketRow* row = state.socket(socket))
        return momentOfRow(state, *row);
    if (!open.actor)
        return socket == 0 ? Moment::Nothing : Moment::Closed;
    if (open.descriptor->domain == AF_UNIX)
        return Moment::Unix;
    if (open.descriptor->type == SOCK_DGRAM)
        return Moment::Datagram;
    const SocketRow* last = state.lastRow(socket);
    const bool opening = last && last->state == SocketState::SynSent;
    if (const auto told = toldBy(callOn(*open.actor, open.descriptor->fd)))
        return *told;
    if (last && wasReset(state, *last))
        return opening ? Moment::Refused : Moment::CutOff;
    if (last)
        return opening ? Moment::NoAnswer : Moment::Closed;
    return state.boundTo(socket) ? Moment::Bound : Moment::Socket;
}

bool accepted(const LabState& state, const SocketRow& row)
{
    // An inode of 0: no file, hence no descriptor; one that a program has closed had an owner. A capture knows no programs.
    return row.inode != 0 || state.actors().empty() || state.ownerOf(row.socket).has_value() || openSocket(state, row.socket).actor != nullptr;
}

const SocketRow* mateOf(const LabState& state, const SocketRow& row)
{
    if (row.remote.port == 0)
        return nullptr;
    for (const HostId host : {otherHost(row.host), row.host})
        for (const SocketRow& other : state.host(host).sockets)
            if (&other != &row && other.protocol == row.protocol && other.remote.port != 0
                && sameConnection(other.local, other.remote, row.remote, row.local))
                return &other;
    return nullptr;
}

int sideOf(const LabState& state, HostId host, const Endpoint& own)
{
    if (!state.onlyHost() && !state.host(HostId::Client).settings.contains("network"))
        return host == HostId::Client ? 0 : 1;
    if (own.port == 0)
        return 0;
    for (const SocketRow& row : state.host(host).sockets) {
        const bool receives = row.state == SocketState::Listen || (row.protocol == udp && row.remote.port == 0);
        if (receives && row.local.port == own.port)
            return 1;
    }
    return 0;
}

Talk talkShown(const LabState& state, const Selection::What& selected)
{
    Finder finder(state);
    if (selected.socket) {
        if (state.socket(*selected.socket) || openSocket(state, *selected.socket).actor)
            return finder.ofSocket(*selected.socket);
    }
    if (selected.packet)
        if (const PacketState* packet = state.packet(*selected.packet); packet && (packet->decoded.tcp || packet->decoded.udp))
            return finder.ofPacket(*packet);
    return finder.newest();
}

} // namespace lab
