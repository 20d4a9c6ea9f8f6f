// A value lives from when it is put until it is taken, and no longer than its slots.

#include "model/base/Slots.h"

#include <QTest>

#include <memory>
#include <string>

using namespace lab;

class SlotsTest : public QObject
{
    Q_OBJECT

private slots:
    void eachHasOneOrNone()
    {
        Slots<std::string, 64> some;
        QVERIFY(some.empty());
        some.put(0, "first");
        some.put(63, std::string("last"));
        QVERIFY(some.has(0) && some.has(63) && !some.has(1) && !some.has(62));
        QCOMPARE(some[63], std::string("last"));
        some[0] += " one";
        QCOMPARE(some[0], std::string("first one"));
        some.take(0);
        QVERIFY(!some.has(0) && !some.empty());
        some.put(0, "again");
        QCOMPARE(some[0], std::string("again"));
    }

    void aCopyHasTheSame()
    {
        Slots<std::string, 8> some;
        some.put(3, "three");
        const Slots<std::string, 8> copy(some);
        some[3] = "changed";
        QVERIFY(copy.has(3) && !copy.has(2));
        QCOMPARE(copy[3], std::string("three"));
    }

    void nothingOutlivesThem()
    {
        const auto value = std::make_shared<int>(1);
        {
            Slots<std::shared_ptr<int>, 4> some;
            some.put(1, value);
            some.put(2, value);
            const Slots<std::shared_ptr<int>, 4> copy(some);
            QCOMPARE(value.use_count(), 5L);
            some.take(2);
            QCOMPARE(value.use_count(), 4L);
        }
        QCOMPARE(value.use_count(), 1L);
    }
};

QTEST_APPLESS_MAIN(SlotsTest)
#include "SlotsTest.moc"
