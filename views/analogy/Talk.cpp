#include "views/analogy/Talk.h"

#include "model/calls/CallText.h"

#include <algorithm>

#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::uint8_t tcp = 6, udp = 17;

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
