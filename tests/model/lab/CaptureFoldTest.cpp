#include "model/lab/CaptureFold.h"

#include "model/capture/RecordingStream.h"
#include "tests/support/CapturedStory.h"
#include "tests/support/GrowingCapture.h"
#include "tests/support/StateText.h"
#include "tests/support/Stories.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

LabState applied(const Journal& journal, std::size_t events)
{
    LabState state;
    while (state.applied() < events)
        state.apply(journal.at(state.applied()));
    return state;
}

QString said(const PacketState& packet)
{
    const std::uint32_t acknowledges = packet.base && packet.decoded.has(TcpFlag::ack) ? packet.base->ack : 0; // a SYN's is shown to nobody
    return QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
        .arg(packet.packet)
        .arg(QString::fromStdString(packet.name))
        .arg(static_cast<int>(packet.from))
        .arg(static_cast<int>(packet.to))
        .arg(packet.base ? QStringLiteral("%1/%2").arg(packet.base->seq).arg(acknowledges) : QStringLiteral("no numbers"))
        .arg(static_cast<int>(packet.fate))
        .arg(packet.endedAt.ns)
        .arg(packet.frame.size());
}

/// Each packet as the capture tells it, and as who has folded all of it knows it.
void compareAll(const Journal& journal)
{
    QVERIFY(journal.isCapture());
    LabState state;
    for (std::size_t event = 0; event < journal.size(); ++event) {
        state.apply(journal.at(event));
        const auto told = capturedPacket(journal, event);
        QCOMPARE(told.has_value(), journal.kindOf(event) == kindIndexOf<PacketSent>());
        if (told)
            QCOMPARE(said(*told), said(state.packets().back()));
    }
}

/// `between`: a frame that comes after each of the segments. `pieces`: so many bytes come at a time.
Journal capturedOf(const QList<Segment>& segments, const Bytes& between = {}, qsizetype pieces = 1 << 20)
{
    QByteArray file = growing::head();
    quint32 second = 1000;
    for (const Segment& segment : segments) {
        file += growing::packet(second++, segment);
        if (!between.empty())
            file += growing::packet(second++, between);
    }
    Journal journal;
    RecordingStream stream("a capture");
    for (qsizetype at = 0; at < file.size(); at += pieces) {
        const QByteArray piece = file.mid(at, pieces);
        (void)stream.take(Bytes(piece.begin(), piece.end()), journal);
    }
    (void)stream.finish(journal);
    return journal;
}

QString numbers(const Journal& journal, PacketId packet)
{
    const auto told = capturedPacket(journal, *journal.sentOfCapture(packet));
    return told->base ? QStringLiteral("%1/%2").arg(told->base->seq).arg(told->base->ack) : QString();
}

} // namespace

class CaptureFoldTest : public QObject
{
    Q_OBJECT

private slots:
    void whoPassesOverPacketsComesToTheSameState()
    {
        const Journal journal = capturedStory(6, 500);
        for (const std::size_t end : {journal.size(), journal.size() - 1, journal.size() / 2}) {
            const auto kept = keptFrom(journal, 0, end);
            QVERIFY(kept && *kept > 0);
            LabState passed;
            for (std::size_t step = 1; passed.applied() < *kept; step = step % 7 + 1) { // also between sent and delivered
                const std::size_t to = std::min(passed.applied() + step, *kept);
                passEvents(passed, journal, to);
                QCOMPARE(passed.applied(), to);
                QVERIFY(passed.packets().empty());
                QVERIFY(passed.packetsForgotten());
            }
            QCOMPARE(passed.now(), applied(journal, *kept).now());
            while (passed.applied() < end)
                passed.apply(journal.at(passed.applied()));
            QCOMPARE(stateText(passed), stateText(applied(journal, end)));
            QVERIFY(!passed.packetsForgotten());
            QVERIFY(stateText(passed).contains(QLatin1String("again")));
        }
    }

    void thatManyPacketsAreKeptAndTheFirstOfThemIsFound()
    {
        const Journal journal = capturedStory(3, 500);
        const std::size_t kept = *keptFrom(journal, 0, journal.size());
        QCOMPARE(journal.kindOf(kept), kindIndexOf<PacketSent>());
        QCOMPARE(applied(journal, journal.size()).packets().front().packet, journal.capturedFrame(kept)->packet);
        QVERIFY(keptFrom(journal, kept, journal.size()));
        QVERIFY(!keptFrom(journal, kept + 1, journal.size())); // one was sent before
        QVERIFY(!keptFrom(capturedStory(1, 500), 0, 1000)); // there are fewer
    }

