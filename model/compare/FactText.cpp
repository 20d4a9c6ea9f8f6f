#include "model/compare/FactText.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/journal/EventKind.h"
#include "model/packet/Packet.h"

namespace lab {

FactText::FactText(const Journal& journal, const Words& words, const Language& language)
    : m_journal(journal)
    , m_words(words)
    , m_language(language)
{
    follow();
}

void FactText::follow()
{
    for (; m_followed < m_journal.size(); ++m_followed) {
        if (m_journal.kindOf(m_followed) == kindIndexOf<ActorStarted>()) {
            const auto started = std::get<ActorStarted>(m_journal.at(m_followed).body);
            m_actors[started.actor] = started.name;
        } else if (m_journal.kindOf(m_followed) == kindIndexOf<Settled>()) {
            const auto settled = std::get<Settled>(m_journal.at(m_followed).body);
            if (!settled.refusal.empty())
                m_refusals[settled.command] = settled.refusal;
        }
    }
}

FactWords FactText::of(const RunFact& fact, Form form) const
{
    using Kind = RunFact::Kind;
    switch (fact.kind) {
    case Kind::Ignored:
        break;
    case Kind::Command:
        return command(fact);
    case Kind::Lab:
        return setting(fact);
    case Kind::Program:
        return program(fact);
    case Kind::Call:
    case Kind::Return:
        return call(fact, form);
    case Kind::Packet:
    case Kind::Fate:
        return packet(fact, form);
    case Kind::State:
    case Kind::Queue:
        return socket(fact);
    }
    return {};
}

std::string FactText::parts(FactParts parts) const
{
    std::string all;
    for (int i = 1; i < factPartCount; ++i)
        if (const auto part = static_cast<FactPart>(i); parts & bitOf(part))
            all += (all.empty() ? "" : ", ") + word("part-" + std::string(partName(part)));
    return all;
}

FactWords FactText::command(const RunFact& fact) const
{
    const auto given = std::get<CommandGiven>(m_journal.at(fact.shown).body);
    const auto refusal = m_refusals.find(given.command);
    return {std::to_string(given.command),
            given.line + (refusal == m_refusals.end() ? "" : "  (" + word("refused", {{"why", refusal->second}}) + ")")};
}

FactWords FactText::setting(const RunFact& fact) const
{
    const Event event = m_journal.at(fact.shown);
    if (const auto* setting = std::get_if<SettingWritten>(&event.body))
        return {std::string(hostName(setting->host)), setting->name + " = " + (setting->known ? setting->value : "-")};
    if (const auto* notice = std::get_if<Notice>(&event.body))
        return {word("lab"), m_words.text("notices", notice->code, m_language, {{"detail", notice->detail}})};
    return {word("lab"), std::get<LabStarted>(event.body).lesson};
}

FactWords FactText::program(const RunFact& fact) const
{
    constexpr std::size_t longestOutput = 200;
    const Event event = m_journal.at(fact.shown);
    if (const auto* started = std::get_if<ActorStarted>(&event.body))
        return {started->name, word("program-started", {{"program", started->commandLine}})};
    if (const auto* output = std::get_if<ActorOutput>(&event.body))
        return {actorName(output->actor), '"' + escaped(output->bytes, longestOutput) + '"'};
    const auto& exited = std::get<ActorExited>(event.body);
    if (exited.signal != 0)
        return {actorName(exited.actor), word("program-killed", {{"signal", std::string(signalName(exited.signal))}})};
    return {actorName(exited.actor), exited.tellsHow() ? word("program-ended", {{"status", std::to_string(exited.exitStatus)}}) : word("program-gone")};
}

FactWords FactText::call(const RunFact& fact, Form form) const
{
    const auto entered = std::get<CallEntered>(m_journal.at(fact.begin).body);
    const Event shown = m_journal.at(fact.shown);
    const std::string who = actorName(entered.actor) + (entered.thread.empty() ? "" : "/" + entered.thread);
    const auto* returned = std::get_if<CallReturned>(&shown.body);
    if (form == Form::Short)
        return {who, shortText(entered) + " " + (returned ? resultText(entered, *returned) : "…")};
    return {who, straceText(entered, returned)};
}

std::string FactText::fateText(const RunFact& fact) const
{
    const std::uint32_t fate = fact.parts[4], dropped = static_cast<std::uint32_t>(ComparedFate::Dropped);
    if (fate >= dropped)
        return "  " + word("dropped", {{"reason", std::string(reasonName(static_cast<DropReason>(fate - dropped)))}});
    if (fate == static_cast<std::uint32_t>(ComparedFate::Held))
        return "  " + word("held");
    if (fate == static_cast<std::uint32_t>(ComparedFate::Copied))
        return "  " + word("copied");
    return fact.kind == RunFact::Kind::Fate ? "  " + word("delivered") : std::string();
}

FactWords FactText::packet(const RunFact& fact, Form form) const
{
    const Event event = m_journal.at(fact.begin);
    const auto& sent = std::get<PacketSent>(event.body);
    const Packet packet = decodePacket(sent.frame, sent.fullLength);
    std::string text = "#" + std::to_string(sent.packet) + " " + packetKind(packet), numbers;
    if (packet.tcp)
        numbers = "  seq " + std::to_string(fact.parts[2]) + (packet.has(TcpFlag::ack) ? " ack " + std::to_string(fact.parts[3]) : "");
    const std::string fate = fateText(fact);
    text += form == Form::Short ? fate + numbers : numbers + fate; // a narrow column shows the beginning
    if (packet.ip && form == Form::Whole) {
        const bool ports = packet.tcp || packet.udp;
        text += "  " + (ports ? toText(packet.source()) : toText(packet.ip->source)) + " > "
            + (ports ? toText(packet.destination()) : toText(packet.ip->destination));
    }
    return {std::string(hostName(sent.from)), text};
}

FactWords FactText::socket(const RunFact& fact) const
{
    const SocketRow row = std::get<SocketSampled>(m_journal.at(fact.begin).body).row;
    const bool gone = fact.kind == RunFact::Kind::State && fact.begin != fact.shown;
    std::string text = gone ? word("socket-gone") : std::string(stateName(row.state));
    if (fact.kind == RunFact::Kind::Queue)
        text += "  recv-Q " + std::to_string(row.recvQueue) + " send-Q " + std::to_string(row.sendQueue);
    text += "  " + toText(row.local) + (row.remote.port != 0 ? " - " + toText(row.remote) : "");
    return {std::string(hostName(row.host)), text};
}

std::string FactText::actorName(ActorId actor) const
{
    const auto found = m_actors.find(actor);
    return found == m_actors.end() ? std::to_string(actor) : found->second;
}

std::string FactText::word(std::string_view key, const std::map<std::string, std::string>& values) const
{
    return m_words.text("compare", key, m_language, values);
}

} // namespace lab
