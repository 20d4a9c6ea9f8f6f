#pragma once
// AgreementFields: a packet's fields under Wireshark's names and as numbers, once as tshark tells them and once as
// Socket Lab decodes them. For TsharkAgreementTest.

#include "model/journal/Event.h"
#include "model/packet/Packet.h"

#include <QMap>
#include <QStringList>

namespace lab::tests {

using FieldValues = QMap<QString, QString>;

const QStringList& comparedFields();

/// One map a packet. Headers as they stand, nothing put together from several packets, every checksum looked at.
QList<FieldValues> tsharkFields(const QString& path);

/// The same fields of what Socket Lab makes of the frame. `verdict`: SegmentVerdict's bits.
FieldValues ourFields(const PacketSent& sent, const Packet& packet, std::uint32_t verdict);

/// Words for where a packet stands, by which docs/agreement.md names its rows.
QString placesOf(const PacketSent& sent, const Packet& packet, const FieldValues& theirs);

} // namespace lab::tests
