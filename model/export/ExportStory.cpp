#include "model/export/ExportStory.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lab/Notes.h"

#include <algorithm>

namespace lab {

namespace {

std::string kernelId(HostId host)
{
    return "k" + std::to_string(static_cast<int>(host));
}

/// Collects the lines; keeps only what a later line needs.
class StoryTeller
{
public:
    StoryTeller(const ExportRequest& request, ExportStory& story)
        : m_request(request)
        , m_story(story)
    {
        m_notes.follow(*request.journal);
    }

    void take(const Event& event, std::size_t index, const LabState& state)
    {
        m_time = event.time;
        m_event = index;
        using Kind = StoryLine::Kind;
        std::visit(Overloaded {
                       [&](const CallEntered& e) { called(e, state); },
                       [&](const CallBlocked& e) { blocked(e, state); },
                       [&](const CallReturned& e) { returned(e, state); },
                       [&](const PacketHeld& e) { packet(e.packet, Kind::HeldPacket, state); },
                       [&](const PacketDelivered& e) { packet(e.packet, Kind::Packet, state); },
                       [&](const PacketDropped& e) { packet(e.packet, Kind::LostPacket, state); },
                       [&](const SocketSampled& e) { sampled(e.row); },
                       [&](const ActorExited& e) { exited(e, state); },
                       [](const auto&) {}, // no part of a conversation
                   },
                   event.body);
        if (const Note* note = m_notes.on(index))
            noted(*note);
    }

private:
    void add(StoryLine::Kind kind, std::string from, std::string to, std::string text)
    {
        m_story.lines.push_back({kind, m_time, m_event, std::move(from), std::move(to), std::move(text)});
    }

    /// Beside whoever spoke last: where the event itself is no line, it belongs there.
    void noted(const Note& note)
    {
        const std::string who = m_story.lines.empty() ? kernelId(HostId::Client) : m_story.lines.back().from;
        std::string text = note.text;
        std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' '); // one line of a diagram
        add(StoryLine::Kind::Note, who, {}, m_request.word("note", {{"text", text}}));
    }

    static std::string threadOf(const CallEntered& call) { return call.thread.empty() ? "" : "[" + call.thread + "] "; }

    void called(const CallEntered& call, const LabState& state)
    {
        if (const ActorState* actor = state.actor(call.actor))
            add(StoryLine::Kind::Call, "p" + std::to_string(call.actor), kernelId(actor->started.host),
                threadOf(call) + shortText(call));
    }

    void blocked(const CallBlocked& blocked, const LabState& state)
    {
        const CallState* call = state.call(blocked.call);
        const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
        if (!actor)
            return;
        const BlockedReason why = blockedReason(state, *actor, *call);
        add(StoryLine::Kind::Blocked, "p" + std::to_string(call->entered.actor), {},
            m_request.words->text("transcript", "blocked", m_request.language,
                                  {{"reason", m_request.words->text("blocked", why.code, m_request.language)}}));
    }

    void returned(const CallReturned& returned, const LabState& state)
    {
        const CallState* call = state.call(returned.call);
        const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
        if (actor)
            add(StoryLine::Kind::Return, kernelId(actor->started.host), "p" + std::to_string(call->entered.actor),
                threadOf(call->entered) + call->entered.name + " " + resultText(call->entered, returned));
    }

    void packet(PacketId id, StoryLine::Kind kind, const LabState& state)
    {
        const PacketState* packet = state.packet(id);
        if (!packet)
            return;
        std::string text = packetWords(*packet);
        const auto mark = [&](std::string_view key) {
            text += " (" + m_request.words->text("transcript", key, m_request.language) + ")";
        };
        if (kind == StoryLine::Kind::LostPacket)
            mark("dropped");
        if (kind == StoryLine::Kind::HeldPacket)
            mark("held");
        if (packet->retransmission)
            text += " " + m_request.words->text("transcript", "retransmission", m_request.language);
        if (kind == StoryLine::Kind::HeldPacket)
            add(kind, kernelId(packet->from), {}, text);
        else
            add(kind, kernelId(packet->from), kernelId(otherHost(packet->from)), text);
    }

    void sampled(const SocketRow& row)
    {
        SocketState& known = m_states[row.socket];
        if (known == row.state || row.protocol != 6)
            return;
        known = row.state;
        std::string text = std::string(stateName(row.state)) + " " + toText(row.local);
        if (row.remote.port != 0)
            text += " – " + toText(row.remote);
        add(StoryLine::Kind::State, kernelId(row.host), {}, text);
    }

    void exited(const ActorExited& exited, const LabState& state)
    {
        if (!state.actor(exited.actor))
            return;
        add(StoryLine::Kind::Exit, "p" + std::to_string(exited.actor), {},
            exited.signal != 0       ? std::string(signalName(exited.signal))
                : !exited.tellsHow() ? m_request.word("exit-unknown")
                                     : m_request.word("exit", {{"status", std::to_string(exited.exitStatus)}}));
    }

    const ExportRequest& m_request;
    ExportStory& m_story;
    Notes m_notes;
    Timestamp m_time;
    std::size_t m_event = 0;
    std::map<SocketId, SocketState> m_states;
};

} // namespace

std::string packetWords(const PacketState& packet)
{
    std::string text = packetKind(packet.decoded);
    if (!packet.decoded.tcp || !packet.base)
        return text;
    const TcpHeader& tcp = *packet.decoded.tcp;
    text += " seq=" + std::to_string(tcp.seq - packet.base->seq);
    if (packet.decoded.has(TcpFlag::ack) && packet.base->ack != 0)
        text += " ack=" + std::to_string(tcp.ack - packet.base->ack);
    return text;
}

ExportStory ExportStory::of(const ExportRequest& request)
{
    ExportStory story;
    StoryTeller teller(request, story);
    std::vector<StoryEnd> client, server;
    // Who takes part is known at the end only; programs that started before the part shown are on stage all the same.
    LabState whole;
    for (std::size_t i = 0; i < std::min(request.to, request.journal->size()); ++i) {
        const Event event = request.journal->at(i);
        whole.apply(event);
        if (const auto* actor = std::get_if<ActorStarted>(&event.body))
            (actor->host == HostId::Client ? client : server).push_back({"p" + std::to_string(actor->actor), actor->name});
        if (i >= request.from && request.filter.keeps(event, whole))
            teller.take(event, i, whole);
    }
    const auto speaks = [&](const StoryEnd& one) {
        return std::any_of(story.lines.begin(), story.lines.end(),
                           [&](const StoryLine& line) { return line.from == one.id || line.to == one.id; });
    };
    const auto add = [&](const std::vector<StoryEnd>& programs) {
        std::copy_if(programs.begin(), programs.end(), std::back_inserter(story.ends), speaks);
    };
    add(client);
    story.ends.push_back({kernelId(HostId::Client), request.word("kernel-client")});
    story.ends.push_back({kernelId(HostId::Server), request.word("kernel-server")});
    add(server);
    const bool lesson = whole.started() && !whole.started()->lesson.empty();
    story.title = lesson ? whole.started()->lesson : request.word("recording");
    return story;
}

const StoryEnd& ExportStory::end(const std::string& id) const
{
    return *std::find_if(ends.begin(), ends.end(), [&](const StoryEnd& one) { return one.id == id; });
}

} // namespace lab
