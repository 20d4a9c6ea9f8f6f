#include "views/shared/TurnTimer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace lab;
using namespace std::chrono_literals;

class TurnTest : public QObject
{
    Q_OBJECT

private slots:
    void whereNothingElseWasDoneThereIsAllThatIsWanted()
    {
        QCOMPARE(Turn::left(4ms).count(), 4000);
        QCOMPARE(Turn::left(100us).count(), 100);
    }

    void whatCannotBeCutWaitsForATurnOfItsOwnButNotForEver()
    {
        TurnTimer timer;
        QSignalSpy due(&timer, &QTimer::timeout);
        timer.start(0);
        QTRY_COMPARE(due.count(), 1);
        QVERIFY(!timer.isActive());
        Turn::begin(Turn::Clock::now() - 1s); // and it does not end
        QElapsedTimer clock;
        clock.start();
        timer.start(0);
        QTRY_COMPARE(due.count(), 2);
        QVERIFY(clock.elapsed() >= Turn::between.count());
        QVERIFY(!timer.isActive());
        Turn::end();
    }

    void whileThereIsWorkThatCannotWaitThereIsWhatItHasLeft()
    {
        const auto begun = Turn::Clock::now() + 1h;
        Turn::begin(begun);
        QCOMPARE(Turn::left(4ms, begun + 1ms).count(), 4000);
        QCOMPARE(Turn::left(4ms, begun + 8ms).count(), 2000);
        Turn::begin(begun + 8ms); // a part of it
        Turn::end(begun + 9ms);
        QCOMPARE(Turn::left(4ms, begun + 9ms).count(), 1000);
        Turn::end(begun + 9ms);
    }

    void behindAPaintingThereIsALittleHoweverLongItTook()
    {
        const auto begun = Turn::Clock::now() + 2h, painted = begun + 40ms;
        Turn::begin(begun);
        Turn::end(painted);
        QCOMPARE(Turn::left(4ms, painted), Turn::least);
        QCOMPARE(Turn::left(100us, painted).count(), 100);
    }

    void whatComesRightBehindOtherSuchWorkIsOfTheSameTurn()
    {
        const auto begun = Turn::Clock::now() + 3h;
        Turn::begin(begun);
        Turn::end(begun + 4ms);
        Turn::begin(begun + 5ms);
        Turn::end(begun + 8ms);
        QCOMPARE(Turn::left(4ms, begun + 8ms).count(), 2000);
    }

    void aLittleLaterItIsAnotherTurn()
    {
        const auto begun = Turn::Clock::now() + 4h, later = begun + 20ms + Turn::between;
        Turn::begin(begun);
        Turn::end(begun + 20ms);
        QCOMPARE(Turn::left(4ms, later).count(), 4000);
        Turn::begin(later);
        QCOMPARE(Turn::left(4ms, later + 7ms).count(), 3000);
        Turn::end(later + 7ms);
    }
};

QTEST_MAIN(TurnTest)
#include "TurnTest.moc"
