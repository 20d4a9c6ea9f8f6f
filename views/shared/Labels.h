#pragma once
// Labels: short texts about sockets and packets that several views write the same way. Names and numbers only, the
// sentences around them belong to the views.

#include "model/lab/LabState.h"

#include <QFontMetricsF>
#include <QString>
#include <QStringList>

namespace lab {

inline QString toQString(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString addressLabel(const IpAddress& address); ///< "*" for any
QString portLabel(const Endpoint& endpoint); ///< ":8080"
QString endpointLabel(const Endpoint& endpoint); ///< "10.9.0.2:8080", "*:8080"

/// A socket's addresses, longest first: "10.9.0.1:40000 → 10.9.0.2:8080", ":40000 → 10.9.0.2:8080", ":40000 → :8080".
QStringList socketLabels(const SocketRow& row);
/// The first of `candidates` that fits `width`; the last one otherwise.
QString fitting(const QStringList& candidates, const QFontMetricsF& metrics, double width);

/// The program at the other end of a connection, by the two port numbers; "" where there is none.
QString peerName(const LabState& state, const SocketRow& row);

QString packetLabel(const PacketState& packet); ///< "SYN"
QString sequenceLabel(const PacketState& packet); ///< "seq 0 ack 1"; "" for what is not TCP
QString portsLabel(const PacketState& packet); ///< ":40000 → :8080"

/// "0.4 s", "12 s", "3 min": for waiting times, which a person reads while they grow.
QString durationLabel(std::int64_t ns);

} // namespace lab
