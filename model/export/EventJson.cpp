#include "model/export/EventJson.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/export/EventNames.h"

#include <nlohmann/json.hpp>

// Rule: a field that is not known or makes no sense for an event is absent, never null or a made-up zero.

namespace lab {

namespace {

using Json = nlohmann::ordered_json;

template<class Text>
void setUnlessEmpty(Json& json, const char* name, const Text& text)
{
    if (!text.empty())
        json[name] = text;
}

/// Fills the fields of one event, in the order of docs/dump.md, from the state before or after it.
class Fields
{
public:
    Fields(Json& json, const LabState& state)
        : m_json(json)
        , m_state(state)
    {
    }

    void operator()(const LabStarted& e)
    {
        m_json["wall_clock"] = e.wallClock;
        m_json["version"] = e.version;
        m_json["kernel"] = e.kernel;
        setUnlessEmpty(m_json, "lesson", e.lesson);
    }

    void operator()(const SettingWritten& e)
    {
        host(e.host);
        m_json["name"] = e.name;
        m_json["value"] = e.value;
        m_json["known"] = e.known;
    }

    void operator()(const CommandGiven& e)
    {
        m_json["command"] = e.command;
        m_json["line"] = e.line;
    }

    void operator()(const Settled& e)
    {
        m_json["command"] = e.command;
        setUnlessEmpty(m_json, "refusal", e.refusal);
    }

    void operator()(const Notice& e)
    {
        m_json["severity"] = severityName(e.severity);
        m_json["code"] = e.code;
        setUnlessEmpty(m_json, "detail", e.detail);
    }

    void operator()(const ActorStarted& e)
    {
        actor(e.actor);
        setUnlessEmpty(m_json, "command_line", e.commandLine);
        if (const ActorState* parent = m_state.actor(e.parent))
            m_json["parent"] = parent->started.name;
    }

    void operator()(const ActorExited& e)
    {
        actor(e.actor);
        if (e.signal == 0)
            m_json["exit_status"] = e.exitStatus;
        else
            m_json["signal"] = signalName(e.signal);
    }

    void operator()(const ActorOutput& e)
    {
        actor(e.actor);
        m_json["stream"] = e.stream == 2 ? "stderr" : "stdout";
        m_json["length"] = e.bytes.size();
        m_json["data"] = escaped(e.bytes);
    }

    void operator()(const CallEntered& e)
    {
        call(e);
        m_json["args"] = arguments(e, nullptr);
        source(e.place);
    }

    void operator()(const CallStopped& e)
    {
        const CallState* known = call(e.call);
        m_json["stands"] = e.returned ? "after" : "before";
        if (known)
            source(known->entered.place);
    }

    void operator()(const CallResumed& e) { call(e.call); }

    void operator()(const CallInjected& e)
    {
        call(e.call);
        m_json["injected"] = e.what;
    }

    void operator()(const CallBlocked& e)
    {
        const CallState* known = call(e.call);
        m_json["blocked"] = true;
        setUnlessEmpty(m_json, "wait_channel", e.waitChannel);
        if (!known)
            return;
        if (const ActorState* actor = m_state.actor(known->entered.actor)) {
            const BlockedReason why = blockedReason(m_state, *actor, *known);
            m_json["reason"] = why.code;
            setUnlessEmpty(m_json, "waits_for", why.detail);
        }
        source(known->entered.place);
    }

    void operator()(const CallReturned& e)
    {
        const CallState* known = call(e.call);
        if (known)
            m_json["args"] = arguments(known->entered, &e);
        m_json["result"] = e.result;
        if (e.errnum != 0) {
            const std::string_view name = errnoName(e.errnum);
            m_json["errno"] = name.empty() ? std::to_string(e.errnum) : std::string(name);
        }
        if (!known)
            return;
        m_json["blocked"] = known->blockedAt != Timestamp {} || !known->waitChannel.empty();
        m_json["duration"] = m_state.now().ns - known->enteredAt.ns;
        source(known->entered.place);
    }

    void operator()(const DescriptorsChanged& e)
    {
        actor(e.actor);
        Json list = Json::array();
        for (const Descriptor& one : e.descriptors) {
            Json entry {{"fd", one.fd}, {"type", one.kind}, {"name", one.name}};
            if (one.socket != 0)
                entry["socket"] = one.socket;
            if (one.kind == "socket") {
                entry["domain"] = nameOf(ArgKind::Domain, one.domain);
                entry["socket_type"] = nameOf(ArgKind::SocketType, one.type);
                entry["proto"] = protocolName(static_cast<std::uint8_t>(one.protocol));
            }
            list.push_back(std::move(entry));
        }
        m_json["descriptors"] = std::move(list);
    }

    void operator()(const PacketSent& e)
    {
        m_json["packet"] = e.packet;
        host(e.from);
        m_json["origin"] = originName(e.origin);
        m_json["frame_length"] = e.fullLength > e.frame.size() ? e.fullLength : e.frame.size();
        if (e.fullLength > e.frame.size())
            m_json["frame_kept"] = e.frame.size();
        if (const PacketState* known = m_state.packet(e.packet))
            decoded(*known);
    }

    void operator()(const WireChanged& e) { m_json["mode"] = modeName(e.mode); }

    void operator()(const PacketHeld& e) { packet(e.packet); }

    void operator()(const PacketDelivered& e) { packet(e.packet); }

