// The terms that are seen in the kernel's socket tables and counters.

#include "model/glossary/TermEvidence.h"

#include <algorithm>
#include <sstream>

namespace lab::evidence {

namespace {

const SocketRow* sampled(const Witnessed& moment)
{
    const auto* event = std::get_if<SocketSampled>(&moment.event.body);
    return event ? &event->row : nullptr;
}

bool entersSynQueue(const Witnessed& moment)
{
    return enters(moment, SocketState::SynRecv) || enters(moment, SocketState::NewSynRecv);
}

/// A field of the row, before: 0 for a new socket, or for one that was of another kind.
bool grew(const Witnessed& moment, std::uint32_t SocketRow::*field, bool ofListener)
{
    const SocketRow* row = sampled(moment);
    if (!row || isListener(*row) != ofListener)
        return false;
    const std::uint32_t before = moment.before && isListener(*moment.before) == ofListener ? moment.before->*field : 0;
    return row->*field > before;
}

/// tcp_info before and now, where both are known.
template<class Changed>
bool changes(const Witnessed& moment, Changed changed)
{
    const SocketRow* row = sampled(moment);
    return row && row->info && moment.before && moment.before->info && changed(*moment.before->info, *row->info);
}

bool getsPort(const Witnessed& moment)
{
    const SocketRow* row = sampled(moment);
    return row && row->local.port != 0 && (!moment.before || moment.before->local.port == 0);
}

/// The host's range (ip(7), ip_local_port_range: two numbers), or the usual one of Linux.
std::pair<int, int> ephemeralRange(const Witnessed& moment, HostId host)
{
    const auto& settings = moment.after.host(host).settings;
    const auto setting = settings.find("net.ipv4.ip_local_port_range");
    std::pair<int, int> range {32768, 60999};
    if (setting != settings.end()) {
        std::istringstream numbers(setting->second);
        int least = 0, most = 0;
        if (numbers >> least >> most)
            range = {least, most};
    }
    return range;
}

/// A port that no program asked for, and that is not the one of a listening socket whose connection this is.
bool getsEphemeralPort(const Witnessed& moment)
{
    if (!getsPort(moment))
        return false;
    const SocketRow& row = *sampled(moment);
    const auto [least, most] = ephemeralRange(moment, row.host);
    const int port = row.local.port;
    if (port < least || port > most || moment.memory.bound.contains({row.host, row.local.port}))
        return false;
    const auto listeners = moment.after.listeners(row.host);
    return std::none_of(listeners.begin(), listeners.end(), [&row](const ListenQueues& one) {
        return one.listener.local.port == row.local.port && one.listener.socket != row.socket;
    });
}

bool hasMappedAddress(const Witnessed& moment)
{
    const SocketRow* row = sampled(moment);
    return row && !moment.before && (row->local.address.isMapped() || row->remote.address.isMapped());
}

bool isOnLoopback(const Witnessed& moment)
{
    const SocketRow* row = sampled(moment);
    return row && row->local.address.isLoopback() && (!moment.before || !moment.before->local.address.isLoopback());
}

bool getsPeer(const Witnessed& moment)
{
    const SocketRow* row = sampled(moment);
    return row && row->remote.port != 0 && (!moment.before || moment.before->remote.port == 0);
}

/// A timer of these that was not running: 2 keep-alive, 4 zero-window probe (inet_diag.h, idiag_timer).
bool startsTimer(const Witnessed& moment, std::uint8_t timer)
{
    const SocketRow* row = sampled(moment);
    return row && row->timer == timer && (!moment.before || moment.before->timer != timer);
}

/// A piece smaller than a segment stays behind while earlier data is unacknowledged (RFC 1122 section 4.2.3.4).
bool keepsSmallPiece(const Witnessed& moment)
{
    return changes(moment, [](const TcpInfo& before, const TcpInfo& now) {
        return now.notsentBytes > 0 && now.notsentBytes < now.sndMss && now.unacked > 0
            && before.notsentBytes != now.notsentBytes && now.sndWnd > now.notsentBytes && now.unacked < now.sndCwnd;
    });
}

using Info = const TcpInfo&;

constexpr EvidenceRow seenInSockets[] {
    {"accept-queue", [](M m) { return grew(m, &SocketRow::recvQueue, true); }},
    {"congestion-control",
     [](M m) {
         return changes(
             m, [](Info was, Info now) { return now.sndCwnd < was.sndCwnd || now.sndSsthresh != was.sndSsthresh; });
     }},
    {"congestion-window",
     [](M m) { return changes(m, [](Info was, Info now) { return now.sndCwnd != was.sndCwnd; }); }},
    {"connected-socket", getsPeer},
    {"connection-establishment", [](M m) { return enters(m, SocketState::Established); }},
    {"delayed-ack", [](M m) { return counts(m, {"TcpExtDelayedACKs"}); }},
    {"dual-stack", [](M m) { return hasMappedAddress(m) || hasWord(m, {"IPV6_V6ONLY"}); }},
    {"endpoint", getsPort},
    {"ephemeral-port", getsEphemeralPort},
    {"flow-control",
     [](M m) { return startsTimer(m, 4) || changes(m, [](Info was, Info now) { return now.sndWnd < was.sndWnd; }); }},
    {"four-tuple", [](M m) { return getsPeer(m) && sampled(m)->protocol == 6; }},
    {"graceful-close", [](M m) { return enters(m, SocketState::TimeWait); }},
    {"half-open", entersSynQueue},
    {"ipv4-mapped-address", hasMappedAddress},
    {"keep-alive", [](M m) { return startsTimer(m, 2) || hasWord(m, {"SO_KEEPALIVE"}); }},
    {"listening-socket", [](M m) { return enters(m, SocketState::Listen); }},
    {"loopback", isOnLoopback},
    {"nagle", [](M m) { return keepsSmallPiece(m) || hasWord(m, {"TCP_NODELAY", "TCP_CORK"}); }},
    {"receive-buffer", [](M m) { return grew(m, &SocketRow::recvQueue, false); }},
    {"retransmission-timeout",
     [](M m) { return changes(m, [](Info was, Info now) { return now.backoff > was.backoff; }); }},
    {"round-trip-time", [](M m) { return changes(m, [](Info was, Info now) { return now.rtt != was.rtt; }); }},
    {"send-buffer", [](M m) { return grew(m, &SocketRow::sendQueue, false); }},
    {"slow-start",
     [](M m) {
         return changes(m,
                        [](Info was, Info now) { return now.sndCwnd > was.sndCwnd && was.sndCwnd < was.sndSsthresh; });
     }},
    {"socket-table", [](M m) { return sampled(m) && !m.before; }},
    {"syn-cookie",
     [](M m) {
         return counts(m, {"TcpExtSyncookiesSent", "TcpExtSyncookiesRecv"});
     }},
    {"syn-queue", entersSynQueue},
    {"window",
     [](M m) {
         return changes(m, [](Info was, Info now) { return now.sndWnd != was.sndWnd || now.rcvWnd != was.rcvWnd; });
     }},
};

} // namespace

std::span<const EvidenceRow> socketRows()
{
    return seenInSockets;
}

} // namespace lab::evidence
