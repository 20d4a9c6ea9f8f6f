// With which number each end of a connection began: known of every frame of it, also of those before the SYN that tells it.
#include "model/journal/FirstNumbers.h"

#include <QTest>

#include <vector>

using namespace lab;

using Numbers = std::array<std::optional<std::uint32_t>, hostCount>;

static constexpr std::optional<std::uint32_t> none;

class FirstNumbersTest : public QObject
{
    Q_OBJECT

private slots:

    void everyFrameOfAConnectionHasItsEndsNumbers()
    {
        FirstNumbers numbers;
        numbers.append(std::vector<std::uint32_t> {0, 1, 0, 0});
        numbers.append(std::vector<FirstNumbers::Told> {{0, 0, 100}});
        QVERIFY((numbers.of(0) == Numbers {100, none}));
        numbers.append(std::vector<std::uint32_t> {1, 0});
        numbers.append(std::vector<FirstNumbers::Told> {{0, 1, 500}, {1, 0, 0}});
        for (const std::size_t frame : {0, 2, 5})
            QVERIFY((numbers.of(frame) == Numbers {100, 500}));
        for (const std::size_t frame : {1, 4})
            QVERIFY((numbers.of(frame) == Numbers {0, none})); // zero is a number
    }

    void ofAConnectionWhoseSynWasNotSeenNothingIsKnown()
    {
        FirstNumbers numbers;
        QVERIFY(numbers.of(0) == Numbers()); // no such frame
        numbers.append(std::vector<std::uint32_t> {1, 7});
        numbers.append(std::vector<FirstNumbers::Told> {{3, 1, 9}});
        QVERIFY(numbers.of(0) == Numbers());
        QVERIFY(numbers.of(1) == Numbers());
    }

    void theFirstSynCounts()
    {
        FirstNumbers numbers;
        numbers.append(std::vector<std::uint32_t> {0});
        numbers.append(std::vector<FirstNumbers::Told> {{0, 1, 500}, {0, 1, 500}, {0, 1, 777}});
        QVERIFY((numbers.of(0) == Numbers {none, 500}));
    }
};

QTEST_APPLESS_MAIN(FirstNumbersTest)
#include "FirstNumbersTest.moc"
