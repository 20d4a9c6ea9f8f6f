// Packets under way on a link: when each is there, and which finds no room. Times are given, no clock runs.

#include "model/engine/Transit.h"

#include <QTest>

using namespace lab;

namespace {

constexpr std::int64_t ms = 1'000'000;

/// Sends a packet of that many bytes at that many ms.
bool send(Transit& transit, PacketId packet, std::int64_t at, std::size_t bytes = 1250, HostId from = HostId::Client)
{
    return transit.send({at * ms}, packet, from, Bytes(bytes), bytes);
}

/// "1@30 2@35": what arrives until then, and when it was due, in ms.
QString arrivals(Transit& transit, std::int64_t until = 1'000'000)
{
    QStringList all;
    for (const Travelling& one : transit.arrived({until * ms}))
        all << QString("%1@%2").arg(one.packet).arg(one.due.ns / ms);
    return all.join(' ');
}

} // namespace

class TransitTest : public QObject
{
    Q_OBJECT

private slots:
    void aDelayAloneShiftsEveryPacketByTheSame()
    {
        Transit transit;
        transit.setLink({20 * ms, 0, 0});
        QVERIFY(transit.empty());
        send(transit, 1, 0);
        send(transit, 2, 0);
        send(transit, 3, 7);
        QCOMPARE(transit.nextDue(), Timestamp {20 * ms});
        QCOMPARE(arrivals(transit, 19), "");
        QCOMPARE(arrivals(transit), "1@20 2@20 3@27");
        QVERIFY(transit.empty());
        QVERIFY(!transit.nextDue());
    }

    void aRateSendsOneAfterTheOther()
    {
        Transit transit;
        transit.setLink({20 * ms, 1'000'000, 10}); // 1250 bytes are 10 ms
        send(transit, 1, 0);
        send(transit, 2, 0);
        send(transit, 3, 100); // the transmitter has long been free
        QCOMPARE(arrivals(transit), "1@30 2@40 3@130");
    }

    void aLongerFrameTakesLonger()
    {
        Transit transit;
        transit.setLink({0, 1'000'000, 10});
        send(transit, 1, 0, 125);
        send(transit, 2, 0, 2500);
        QCOMPARE(arrivals(transit), "1@1 2@21");
    }

    void theDirectionsDoNotWaitForEachOther()
    {
        Transit transit;
        transit.setLink({0, 1'000'000, 1});
        send(transit, 1, 0, 1250, HostId::Client);
        send(transit, 2, 5, 125, HostId::Server);
        QCOMPARE(arrivals(transit), "2@6 1@10");
    }

    void aQueueHasRoomForSoManyBesideTheOneThatIsSent()
    {
        Transit transit;
        transit.setLink({50 * ms, 1'000'000, 2});
        QVERIFY(send(transit, 1, 0)); // in the transmitter
        QVERIFY(send(transit, 2, 0));
        QVERIFY(send(transit, 3, 0));
        QVERIFY(!send(transit, 4, 0));
        QVERIFY(!send(transit, 5, 9));
        QVERIFY(send(transit, 6, 10)); // the first has gone, the second is being sent
        QCOMPARE(arrivals(transit), "1@60 2@70 3@80 6@90");
    }

    void aShorterLinkLetsNobodyOvertake()
    {
        Transit transit;
        transit.setLink({100 * ms, 0, 0});
        send(transit, 1, 0);
        transit.setLink({1 * ms, 0, 0});
        send(transit, 2, 10);
        QCOMPARE(arrivals(transit), "1@100 2@100");
    }

    void whileTheLabStandsStillNothingTravels()
    {
        Transit transit;
        transit.setLink({20 * ms, 1'000'000, 10});
        send(transit, 1, 0);
        send(transit, 2, 0);
        transit.postpone(1000 * ms);
        send(transit, 3, 1000);
        QCOMPARE(arrivals(transit), "1@1030 2@1040 3@1050");
    }

    void whoTakesAllTakesThemInTheirOrderAndFreesTheTransmitter()
    {
        Transit transit;
        transit.setLink({20 * ms, 1'000'000, 10});
        send(transit, 1, 0);
        send(transit, 2, 0);
        send(transit, 3, 0, 125, HostId::Server);
        std::vector<PacketId> order;
        for (const Travelling& one : transit.takeAll())
            order.push_back(one.packet);
        QCOMPARE(order, (std::vector<PacketId> {3, 1, 2}));
        QVERIFY(transit.empty());
        send(transit, 4, 1);
        QCOMPARE(arrivals(transit), "4@31");
    }
};

QTEST_APPLESS_MAIN(TransitTest)
#include "TransitTest.moc"
