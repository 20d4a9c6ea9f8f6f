// Keys get numbers, and copies share what they have in common.
#include "model/base/KeyNumbers.h"

#include <QTest>

#include <map>
#include <random>

using namespace lab;

namespace {

struct PoorHash
{
    std::size_t operator()(int key) const { return static_cast<std::size_t>(key % 3); }
};

template<class Numbers>
void add(Numbers& numbers, std::initializer_list<int> keys)
{
    for (const int key : keys)
        numbers.numberOf(key);
}

} // namespace

class KeyNumbersTest : public QObject
{
    Q_OBJECT

private slots:

    void keysAreNumberedInTheirOrderAndOnce()
    {
        KeyNumbers<int> numbers;
        QVERIFY(!numbers.find(5));
        QCOMPARE(numbers.numberOf(5), std::size_t {0});
        QCOMPARE(numbers.numberOf(9), std::size_t {1});
        QCOMPARE(numbers.numberOf(5), std::size_t {0});
        QCOMPARE(numbers.size(), std::size_t {2});
        QCOMPARE(*numbers.find(9), std::size_t {1});
        QVERIFY(!numbers.find(7));
    }

    void aCopyKnowsWhatWasThereWhenItWasMade()
    {
        KeyNumbers<int> numbers;
        add(numbers, {1, 2, 3});
        const KeyNumbers<int> before = numbers;
        add(numbers, {4, 5});
        QVERIFY(!before.find(4));
        QCOMPARE(before.size(), std::size_t {3});
        QCOMPARE(*numbers.find(5), std::size_t {4});
    }

    void aCopyThatGoesOnAsTheOthersDidHasTheSameNumbers()
    {
        KeyNumbers<int> numbers;
        add(numbers, {1, 2, 3});
        KeyNumbers<int> again = numbers;
        add(numbers, {4, 5, 6});
        QCOMPARE(again.numberOf(4), std::size_t {3});
        QVERIFY(!again.find(5));
        QCOMPARE(again.numberOf(5), std::size_t {4});
        QCOMPARE(*numbers.find(6), std::size_t {5});
    }

    void aCopyThatGoesOnOtherwiseHarmsNobody()
    {
        KeyNumbers<int> numbers;
        add(numbers, {1, 2, 3});
        KeyNumbers<int> other = numbers;
        add(numbers, {4, 5});
        QCOMPARE(other.numberOf(5), std::size_t {3}); // number 4 of the first
        QCOMPARE(other.numberOf(4), std::size_t {4});
        QCOMPARE(*numbers.find(5), std::size_t {4});
        QCOMPARE(*numbers.find(4), std::size_t {3});
        QCOMPARE(*other.find(2), std::size_t {1});
    }

    void manyKeysOfOneHashAreToldApart()
    {
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same in every run
        KeyNumbers<int, PoorHash> numbers;
        std::map<int, std::size_t> plain;
        std::vector<std::pair<KeyNumbers<int, PoorHash>, std::map<int, std::size_t>>> copies;
        for (int step = 0; step < 3000; ++step) {
            const int key = static_cast<int>(random() % 700);
            const std::size_t number = plain.emplace(key, plain.size()).first->second;
            QCOMPARE(numbers.numberOf(key), number);
            if (step % 300 == 0)
                copies.emplace_back(numbers, plain);
        }
        for (const auto& [copy, expected] : copies)
            for (int key = 0; key < 700; ++key)
                QCOMPARE(copy.find(key).has_value(), expected.contains(key));
    }
};

QTEST_APPLESS_MAIN(KeyNumbersTest)
#include "KeyNumbersTest.moc"
