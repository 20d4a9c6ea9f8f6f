// Numbers in as few bits as they need, and each is what it was.
#include "model/base/PackedNumbers.h"

#include <QTest>

#include <limits>
#include <random>
#include <vector>

using namespace lab;

namespace {

void compareAll(const PackedNumbers& packed, const std::vector<std::uint32_t>& expected)
{
    QCOMPARE(packed.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(packed[i], expected[i]);
}

} // namespace

class PackedNumbersTest : public QObject
{
    Q_OBJECT

private slots:

    void everyNumberIsWhatItWas_data()
    {
        QTest::addColumn<quint32>("least");
        QTest::addColumn<quint32>("spread");
        for (const quint32 bits : {0, 1, 2, 3, 7, 8, 13, 31, 32}) {
            const quint32 spread = bits == 32 ? std::numeric_limits<quint32>::max() : (1U << bits) - 1;
            QTest::addRow("%u bits", bits) << 0U << spread;
            QTest::addRow("%u bits, up to the largest", bits) << std::numeric_limits<quint32>::max() - spread << spread;
        }
    }

    void everyNumberIsWhatItWas()
    {
        QFETCH(quint32, least);
        QFETCH(quint32, spread);
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same in every run
        std::uniform_int_distribution<std::uint32_t> more(0, spread);
        std::vector<std::uint32_t> numbers;
        PackedNumbers packed;
        for (const std::size_t count : {0, 1, 62, 1, 1, 63, 64, 65, 1000}) { // in pieces that end anywhere
            std::vector<std::uint32_t> piece(count);
            for (std::uint32_t& one : piece)
                one = least + more(random);
            packed.append(piece);
            numbers.insert(numbers.end(), piece.begin(), piece.end());
            compareAll(packed, numbers);
        }
    }

    void manyOfDifferentWidthsStandSideBySide()
    {
        std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same in every run
        std::vector<std::uint32_t> numbers(40'000);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = static_cast<std::uint32_t>(i) + random() % (1U << i / 64 % 32);
        PackedNumbers packed;
        packed.append(numbers);
        compareAll(packed, numbers);
        const PackedNumbers moved = std::move(packed);
        compareAll(moved, numbers);
    }
};

QTEST_APPLESS_MAIN(PackedNumbersTest)
#include "PackedNumbersTest.moc"
