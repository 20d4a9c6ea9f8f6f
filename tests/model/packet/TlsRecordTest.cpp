#include "model/packet/Packet.h"
#include "tests/support/LabSim.h"

#include <QtTest>

using namespace lab;
using namespace lab::tests;
using namespace std::string_literals;

namespace {

Bytes segmentWith(const std::string& bytes)
{
    return tcpFrame({clientEnd(40001), serverEnd(8443), TcpFlag::ack, 1, 1, bytes});
}

} // namespace

class TlsRecordTest : public QObject
{
    Q_OBJECT

private slots:
    void recordsAreAmongTheFieldsOfAPacket()
    {
        // A whole record, and one whose end is in another segment.
        const Bytes frame = segmentWith("\x16\x03\x01\x00\x02hi\x17\x03\x03\x01\x00more"s);
        QStringList records;
        std::size_t covered = 0;
        for (const PacketField& field : packetFields(frame))
            if (field.layer == "TLS") {
                records << QString::fromStdString(field.name + " " + field.value);
                covered = std::max(covered, field.offset + field.length);
            }
        QCOMPARE(records, QStringList({"Record 22 (handshake), 2 bytes", "Record 23 (application_data), 256 bytes"}));
        QCOMPARE(covered, frame.size());
    }

    void whatOnlyLooksAlmostLikeTlsIsNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        row("too short", "\x16\x03\x01\x00"s);
        row("another type", "\x18\x03\x01\x00\x01x"s);
        row("another version", "\x16\x02\x00\x00\x01x"s);
        row("an empty record", "\x16\x03\x03\x00\x00"s);
        row("a record too long", "\x17\x03\x03\xff\xffx"s);
        row("text", "GET / HTTP/1.1"s);
    }

    void whatOnlyLooksAlmostLikeTlsIsNot()
    {
        QFETCH(QByteArray, bytes);
        for (const PacketField& field : packetFields(segmentWith(bytes.toStdString())))
            QVERIFY2(field.layer != "TLS", field.value.c_str());
    }
};

QTEST_APPLESS_MAIN(TlsRecordTest)
#include "TlsRecordTest.moc"
