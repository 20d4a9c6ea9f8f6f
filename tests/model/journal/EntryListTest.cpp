#include "model/journal/EntryList.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>
#include <span>
#include <vector>

using namespace lab;

namespace {

JournalEntry entryAt(std::int64_t time, std::uint64_t place)
{
    return {{time}, kindIndexOf<SocketGone>(), JournalEntry::Source::State, place};
}

/// What is read back, in any order, of entries that come so many at a time.
void keeps(const std::vector<JournalEntry>& entries, std::size_t atATime)
{
    EntryList list;
    for (std::size_t i = 0; i < entries.size(); i += atATime)
        list.append(std::span(entries).subspan(i, std::min(atATime, entries.size() - i)));
    QCOMPARE(list.size(), entries.size());
    const auto same = [&](std::size_t i) { return list[i].time.ns == entries[i].time.ns && list[i].packed() == entries[i].packed(); };
    for (std::size_t i = 0; i < entries.size(); ++i)
        QVERIFY2(same(i), qPrintable(QString::number(i)));
    for (std::size_t i = entries.size(); i-- > 0;)
        QVERIFY2(same(i), qPrintable(QString::number(i)));
    for (std::size_t i = 0, at = 0; i < entries.size(); ++i, at = (at + 7919) % entries.size())
        QVERIFY2(same(at), qPrintable(QString::number(at)));
}

void keeps(const std::vector<std::int64_t>& times)
{
    std::vector<JournalEntry> entries;
    for (std::size_t i = 0; i < times.size(); ++i)
        entries.push_back(entryAt(times[i], i));
    for (const std::size_t atATime : {1, 7, 1024, 5000})
        keeps(entries, atATime);
}

CapturedPlace frameAt(std::uint64_t offset, std::uint32_t length, std::mt19937& random)
{
    return {offset, pcapng::linkTypeEthernet, length, length, random() % 2 == 0 ? HostId::Client : HostId::Server, random() % 4 == 0};
}

/// As it may come in a damaged file, or never.
JournalEntry any(std::mt19937& random)
{
    const auto large = [&random](int bits) { return (std::uint64_t {random()} << 32 | random()) >> (64 - bits); };
    const Timestamp time {static_cast<std::int64_t>(large(64))};
    switch (random() % 5) {
    case 0:
        return JournalEntry::frame(time, frameAt(large(40), static_cast<std::uint32_t>(large(18)), random));
    case 1:
        return JournalEntry::unusualFrame(time, frameAt(large(30), 60, random), large(40));
    case 2: {
        const InferredState told {large(40), random() % 2 == 0 ? HostId::Client : HostId::Server, static_cast<SocketState>(random() % 13)};
        return {time, told.kind(), JournalEntry::Source::State, told.packed()};
    }
    case 3:
        return {time, random() % std::variant_size_v<EventVariant>, JournalEntry::Source::Block, large(55)};
    default:
        return {time, random() % std::variant_size_v<EventVariant>, JournalEntry::Source::ForeignBlock, large(55)};
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

    void timesInMicrosecondsAndOneThatIsNot()
    {
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 5000; ++i)
            times.push_back(17 + i * 1000 + (i == 3001 ? 1 : 0));
        keeps(times);
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
        std::vector<std::int64_t> times; // steps of whole microseconds whose sum is no number any more
        for (std::int64_t i = 0; i < 2048; ++i)
            times.push_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(i) * 500'000'000'000'000'000U));
        keeps(times);
    }

    void framesOfACaptureAndTheirStates()
    {
        std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same in every run
        for (const bool filledUp : {true, false}) { // pcapng, pcap
            std::vector<JournalEntry> entries;
            std::uint64_t offset = 24;
            std::int64_t time = 0;
            for (std::size_t i = 0; i < 6000; ++i) {
                const auto length = static_cast<std::uint32_t>(54 + random() % 1460);
                entries.push_back(JournalEntry::frame({time}, frameAt(offset, length, random)));
                offset = i % 1500 == 1400 ? 28 : offset + (filledUp ? (length + 3) / 4 * 4 + 32 : length + 16); // another piece begins
                for (std::size_t states = random() % 3; states > 0; --states) {
                    const InferredState told {i / 20 + random() % 8, random() % 2 == 0 ? HostId::Client : HostId::Server,
                                              static_cast<SocketState>(random() % 13)};
                    entries.emplace_back(Timestamp {time}, told.kind(), JournalEntry::Source::State, told.packed());
                }
                time += 1000 * (random() % 200);
            }
            for (const std::size_t atATime : {1, 7, 1024, 5000})
                keeps(entries, atATime);
        }
    }

    void oneThatWasMovedFromIsEmptyAndRemembersNothing()
    {
        const auto all = [](std::int64_t first) {
            std::vector<JournalEntry> entries;
            for (std::int64_t i = 0; i < 2048; ++i)
                entries.push_back(entryAt(first + i, 1));
            return entries;
        };
        EntryList list;
        list.append(all(5000));
        QCOMPARE(list[0].time.ns, std::int64_t {5000});
        const EntryList moved = std::move(list);
        QCOMPARE(moved[0].time.ns, std::int64_t {5000});
        QCOMPARE(list.size(), std::size_t {0}); // NOLINT(bugprone-use-after-move): it is as good as new
        list.append(all(7000));
        QCOMPARE(list[0].time.ns, std::int64_t {7000});
    }

    void anything()
    {
        std::mt19937 random(2); // NOLINT(cert-msc51-cpp): the same in every run
        std::vector<JournalEntry> entries;
        for (std::size_t i = 0; i < 5000; ++i)
            entries.push_back(any(random));
        for (const std::size_t atATime : {3, 1023, 4000})
            keeps(entries, atATime);
    }
};

QTEST_APPLESS_MAIN(EntryListTest)
#include "EntryListTest.moc"
