#include "model/base/SharedList.h"

#include <QTest>

#include <map>
#include <random>
#include <string>

using namespace lab;

class SharedListTest : public QObject
{
    Q_OBJECT

private slots:
    void valuesKeepTheirNumbersWhenOthersGo()
    {
        SharedList<std::string, 4> list;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(list.push_back(std::to_string(i)), static_cast<std::size_t>(i));
        list.erase(3);
        list.pop_front();
        QCOMPARE(list.size(), std::size_t {8});
        QCOMPARE(list.front(), std::string("1"));
        QCOMPARE(list[4], std::string("4"));
        QCOMPARE(list.back(), std::string("9"));
        list.erase(9);
        QCOMPARE(list.back(), std::string("8"));
        QCOMPARE(list.push_back("ten"), std::size_t {10});
    }

    void aCopyStaysAsItWas()
    {
        SharedList<std::string, 4> list;
        for (int i = 0; i < 9; ++i)
            list.push_back(std::to_string(i));
        const SharedList<std::string, 4> before = list;
        const std::string* shared = &before[8];
        QCOMPARE(&list[8], shared); // one and the same, until one changes
        list.edit(0) = "changed";
        list.erase(1);
        list.push_back("new");
        QCOMPARE(&list[5], &before[5]); // nothing of its chunk was changed
        QCOMPARE(before.size(), std::size_t {9});
        QCOMPARE(before[0], std::string("0"));
        QCOMPARE(before[1], std::string("1"));
        QCOMPARE(before.back(), std::string("8"));
        QCOMPARE(list.size(), std::size_t {9});
        QCOMPARE(list[0], std::string("changed"));
    }

    void itIsAListLikeAnyOther()
    {
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same in every run
        SharedList<int, 8> list;
        std::map<std::size_t, int> plain;
        std::vector<std::pair<SharedList<int, 8>, std::map<std::size_t, int>>> copies;
        for (int step = 0; step < 5000; ++step) {
            const auto some = [&] { return std::next(plain.begin(), static_cast<std::ptrdiff_t>(random() % plain.size()))->first; };
            const unsigned what = random() % 10;
            if (plain.empty() || what < 4) {
                plain[list.push_back(step)] = step;
            } else if (what < 6) {
                const std::size_t number = some();
                list.edit(number) = plain[number] = -step;
            } else if (what < 9) {
                const std::size_t number = random() % 2 == 0 ? plain.begin()->first : some();
                list.erase(number);
                plain.erase(number);
            } else if (copies.size() < 200) {
                copies.emplace_back(list, plain);
            }
            QCOMPARE(list.size(), plain.size());
        }
        copies.emplace_back(list, plain);
        for (const auto& [copy, expected] : copies) {
            auto there = copy.begin();
            for (const auto& [number, value] : expected) {
                QCOMPARE(there.number(), number);
                QCOMPARE(*there++, value);
            }
            QVERIFY(there == copy.end());
            auto back = copy.rbegin();
            for (auto each = expected.rbegin(); each != expected.rend(); ++each)
                QCOMPARE(*back++, each->second);
            QVERIFY(back == copy.rend());
        }
    }
};

QTEST_APPLESS_MAIN(SharedListTest)
#include "SharedListTest.moc"
