#include "model/export/EventJsonParts.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/export/EventNames.h"

#include <algorithm>

namespace lab {

namespace {

std::string addressText(const Packet& packet, const Endpoint& end)
{
    return packet.tcp || packet.udp ? toText(end) : toText(end.address);
}

} // namespace

void EventJsonParts::host(HostId id)
{
    m_json["host"] = hostName(id);
}

void EventJsonParts::actor(ActorId id)
{
    if (const ActorState* known = m_state.actor(id)) {
        host(known->started.host);
        m_json["actor"] = known->started.name;
        m_json["pid"] = known->started.pid;
    }
    m_json["actor_id"] = id;
}

void EventJsonParts::call(const CallEntered& e)
{
    actor(e.actor);
    m_json["tid"] = e.tid;
    setUnlessEmpty(m_json, "thread", e.thread);
    m_json["call"] = e.name;
    m_json["call_id"] = e.call;
}

const CallState* EventJsonParts::call(CallId id)
{
    const CallState* known = m_state.call(id);
    if (known)
        call(known->entered);
    else
        m_json["call_id"] = id;
    return known;
}

EventJsonParts::Json EventJsonParts::arguments(const CallEntered& call, const CallReturned* returned)
{
    const CallRow* row = findCall(call.name);
    Json list = Json::array();
    for (std::size_t i = 0; i < call.args.size(); ++i) {
        const bool named = row && i < row->args.size();
        list.push_back({{"name", named ? std::string(row->args[i].name) : "arg" + std::to_string(i)},
                        {"value", argumentText(call, i, returned)}});
    }
    return list;
}

void EventJsonParts::source(const SourcePlace& place)
{
    if (place.file.empty())
        return;
    m_json["source"] = {{"file", place.file}, {"line", place.line}, {"function", place.function}};
}

EventJsonParts::Json EventJsonParts::framesOf(const CallStack& stack)
{
    Json list = Json::array();
    for (const StackFrame& frame : stack.frames) {
        Json one = Json::object();
        setUnlessEmpty(one, "function", frame.place.function);
        if (!frame.place.file.empty()) {
            one["file"] = frame.place.file;
            one["line"] = frame.place.line;
        }
        one["address"] = frame.place.address;
        setUnlessEmpty(one, "module", frame.module);
        if (frame.inlined)
            one["inlined"] = true;
        list.push_back(std::move(one));
    }
    return list;
}

void EventJsonParts::packet(PacketId id)
{
    m_json["packet"] = id;
    const PacketState* known = m_state.packet(id);
    if (!known)
        return;
    host(known->from);
    m_json["name"] = known->name;
    m_json["packet_kind"] = packetKind(known->decoded);
    m_json["proto"] = protocolName(known->decoded);
    if (known->decoded.tcp)
        m_json["flags"] = flagsText(known->decoded.tcp->flags);
}

void EventJsonParts::decoded(const PacketState& known)
{
    const Packet& packet = known.decoded;
    m_json["name"] = known.name;
    m_json["packet_kind"] = packetKind(packet);
    m_json["proto"] = protocolName(packet);
    if (packet.tcp)
        segment(*packet.tcp, known.base);
    m_json["length"] = packet.payloadLength;
    setUnlessEmpty(m_json, "src", addressText(packet, packet.source()));
    setUnlessEmpty(m_json, "dst", addressText(packet, packet.destination()));
    if (known.retransmission)
        m_json["retransmission"] = true;
    setUnlessEmpty(m_json, "problem", packet.problem);
}

void EventJsonParts::segment(const TcpHeader& tcp, const std::optional<SequenceBase>& base)
{
    m_json["flags"] = flagsText(tcp.flags);
    const bool acknowledges = (tcp.flags & TcpFlag::ack) != 0;
    if (base)
        m_json["seq"] = tcp.seq - base->seq;
    if (base && acknowledges && base->ack != 0) // zero: the peer's SYN was not seen
        m_json["ack"] = tcp.ack - base->ack;
    m_json["seq_absolute"] = tcp.seq;
    if (acknowledges)
        m_json["ack_absolute"] = tcp.ack;
    m_json["window"] = tcp.window;
}

void EventJsonParts::socket(const SocketRow& row)
{
    if (const auto owner = m_state.ownerOf(row.socket))
        actor(*owner);
    else
        host(row.host);
    m_json["socket"] = row.socket;
    m_json["proto"] = protocolName(row.protocol);
    m_json["state"] = stateName(row.state);
    m_json["local"] = toText(row.local);
    m_json["remote"] = toText(row.remote);
}

void EventJsonParts::queues(const SocketRow& row)
{
    if (row.state == SocketState::Listen)
        m_json["accept_queue"] = {{"length", row.recvQueue}, {"limit", row.sendQueue}};
    if (row.state == SocketState::Listen || row.state == SocketState::SynRecv
        || row.state == SocketState::NewSynRecv) {
        if (const auto length = synQueue(row))
            m_json["syn_queue"] = *length;
    }
    m_json["recv_queue"] = row.recvQueue;
    m_json["send_queue"] = row.sendQueue;
}

/// Of the listener `row`, or of the listener whose SYN queue `row` is in.
std::optional<std::size_t> EventJsonParts::synQueue(const SocketRow& row) const
{
    for (const ListenQueues& queues : m_state.listeners(row.host)) {
        const auto isRow = [&](const SocketRow& waiting) { return waiting.socket == row.socket; };
        if (queues.listener.socket == row.socket
            || std::any_of(queues.synQueue.begin(), queues.synQueue.end(), isRow))
            return queues.synQueue.size();
    }
    return {};
}

void EventJsonParts::tcpInfo(const TcpInfo& info)
{
    // clang-format off
    m_json["tcp_info"] = {
        {"rto", info.rto}, {"rtt", info.rtt}, {"rttvar", info.rttvar}, {"snd_mss", info.sndMss},
        {"snd_cwnd", info.sndCwnd}, {"snd_ssthresh", info.sndSsthresh}, {"unacked", info.unacked}, {"retransmits", info.retransmits},
        {"total_retrans", info.totalRetrans}, {"backoff", info.backoff}, {"snd_wnd", info.sndWnd}, {"rcv_wnd", info.rcvWnd},
        {"notsent_bytes", info.notsentBytes}};
    // clang-format on
}

} // namespace lab
