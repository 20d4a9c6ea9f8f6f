#include "model/journal/EntryList.h"

#include <QTest>

using namespace lab;

namespace {

JournalEntry entryAt(std::int64_t time, std::uint64_t place)
{
    return {{time}, kindIndexOf<SocketGone>(), JournalEntry::Source::State, place};
}

/// What is read back of entries with these times.
void keeps(const std::vector<std::int64_t>& times)
{
    EntryList list;
    std::vector<JournalEntry> part;
    for (std::size_t i = 0; i < times.size(); ++i) {
        part.push_back(entryAt(times[i], i));
        if (i % 7 != 0)
            continue;
        list.append(part);
        part.clear();
    }
    list.append(part);
    QCOMPARE(list.size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        QCOMPARE(list[i].time.ns, times[i]);
        QCOMPARE(list[i].place(), std::uint64_t {i});
        QVERIFY(list[i].source() == JournalEntry::Source::State);
    }
}

} // namespace

class EntryListTest : public QObject
{
    Q_OBJECT

private slots:
    void timesThatAreNearAreKept()
    {
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 5000; ++i)
            times.push_back(1'700'000'000'000'000'000 + i * 1000);
        keeps(times);
    }

    void timesThatAreFarAreKept()
    {
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 5000; ++i)
            times.push_back(i * 1'000'000'000);
        keeps(times);
    }

    void fourSecondsAreTheLimitOfWhatIsNear()
    {
        constexpr std::int64_t limit = std::numeric_limits<std::uint32_t>::max();
        keeps({5, 5 + limit, 6});
        keeps({5, 6, 5 + limit + 1, 7});
    }

    void timesThatGoBackAreKept()
    {
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 3000; ++i)
            times.push_back(i % 1500 == 1200 ? -i : i * 10);
        keeps(times);
        keeps({0, -1});
    }

    void anyTimesOfADamagedFileAreKept()
    {
        constexpr std::int64_t first = std::numeric_limits<std::int64_t>::min(), last = std::numeric_limits<std::int64_t>::max();
        keeps({first, last, 0, first, -1, last});
        keeps({last, first, last});
    }
};

QTEST_APPLESS_MAIN(EntryListTest)
#include "EntryListTest.moc"
