#include "model/base/Bits.h"

#include <QTest>

#include <random>

using namespace lab;

class BitsTest : public QObject
{
    Q_OBJECT

private slots:
    void bitsAreCountedAndFound()
    {
        std::mt19937_64 random(5); // NOLINT(cert-msc51-cpp): the same in every run
        for (int round = 0; round < 1000; ++round) {
            const std::uint64_t word = random() & (round % 2 == 0 ? random() : ~std::uint64_t {0});
            std::size_t count = 0;
            for (std::size_t bit = 0; bit < 64; ++bit) {
                if ((word >> bit & 1) == 0)
                    continue;
                QCOMPARE(placeOfBit(word, count), bit);
                ++count;
            }
            QCOMPARE(bitsIn(word), count);
        }
        QCOMPARE(bitsIn(0), std::size_t {0});
        QCOMPARE(bitsIn(~std::uint64_t {0}), std::size_t {64});
        QCOMPARE(placeOfBit(~std::uint64_t {0}, 63), std::size_t {63});
    }
};

QTEST_APPLESS_MAIN(BitsTest)
#include "BitsTest.moc"
