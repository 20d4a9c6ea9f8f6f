#include "model/base/SharedMap.h"

#include <QTest>

#include <random>
#include <string>
#include <unordered_map>

using namespace lab;

namespace {

/// Every key is one of three numbers: they have to share leaves, down to the deepest level.
struct PoorHash
{
    std::size_t operator()(int key) const { return static_cast<std::size_t>(key % 3) * 0x0101010101010101U; }
};

template<class Hash>
void behavesLikeAPlainMap(int keys)
{
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same in every run
    using Shared = SharedMap<int, std::string, Hash>;
    using Plain = std::unordered_map<int, std::string>;
    Shared map;
    Plain plain;
    std::vector<std::pair<Shared, Plain>> copies;
    for (int step = 0; step < 20'000; ++step) {
        const int key = static_cast<int>(random() % static_cast<unsigned>(keys));
        if (random() % 3 == 0) {
            QCOMPARE(map.erase(key), plain.erase(key) > 0);
        } else {
            map[key] += std::to_string(step % 7);
            plain[key] += std::to_string(step % 7);
        }
        QCOMPARE(map.size(), plain.size());
        if (step % 500 == 0)
            copies.emplace_back(map, plain);
    }
    copies.emplace_back(map, plain);
    for (const auto& [copy, expected] : copies) {
        QCOMPARE(copy.size(), expected.size());
        for (int key = 0; key < keys; ++key) {
            const std::string* there = copy.find(key);
            const auto wanted = expected.find(key);
            QCOMPARE(there != nullptr, wanted != expected.end());
            if (there != nullptr)
                QCOMPARE(*there, wanted->second);
        }
    }
}

} // namespace

class SharedMapTest : public QObject
{
    Q_OBJECT

private slots:
    void itIsAMapLikeAnyOtherAndCopiesStayAsTheyWere() { behavesLikeAPlainMap<std::hash<int>>(1500); }

    void keysOfOneHashAreToldApart() { behavesLikeAPlainMap<PoorHash>(60); }

    void aCopyIsSharedUntilOneChanges()
    {
        SharedMap<int, std::string> map;
        for (int key = 0; key < 1000; ++key)
            map[key] = std::to_string(key);
        SharedMap<int, std::string> copy = map;
        QCOMPARE(copy.find(7), map.find(7));
        copy[7] = "seven";
        QCOMPARE(*map.find(7), std::string("7"));
        QCOMPARE(copy.find(8), map.find(8)); // on another way than 7
        QVERIFY(!copy.erase(5000));
        QCOMPARE(copy.find(9), map.find(9));
    }
};

QTEST_APPLESS_MAIN(SharedMapTest)
#include "SharedMapTest.moc"
