#include "views/sequence/SequenceTexts.h"

#include "model/base/Text.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "views/shared/Labels.h"

#include <QStringList>

#include <algorithm>

namespace lab {

namespace {
constexpr qsizetype mostKept = 4000;
}

void SequenceTexts::forget()
{
    m_texts.clear();
    m_packets.clear();
}

/// Of packets, when all is folded; a capture made elsewhere tells of them itself (Playhead::packetSent()).
bool SequenceTexts::moreWillBeKnown() const
{
    return !m_playhead.folded() && !m_playhead.journal().isCapture();
}

QString SequenceTexts::row(std::uint32_t row) const
{
    // Never kept: a row that only says a state may still become a packet's.
    const SequenceRow::Kind kind = m_index.rows()[row].kind;
    if (kind == SequenceRow::Kind::State || kind == SequenceRow::Kind::Delivered)
        return {};
    const auto found = m_texts.constFind(row);
    if (found != m_texts.constEnd())
        return *found;
    if (moreWillBeKnown())
        return make(row);
    if (m_texts.size() > mostKept)
        m_texts.clear();
    return *m_texts.insert(row, make(row));
}

QString SequenceTexts::make(std::uint32_t index) const
{
    const SequenceRow row = m_index.rows()[index];
    const Journal& journal = m_playhead.journal();
    switch (row.kind) {
    case SequenceRow::Kind::Call: {
        const Event event = journal.at(row.event);
        return toQString(shortText(std::get<CallEntered>(event.body)));
    }
    case SequenceRow::Kind::Return: {
        const SequenceCall& call = m_index.calls()[row.ref];
        const Event entered = journal.at(call.entered), event = journal.at(row.event);
        const QString result =
            toQString(resultText(std::get<CallEntered>(entered.body), std::get<CallReturned>(event.body)));
        return call.injected == noEvent ? result : tr("%1 (injected)").arg(result);
    }
    case SequenceRow::Kind::Sent:
        return packet(row.ref);
    case SequenceRow::Kind::Copied:
        return tr("copy of %1").arg(packet(row.ref));
    case SequenceRow::Kind::Held:
        return tr("held on the wire");
    case SequenceRow::Kind::Repeated: {
        const Event event = journal.at(row.event);
        return tr("sent again %n times while held", nullptr,
                  static_cast<int>(std::get<PacketRepeated>(event.body).times));
    }
    case SequenceRow::Kind::Dropped:
        return dropped(m_index.flight(row.ref).why);
    case SequenceRow::Kind::Counter:
        return tr("dropped by the kernel: %1").arg(counted(row.event));
    case SequenceRow::Kind::Exit: {
        const Event event = journal.at(row.event);
        const auto& exited = std::get<ActorExited>(event.body);
        if (!exited.tellsHow())
            return tr("ended");
        return exited.signal ? tr("killed by %1").arg(toQString(signalName(exited.signal)))
                             : tr("ended, status %1").arg(exited.exitStatus);
    }
    case SequenceRow::Kind::State:
    case SequenceRow::Kind::Delivered:
        break;
    }
    return {};
}

QString SequenceTexts::packet(std::uint32_t flight) const
{
    const auto found = m_packets.constFind(flight);
    if (found != m_packets.constEnd())
        return *found;
    if (moreWillBeKnown())
        return makePacket(flight);
    if (m_packets.size() > mostKept)
        m_packets.clear();
    return *m_packets.insert(flight, makePacket(flight));
}

QString SequenceTexts::makePacket(std::uint32_t index) const
{
    const SequenceFlight flight = m_index.flight(index);
    if (const PacketState* packet = m_playhead.packetSent(flight.packet, flight.sent); packet && flight.loops)
        return (toQString(packet->name) + QLatin1Char(' ') + sequenceLabel(*packet)).trimmed(); // no arrow tells whose it is
    else if (packet)
        return (packetLabel(*packet) + QLatin1Char(' ') + sequenceLabel(*packet)).trimmed();
    const Event event = m_playhead.journal().at(flight.sent);
    if (const auto* sent = std::get_if<PacketSent>(&event.body))
        return toQString(packetKind(decodePacket(sent->frame)));
    return {};
}

QString SequenceTexts::dropped(DropReason why) const
{
    switch (why) {
    case DropReason::ByCommand:
        return tr("dropped");
    case DropReason::WireCut:
        return tr("lost: the cable is cut");
    case DropReason::Filtered:
        return tr("filtered out");
    case DropReason::Replaced:
        return tr("replaced by its parts");
    case DropReason::LostByLab:
        return tr("lost by the lab itself");
    case DropReason::QueueFull:
        return tr("lost: the queue was full");
    }
    return {};
}

QString SequenceTexts::counted(std::size_t event) const
{
    const Event counters = m_playhead.journal().at(event);
    QStringList names;
    const auto& values = std::get<CountersChanged>(counters.body).values;
    // Each of these is counted for one reason only (net/ipv4/tcp_ipv4.c, tcp_input.c, udp.c), so it says why.
    const auto grew = [&](std::string_view name) {
        return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    };
    if (grew("TcpExtListenOverflows"))
        return tr("the accept queue is full");
    if (grew("TcpExtTCPReqQFullDrop"))
        return tr("the SYN queue is full");
    if (grew("UdpRcvbufErrors"))
        return tr("the receive buffer is full");
    for (const auto& [name, value] : values) {
        if (!isDropCounter(name))
            continue;
        QString shown = toQString(name);
        if (shown.startsWith(QLatin1String("TcpExt")))
            shown.remove(0, 6);
        names << QStringLiteral("%1 %2").arg(shown).arg(value);
    }
    return names.join(QStringLiteral(", "));
}

QString SequenceTexts::bar(std::uint32_t index) const
{
    return QStringLiteral(":%1 %2").arg(m_index.bars()[index].port).arg(briefBar(index));
}

QString SequenceTexts::briefBar(std::uint32_t index) const
{
    const SequenceBar bar = m_index.bars()[index];
    const QString text = toQString(stateName(bar.state));
    return bar.socket >= inferredSockets ? tr("%1 (inferred)").arg(text) : text;
}

QString SequenceTexts::brief(std::uint32_t index) const
{
    const SequenceRow row = m_index.rows()[index];
    if (row.kind == SequenceRow::Kind::Held)
        return tr("held");
    return row.kind == SequenceRow::Kind::Counter ? counted(row.event) : this->row(index);
}

QString SequenceTexts::lane(std::uint32_t lane) const
{
    return toQString(m_index.lanes()[lane].name);
}

QString SequenceTexts::column(const SequenceColumn& column) const
{
    if (column.what.kind == SequenceFold::Kind::Programs)
        return tr("%n programs", nullptr, static_cast<int>(column.lanes));
    const QString name = lane(column.what.of);
    return column.lanes > 1 ? QStringLiteral("%1 +%2").arg(name).arg(column.lanes - 1) : name;
}

QString SequenceTexts::brief(const SequenceColumn& column) const
{
    return column.what.kind == SequenceFold::Kind::Programs ? tr("all %1", "of the programs").arg(column.lanes) : this->column(column);
}

QString SequenceTexts::fold(const SequenceFold& fold) const
{
    switch (fold.kind) {
    case SequenceFold::Kind::Program:
        return lane(fold.of);
    case SequenceFold::Kind::Family:
        return tr("%1 and what it forked").arg(lane(fold.of));
    case SequenceFold::Kind::Programs:
        if (m_index.thisMachine() || m_index.oneHost())
            return tr("All programs");
        return static_cast<HostId>(fold.of) == HostId::Client ? tr("All programs of the client host")
                                                              : tr("All programs of the server host");
    case SequenceFold::Kind::Kernel:
        break;
    }
    return m_index.oneHost() ? oneKernel() : kernel(static_cast<HostId>(fold.of));
}

QString SequenceTexts::kernel(HostId host) const
{
    if (m_index.thisMachine())
        return tr("kernel");
    return host == HostId::Client ? tr("client kernel") : tr("server kernel");
}

QString SequenceTexts::oneKernel()
{
    return tr("kernel of both");
}

QString SequenceTexts::loopback()
{
    return tr("loopback, by way of the wire");
}

QString SequenceTexts::blocked()
{
    return tr("blocked");
}

QString SequenceTexts::what(std::uint32_t index) const
{
    const SequenceRow row = m_index.rows()[index];
    const QString text = this->row(index);
    if (row.kind == SequenceRow::Kind::Delivered)
        return tr("%1 delivered").arg(packet(row.ref));
    if (row.ofPacket() && row.kind != SequenceRow::Kind::Sent && row.kind != SequenceRow::Kind::Copied)
        return packet(row.ref) + QStringLiteral(": ") + text;
    return text;
}

QString SequenceTexts::whole(std::uint32_t index) const
{
    const SequenceRow row = m_index.rows()[index];
    QStringList lines;
    QString what = this->what(index);
    if (row.kind == SequenceRow::Kind::Call || row.kind == SequenceRow::Kind::Return)
        what.prepend(lane(m_index.calls()[row.ref].lane) + QStringLiteral(": "));
    else if (row.kind == SequenceRow::Kind::Exit)
        what.prepend(lane(row.ref) + QStringLiteral(": "));
    if (!what.isEmpty())
        lines << what;
    for (const std::uint32_t state : m_index.rows().barsIn(index)) {
        if (state != noRow)
            lines << kernel(m_index.bars().host(state)) + QStringLiteral(": ") + bar(state);
    }
    lines << tr("event %1, %2 s")
                 .arg(row.event + 1)
                 .arg(toQString(secondsText(m_playhead.journal().timeOf(row.event).ns)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace lab
