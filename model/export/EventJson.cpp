#include "model/export/EventJson.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/capture/Recording.h"
#include "model/export/EventJsonParts.h"
#include "model/export/EventNames.h"

// Rule: a field that is not known or makes no sense for an event is absent, never null or a made-up zero.

namespace lab {

namespace {

using Json = nlohmann::ordered_json;

/// Fills the fields of one event, in the order of docs/dump.md, from the state before or after it.
class Fields : EventJsonParts
{
public:
    using EventJsonParts::EventJsonParts;

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

    void operator()(const NoteWritten& e)
    {
        m_json["on"] = e.event;
        m_json["text"] = e.text;
        m_json["wall_clock"] = e.wallClock;
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
        if (e.signal == 0 && e.tellsHow())
            m_json["exit_status"] = e.exitStatus;
        else if (e.signal != 0)
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

    void operator()(const CallStack& e)
    {
        call(e.call);
        m_json["frames"] = framesOf(e);
        if (e.cut)
            m_json["cut"] = true;
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
        if (returnsToSender(e.frame))
            m_json["loopback"] = true;
        if (const PacketState* known = m_state.packet(e.packet))
            decoded(*known);
    }

    void operator()(const WireChanged& e) { m_json["mode"] = modeName(e.mode); }

    void operator()(const LinkChanged& e)
    {
        m_json["delay"] = e.link.delay;
        m_json["rate"] = e.link.rate;
        m_json["queue"] = e.link.queue;
    }

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
        if (row.uid != 0)
            m_json["uid"] = row.uid;
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
};

/// What ends something is told with what was known of it before: afterwards the state has forgotten it.
bool endsSomething(const EventBody& body)
{
    return std::holds_alternative<SocketGone>(body) || std::holds_alternative<PacketDelivered>(body)
        || std::holds_alternative<PacketDropped>(body);
}

/// Of a capture's journal; the kernel's own rows may be in it, too.
bool isInferred(const EventBody& body)
{
    const auto* sampled = std::get_if<SocketSampled>(&body);
    const auto* gone = std::get_if<SocketGone>(&body);
    return std::holds_alternative<PacketDelivered>(body) || (sampled != nullptr && sampled->row.socket >= inferredSockets)
        || (gone != nullptr && gone->socket >= inferredSockets);
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
            EventJsonParts::setUnlessEmpty(json, "verdicts", verdictNames(segment->verdict));
    if (const auto* notice = std::get_if<Notice>(&event.body))
        m_inferred |= notice->code == "states-inferred";
    if (m_inferred && isInferred(event.body))
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