    void aCaptureTellsOfEachPacketWhatWhoFoldsItKnows()
    {
        compareAll(capturedStory(3, 500));
        const Endpoint one = clientEnd(40000), other = clientEnd(40001), server = serverEnd(8080), closed = serverEnd(81);
        constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack, rst = TcpFlag::rst, fin = TcpFlag::fin;
        const QList<Segment> segments {{one, server, syn, 100}, {one, server, syn, 100}, {other, server, ack, 7000, 9000, "begun before"},
                               {server, one, syn | ack, 0xfffffffe, 101}, {server, other, ack, 9000, 7012}, {one, server, ack, 101, 0xffffffff},
                               {one, server, ack, 101, 0xffffffff, "Hello"}, {one, server, ack, 101, 0xffffffff, "Hello"},
                               {other, closed, syn, 300}, {closed, other, rst | ack, 0, 301}, {server, one, fin | ack, 0xffffffff, 106},
                               {one, server, fin | ack, 106, 0}, {server, one, ack, 0, 107}};
        compareAll(capturedOf(segments));
        compareAll(capturedOf(segments, udpFrame(one, server, "no segment")));
    }

    void theSamePortsAgainHaveNumbersOfTheirOwn()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack, rst = TcpFlag::rst;
        const Journal journal = capturedOf({{client, server, syn, 100}, {server, client, syn | ack, 500, 101}, {client, server, rst | ack, 101, 501},
                                            {client, server, syn, 7000}, {server, client, syn | ack, 9000, 7001}, {client, server, ack, 7001, 9001},
                                            {client, server, ack, 7001, 9001, "Hello"}, {client, server, syn, 20000}, {server, client, rst | ack, 0, 20001}});
        compareAll(journal);
        QCOMPARE(numbers(journal, 9), QStringLiteral("0/20000")); // by nobody who has begun before
        QCOMPARE(numbers(journal, 3), QStringLiteral("100/500"));
        QCOMPARE(numbers(journal, 4), QStringLiteral("7000/0"));
        for (PacketId packet = 5; packet <= 7; ++packet)
            QCOMPARE(numbers(journal, packet), packet == 5 ? QStringLiteral("9000/7000") : QStringLiteral("7000/9000"));
    }

    void whoSendsAnotherSynCountsFromItAndWhatWasSaidBeforeStays()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack, rst = TcpFlag::rst;
        const Journal again = capturedOf({{client, server, syn, 100}, {server, client, syn | ack, 500, 101}, {client, server, ack, 101, 501},
                                          {server, client, syn | ack, 777, 101}, {client, server, ack, 101, 778}});
        compareAll(again);
        QCOMPARE(numbers(again, 3), QStringLiteral("100/500"));
        QCOMPARE(numbers(again, 5), QStringLiteral("100/777"));
        // A port that was closed is open when the same SYN comes once more; and an end is heard before its SYN is.
        const Journal opened = capturedOf({{client, server, syn, 100}, {server, client, rst | ack, 0, 101}, {client, server, syn, 100},
                                           {server, client, ack, 4000, 90, "begun before"}, {server, client, syn | ack, 9000, 101},
                                           {client, server, ack, 101, 9001}});
        compareAll(opened);
        QCOMPARE(numbers(opened, 2), QStringLiteral("0/100"));
        QCOMPARE(numbers(opened, 4), QString());
    }

    void whatCameInManyPiecesBelongsToItsConnectionAllTheSame()
    {
        const Endpoint one = clientEnd(40000), other = clientEnd(40001), server = serverEnd(8080);
        const Endpoint six = *parseEndpoint("[2001:db8::1]:40002"), toSix = *parseEndpoint("[2001:db8::2]:8080");
        constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack;
        QList<Segment> segments {{one, server, syn, 100}, {other, server, syn, 2000}, {six, toSix, syn, 30000}, {server, other, syn | ack, 5000, 2001},
                                 {toSix, six, syn | ack, 60000, 30001}, {server, one, syn | ack, 900, 101}};
        for (std::uint32_t i = 0; i < 40; ++i)
            segments << Segment {one, server, ack, 101 + i, 901} << Segment {toSix, six, ack, 60001 + i, 30001} << Segment {other, server, ack, 2001 + i, 5001};
        const Journal journal = capturedOf(segments, udpFrame(one, server, "no segment"), 100);
        compareAll(journal);
        QCOMPARE(numbers(journal, 2 * segments.size() - 5), QStringLiteral("100/900"));
        QCOMPARE(numbers(journal, 2 * segments.size() - 3), QStringLiteral("60000/30000"));
        QCOMPARE(numbers(journal, 2 * segments.size() - 1), QStringLiteral("2000/5000"));
    }

    void aLabsPacketsHaveAFateAndAreNotPassedOver()
    {
        QVERIFY(isOfCapture(LabState()));
        LabState state;
        const std::vector<Event> story = handshakeStory();
        for (const Event& event : story)
            state.apply(event);
        QVERIFY(!isOfCapture(state));
    }
};

QTEST_APPLESS_MAIN(CaptureFoldTest)
#include "CaptureFoldTest.moc"
