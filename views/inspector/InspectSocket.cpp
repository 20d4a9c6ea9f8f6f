// Inspector, the sockets: one row of a host's table as the kernel gave it.

#include "views/inspector/Inspector.h"
#include "views/shared/Labels.h"

#include <netinet/in.h>

namespace lab {

namespace {

QString microseconds(std::uint32_t value)
{
    return QStringLiteral("%1 ms").arg(value / 1000.0, 0, 'f', 3);
}

} // namespace

Inspection Inspector::socket(const SocketRow& row) const
{
    Inspection made;
    const bool tcp = row.protocol == IPPROTO_TCP;
    const bool listens = row.state == SocketState::Listen;
    made.title = tr("%1 socket").arg(tcp ? QStringLiteral("TCP") : QStringLiteral("UDP"));
    made.pill = toQString(stateName(row.state));
    made.subtitle = m_context.playhead->thisMachine()
        ? tr("in the kernel of this machine")
        : row.host == HostId::Client ? tr("in the kernel of the client host")
                                     : tr("in the kernel of the server host");
    explain("states", stateName(row.state), made);

    const auto owner = m_context.playhead->state().ownerOf(row.socket);
    made.groups.push_back(
        {tr("Socket"),
         {{tr("state"), toQString(stateName(row.state)), {}, Role::State},
          {tr("local"), toQString(toText(row.local))},
          {tr("remote"), row.remote.address.version == 0 ? tr("none") : toQString(toText(row.remote))},
          {tr("program"),
           row.inode == 0 ? tr("none has it")
               : owner    ? actorText(*owner)
                          : tr("unknown")},
          {tr("cookie"), QString::number(row.socket)}}});
    InspectionGroup queues {tr("Queues"), {}};
    if (listens) {
        queues.rows.push_back({tr("accept queue"), tr("%1 waiting").arg(row.recvQueue)});
        // sk_acceptq_is_full() compares with ">": one more than the backlog is let in (include/net/sock.h).
        queues.rows.push_back({tr("backlog"), tr("%1, Linux lets %2 wait").arg(row.sendQueue).arg(row.sendQueue + 1)});
    } else {
        queues.rows.push_back({tr("recv-Q, unread"), tr("%1 B").arg(row.recvQueue)});
        queues.rows.push_back({tr("send-Q, unacknowledged"), tr("%1 B").arg(row.sendQueue)});
    }
    if (row.recvBuffer != 0)
        queues.rows.push_back({QStringLiteral("SO_RCVBUF"), tr("%1 B").arg(row.recvBuffer)});
    if (row.sendBuffer != 0)
        queues.rows.push_back({QStringLiteral("SO_SNDBUF"), tr("%1 B").arg(row.sendBuffer)});
    if (row.drops != 0)
        queues.rows.push_back({tr("dropped here"), QString::number(row.drops), {}, Role::Lost});
    made.groups.push_back(std::move(queues));
    if (row.timer != 0) {
        const QString names[] = {QString(), tr("retransmission"), tr("keep-alive"), QStringLiteral("TIME-WAIT"),
                                 tr("zero-window probe")};
        made.groups.push_back(
            {tr("Timer"),
             {{tr("kind"), row.timer < 5 ? names[row.timer] : QString::number(row.timer), {}, Role::Held},
              {tr("fires at"), timeText(row.timerDue.ns)},
              {tr("tries"), QString::number(row.timerTries)}}});
    }
    addTcpInfo(row, made);
    return made;
}

void Inspector::addTcpInfo(const SocketRow& row, Inspection& to) const
{
    if (!row.info)
        return;
    const TcpInfo& info = *row.info;
    to.groups.push_back({QStringLiteral("TCP_INFO"),
                         {{QStringLiteral("rtt"), microseconds(info.rtt)},
                          {QStringLiteral("rttvar"), microseconds(info.rttvar)},
                          {QStringLiteral("rto"), microseconds(info.rto)},
                          {QStringLiteral("mss"), QString::number(info.sndMss)},
                          {tr("cwnd, segments"), QString::number(info.sndCwnd)},
                          {QStringLiteral("ssthresh"),
                           info.sndSsthresh >= 0x7fffffff ? tr("not set") : QString::number(info.sndSsthresh)},
                          {tr("segments not acknowledged"), QString::number(info.unacked)},
                          {tr("retransmissions"), tr("%1 now, %2 in all").arg(info.retransmits).arg(info.totalRetrans)},
                          {tr("bytes not sent"), QString::number(info.notsentBytes)},
                          {tr("send window"), QString::number(info.sndWnd)},
                          {tr("receive window"), QString::number(info.rcvWnd)}}});
}

Inspection Inspector::gone(const SocketGone& event, std::size_t index) const
{
    Inspection made;
    if (const auto last = m_lookup.earlierRow(event.socket, index))
        made = socket(*last);
    made.title = tr("A socket is gone");
    made.subtitle = m_context.playhead->thisMachine()
        ? tr("from the kernel of this machine; it was:")
        : event.host == HostId::Client ? tr("from the kernel of the client host; it was:")
                                       : tr("from the kernel of the server host; it was:");
    return made;
}

} // namespace lab
