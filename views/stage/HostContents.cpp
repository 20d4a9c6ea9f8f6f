#include "views/stage/HostContents.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/lab/ActorsShown.h"
#include "views/shared/Labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::size_t mostSlots = 24;
constexpr std::size_t mostRest = 60; ///< sockets without a program

/// Builds the list; holds what every part needs.
class Contents
{
    Q_DECLARE_TR_FUNCTIONS(StageView)

public:
    Contents(const ViewContext& context, HostId host, Timestamp now)
        : m_context(context)
        , m_state(context.playhead->state())
        , m_host(host)
        , m_now(now)
    {
    }

    std::vector<HostItem> take()
    {
        collectQueues();
        for (const ActorState* actor : actorsShown(m_state)) {
            if (actor->started.host == m_host)
                addActor(*actor);
        }
        addKernelSockets();
        addCounters();
        return std::move(m_items);
    }

private:
    void collectQueues()
    {
        m_listeners = m_state.listeners(m_host);
        for (const ListenQueues& queues : m_listeners) {
            for (const SocketRow& row : queues.synQueue)
                m_shown.insert(row.socket);
            for (const SocketRow& row : queues.acceptQueue)
                m_shown.insert(row.socket);
        }
    }

    void addActor(const ActorState& actor)
    {
        HostItem item;
        item.kind = HostItem::Kind::Actor;
        item.actor = actor.started.actor;
        const QString name = toQString(actor.started.name);
        item.texts = {tr("%1 · pid %2").arg(name).arg(actor.started.pid), name};
        item.tip = actor.started.commandLine.empty()
            ? item.texts.first()
            : item.texts.first() + QLatin1Char('\n') + toQString(actor.started.commandLine);
        for (const ThreadState& thread : actor.threads) {
            if (thread.call)
                addCall(item, actor, thread);
        }
        if (actor.exited) {
            item.dim = true;
            item.tone = actor.exited->signal ? Tone::Lost : Tone::Muted;
            item.detail = !actor.exited->tellsHow() ? tr("ended")
                : actor.exited->signal              ? tr("killed by %1").arg(toQString(signalName(actor.exited->signal)))
                                                    : tr("ended, status %1").arg(actor.exited->exitStatus);
        } else if (item.detail.isEmpty()) {
            item.detail = actor.started.commandLine.empty() ? tr("ready") : tr("running");
            item.tone = Tone::Muted;
        }
        m_items.push_back(std::move(item));
        for (const Descriptor& descriptor : actor.descriptors)
            addDescriptor(actor, descriptor);
    }

    /// "no descriptor is ready yet: 3 POLLIN"
    QString blockedNote(const ActorState& actor, const CallState& call) const
    {
        const BlockedReason why = blockedReason(m_state, actor, call);
        const QString reason = m_context.word("blocked", why.code);
        return why.detail.empty() ? reason : reason + QStringLiteral(": ") + toQString(why.detail);
    }

    void addCall(HostItem& item, const ActorState& actor, const ThreadState& thread)
    {
        const CallState& call = *thread.call;
        HostItem::Call line;
        line.call = call.entered.call;
        line.text = toQString(shortText(call.entered));
        if (!thread.name.empty())
            line.text.prepend(toQString(thread.name) + QStringLiteral(": "));
        switch (call.phase) {
        case CallPhase::AboutToRun:
            line.tone = Tone::Accent;
            setStatus(item, call.stopped ? tr("stopped before the call") : tr("about to run"), Tone::Accent);
            break;
        case CallPhase::Running:
            line.tone = Tone::Accent;
            setStatus(item, tr("in the call"), Tone::Accent);
            break;
        case CallPhase::Blocked:
            line.tone = Tone::Held;
            line.note = blockedNote(actor, call);
            setStatus(item, tr("blocked %1").arg(durationLabel(m_now.ns - call.blockedAt.ns)), Tone::Held);
            break;
        case CallPhase::Returned:
            if (call.returned) {
                line.note = toQString(resultText(call.entered, *call.returned));
                line.tone = call.returned->result < 0 ? Tone::Lost : Tone::Muted;
                if (call.stopped)
                    setStatus(item, tr("stopped after the call"), Tone::Accent);
            }
            break;
        }
        if (!call.injected.empty())
            line.note += tr(" · injected: %1").arg(toQString(call.injected));
        item.calls.push_back(std::move(line));
    }

    /// A blocked thread says more about a program than one that is ready.
    static void setStatus(HostItem& item, const QString& status, Tone tone)
    {
        if (item.detail.isEmpty() || tone == Tone::Held) {
            item.detail = status;
            item.tone = tone;
        }
    }

