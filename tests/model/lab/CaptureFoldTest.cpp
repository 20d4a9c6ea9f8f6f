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

/// `between`: a frame that comes after each of the segments.
Journal capturedOf(const QList<Segment>& segments, const Bytes& between = {})
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
    (void)stream.take(Bytes(file.begin(), file.end()), journal);
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
                                            {client, server, ack, 7001, 9001, "Hello"}});
        QCOMPARE(numbers(journal, 3), QStringLiteral("100/500"));
        for (PacketId packet = 4; packet <= 7; ++packet)
            QCOMPARE(numbers(journal, packet), packet == 5 ? QStringLiteral("9000/7000") : QStringLiteral("7000/9000"));
    }

    void aSecondSynWithAnotherNumberChangesNothing()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        const Journal journal = capturedOf({{client, server, TcpFlag::syn, 100}, {server, client, TcpFlag::syn | TcpFlag::ack, 500, 101},
                                            {server, client, TcpFlag::syn | TcpFlag::ack, 777, 101}, {client, server, TcpFlag::ack, 101, 501}});
        QCOMPARE(numbers(journal, 4), QStringLiteral("100/500")); // the client has answered the first
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
