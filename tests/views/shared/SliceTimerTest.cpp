#include "views/shared/SliceTimer.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lab;

class SliceTimerTest : public QObject
{
    Q_OBJECT

private:
    static void turn() { QCoreApplication::processEvents(); }

private slots:

    void ofManyThatWaitOneGoesOffInEachTurnInTheirOrder()
    {
        SliceTimer first, second, third;
        QStringList order;
        connect(&first, &SliceTimer::timeout, this, [&] { order << "first"; });
        connect(&second, &SliceTimer::timeout, this, [&] { order << "second"; });
        connect(&third, &SliceTimer::timeout, this, [&] { order << "third"; });
        for (SliceTimer* timer : {&second, &third, &first})
            timer->start();
        for (int i = 0; i < 20 && order.size() < 3; ++i) {
            const qsizetype before = order.size();
            turn();
            QVERIFY(order.size() <= before + 1);
        }
        QCOMPARE(order, QStringList({"second", "third", "first"}));
        QVERIFY(!first.isActive() && !second.isActive() && !third.isActive());
    }

    void oneThatGoesOnLetsTheOthersHaveTheirTurn()
    {
        SliceTimer busy, other;
        int slices = 0, others = 0;
        connect(&busy, &SliceTimer::timeout, this, [&] {
            ++slices;
            busy.start();
        });
        connect(&other, &SliceTimer::timeout, this, [&] { ++others; });
        busy.start();
        other.start();
        other.start(); // once is enough
        QTRY_VERIFY(slices >= 5);
        QCOMPARE(others, 1);
        busy.stop();
        const int stopped = slices;
        for (int i = 0; i < 5; ++i)
            turn();
        QCOMPARE(slices, stopped);
    }

    void oneThatIsStoppedOrGoneDoesNotGoOff()
    {
        auto gone = std::make_unique<SliceTimer>();
        SliceTimer stopped, stays;
        QSignalSpy went(gone.get(), &SliceTimer::timeout), stop(&stopped, &SliceTimer::timeout), stay(&stays, &SliceTimer::timeout);
        connect(&stays, &SliceTimer::timeout, this, [&] { stopped.stop(); }); // from another's slice
        gone->start();
        stays.start();
        stopped.start();
        QVERIFY(stopped.isActive());
        gone.reset();
        QTRY_COMPARE(stay.count(), 1);
        for (int i = 0; i < 5; ++i)
            turn();
        QCOMPARE(stop.count(), 0);
        QVERIFY(!stopped.isActive());
    }

    void oneMayEndItselfInItsSlice()
    {
        auto* timer = new SliceTimer;
        bool after = false;
        SliceTimer next;
        connect(timer, &SliceTimer::timeout, this, [&] { delete timer; });
        connect(&next, &SliceTimer::timeout, this, [&] { after = true; });
        timer->start();
        next.start();
        QTRY_VERIFY(after);
    }
};

QTEST_MAIN(SliceTimerTest)
#include "SliceTimerTest.moc"
