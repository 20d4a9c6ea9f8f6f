#pragma once
// A capture as it grows: the bytes of a pcap file, packet by packet.

#include "model/journal/Journal.h"
#include "tests/support/JournalBuilder.h"

#include <QByteArray>
#include <QList>

namespace lab::tests::growing {

/// pcap, little-endian: a connection, a packet each second.
inline QByteArray head()
{
    QByteArray out;
    for (const quint32 word : {0xA1B2C3D4U, 0x00040002U, 0U, 0U, 262144U, 1U})
        out.append(reinterpret_cast<const char*>(&word), 4);
    return out;
}

inline QByteArray packet(quint32 second, const Bytes& frame)
{
    const auto length = static_cast<quint32>(frame.size());
    QByteArray out;
    for (const quint32 word : {second, 0U, length, length})
        out.append(reinterpret_cast<const char*>(&word), 4);
    return out.append(reinterpret_cast<const char*>(frame.data()), static_cast<qsizetype>(frame.size()));
}

inline QByteArray packet(quint32 second, const Segment& segment)
{
    return packet(second, tcpFrame(segment));
}

inline QList<QByteArray> packets()
{
    const Endpoint c = clientEnd(40000), s = serverEnd(8080);
    return {packet(1000, {c, s, TcpFlag::syn, 100}), packet(1001, {s, c, TcpFlag::syn | TcpFlag::ack, 500, 101}),
            packet(1002, {c, s, TcpFlag::ack, 101, 501}), packet(1003, {c, s, TcpFlag::psh | TcpFlag::ack, 101, 501, "Hello"})};
}

inline std::size_t framesIn(const Journal& journal)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < journal.size(); ++i)
        count += std::holds_alternative<PacketSent>(journal.at(i).body);
    return count;
}

} // namespace lab::tests::growing
