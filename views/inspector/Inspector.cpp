#include "views/inspector/Inspector.h"

#include "model/calls/CallTable.h"
#include "views/shared/Labels.h"
#include "views/shared/LinkText.h"

namespace lab {

Inspection Inspector::event(std::size_t index) const
{
    Inspection made = ofBody(m_context.playhead->journal().at(index).body, index);
    addNotes(index, made);
    return made;
}

void Inspector::addNotes(std::size_t index, Inspection& to) const
{
    const auto& notes = m_context.playhead->notes().all();
    if (notes.empty())
        return;
    const Selection::What what = m_lookup.whatOf(index);
    std::vector<Explanation> found;
    for (const auto& [event, note] : notes) {
        const Selection::What other = m_lookup.whatOf(event);
        if (event == index || (what.call && other.call == what.call) || (what.packet && other.packet == what.packet))
            found.push_back({tr("Note on event %1").arg(event + 1), toQString(note.text), Explanation::Tone::Plain});
    }
    to.explanations.insert(to.explanations.begin(), found.begin(), found.end());
}

Inspection Inspector::ofBody(const EventBody& body, std::size_t index) const
{
    return std::visit(Overloaded {
                          [&](const CallEntered& e) { return call(e.call); },
                          [&](const CallStopped& e) { return call(e.call); },
                          [&](const CallResumed& e) { return call(e.call); },
                          [&](const CallInjected& e) { return call(e.call); },
                          [&](const CallStack& e) { return call(e.call); },
                          [&](const CallBlocked& e) { return call(e.call); },
                          [&](const CallReturned& e) { return call(e.call); },
                          [&](const PacketSent& e) { return packet(e.packet); },
                          [&](const PacketHeld& e) { return packet(e.packet); },
                          [&](const PacketDelivered& e) { return packet(e.packet); },
                          [&](const PacketDropped& e) { return packet(e.packet); },
                          [&](const PacketCopied& e) { return packet(e.packet); },
                          [&](const PacketRepeated& e) { return packet(e.packet); },
                          [&](const SocketSampled& e) { return socket(e.row); },
                          [&](const SocketGone& e) { return gone(e, index); },
                          [&](const LabStarted& e) { return describe(e); },
                          [&](const SettingWritten& e) { return describe(e); },
                          [&](const CommandGiven& e) { return describe(e); },
                          [&](const Settled& e) { return describe(e); },
                          [&](const Notice& e) { return describe(e); },
                          [&](const ActorStarted& e) { return describe(e); },
                          [&](const ActorExited& e) { return describe(e); },
                          [&](const ActorOutput& e) { return describe(e); },
                          [&](const DescriptorsChanged& e) { return describe(e); },
                          [&](const WireChanged& e) { return describe(e); },
                          [&](const LinkChanged& e) { return describe(e); },
                          [&](const CountersChanged& e) { return describe(e); },
                          [&](const NoteWritten& e) { return describe(e); },
                      },
                      body);
}

void Inspector::explain(std::string_view section, std::string_view key, Inspection& to, Explanation::Tone tone,
                        const QString& heading) const
{
    if (!m_context.words || !m_context.words->find(section, key))
        return;
    to.explanations.push_back({heading.isEmpty() ? toQString(key) : heading, m_context.word(section, key), tone});
}

QString Inspector::actorText(ActorId id) const
{
    const ActorStarted* started = m_lookup.actor(id);
    if (!started)
        return tr("program %1").arg(id);
    return tr("%1 · pid %2").arg(toQString(started->name)).arg(started->pid);
}

QString Inspector::timeText(std::int64_t ns) const
{
    return tr("%1 s").arg(QString::fromStdString(secondsText(ns)));
}

Inspection Inspector::describe(const LabStarted& event) const
{
    Inspection made;
    made.title = tr("The lab started");
    made.groups.push_back({tr("Lab"),
                           {{tr("lesson"), event.lesson.empty() ? tr("sandbox") : toQString(event.lesson)},
                            {tr("kernel"), QStringLiteral("Linux ") + toQString(event.kernel)},
                            {QStringLiteral("Socket Lab"), toQString(event.version)}}});
    return made;
}

Inspection Inspector::describe(const SettingWritten& event) const
{
    Inspection made;
    made.title = toQString(event.name);
    made.subtitle = m_context.playhead->thisMachine()
        ? tr("what is watched")
        : tr("a kernel setting of the %1 host").arg(toQString(hostName(event.host)));
    if (!event.known)
        made.pill = tr("unknown here"), made.pillRole = Role::Held;
    made.groups.push_back({tr("Setting"), {{tr("value"), event.known ? toQString(event.value) : tr("none")}}});
    explain("settings", event.name, made);
    return made;
}

Inspection Inspector::describe(const CommandGiven& event) const
{
    Inspection made;
    made.title = tr("Command %1").arg(event.command);
    made.groups.push_back({tr("Command"), {{tr("line"), toQString(event.line)}}});
    return made;
}

Inspection Inspector::describe(const Settled& event) const
{
    Inspection made;
    made.title = event.refusal.empty() ? tr("The lab is at rest") : tr("Command %1 was refused").arg(event.command);
    if (!event.refusal.empty()) {
        made.pill = tr("refused"), made.pillRole = Role::Lost;
        made.explanations.push_back({tr("Why?"), toQString(event.refusal), Explanation::Tone::Lost});
    }
    made.groups.push_back({tr("Command"), {{tr("number"), QString::number(event.command)}}});
    return made;
}

Inspection Inspector::describe(const Notice& event) const
{
    Inspection made;
    made.title = tr("Notice");
    const bool info = event.severity == Notice::Severity::Info;
    const bool problem = event.severity == Notice::Severity::Problem;
    made.explanations.push_back({toQString(event.code),
                                 m_context.word("notices", event.code, {{"detail", event.detail}}),
                                 problem    ? Explanation::Tone::Lost
                                     : info ? Explanation::Tone::Plain
                                            : Explanation::Tone::Held});
    return made;
}

Inspection Inspector::describe(const ActorStarted& event) const
{
    Inspection made;
    made.title = tr("Program %1 started").arg(toQString(event.name));
    InspectionGroup group {tr("Program"),
                           {{tr("host"), m_context.hostLabel(event.host)}, {tr("pid"), QString::number(event.pid)}}};
    group.rows.push_back(
        {tr("command line"), event.commandLine.empty() ? tr("built into the lab") : toQString(event.commandLine)});
    if (event.parent != 0)
        group.rows.push_back({tr("forked by"), actorText(event.parent)});
    made.groups.push_back(std::move(group));
    return made;
}

Inspection Inspector::describe(const ActorExited& event) const
{
    Inspection made;
    made.title = actorText(event.actor);
    made.pill = event.signal != 0 ? toQString(signalName(event.signal)) : tr("ended");
    made.pillRole = event.signal != 0 ? Role::Lost : Role::MutedText;
    if (event.signal != 0)
        explain("signals", signalName(event.signal), made, Explanation::Tone::Lost);
    const InspectionRow how = event.signal != 0
        ? InspectionRow {tr("killed by"),
                         QStringLiteral("%1 (%2)").arg(toQString(signalName(event.signal))).arg(event.signal)}
        : InspectionRow {tr("exit status"), event.tellsHow() ? QString::number(event.exitStatus) : tr("not known: only its parent learns it")};
    made.groups.push_back({tr("End of the program"), {how}});
    return made;
}

Inspection Inspector::describe(const ActorOutput& event) const
{
    Inspection made;
    made.title = tr("Output of %1").arg(actorText(event.actor));
    made.groups.push_back(
        {event.stream == 2 ? tr("Standard error") : tr("Standard output"),
         {{tr("%1 B").arg(event.bytes.size()), toQString(escaped(event.bytes, 400)), {0, 0, event.bytes.size()}}}});
    made.buffers.push_back({tr("bytes written"), event.bytes});
    return made;
}

Inspection Inspector::describe(const DescriptorsChanged& event) const
{
    Inspection made;
    made.title = tr("Descriptor table");
    made.subtitle = actorText(event.actor);
    InspectionGroup group {tr("Descriptors"), {}};
    for (const Descriptor& one : event.descriptors)
        group.rows.push_back({QString::number(one.fd), toQString(one.name.empty() ? one.kind : one.name)});
    made.groups.push_back(std::move(group));
    return made;
}

Inspection Inspector::describe(const WireChanged& event) const
{
    Inspection made;
    made.title = tr("Wire");
    made.pill = event.mode == WireMode::Flow ? tr("flow") : event.mode == WireMode::Hold ? tr("hold") : tr("cut");
    made.pillRole = event.mode == WireMode::Flow ? Role::Packet
        : event.mode == WireMode::Hold           ? Role::Held
                                                 : Role::Lost;
    const QString meaning = event.mode == WireMode::Flow ? tr("Packets cross at once.")
        : event.mode == WireMode::Hold                   ? tr("Packets wait here until you release them.")
                                                         : tr("Every packet is lost.");
    made.explanations.push_back({tr("From now on"), meaning});
    return made;
}

Inspection Inspector::describe(const LinkChanged& event) const
{
    Inspection made;
    made.title = tr("Delay and rate of the wire");
    made.pill = event.link.isInstant() ? tr("at once") : tr("takes time");
    made.pillRole = Role::Packet;
    const Link& link = event.link;
    InspectionGroup group {tr("In each direction"), {}};
    group.rows.push_back({tr("delay"), link.delay == 0 ? tr("none") : durationText(link.delay)});
    group.rows.push_back({tr("rate"), link.rate == 0 ? tr("without a limit") : rateText(link.rate)});
    if (link.rate > 0)
        group.rows.push_back({tr("queue"), tr("%n packet(s) may wait", nullptr, static_cast<int>(link.queue))});
    made.groups.push_back(std::move(group));
    made.explanations.push_back(
        {tr("From now on"), link.isInstant() ? tr("Packets cross at once.")
                                             : tr("While the wire flows, each packet waits for those before it, is sent bit by bit, and is then on its way. One that finds the queue full is lost.")});
    return made;
}

Inspection Inspector::describe(const NoteWritten& event) const
{
    Inspection made;
    made.title = event.text.empty() ? tr("Note taken back") : tr("Note");
    made.subtitle = tr("on event %1").arg(event.event);
    if (!event.text.empty())
        made.explanations.push_back({made.title, toQString(event.text), Explanation::Tone::Plain});
    return made;
}

Inspection Inspector::describe(const CountersChanged& event) const
{
    Inspection made;
    made.title = tr("Kernel counters");
    made.subtitle = tr("%1 host, since the lab was made").arg(toQString(hostName(event.host)));
    InspectionGroup group {tr("Counters"), {}};
    for (const auto& [name, value] : event.values) {
        group.rows.push_back({toQString(name), QString::number(value)});
        explain("counters", name, made);
    }
    made.groups.push_back(std::move(group));
    return made;
}

} // namespace lab
