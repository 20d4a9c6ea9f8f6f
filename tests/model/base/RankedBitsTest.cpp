// Numbers that were added are found again by their place, and counted.

#include "model/base/RankedBits.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace lab;

namespace {

/// `apart`: how far from one number to the next at most.
void findsAndCounts(std::mt19937& random, std::size_t numbers, std::size_t apart)
{
    RankedBits bits;
    std::vector<std::size_t> all;
    for (std::size_t number = random() % apart; all.size() < numbers; number += 1 + random() % apart) {
        all.push_back(number);
        bits.push_back(number);
        QCOMPARE(bits.back(), number);
    }
    QCOMPARE(bits.size(), numbers);
    for (std::size_t i = 0; i < numbers; ++i) {
        QCOMPARE(bits[i], all[i]);
        QCOMPARE(bits.below(all[i]), i);
        QCOMPARE(bits.below(all[i] + 1), i + 1);
    }
    for (std::size_t number = 0; number < all.back() + 200; number += 1 + random() % 50)
        QCOMPARE(bits.below(number), static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), number) - all.begin()));
    QCOMPARE(bits.below(~std::size_t {0}), numbers);
}

} // namespace

class RankedBitsTest : public QObject
{
    Q_OBJECT

private slots:
    void neighbours()
    {
        std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same in every run
        for (const std::size_t numbers : {1, 63, 64, 65, 511, 512, 513, 5000, 200'000})
            findsAndCounts(random, numbers, 1);
    }

    void withOthersBetween()
    {
        std::mt19937 random(2); // NOLINT(cert-msc51-cpp): the same in every run
        for (const std::size_t numbers : {1, 64, 512, 1024, 30'000})
            findsAndCounts(random, numbers, 5);
    }

    void withManyWordsBetween()
    {
        std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same in every run
        findsAndCounts(random, 2000, 2000);
    }

    void ofNone()
    {
        const RankedBits none;
        QVERIFY(none.empty());
        QCOMPARE(none.below(0), std::size_t {0});
        QCOMPARE(none.below(1000), std::size_t {0});
    }
};

QTEST_APPLESS_MAIN(RankedBitsTest)
#include "RankedBitsTest.moc"
