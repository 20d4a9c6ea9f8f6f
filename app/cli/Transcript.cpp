#include "app/cli/Transcript.h"

#include "app/cli/Terminal.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/command/LinkText.h"
#include "model/lab/ThisMachine.h"
#include "model/lesson/StepText.h"

namespace lab {

namespace {

constexpr std::size_t labelWidth = 8;

std::string relativeNumbers(const PacketState& packet)
{
    if (!packet.decoded.tcp)
        return {};
    const TcpHeader& tcp = *packet.decoded.tcp;
    const SequenceBase base = packet.base.value_or(SequenceBase {});
    std::string text = " seq=" + std::to_string(tcp.seq - base.seq);
    if (packet.decoded.has(TcpFlag::ack))
        text += " ack=" + std::to_string(tcp.ack - base.ack);
    return text + " win=" + std::to_string(tcp.window) + " " + std::to_string(tcp.sourcePort) + ">"
        + std::to_string(tcp.destinationPort);
}

std::string nameOfDescriptor(const CallState& call, const LabState& state)
{
    const ActorState* actor = state.actor(call.entered.actor);
    const CallRow* row = findCall(call.entered.name);
    if (!actor || !row || !row->returnsFd)
        return {};
    for (const auto& [fd, name] : actor->descriptorNames)
        if (fd == call.returned->result)
            return "   [" + name + "]";
    return {};
}

/// "   server.c:12"
std::string placeBehind(const SourcePlace& place)
{
    if (place.file.empty())
        return place.function.empty() ? "" : "   " + place.function + "()";
    return "   " + place.file.substr(place.file.rfind('/') + 1) + ":" + std::to_string(place.line);
}

std::string milliseconds(std::int64_t ns)
{
    const std::int64_t tenths = ns / 100'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

} // namespace

Transcript::Transcript(std::FILE* out, const Words& words, Language language)
    : m_out(out)
    , m_words(words)
    , m_language(language)
{
}

std::string Transcript::word(const std::string& key, const Values& values) const
{
    return m_words.text("transcript", key, m_language, values);
}

void Transcript::line(Timestamp time, const std::string& label, const std::string& text)
{
    std::fprintf(m_out, "%9s  %s %s\n", secondsText(time.ns, 4).c_str(), padded(label, labelWidth).c_str(),
                 text.c_str());
}

void Transcript::below(const std::string& label, const std::string& text)
{
    std::fprintf(m_out, "%9s  %s %s\n", "", padded(label, labelWidth).c_str(), text.c_str());
}

void Transcript::title(const Lesson& lesson)
{
    std::fprintf(m_out, "%s  (%s)\n", lesson.title.in(m_language).c_str(), lesson.id.c_str());
}

std::string Transcript::nameOf(HostId host, const LabState& state) const
{
    return showsThisMachine(state) ? word("this-machine") : std::string(hostName(host));
}

std::string Transcript::whoMade(const CallState& call, const LabState& state) const
{
    const ActorState* actor = state.actor(call.entered.actor);
    std::string name = actor ? actor->started.name : "?";
    if (!call.entered.thread.empty())
        name += "/" + call.entered.thread;
    return name + ": ";
}

void Transcript::returned(const CallReturned& returned, const LabState& state)
{
    const CallState* call = state.call(returned.call);
    if (!call)
        return;
    const std::string result = resultText(call->entered, returned) + nameOfDescriptor(*call, state);
    const bool waited = call->blockedAt.ns != 0;
    if (waited)
        line(state.now(), word("return"),
             whoMade(*call, state) + call->entered.name + " " + result + "   ("
                 + milliseconds(call->returnedAt.ns - call->enteredAt.ns) + ")");
    else
        line(state.now(), word("call"), whoMade(*call, state) + shortText(call->entered) + " " + result + placeBehind(call->entered.place));
}

void Transcript::injected(const CallInjected& injected, const LabState& state)
{
    if (const CallState* call = state.call(injected.call))
        line(state.now(), word("injected"), whoMade(*call, state) + call->entered.name + " " + injected.what);
}

void Transcript::stopped(const CallStopped& stopped, const LabState& state)
{
    if (const CallState* call = state.call(stopped.call))
        line(state.now(), word("stopped"),
             whoMade(*call, state) + word(stopped.returned ? "stopped-after" : "stopped-before", {{"call", shortText(call->entered)}})
                 + placeBehind(call->entered.place));
}

void Transcript::blocked(const CallBlocked& blocked, const LabState& state)
{
    const CallState* call = state.call(blocked.call);
    const ActorState* actor = call ? state.actor(call->entered.actor) : nullptr;
    if (!actor)
        return;
    const BlockedReason why = blockedReason(state, *actor, *call);
    std::string reason = m_words.text("blocked", why.code, m_language);
    if (!why.detail.empty())
        reason += ": " + why.detail;
    const std::string channel = blocked.waitChannel.empty() ? std::string() : "  (" + blocked.waitChannel + ")";
    line(state.now(), word("call"),
         whoMade(*call, state) + shortText(call->entered) + "  " + word("blocked", {{"reason", reason}}) + channel + placeBehind(call->entered.place));
}

void Transcript::packet(PacketId id, const char* fate, const LabState& state)
{
    const PacketState* packet = state.packet(id);
    if (!packet || isNoise(packet->decoded))
        return;
    std::string text = "#" + std::to_string(id) + " " + state.packetName(*packet) + relativeNumbers(*packet);
    if (packet->retransmission)
        text += "  " + word("retransmission");
    if (*fate)
        text += "  " + word(fate, {{"times", std::to_string(packet->repeats)}});
    line(state.now(), word(*fate && packet->fate != PacketFate::Held ? "wire" : "packet"), text);
}

void Transcript::socket(const SocketRow& row, const LabState& state)
{
    const auto [known, isNew] = m_states.try_emplace(row.socket, row.state);
    if (!isNew && known->second == row.state)
        return;
    known->second = row.state;
    std::string text =
        nameOf(row.host, state) + " " + toText(row.local) + " " + std::string(stateName(row.state));
    if (row.remote.port != 0)
        text += " " + toText(row.remote);
    line(state.now(), word("socket"), text);
}

void Transcript::notice(const Notice& notice, Timestamp time)
{
    if (notice.severity != Notice::Severity::Info)
        line(time, word("notice"), m_words.text("notices", notice.code, m_language, {{"detail", notice.detail}}));
}

void Transcript::wire(WireMode mode, Timestamp time)
{
    line(time, word("wire"),
         word(mode == WireMode::Hold ? "wire-hold" : mode == WireMode::Cut ? "wire-cut" : "wire-flow"));
}

void Transcript::link(const Link& link, Timestamp time)
{
    line(time, word("wire"), link.isInstant() ? word("link-instant") : linkWords(link));
}

void Transcript::event(const Event& event, const LabState& state)
{
    const auto hostLine = [&](HostId host, const std::string& label, const std::string& text) {
        line(event.time, word(label), nameOf(host, state) + " " + text);
    };
    const auto ofProgram = [&](ActorId id, const char* label, const std::string& text) {
        if (const ActorState* actor = state.actor(id))
            line(event.time, word(label), actor->started.name + ": " + text);
    };
    std::visit(Overloaded {
                   [](const LabStarted&) {},
                   [&](const SettingWritten& e) {
                       if (!m_settingUp)
                           hostLine(e.host, "setting", e.name + " = " + e.value);
                   },
                   [&](const CommandGiven& e) {
                       if (e.line.starts_with("lab: mark step"))
                           m_settingUp = false;
                   },
                   [](const Settled&) {},
                   [&](const Notice& e) { notice(e, event.time); },
                   [&](const ActorStarted& e) {
                       hostLine(e.host, "program", e.name + " (pid " + std::to_string(e.pid) + ")");
                   },
                   [&](const ActorExited& e) { ofProgram(e.actor, "program", exitText(e)); },
                   [&](const ActorOutput& e) { ofProgram(e.actor, "output", escaped(e.bytes, 200)); },
                   [](const CallEntered&) {},
                   [&](const CallStopped& e) { stopped(e, state); },
                   [](const CallResumed&) {},
                   [](const CallStack&) {},
                   [](const NoteWritten&) {},
                   [&](const CallInjected& e) { injected(e, state); },
                   [&](const CallBlocked& e) { blocked(e, state); },
                   [&](const CallReturned& e) { returned(e, state); },
                   [](const DescriptorsChanged&) {},
                   [&](const PacketSent& e) {
                       if (state.wire() != WireMode::Hold || e.origin != PacketOrigin::Kernel)
                           packet(e.packet, "", state);
                   },
                   [&](const WireChanged& e) { wire(e.mode, event.time); },
                   [&](const LinkChanged& e) { link(e.link, event.time); },
                   [&](const PacketHeld& e) { packet(e.packet, "held", state); },
                   [&](const PacketDelivered& e) {
                       if (const PacketState* one = state.packet(e.packet); one && state.wire() == WireMode::Hold)
                           packet(e.packet, "delivered", state);
                   },
                   [&](const PacketDropped& e) { packet(e.packet, "dropped", state); },
                   [&](const PacketCopied& e) { packet(e.packet, "copied", state); },
                   [&](const PacketRepeated& e) { packet(e.packet, "repeated", state); },
                   [&](const SocketSampled& e) { socket(e.row, state); },
                   [&](const SocketGone& e) { m_states.erase(e.socket); },
                   [&](const CountersChanged& e) {
                       for (const auto& [name, value] : e.values)
                           if (name.starts_with("TcpExt") && name.find("Drop") != std::string::npos)
                               hostLine(e.host, "counter", name + " = " + std::to_string(value));
                   },
               },
               event.body);
}

void Transcript::step(const Step& step, const StepResult& result, const LabState& state)
{
    if (const auto* say = std::get_if<SayStep>(&step.body)) {
        below("--", say->text.in(m_language));
        return;
    }
    if (const auto* ask = std::get_if<AskStep>(&step.body)) {
        below(word("ask"), ask->question.in(m_language));
        for (std::size_t i = 0; i < ask->options.size(); ++i)
            below("", std::to_string(i + 1) + ". " + ask->options[i].in(m_language));
        const auto& right = ask->options[static_cast<std::size_t>(ask->answer - 1)];
        if (result.what == "right" || result.what == "wrong")
            below("", result.what == "right" ? word("answered-right") : word("answered-wrong"));
        below(word("answer"), std::to_string(ask->answer) + ". " + right.in(m_language));
        below("", ask->why.in(m_language));
        return;
    }
    const std::string text = stepText(step, m_language);
    if (result.outcome == StepOutcome::Failed) {
        below(word("failed"), word("at-line", {{"line", std::to_string(step.line)}}) + " " + text);
        below("",
              word("expected",
                   {{"what", phraseText(result.what, m_language)}, {"text", phraseText(result.expected, m_language)}}));
        below("", word("found", {{"text", phraseText(result.found, m_language)}}));
        return;
    }
    if (result.outcome != StepOutcome::Held)
        return;
    if (const auto* see = std::get_if<SeeStep>(&step.body)) {
        for (const SocketRow& row : state.host(see->host).sockets)
            if (!see->port || row.local.port == *see->port)
                line(state.now(), word("table"),
                     std::string(hostName(see->host)) + (row.protocol == 17 ? " udp " : " tcp ") + rowText(row));
        below(word("ok"), text);
        return;
    }
    below(word("ok"), text + (std::holds_alternative<CallStep>(step.body) ? "  " + result.what : ""));
}

void Transcript::verdict(const LessonRunner& runner, Timestamp end)
{
    const Lesson& lesson = runner.lesson();
    const Values values {{"lesson", lesson.id},
                         {"steps", std::to_string(lesson.steps.size())},
                         {"step", std::to_string(runner.position())},
                         {"seconds", secondsText(end.ns, 1)}};
    std::fprintf(m_out, "%s\n", word(runner.failed() ? "verdict-failed" : "verdict-held", values).c_str());
    std::fflush(m_out);
}

} // namespace lab