    void addDescriptor(const ActorState& actor, const Descriptor& descriptor)
    {
        const bool isSocket = descriptor.kind == "socket" || descriptor.socket != 0;
        if (!isSocket && descriptor.fd <= 2)
            return;
        HostItem item;
        item.kind = HostItem::Kind::Socket;
        item.actor = actor.started.actor;
        item.fd = descriptor.fd;
        item.socket = descriptor.socket;
        const SocketRow* row = descriptor.socket ? m_state.host(m_host).socket(descriptor.socket) : nullptr;
        if (row) {
            describe(item, *row);
        } else if (isSocket) {
            // Neither a TCP socket without an address nor an unbound UDP one is in the table that sock_diag(7) walks.
            item.texts = withoutRow(descriptor);
            item.tip = toQString(descriptor.name);
        } else {
            item.texts = {toQString(descriptor.kind)};
            item.tip = toQString(descriptor.name);
        }
        for (const auto& [fd, name] : actor.descriptorNames) {
            if (fd == descriptor.fd)
                item.tip.prepend(tr("descriptor %1 (%2)").arg(fd).arg(toQString(name)) + QLatin1Char('\n'));
        }
        m_items.push_back(std::move(item));
        if (descriptor.socket && m_shown.insert(descriptor.socket).second)
            addQueues(descriptor.socket);
    }

    /// Raw, packet and UNIX sockets are in tables that are not shown: they are called what socket() was asked for.
    static QStringList withoutRow(const Descriptor& descriptor)
    {
        const bool internet = descriptor.domain == 0 || descriptor.domain == AF_INET || descriptor.domain == AF_INET6;
        if (internet && descriptor.type == SOCK_DGRAM)
            return {tr("UDP, no port yet"), QStringLiteral("UDP")};
        if (internet && (descriptor.type == 0 || descriptor.type == SOCK_STREAM))
            return {tr("TCP, not connected"), QStringLiteral("TCP")};
        const auto named = [](ArgKind kind, int value) {
            const std::string_view name = nameOf(kind, value);
            return name.empty() ? QString::number(value) : toQString(name);
        };
        const QString type = named(ArgKind::SocketType, descriptor.type);
        return {named(ArgKind::Domain, descriptor.domain) + QStringLiteral(", ") + type, type};
    }

    void describe(HostItem& item, const SocketRow& row) const
    {
        item.texts = socketLabels(row);
        item.detail = toQString(stateName(row.state));
        item.tone = Tone::State;
        QStringList notes;
        // Of a handshake the kernel counts the SYN as one byte, which would only puzzle.
        const bool talks = row.state != SocketState::Listen && row.state != SocketState::SynSent
            && row.state != SocketState::SynRecv && row.state != SocketState::NewSynRecv;
        if (talks) {
            if (row.recvQueue)
                notes << tr("unread: %1 B").arg(row.recvQueue);
            if (row.sendQueue)
                notes << tr("unacknowledged: %1 B").arg(row.sendQueue);
        }
        if (const QString timer = timerNote(row); !timer.isEmpty())
            notes << timer;
        if (row.socket >= inferredSockets)
            notes << tr("inferred from the packets");
        item.note = notes.join(QStringLiteral(" · "));
        item.tip = item.texts.first() + QLatin1Char('\n') + item.detail;
        if (const QString meaning = m_context.word("states", stateName(row.state)); meaning != item.detail)
            item.tip += QStringLiteral(": ") + meaning;
    }

    QString timerNote(const SocketRow& row) const
    {
        const QString left = durationLabel(row.timerDue.ns - m_now.ns);
        const bool handshake = row.state == SocketState::SynSent || row.state == SocketState::SynRecv
            || row.state == SocketState::NewSynRecv;
        switch (row.timer) {
        case 1:
            if (row.timerTries)
                return tr("sent again %n times, next in %1", nullptr, row.timerTries).arg(left);
            return handshake ? tr("will be sent again in %1").arg(left) : QString();
        case 3:
            return tr("ends in %1").arg(left);
        case 4:
            return tr("asks about the window in %1").arg(left);
        default:
            return {};
        }
    }

    void addQueues(SocketId listener)
    {
        const auto found = std::find_if(m_listeners.begin(), m_listeners.end(),
                                        [&](const ListenQueues& queues) { return queues.listener.socket == listener; });
        if (found == m_listeners.end())
            return;
        // sock_diag gives the backlog as idiag_wqueue; Linux lets backlog + 1 connections wait
        // (sk_acceptq_is_full() compares with >, include/net/sock.h).
        const std::size_t places = std::size_t {found->listener.sendQueue} + 1;
        const std::size_t waiting = std::max<std::size_t>(found->acceptQueue.size(), found->listener.recvQueue);
        addHeading({tr("SYN queue")}, tr("waiting for the final ACK"), Tone::Muted);
        addSlots(listener, found->synQueue, found->synQueue.size(), places);
        const bool full = waiting >= places;
        const QString count = tr("%1 of backlog %2 (+1)").arg(waiting).arg(found->listener.sendQueue);
        addHeading({tr("Accept queue")}, full ? tr("%1 full").arg(count) : count, full ? Tone::Lost : Tone::Muted);
        addSlots(listener, found->acceptQueue, waiting, places);
    }

    void addHeading(const QStringList& titles, const QString& detail = {}, Tone tone = Tone::Muted)
    {
        HostItem item;
        item.kind = HostItem::Kind::Heading;
        item.texts = titles; // longest first
        item.detail = detail;
        item.tone = tone;
        m_items.push_back(std::move(item));
    }

