#include "views/shared/EventText.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/packet/Packet.h"
#include "views/shared/Labels.h"
#include "views/shared/LinkText.h"

namespace lab {

namespace {

constexpr std::size_t longestOutput = 200;

QString endpoints(const SocketRow& row)
{
    return socketLabels(row).value(0);
}

} // namespace

EventRow EventText::row(std::size_t index) const
{
    const Event event = m_context.playhead->journal().at(index);
    return std::visit(
        [&](const auto& body) {
            using Kind = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Kind, SocketSampled> || std::is_same_v<Kind, SocketGone>)
                return describe(body, index);
            else
                return describe(body);
        },
        event.body);
}

QString EventText::actorText(ActorId actor) const
{
    const ActorStarted* started = m_lookup.actor(actor);
    if (!started)
        return tr("program %1").arg(actor);
    const QString name = toQString(started->name), host = m_context.hostLabel(started->host);
    return name == host ? name : QStringLiteral("%1 (%2)").arg(name, host);
}

QString EventText::kernelText(HostId host) const
{
    return m_context.playhead->thisMachine() ? tr("kernel") : tr("%1 kernel").arg(toQString(hostName(host)));
}

QString EventText::packetText(PacketId packet) const
{
    const auto sent = m_lookup.frameOf(packet);
    if (!sent)
        return QStringLiteral("#%1").arg(packet);
    const Packet decoded = decodePacket(sent->frame);
    QString text = QStringLiteral("#%1  %2").arg(packet).arg(toQString(packetKind(decoded)));
    if (decoded.ip) {
        const bool ports = decoded.tcp || decoded.udp;
        const Endpoint from = decoded.source(), to = decoded.destination();
        text += QStringLiteral("  ") + toQString(ports ? toText(from) : toText(from.address)) + QStringLiteral(" → ")
            + toQString(ports ? toText(to) : toText(to.address));
    }
    return text;
}

EventRow EventText::ofCall(CallId call, const QString& what, Role role) const
{
    const auto entered = m_lookup.callOf(call);
    if (!entered)
        return {QString(), what, tr("call %1").arg(call), role};
    return {actorText(entered->actor), what, toQString(straceText(*entered)), role};
}

EventRow EventText::ofWire(PacketId packet, const QString& what, Role role) const
{
    return {tr("wire"), what, packetText(packet), role};
}

EventRow EventText::describe(const LabStarted& event) const
{
    const QString lesson = event.lesson.empty() ? tr("sandbox") : toQString(event.lesson);
    return {tr("lab"), tr("lab started"), tr("%1, Linux %2").arg(lesson, toQString(event.kernel)), Role::Text};
}

EventRow EventText::describe(const SettingWritten& event) const
{
    const QString detail = event.known ? QStringLiteral("%1 = %2").arg(toQString(event.name), toQString(event.value))
                                       : tr("%1: this kernel does not have it").arg(toQString(event.name));
    return {kernelText(event.host), tr("setting"), detail, Role::MutedText};
}

EventRow EventText::describe(const CommandGiven& event) const
{
    return {tr("you"), tr("command"), toQString(event.line), Role::Text};
}

EventRow EventText::describe(const Settled& event) const
{
    const bool refused = !event.refusal.empty();
    return {tr("lab"), refused ? tr("refused") : tr("at rest"), toQString(event.refusal),
            refused ? Role::Lost : Role::MutedText};
}

EventRow EventText::describe(const Notice& event) const
{
    const Role role = event.severity == Notice::Severity::Info ? Role::Text
        : event.severity == Notice::Severity::Warning          ? Role::Held
                                                               : Role::Lost;
    return {tr("lab"), tr("notice"), m_context.word("notices", event.code, {{"detail", event.detail}}), role};
}

EventRow EventText::describe(const ActorStarted& event) const
{
    QString detail = QStringLiteral("pid %1").arg(event.pid);
    if (!event.commandLine.empty())
        detail += QStringLiteral("  ") + toQString(event.commandLine);
    return {actorText(event.actor), tr("program started"), detail, Role::Text};
}

EventRow EventText::describe(const ActorExited& event) const
{
    if (event.signal != 0)
        return {actorText(event.actor), tr("program killed"), toQString(signalName(event.signal)), Role::Lost};
    if (!event.tellsHow())
        return {actorText(event.actor), tr("program ended"), tr("how is not known"), Role::Text};
    return {actorText(event.actor), tr("program ended"), tr("exit status %1").arg(event.exitStatus), Role::Text};
}

EventRow EventText::describe(const ActorOutput& event) const
{
    return {actorText(event.actor), event.stream == 2 ? tr("error output") : tr("output"),
            toQString(escaped(event.bytes, longestOutput)), Role::Text};
}

EventRow EventText::describe(const CallEntered& event) const
{
    QString where = actorText(event.actor);
    if (!event.thread.empty())
        where += QLatin1Char('/') + toQString(event.thread);
    return {where, tr("call"), toQString(straceText(event)), Role::Call};
}

EventRow EventText::describe(const CallResumed& event) const
{
    return ofCall(event.call, tr("runs on"), Role::Call);
}

EventRow EventText::describe(const CallStopped& event) const
{
    return ofCall(event.call, event.returned ? tr("stopped after") : tr("stopped before"), Role::Call);
}