    void operator()(const PacketDropped& e)
    {
        packet(e.packet);
        m_json["reason"] = reasonName(e.why);
    }

    void operator()(const PacketCopied& e)
    {
        packet(e.packet);
        m_json["original"] = e.original;
    }

    void operator()(const PacketRepeated& e)
    {
        packet(e.packet);
        m_json["times"] = e.times;
    }

    void operator()(const SocketSampled& e)
    {
        const SocketRow& row = e.row;
        socket(row);
        queues(row);
        if (row.inode != 0)
            m_json["inode"] = row.inode;
        if (row.timer != 0)
            m_json["timer"] = {{"type", timerName(row.timer)}, {"tries", row.timerTries}, {"due", row.timerDue.ns}};
        m_json["drops"] = row.drops;
        m_json["recv_buffer"] = row.recvBuffer;
        m_json["send_buffer"] = row.sendBuffer;
        if (row.info)
            tcpInfo(*row.info);
    }

    void operator()(const SocketGone& e)
    {
        if (const SocketRow* last = m_state.host(e.host).socket(e.socket)) {
            socket(*last);
        } else {
            host(e.host);
            m_json["socket"] = e.socket;
        }
    }

    void operator()(const CountersChanged& e)
    {
        host(e.host);
        Json values = Json::object();
        for (const auto& [name, value] : e.values)
            values[name] = value;
        m_json["counters"] = std::move(values);
    }

private:
    void host(HostId id) { m_json["host"] = hostName(id); }

    void actor(ActorId id)
    {
        if (const ActorState* known = m_state.actor(id)) {
            host(known->started.host);
            m_json["actor"] = known->started.name;
            m_json["pid"] = known->started.pid;
        }
        m_json["actor_id"] = id;
    }

    void call(const CallEntered& e)
    {
        actor(e.actor);
        m_json["tid"] = e.tid;
        setUnlessEmpty(m_json, "thread", e.thread);
        m_json["call"] = e.name;
        m_json["call_id"] = e.call;
    }

    const CallState* call(CallId id)
    {
        const CallState* known = m_state.call(id);
        if (known)
            call(known->entered);
        else
            m_json["call_id"] = id;
        return known;
    }

    static Json arguments(const CallEntered& call, const CallReturned* returned)
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

    void source(const SourcePlace& place)
    {
        if (place.file.empty())
            return;
        m_json["source"] = {{"file", place.file}, {"line", place.line}, {"function", place.function}};
    }

    /// For what happened to a packet that was sent before: enough to see which one.
    void packet(PacketId id)
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

    void decoded(const PacketState& known)
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

    static std::string addressText(const Packet& packet, const Endpoint& end)
    {
        return packet.tcp || packet.udp ? toText(end) : toText(end.address);
    }

    void segment(const TcpHeader& tcp, const std::optional<SequenceBase>& base)
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

    void socket(const SocketRow& row)
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

    void queues(const SocketRow& row)
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
    std::optional<std::size_t> synQueue(const SocketRow& row) const
    {
        for (const ListenQueues& queues : m_state.listeners(row.host)) {
            const auto isRow = [&](const SocketRow& waiting) { return waiting.socket == row.socket; };
            if (queues.listener.socket == row.socket
                || std::any_of(queues.synQueue.begin(), queues.synQueue.end(), isRow))
                return queues.synQueue.size();
        }
        return {};
    }

    void tcpInfo(const TcpInfo& info)
    {
        // clang-format off
        m_json["tcp_info"] = {
            {"rto", info.rto}, {"rtt", info.rtt}, {"rttvar", info.rttvar}, {"snd_mss", info.sndMss},
            {"snd_cwnd", info.sndCwnd}, {"snd_ssthresh", info.sndSsthresh}, {"unacked", info.unacked}, {"retransmits", info.retransmits},
            {"total_retrans", info.totalRetrans}, {"backoff", info.backoff}, {"snd_wnd", info.sndWnd}, {"rcv_wnd", info.rcvWnd},
            {"notsent_bytes", info.notsentBytes}};
        // clang-format on
    }

    Json& m_json;
    const LabState& m_state;
};

/// What ends something is told with what was known of it before: afterwards the state has forgotten it.
bool endsSomething(const EventBody& body)
{
    return std::holds_alternative<SocketGone>(body) || std::holds_alternative<PacketDelivered>(body)
        || std::holds_alternative<PacketDropped>(body);
}

} // namespace

Json EventJson::object(const Event& event)
{
    Json json {{"t", event.time.ns}, {"kind", kindName(event.body)}};
    Fields fields(json, m_state);
    if (!endsSomething(event.body))
        m_state.apply(event);
    std::visit(fields, event.body);
    if (const auto* sent = std::get_if<PacketSent>(&event.body))
        if (const auto segment = m_segments.take(decodePacket(sent->frame, sent->fullLength), event.time))
            setUnlessEmpty(json, "verdicts", verdictNames(segment->verdict));
    if (const auto* notice = std::get_if<Notice>(&event.body))
        m_inferred |= notice->code == "states-inferred";
    if (m_inferred && (std::holds_alternative<SocketSampled>(event.body) || std::holds_alternative<SocketGone>(event.body)
                       || std::holds_alternative<PacketDelivered>(event.body)))
        json["inferred"] = true;
    if (endsSomething(event.body))
        m_state.apply(event);
    return json;
}

std::string EventJson::line(const Event& event)
{
    return object(event).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace lab
