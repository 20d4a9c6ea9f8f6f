#include "views/sockets/SocketHistory.h"

#include "tests/support/JournalBuilder.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sockets/QueuePlot.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

/// A socket's changes in the journal, and the small plot that is drawn of them.
class SocketHistoryTest : public QObject
{
    Q_OBJECT

private:
    static SocketMoment moment(SocketState state, std::uint32_t received, std::uint32_t sent)
    {
        return {0, false, state, received, sent};
    }

    /// Two events before the first of these: LabStarted and the wire.
    static JournalBuilder twoSockets()
    {
        JournalBuilder journal;
        SocketRow row = socketRow(HostId::Client, 7, SocketState::Established, clientEnd(40000), serverEnd(8080));
        journal.socket(row);
        journal.socket(socketRow(HostId::Server, 8, SocketState::Listen, serverEnd(8080), anyEnd()));
        row.recvQueue = 5;
        journal.socket(row);
        journal.gone(HostId::Client, 7);
        return journal;
    }

private slots:

    void theChangesOfEachSocketAreFoundByTheirEvents()
    {
        const ShownLab lab(twoSockets().events());
        const std::size_t first = lab.after<SocketSampled>([](const SocketSampled&) { return true; }) - 1;
        SocketHistory history;
        QVERIFY(history.follow(lab.journal, lab.journal.size(), SIZE_MAX));
        QCOMPARE(history.lives().size(), std::size_t(2));
        QCOMPARE(history.newest(7, first), std::nullopt);
        QCOMPARE(history.newest(7, first + 2), std::optional(first));
        QCOMPARE(history.newest(7, first + 3), std::optional(first + 2));
        QCOMPARE(history.newest(7, SIZE_MAX), std::optional(first + 3));
        QCOMPARE(history.newest(99, SIZE_MAX), std::nullopt);
        const auto moments = history.moments(lab.journal, 7, SIZE_MAX, 2);
        QCOMPARE(moments.size(), std::size_t(2));
        QCOMPARE(moments[0].received, 5U);
        QVERIFY(moments[1].gone);
    }

    void itReadsInPiecesAndNotBeyondItsEnd()
    {
        const ShownLab lab(twoSockets().events());
        SocketHistory history;
        QVERIFY(!history.follow(lab.journal, lab.journal.size() - 1, 2));
        QCOMPARE(history.followed(), std::size_t(2));
        QVERIFY(history.follow(lab.journal, lab.journal.size() - 1, SIZE_MAX));
        QCOMPARE(history.followed(), lab.journal.size() - 1);
        QVERIFY(history.follow(lab.journal, 1, SIZE_MAX)); // the playhead went back: nothing is read twice
        QCOMPARE(history.followed(), lab.journal.size() - 1);
        SocketHistory atOnce;
        QVERIFY(history.follow(lab.journal, SIZE_MAX, SIZE_MAX));
        QVERIFY(atOnce.follow(lab.journal, SIZE_MAX, SIZE_MAX));
        QCOMPARE(history.moments(lab.journal, 7, SIZE_MAX, 9), atOnce.moments(lab.journal, 7, SIZE_MAX, 9));
    }

    void theNewestStepEndsAtTheRightAndHeightsAreInProportion()
    {
        const QRectF room(10, 0, 80, 22);
        const QueuePlot plot = QueuePlot::of(
            {moment(SocketState::Established, 100, 0), moment(SocketState::Established, 50, 25)}, room, 8);
        QCOMPARE(plot.steps.size(), std::size_t(2));
        QCOMPARE(plot.scale, 100U);
        QCOMPARE(plot.steps[1].up.right(), room.right());
        QCOMPARE(plot.steps[0].up.width(), 10.0);
        QCOMPARE(plot.steps[0].up.right(), plot.steps[1].up.left());
        QCOMPARE(plot.steps[0].up.height(), 2 * plot.steps[1].up.height());
        QCOMPARE(plot.steps[1].up.height(), 2 * plot.steps[1].down.height());
        QCOMPARE(plot.steps[1].up.bottom(), plot.base);
        QCOMPARE(plot.steps[1].down.top(), plot.base);
        QVERIFY(plot.steps[0].down.isEmpty());
        QVERIFY(plot.limit < 0);
        QVERIFY(plot.steps[0].up.top() >= room.top() && plot.steps[1].down.bottom() <= room.bottom());
    }

    void oneByteBesideAMillionIsSeen()
    {
        const QueuePlot plot = QueuePlot::of({moment(SocketState::Established, 1, 1'000'000)}, QRectF(0, 0, 80, 22), 8);
        QVERIFY(plot.steps[0].up.height() >= 1);
    }

    void aListenersAcceptQueueIsDrawnAgainstItsLimit()
    {
        const QRectF room(0, 0, 80, 22);
        // Linux lets one more wait than the backlog.
        const QueuePlot full =
            QueuePlot::of({moment(SocketState::Listen, 0, 1), moment(SocketState::Listen, 2, 1)}, room, 8);
        QCOMPARE(full.limit, full.steps[1].up.top());
        QVERIFY(full.steps[0].up.isEmpty());
        QVERIFY(full.steps[1].down.isEmpty()); // the backlog is no queue
        const QueuePlot half = QueuePlot::of({moment(SocketState::Listen, 2, 3)}, room, 8);
        QCOMPARE(half.base - half.steps[0].up.top(), (half.base - half.limit) / 2);
    }

    void aNewStateIsMarkedAndWhatIsGoneHasNoQueues()
    {
        SocketMoment gone;
        gone.gone = true;
        const QueuePlot plot =
            QueuePlot::of({moment(SocketState::SynRecv, 0, 0), moment(SocketState::Established, 0, 0),
                           moment(SocketState::Established, 5, 0), gone},
                          QRectF(0, 0, 80, 22), 8);
        QVERIFY(!plot.steps[0].newState && plot.steps[1].newState && !plot.steps[2].newState && plot.steps[3].newState);
        QVERIFY(plot.steps[3].gone && plot.steps[3].up.isEmpty());
    }

    void onlyTheLastChangesAreDrawn()
    {
        const std::vector<SocketMoment> many(50, moment(SocketState::Established, 3, 0));
        const QRectF room(0, 0, 80, 22);
        const QueuePlot plot = QueuePlot::of(many, room, 8);
        QCOMPARE(plot.steps.size(), std::size_t(8));
        QCOMPARE(plot.steps[0].up.left(), room.left());
        QVERIFY(QueuePlot::of({}, room, 8).steps.empty());
        const QueuePlot wide = QueuePlot::of(many, room, 32);
        QCOMPARE(wide.steps[0].up.width(), room.width() / 32);
        const QueuePlot few = QueuePlot::of({many[0], many[1]}, room, 32);
        QVERIFY(few.steps[1].up.width() > 2 * wide.steps[0].up.width());
        QCOMPARE(few.steps[1].up.right(), room.right());
    }
};

QTEST_MAIN(SocketHistoryTest)
#include "SocketHistoryTest.moc"