    void addSlots(SocketId listener, const std::vector<SocketRow>& rows, std::size_t taken, std::size_t places)
    {
        HostItem item;
        item.kind = HostItem::Kind::Slots;
        item.socket = listener;
        const std::size_t all = std::max(places, taken);
        for (std::size_t i = 0; i < std::min(all, std::max(mostSlots, taken)); ++i) {
            HostItem::Slot slot;
            slot.taken = i < taken;
            if (i < rows.size()) {
                slot.socket = rows[i].socket;
                slot.name = peerName(m_state, rows[i]);
                slot.port = portLabel(rows[i].remote);
            }
            item.slots_.push_back(std::move(slot));
        }
        item.slotsCut = all - item.slots_.size();
        m_items.push_back(std::move(item));
    }

    /// Of other users on this machine; then TIME-WAIT, half-closed rests and whatever else lives on without a program.
    void addKernelSockets()
    {
        addRest({tr("Of programs that are not known"), tr("Unknown programs"), tr("Unknown")}, [](const SocketRow& row) { return row.inode != 0; });
        addRest({tr("In the kernel, no program has them"), tr("No program has them"), tr("No program")}, [](const SocketRow& row) { return row.inode == 0; });
    }

    /// A capture leaves tens of thousands in TIME-WAIT: the newest of them, and the one that is selected. The table has all.
    void addRest(const QStringList& heading, bool (*belongs)(const SocketRow&))
    {
        std::vector<const SocketRow*> newest;
        std::size_t all = 0;
        const auto& sockets = m_state.host(m_host).sockets;
        const SocketId selected = m_context.selection ? m_context.selection->what().socket.value_or(0) : 0;
        for (auto row = sockets.rbegin(); row != sockets.rend(); ++row) {
            if (!belongs(*row) || m_shown.count(row->socket) != 0)
                continue;
            if (all++ < mostRest || row->socket == selected)
                newest.push_back(&*row);
        }
        if (newest.empty())
            return;
        addHeading(heading, newest.size() < all ? tr("the newest %1 of %2").arg(newest.size()).arg(all) : QString());
        for (auto row = newest.rbegin(); row != newest.rend(); ++row) {
            HostItem item;
            item.kind = HostItem::Kind::Socket;
            item.socket = (*row)->socket;
            describe(item, **row);
            m_items.push_back(std::move(item));
        }
    }

    void addCounters()
    {
        bool first = true;
        for (const auto& [name, value] : m_state.host(m_host).counters) {
            if (value == 0 || !isTellingCounter(name))
                continue;
            if (first)
                addHeading({tr("The kernel counted")});
            first = false;
            HostItem item;
            item.kind = HostItem::Kind::Counter;
            QString shown = toQString(name);
            if (shown.startsWith(QLatin1String("TcpExt")))
                shown.remove(0, 6);
            item.texts = {QStringLiteral("%1 +%2").arg(shown).arg(value)};
            item.tip = m_context.word("counters", name);
            item.tone = Tone::Lost;
            m_items.push_back(std::move(item));
        }
    }

    const ViewContext& m_context;
    const LabState& m_state;
    HostId m_host;
    Timestamp m_now;
    std::vector<ListenQueues> m_listeners;
    std::set<SocketId> m_shown;
    std::vector<HostItem> m_items;
};

} // namespace

std::vector<HostItem> hostContents(const ViewContext& context, HostId host, Timestamp now)
{
    return Contents(context, host, now).take();
}

bool anythingWaits(const LabState& state)
{
    for (const ActorState& actor : state.actors()) {
        for (const ThreadState& thread : actor.threads) {
            if (!actor.exited && thread.call && thread.call->phase == CallPhase::Blocked)
                return true;
        }
    }
    for (const HostId host : {HostId::Client, HostId::Server}) {
        for (const SocketRow& row : state.host(host).sockets) {
            if (row.timer != 0)
                return true;
        }
    }
    return false;
}

bool isTellingCounter(std::string_view name)
{
    static constexpr std::array<std::string_view, 24> telling {
        "IcmpInDestUnreachs",
        "TcpAttemptFails",
        "TcpEstabResets",
        "TcpExtListenDrops",
        "TcpExtListenOverflows",
        "TcpExtPAWSEstab",
        "TcpExtSyncookiesFailed",
        "TcpExtSyncookiesRecv",
        "TcpExtSyncookiesSent",
        "TcpExtTCPAbortOnClose",
        "TcpExtTCPAbortOnData",
        "TcpExtTCPAbortOnTimeout",
        "TcpExtTCPBacklogDrop",
        "TcpExtTCPReqQFullDoCookies",
        "TcpExtTCPReqQFullDrop",
        "TcpExtTCPRcvQDrop",
        "TcpExtTCPSynRetrans",
        "TcpExtTCPTimeouts",
        "TcpExtTCPZeroWindowDrop",
        "TcpOutRsts",
        "TcpRetransSegs",
        "UdpInErrors",
        "UdpNoPorts",
        "UdpRcvbufErrors",
    };
    return std::find(telling.begin(), telling.end(), name) != telling.end();
}

} // namespace lab
