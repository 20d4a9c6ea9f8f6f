// With which number each end of a connection began, as is known of a frame without going through those before it.
#include "model/journal/FirstNumbers.h"

#include <QTest>

#include <vector>

using namespace lab;

using Told = FirstNumbers::Told;
using Numbers = std::array<std::optional<std::uint32_t>, hostCount>;

static constexpr std::optional<std::uint32_t> none;

class FirstNumbersTest : public QObject
{
    Q_OBJECT

private slots:

    void everyFrameOfAConnectionHasItsEndsNumbersAsSoonAsTheyWereTold()
    {
        FirstNumbers numbers;
        numbers.append(std::vector<std::uint32_t> {0, 1, 0, 0}, std::vector<Told> {{0, 0, 100, 0}});
        QVERIFY((numbers.of(0) == Numbers {100, none}));
        numbers.append(std::vector<std::uint32_t> {1, 0, 1, 0}, std::vector<Told> {{1, 0, 0, 0}, {0, 1, 500, 1}});
        for (const std::size_t frame : {0, 2, 3})
            QVERIFY((numbers.of(frame) == Numbers {100, none})); // what was said of them stays true
        for (const std::size_t frame : {5, 7})
            QVERIFY((numbers.of(frame) == Numbers {100, 500}));
        QVERIFY(numbers.of(1) == Numbers());
        for (const std::size_t frame : {4, 6})
            QVERIFY((numbers.of(frame) == Numbers {0, none})); // zero is a number
    }

    void ofAConnectionWhoseSynWasNotSeenNothingIsKnown()
    {
        FirstNumbers numbers;
        QVERIFY(numbers.of(0) == Numbers()); // no such frame
        numbers.append(std::vector<std::uint32_t> {1, 7}, std::vector<Told> {{3, 1, 9, 0}});
        QVERIFY(numbers.of(0) == Numbers());
        QVERIFY(numbers.of(1) == Numbers());
    }

    void anotherNumberCountsFromItsSynOn()
    {
        FirstNumbers numbers;
        numbers.append(std::vector<std::uint32_t>(6, 2), std::vector<Told> {{2, 1, 500, 0}, {2, 1, 500, 1}, {2, 1, 777, 3}, {2, 1, 777, 4}});
        numbers.append(std::vector<std::uint32_t>(3, 2), std::vector<Told> {{2, 1, 500, 1}, {2, 0, 9, 2}});
        for (const std::size_t frame : {0, 1, 2, 7, 8})
            QCOMPARE(numbers.of(frame)[1], std::optional<std::uint32_t>(500));
        for (const std::size_t frame : {3, 4, 5, 6})
            QCOMPARE(numbers.of(frame)[1], std::optional<std::uint32_t>(777));
        QVERIFY(!numbers.of(7)[0]);
        QCOMPARE(numbers.of(8)[0], std::optional<std::uint32_t>(9));
    }
};

QTEST_APPLESS_MAIN(FirstNumbersTest)
#include "FirstNumbersTest.moc"
