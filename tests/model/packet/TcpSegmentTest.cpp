#include "model/packet/TcpSegment.h"

#include "tests/support/AgreementCaptures.h"
#include "tests/support/JournalBuilder.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

class TcpSegmentTest : public QObject
{
    Q_OBJECT

private slots:

    void aSegmentsEndsNumbersAndLengthAreRead()
    {
        const Bytes frame = tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::psh | TcpFlag::ack, 0xdeadbeef, 7, "Hello", 512});
        const auto segment = segmentIn(frame);
        QVERIFY(segment);
        QCOMPARE(toText(segment->source), std::string("10.9.0.1:40000"));
        QCOMPARE(toText(segment->destination), std::string("10.9.0.2:8080"));
        QCOMPARE(segment->seq, 0xdeadbeefU);
        QCOMPARE(segment->ack, 7U);
        QCOMPARE(segment->length, 5U);
        QCOMPARE(segment->window, std::uint16_t {512});
        QVERIFY(segment->has(TcpFlag::psh | TcpFlag::ack));
        QVERIFY(!segmentIn(udpFrame(clientEnd(1), serverEnd(2), "Hello")));
        QVERIFY(!segmentIn({}));
    }

    void theQuickLookSaysWhatTheDecoderSays()
    {
        int segments = 0, others = 0;
        for (const auto& [name, packets] : agreementCaptures()) {
            for (const TimedFrame& one : packets) {
                const auto quick = segmentIn(one.frame, one.fullLength);
                QVERIFY2(quick == segmentOf(decodePacket(one.frame, one.fullLength)), name);
                ++(quick ? segments : others);
            }
        }
        QVERIFY(segments > 100 && others > 20);
    }

    void soItDoesOfEveryFrameWithAWrongByteAndOfEveryBeginning()
    {
        const Bytes whole = tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::ack, 1, 1, "Hello"});
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (int value = 0; value < 256; ++value) {
                Bytes wrong = whole;
                wrong[at] = static_cast<std::uint8_t>(value);
                QVERIFY2(segmentIn(wrong) == segmentOf(decodePacket(wrong)), qPrintable(QString("byte %1 is %2").arg(at).arg(value)));
            }
            const ByteView begins(whole.data(), at);
            QVERIFY2(segmentIn(begins, whole.size()) == segmentOf(decodePacket(begins, whole.size())), qPrintable(QString::number(at)));
            QVERIFY2(segmentIn(begins) == segmentOf(decodePacket(begins)), qPrintable(QString::number(at)));
        }
    }
};

QTEST_GUILESS_MAIN(TcpSegmentTest)
#include "TcpSegmentTest.moc"
