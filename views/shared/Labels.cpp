#include "views/shared/Labels.h"

namespace lab {

QString addressLabel(const IpAddress& address)
{
    return address.isAny() || address.version == 0 ? QStringLiteral("*") : toQString(toText(address));
}

QString portLabel(const Endpoint& endpoint)
{
    return QStringLiteral(":%1").arg(endpoint.port);
}

QString endpointLabel(const Endpoint& endpoint)
{
    if (endpoint.address.version == 0 || endpoint.address.isAny())
        return QStringLiteral("*") + portLabel(endpoint);
    return toQString(toText(endpoint));
}

QStringList socketLabels(const SocketRow& row)
{
    if (row.remote.port == 0)
        return {endpointLabel(row.local), portLabel(row.local)};
    const QString arrow = QStringLiteral(" → ");
    return {endpointLabel(row.local) + arrow + endpointLabel(row.remote),
            portLabel(row.local) + arrow + endpointLabel(row.remote),
            portLabel(row.local) + arrow + portLabel(row.remote)};
}

QString fitting(const QStringList& candidates, const QFontMetricsF& metrics, double width)
{
    for (const QString& candidate : candidates) {
        if (metrics.horizontalAdvance(candidate) <= width)
            return candidate;
    }
    return candidates.isEmpty() ? QString() : candidates.last();
}

QString peerName(const LabState& state, const SocketRow& row)
{
    // Ports only: a dual-stack server sees ::ffff:10.9.0.1 where the client has 10.9.0.1 (ipv6(7)).
    // On one host each connection of the loopback has both its ends in one table.
    const HostId host = state.loops(row.host) && row.remote.address.isLoopback() ? row.host : otherHost(row.host);
    for (const SocketRow& other : state.host(host).sockets) {
        if (other.protocol != row.protocol || other.local.port != row.remote.port
            || other.remote.port != row.local.port)
            continue;
        if (const auto owner = state.ownerOf(other.socket)) {
            if (const ActorState* actor = state.actor(*owner))
                return toQString(actor->started.name);
        }
    }
    return {};
}

QString packetLabel(const PacketState& packet)
{
    return toQString(packetKind(packet.decoded));
}

QString sequenceLabel(const PacketState& packet)
{
    const auto& tcp = packet.decoded.tcp;
    if (!tcp)
        return {};
    const SequenceBase base = packet.base.value_or(SequenceBase {});
    QString label = QStringLiteral("seq %1").arg(tcp->seq - base.seq);
    if (tcp->flags & TcpFlag::ack)
        label += QStringLiteral(" ack %1").arg(tcp->ack - base.ack);
    return label;
}

QString portsLabel(const PacketState& packet)
{
    const Endpoint source = packet.decoded.source(), destination = packet.decoded.destination();
    if (source.port == 0 && destination.port == 0)
        return addressLabel(source.address) + QStringLiteral(" → ") + addressLabel(destination.address);
    return portLabel(source) + QStringLiteral(" → ") + portLabel(destination);
}

QString durationLabel(std::int64_t ns)
{
    const double seconds = static_cast<double>(std::max<std::int64_t>(ns, 0)) / 1e9;
    if (seconds < 10)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
    if (seconds < 120)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', 0);
    return QStringLiteral("%1 min").arg(seconds / 60, 0, 'f', 0);
}

} // namespace lab
