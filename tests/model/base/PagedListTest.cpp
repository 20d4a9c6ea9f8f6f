// A list that grows, and what is in it stays where it is.
#include "model/base/PagedList.h"

#include <QTest>

#include <algorithm>

using namespace lab;

class PagedListTest : public QObject
{
    Q_OBJECT

private slots:

    void whatWasAddedIsThereInItsOrder()
    {
        PagedList<int, 4> list;
        QVERIFY(list.empty());
        for (int i = 0; i < 103; ++i) {
            list.push_back(i * 7);
            QCOMPARE(list.back(), i * 7);
        }
        QCOMPARE(list.size(), std::size_t {103});
        for (int i = 0; i < 103; ++i)
            QCOMPARE(list[static_cast<std::size_t>(i)], i * 7);
    }

    void manyAtOnceAreTheSameAsOneAfterTheOther()
    {
        for (const int before : {0, 1, 3, 4, 6}) {
            for (const int more : {0, 1, 4, 5, 13}) {
                PagedList<int, 4> list;
                std::vector<int> expected, values;
                for (int i = 0; i < before; ++i) {
                    list.push_back(i);
                    expected.push_back(i);
                }
                for (int i = 0; i < more; ++i)
                    values.push_back(100 + i);
                list.append(values);
                list.push_back(7);
                expected.insert(expected.end(), values.begin(), values.end());
                expected.push_back(7);
                QVERIFY(std::vector<int>(list.begin(), list.end()) == expected);
            }
        }
    }

    void nothingMovesWhenItGrows()
    {
        PagedList<int, 4> list;
        list.push_back(1);
        const int* first = &list[0];
        for (int i = 0; i < 1000; ++i)
            list.push_back(i);
        QCOMPARE(&list[0], first);
        list[0] = 5;
        QCOMPARE(*first, 5);
    }

    void itCanBeSearchedAsAnyOther()
    {
        PagedList<int, 4> list;
        for (int i = 0; i < 30; ++i)
            list.push_back(i * 2);
        QCOMPARE(*std::lower_bound(list.begin(), list.end(), 31), 32);
        QCOMPARE(std::lower_bound(list.begin(), list.end(), 31) - list.begin(), std::ptrdiff_t {16});
        int sum = 0;
        for (const int one : list)
            sum += one;
        QCOMPARE(sum, 29 * 30);
        list.back() = 1;
        QCOMPARE(list.end()[-1], 1);
        QCOMPARE(list.front(), 0);
    }

    void oneThatIsMovedToAnotherPlaceHasEverything()
    {
        PagedList<int, 4> list;
        for (int i = 0; i < 9; ++i)
            list.push_back(i);
        const PagedList<int, 4> other = std::move(list);
        QCOMPARE(other.size(), std::size_t {9});
        QCOMPARE(other[8], 8);
    }
};

QTEST_APPLESS_MAIN(PagedListTest)
#include "PagedListTest.moc"
