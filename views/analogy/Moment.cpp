#include "views/analogy/Moment.h"

#include "model/calls/CallText.h"

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>

namespace lab {

namespace {

bool isEnded(SocketState state)
{
    return state == SocketState::TimeWait || state == SocketState::Close || state == SocketState::None;
}

bool isSynRecv(SocketState state)
{
    return state == SocketState::SynRecv || state == SocketState::NewSynRecv;
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

} // namespace

std::string_view momentKey(Moment moment)
{
    static constexpr std::array<std::string_view, momentCount> keys {
        "nothing",  "socket",   "bound",  "listening", "dialling",    "half-open", "waiting",  "talking", "half-closed",
        "closed",   "refused",  "no-answer", "unreachable", "cut-off", "datagram", "unix"};
    return keys[static_cast<std::size_t>(moment)];
}

bool sameConnection(const Endpoint& a, const Endpoint& b, const Endpoint& c, const Endpoint& d)
{
    if (a.port != c.port || b.port != d.port)
        return false; // nearly all: no key need be made
    return connectionKey(HostId::Client, IPPROTO_TCP, a, b) == connectionKey(HostId::Client, IPPROTO_TCP, c, d);
}

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
    if (row.protocol != IPPROTO_TCP)
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
        const bool receives = row.state == SocketState::Listen || (row.protocol == IPPROTO_UDP && row.remote.port == 0);
        if (receives && row.local.port == own.port)
            return 1;
    }
    return 0;
}

} // namespace lab
