#include "views/sockets/SocketTexts.h"

#include "views/shared/Labels.h"

#include <QTextDocument>

#include <netinet/in.h>

namespace lab {

namespace {

QString protocolName(std::uint8_t protocol)
{
    switch (protocol) {
    case IPPROTO_TCP:
        return QStringLiteral("TCP");
    case IPPROTO_UDP:
        return QStringLiteral("UDP");
    case IPPROTO_UDPLITE:
        return QStringLiteral("UDP-Lite");
    case IPPROTO_SCTP:
        return QStringLiteral("SCTP");
    case IPPROTO_ICMP:
        return QStringLiteral("ICMP");
    case IPPROTO_ICMPV6:
        return QStringLiteral("ICMPv6");
    default:
        return QString::number(protocol);
    }
}

/// As ss writes it: every address and every port that may be any is told apart from one that is known.
QString endText(const Endpoint& endpoint)
{
    QString text = endpoint.address.version == 0 ? QStringLiteral("*")
        : endpoint.address.version == 6          ? QStringLiteral("[%1]").arg(toQString(toText(endpoint.address)))
                                                 : toQString(toText(endpoint.address));
    return text + QLatin1Char(':') + (endpoint.port == 0 ? QStringLiteral("*") : QString::number(endpoint.port));
}

QString milliseconds(std::uint32_t microseconds)
{
    return QStringLiteral("%1 ms").arg(microseconds / 1000.0, 0, 'f', 3);
}

/// Has a kernel told of it? Packets tell the states, but nothing of queues and programs.
bool isKnown(const SocketRow& row)
{
    return row.socket < inferredSockets;
}

} // namespace

QString SocketTexts::columnName(SocketColumn column)
{
    switch (column) {
    case SocketColumn::Host:
        return tr("Host");
    case SocketColumn::Protocol:
        return tr("Protocol");
    case SocketColumn::State:
        return tr("State");
    case SocketColumn::Received:
        return QStringLiteral("Recv-Q");
    case SocketColumn::Sent:
        return QStringLiteral("Send-Q");
    case SocketColumn::Local:
        return tr("Local");
    case SocketColumn::Peer:
        return tr("Peer");
    case SocketColumn::Owner:
        return tr("Owner");
    case SocketColumn::Timer:
        return tr("Timer");
    case SocketColumn::History:
        return tr("History");
    }
    return {};
}

QString SocketTexts::columnMeaning(SocketColumn column)
{
    switch (column) {
    case SocketColumn::Received:
        return tr(
            "Bytes that have arrived and no program has read. Of a listening socket: connections in its accept queue.");
    case SocketColumn::Sent:
        return tr(
            "Bytes that the peer has not acknowledged. Of a listening socket: its backlog, the accept queue's limit; "
            "Linux lets one more in.");
    case SocketColumn::Owner:
        return tr(
            "Each program that has it, its process id and its descriptors. After fork() several programs can have one "
            "socket.");
    case SocketColumn::Timer:
        return tr("What the kernel waits for, how long still, and how often it has tried.");
    case SocketColumn::History:
        return tr("The last %1 changes up to the playhead, the newest on the right; in a row each has the same width, "
                  "however long "
                  "it lasted. Upwards Recv-Q, downwards Send-Q, to one scale in each row; a mark on the line where the "
                  "state "
                  "changed. Of a listening socket: its accept queue, the dashed line its limit.")
            .arg(socketChangesShown);
    default:
        return {};
    }
}

QString SocketTexts::state(const SocketEntry& entry) const
{
    const QString name = toQString(stateName(entry.row.state));
    if (entry.closed)
        return isKnown(entry.row) ? tr("closed (%1)").arg(name) : tr("closed (%1, inferred)").arg(name);
    return isKnown(entry.row) ? name : tr("%1 (inferred)").arg(name);
}

QString SocketTexts::timer(const SocketRow& row) const
{
    const QString names[] = {QString(), tr("retransmission"), tr("keep-alive"), QStringLiteral("TIME-WAIT"),
                             tr("zero-window probe")};
    if (row.timer == 0)
        return {};
    QString text = row.timer < 5 ? names[row.timer] : QString::number(row.timer);
    text += QLatin1Char(' ') + durationLabel(row.timerDue.ns - m_context.playhead->state().now().ns);
    return row.timerTries ? text + QStringLiteral(" ×%1").arg(row.timerTries) : text;
}

QString SocketTexts::cell(const SocketEntry& entry, SocketColumn column) const
{
    const SocketRow& row = entry.row;
    switch (column) {
    case SocketColumn::Host:
        return m_context.hostLabel(row.host);
    case SocketColumn::Protocol:
        return protocolName(row.protocol);
    case SocketColumn::State:
        return state(entry);
    case SocketColumn::Received:
        return isKnown(row) ? QString::number(row.recvQueue) : QStringLiteral("–");
    case SocketColumn::Sent:
        return isKnown(row) ? QString::number(row.sendQueue) : QStringLiteral("–");
    case SocketColumn::Local:
        return endText(row.local);
    case SocketColumn::Peer:
        return endText(row.remote);
    case SocketColumn::Owner:
        return entry.owner;
    case SocketColumn::Timer:
        return entry.closed ? QString() : timer(row);
    case SocketColumn::History:
        break;
    }
    return {};
}

QString SocketTexts::owner(const SocketEntry& entry) const
{
    const LabState& state = m_context.playhead->state();
    QStringList programs;
    for (std::size_t i = 0; i < entry.owners.size();) {
        const ActorId actor = entry.owners[i].actor;
        QStringList descriptors;
        for (; i < entry.owners.size() && entry.owners[i].actor == actor; ++i)
            descriptors << QString::number(entry.owners[i].fd);
        if (const ActorState* program = state.actor(actor))
            programs << QStringLiteral("%1 (%2) fd %3")
                            .arg(toQString(program->started.name))
                            .arg(program->started.pid)
                            .arg(descriptors.join(QStringLiteral(", ")));
    }
    if (!programs.isEmpty())
        return programs.join(QStringLiteral(" · "));
    if (entry.former)
        if (const ActorState* program = state.actor(*entry.former))
            return tr("was %1").arg(toQString(program->started.name));
    return entry.row.inode != 0 && isKnown(entry.row) ? tr("unknown, inode %1").arg(entry.row.inode) : QString();
}

QString SocketTexts::words(const SocketEntry& entry) const
{
    QStringList all;
    for (int i = 0; i <= static_cast<int>(SocketColumn::Owner); ++i)
        if (const auto column = static_cast<SocketColumn>(i);
            column != SocketColumn::Received && column != SocketColumn::Sent)
            all << cell(entry, column);
    return all.join(QLatin1Char('\n'));
}

QStringList SocketTexts::queueLines(const SocketRow& row) const
{
    QStringList lines;
    if (row.state == SocketState::Listen) {
        lines << tr("accept queue: %1 waiting, backlog %2").arg(row.recvQueue).arg(row.sendQueue);
        // sk_acceptq_is_full() compares with ">" (include/net/sock.h).
        if (row.recvQueue > row.sendQueue)
            lines << tr("The accept queue is full.");
    } else {
        lines << tr("Recv-Q, unread: %1 B").arg(row.recvQueue)
              << tr("Send-Q, not acknowledged: %1 B").arg(row.sendQueue);
    }
    if (row.recvBuffer != 0)
        lines << QStringLiteral("SO_RCVBUF %1 B, SO_SNDBUF %2 B").arg(row.recvBuffer).arg(row.sendBuffer);
    if (row.drops != 0)
        lines << tr("dropped here: %1").arg(row.drops);
    return lines;
}

QStringList SocketTexts::ownerLines(const SocketEntry& entry) const
{
    if (!isKnown(entry.row))
        return {tr("A capture tells nothing of queues and programs.")};
    QStringList lines;
    for (const SocketOwner& one : entry.owners)
        if (const ActorState* program = m_context.playhead->state().actor(one.actor))
            lines << tr("%1, process %2, descriptor %3")
                         .arg(toQString(program->started.name))
                         .arg(program->started.pid)
                         .arg(one.fd)
                    + (program->started.commandLine.empty()
                           ? QString()
                           : QStringLiteral(": ") + toQString(program->started.commandLine));
    if (lines.isEmpty() && entry.row.inode != 0)
        lines << tr("Which program has it could not be read.");
    else if (lines.isEmpty())
        lines << tr("No program has it.");
    return lines;
}

QStringList SocketTexts::tcpLines(const TcpInfo& info) const
{
    QStringList lines;
    lines << QStringLiteral("rtt %1 (±%2), rto %3")
                 .arg(milliseconds(info.rtt), milliseconds(info.rttvar), milliseconds(info.rto));
    lines << QStringLiteral("mss %1, cwnd %2, ssthresh %3")
                 .arg(info.sndMss)
                 .arg(info.sndCwnd)
                 .arg(info.sndSsthresh >= 0x7fffffff ? QStringLiteral("∞") : QString::number(info.sndSsthresh));
    lines << QStringLiteral("unacked %1, retrans %2/%3, notsent %4 B")
                 .arg(info.unacked)
                 .arg(info.retransmits)
                 .arg(info.totalRetrans)
                 .arg(info.notsentBytes);
    lines << QStringLiteral("snd_wnd %1, rcv_wnd %2").arg(info.sndWnd).arg(info.rcvWnd);
    return lines;
}

QString SocketTexts::timeOf(std::size_t event) const
{
    return toQString(secondsText(m_context.playhead->journal().timeOf(event).ns));
}

QString SocketTexts::wrapping(const QString& text)
{
    return text.isEmpty() ? text : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

QString SocketTexts::tip(const SocketEntry& entry, SocketColumn column, std::optional<std::size_t> first) const
{
    const SocketRow& row = entry.row;
    QStringList lines {cell(entry, SocketColumn::Protocol) + QLatin1Char(' ') + endText(row.local)
                       + QStringLiteral(" → ") + endText(row.remote)};
    const QString name = toQString(stateName(row.state));
    if (const QString meaning = m_context.word("states", stateName(row.state)); meaning != name)
        lines << state(entry) + QStringLiteral(": ") + meaning;
    if (column == SocketColumn::Received || column == SocketColumn::Sent)
        lines << columnMeaning(column);
    if (isKnown(row))
        lines << queueLines(row);
    lines << ownerLines(entry);
    if (const QString waits = cell(entry, SocketColumn::Timer); !waits.isEmpty())
        lines << tr("timer: %1").arg(waits);
    if (row.info)
        lines << tcpLines(*row.info);
    if (isKnown(row))
        lines << tr("cookie %1, inode %2").arg(row.socket).arg(row.inode);
    if (first)
        lines << tr("first seen at %1 s").arg(timeOf(*first));
    if (entry.closed)
        lines << tr("It left the kernel's table at %1 s; this is what was last known.").arg(timeOf(entry.goneAt));
    return lines.join(QLatin1Char('\n'));
}

QString SocketTexts::history(const SocketEntry& entry, const std::vector<SocketMoment>& moments) const
{
    QStringList lines;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const SocketMoment& one = moments[i];
        if (i > 0 && !one.gone && !moments[i - 1].gone && one.state == moments[i - 1].state
            && one.received == moments[i - 1].received && one.sent == moments[i - 1].sent)
            continue; // something else of it changed, which is not drawn either
        const QString when = tr("%1 s").arg(timeOf(one.event));
        const QString name = toQString(stateName(one.state));
        lines << (one.gone ? tr("%1: gone").arg(when)
                      : !isKnown(entry.row)
                      ? QStringLiteral("%1: %2").arg(when, name)
                      : QStringLiteral("%1: %2, Recv-Q %3, Send-Q %4").arg(when, name).arg(one.received).arg(one.sent));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace lab