EventRow EventText::describe(const CallInjected& event) const
{
    EventRow row = ofCall(event.call, tr("injected"), Role::Lost);
    row.detail = toQString(event.what) + QStringLiteral(" · ") + row.detail;
    return row;
}

EventRow EventText::describe(const CallStack& event) const
{
    QStringList way;
    for (const StackFrame& frame : event.frames)
        if (!frame.place.function.empty())
            way << toQString(frame.place.function);
    EventRow row = ofCall(event.call, tr("call stack"), Role::MutedText);
    row.detail = way.join(QStringLiteral(" ← "));
    return row;
}

EventRow EventText::describe(const CallBlocked& event) const
{
    return ofCall(event.call, tr("blocked"), Role::Held);
}

EventRow EventText::describe(const CallReturned& event) const
{
    const Role role = event.errnum != 0 ? Role::Lost : Role::Call;
    const auto entered = m_lookup.callOf(event.call);
    if (!entered)
        return {QString(), tr("returned"), QStringLiteral("= %1").arg(event.result), role};
    return {actorText(entered->actor), tr("returned"), toQString(straceText(*entered, &event)), role};
}

EventRow EventText::describe(const DescriptorsChanged& event) const
{
    QStringList list;
    for (const Descriptor& one : event.descriptors)
        list << QStringLiteral("%1 %2").arg(one.fd).arg(toQString(one.kind));
    return {actorText(event.actor), tr("descriptors"), list.join(QStringLiteral(", ")), Role::MutedText};
}

EventRow EventText::describe(const PacketSent& event) const
{
    QString what = tr("packet sent");
    if (event.origin == PacketOrigin::Injected)
        what = tr("packet forged");
    else if (event.origin == PacketOrigin::Split)
        what = tr("packet split");
    else if (event.origin == PacketOrigin::IcmpError)
        what = tr("error made by the wire");
    else if (returnsToSender(event.frame))
        what = tr("packet sent to itself");
    const Packet decoded = decodePacket(event.frame);
    const Role role = decoded.has(TcpFlag::rst) || decoded.icmp ? Role::Lost : Role::Packet;
    return {kernelText(event.from), what, packetText(event.packet), role};
}

EventRow EventText::describe(const WireChanged& event) const
{
    const QString mode = event.mode == WireMode::Flow ? tr("lets packets flow")
        : event.mode == WireMode::Hold                ? tr("holds packets")
                                                      : tr("is cut");
    return {tr("wire"), tr("wire"), mode, Role::Held};
}

EventRow EventText::describe(const LinkChanged& event) const
{
    return {tr("wire"), tr("link"), linkText(event.link), Role::Held};
}

EventRow EventText::describe(const PacketHeld& event) const
{
    return ofWire(event.packet, tr("held"), Role::Held);
}

EventRow EventText::describe(const PacketDelivered& event) const
{
    return ofWire(event.packet, tr("delivered"), Role::Packet);
}

EventRow EventText::describe(const PacketDropped& event) const
{
    EventRow row = ofWire(event.packet, tr("dropped"), Role::Lost);
    row.detail += QStringLiteral("  (%1)").arg(toQString(reasonName(event.why)));
    return row;
}

EventRow EventText::describe(const PacketCopied& event) const
{
    EventRow row = ofWire(event.packet, tr("copied"), Role::Packet);
    row.detail += QStringLiteral("  ") + tr("copy of #%1").arg(event.original);
    return row;
}

EventRow EventText::describe(const PacketRepeated& event) const
{
    EventRow row = ofWire(event.packet, tr("sent again"), Role::Held);
    row.detail += QStringLiteral("  ") + tr("%1 × while held").arg(event.times);
    return row;
}

EventRow EventText::describe(const SocketSampled& event, std::size_t index) const
{
    const SocketRow& row = event.row;
    const auto before = m_lookup.earlierRow(row.socket, index);
    QString state = toQString(stateName(row.state));
    if (before && before->state != row.state)
        state = toQString(stateName(before->state)) + QStringLiteral(" → ") + state;
    const QString detail =
        QStringLiteral("%1  %2  recv-Q %3  send-Q %4").arg(state, endpoints(row)).arg(row.recvQueue).arg(row.sendQueue);
    return {kernelText(row.host), before ? tr("socket changed") : tr("new socket"), detail, Role::State};
}

EventRow EventText::describe(const SocketGone& event, std::size_t index) const
{
    const auto before = m_lookup.earlierRow(event.socket, index);
    const QString detail =
        before ? QStringLiteral("%1  %2").arg(toQString(stateName(before->state)), endpoints(*before)) : QString();
    return {kernelText(event.host), tr("socket gone"), detail, Role::State};
}

EventRow EventText::describe(const CountersChanged& event) const
{
    QStringList list;
    for (const auto& [name, value] : event.values)
        list << QStringLiteral("%1 = %2").arg(toQString(name)).arg(value);
    return {kernelText(event.host), tr("counters"), list.join(QStringLiteral(", ")), Role::MutedText};
}

EventRow EventText::describe(const NoteWritten& event) const
{
    const QString text = toQString(event.text).simplified();
    return {tr("you"), event.text.empty() ? tr("note taken back") : tr("note"),
            tr("on event %1").arg(event.event) + (text.isEmpty() ? QString() : QStringLiteral(": ") + text), Role::Accent};
}

} // namespace lab
