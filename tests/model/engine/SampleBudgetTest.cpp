// How often the kernel's tables are looked at: a small share of the time, and never not at all.

#include "model/engine/SampleBudget.h"

#include <QTest>

using namespace lab;

namespace {
constexpr std::int64_t ms = 1'000'000;
}

class SampleBudgetTest : public QObject
{
    Q_OBJECT

private slots:
    void aPersonsPaceIsAlwaysAffordable()
    {
        SampleBudget budget;
        for (std::int64_t at = 0; at < 60'000; at += 100) { // ten looks a second, of 0.3 ms
            QVERIFY(budget.affords({at * ms}));
            budget.spend(ms * 3 / 10);
        }
    }

    void aStreamOfLooksIsThinnedOut()
    {
        SampleBudget budget;
        std::int64_t spent = 0;
        for (std::int64_t at = 0; at < 20'000; ++at)
            if (budget.affords({at * ms})) {
                budget.spend(ms / 2);
                spent += ms / 2;
            }
        QVERIFY(spent > 100 * ms && spent < 200 * ms); // the burst, and a 128th of twenty seconds
    }

    void oneLookThatTookLongDoesNotBlindForLongerThanASecond()
    {
        SampleBudget budget;
        QVERIFY(budget.affords({0}));
        budget.spend(5000 * ms);
        QVERIFY(!budget.affords({200 * ms}));
        QVERIFY(budget.affords({1300 * ms}));
    }
};

QTEST_APPLESS_MAIN(SampleBudgetTest)
#include "SampleBudgetTest.moc"
