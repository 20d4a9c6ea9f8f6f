// Entries of one event and of two in any order: each event's entry, and each frame's number and place.
#include "model/journal/JournalIndex.h"

#include <QTest>

#include <array>
#include <map>
#include <random>

using namespace lab;

namespace {

using Source = JournalEntry::Source;

struct Expected
{
    std::size_t entry = 0, frame = 0;
    bool isFrame = false, delivered = false;
};

/// An entry's time is its number.
JournalEntry entryOf(std::size_t number, bool frame, Source other = Source::State)
{
    const Timestamp time {static_cast<std::int64_t>(number)};
    if (frame)
        return JournalEntry::frame(time, {number, pcapng::linkTypeEthernet, 60, 60, HostId::Server, false});
    return {time, kindIndexOf<SocketGone>(), other, number};
}

} // namespace

class JournalIndexTest : public QObject
{
    Q_OBJECT

private slots:

    void whatAnEntryIsGivenItTells()
    {
        const CapturedPlace longest {(std::uint64_t {1} << 40) - 1, pcapng::linkTypeEthernet, (1U << 18) - 1, (1U << 18) - 1, HostId::Server, true};
        QVERIFY(JournalEntry::isUsual(longest));
        const JournalEntry usual = JournalEntry::frame({-5}, longest);
        QVERIFY(usual.isFrame() && usual.source() == Source::Frame);
        QCOMPARE(usual.time.ns, std::int64_t {-5});
        QCOMPARE(usual.kind(), std::size_t {kindIndexOf<PacketSent>()});
        const CapturedPlace told = usual.usualFrame();
        QVERIFY(std::tie(told.offset, told.link, told.length, told.fullLength, told.from, told.loops)
                == std::tie(longest.offset, longest.link, longest.length, longest.fullLength, longest.from, longest.loops));

        CapturedPlace cut = longest, other = longest, tooLong = longest;
        --cut.length;
        other.link = 101;
        tooLong.length = tooLong.fullLength = 1U << 18;
        for (const CapturedPlace& unusual : {cut, other, tooLong})
            QVERIFY(!JournalEntry::isUsual(unusual));
        const JournalEntry unusual = JournalEntry::unusualFrame({7}, cut, (std::uint64_t {1} << 40) - 1);
        QVERIFY(unusual.isFrame() && unusual.source() == Source::UnusualFrame);
        QCOMPARE(unusual.place(), (std::uint64_t {1} << 40) - 1);
        QVERIFY(unusual.from() == HostId::Server && unusual.loops());

        const std::size_t lastKind = std::variant_size_v<EventVariant> - 1;
        const JournalEntry state({1}, lastKind, Source::State, (std::uint64_t {1} << 55) - 1);
        QVERIFY(!state.isFrame() && state.source() == Source::State);
        QCOMPARE(state.kind(), lastKind);
        QCOMPARE(state.place(), (std::uint64_t {1} << 55) - 1);
    }

    void eachEventIsFoundInWhateverOrderTheyCame_data()
    {
        QTest::addColumn<double>("frames");
        for (const double frames : {0.0, 0.05, 0.5, 0.95, 1.0})
            QTest::addRow("%g of them frames", frames) << frames;
    }

    void eachEventIsFoundInWhateverOrderTheyCame()
    {
        QFETCH(double, frames);
        std::mt19937 random(5); // NOLINT(cert-msc51-cpp): the same in every run
        std::bernoulli_distribution isFrame(frames);
        JournalIndex index;
        std::vector<Expected> expected;
        std::vector<std::size_t> sent;
        std::vector<JournalEntry> entries;
        for (std::size_t number = 0; number < 3000; ++number) {
            const bool frame = isFrame(random);
            entries.push_back(entryOf(number, frame));
            if (frame) {
                expected.push_back({number, sent.size(), true, false});
                expected.push_back({number, sent.size(), true, true});
                sent.push_back(expected.size() - 2);
            } else {
                expected.push_back({number, 0, false, false});
            }
            if (number % 100 == 99) { // one at a time, and several at once
                if (number % 200 == 99)
                    index.append(entries);
                else
                    for (const JournalEntry& entry : entries)
                        index.push_back(entry);
                entries.clear();
            }
        }
        QCOMPARE(index.size(), expected.size());
        QCOMPARE(index.frames(), sent.size());
        for (std::size_t event = 0; event < expected.size(); ++event) {
            const auto found = index.at(event);
            QCOMPARE(found.entry.time.ns, static_cast<std::int64_t>(expected[event].entry));
            QCOMPARE(found.entry.isFrame(), expected[event].isFrame);
            QCOMPARE(found.delivered, expected[event].delivered);
            if (expected[event].isFrame)
                QCOMPARE(found.frame, expected[event].frame);
            const auto kind = expected[event].delivered ? kindIndexOf<PacketDelivered>()
                : expected[event].isFrame               ? kindIndexOf<PacketSent>()
                                                        : kindIndexOf<SocketGone>();
            QCOMPARE(index.kindOf(event), static_cast<std::size_t>(kind));
        }
        for (std::size_t frame = 0; frame < sent.size(); ++frame)
            QCOMPARE(index.sent(frame), sent[frame]);
    }

    void whatIsRareIsFoundWithoutLookingAtTheRest()
    {
        std::mt19937 random(6); // NOLINT(cert-msc51-cpp): the same in every run
        JournalIndex index;
        std::vector<std::size_t> blocks;
        std::map<std::size_t, std::array<bool, 3>> has;
        for (std::size_t number = 0; number < 5000; ++number) {
            const bool rare = random() % 150 == 0, frame = !rare && random() % 3 > 0 && number % 1000 > 300;
            const std::size_t event = index.size();
            if (rare)
                blocks.push_back(event);
            has[event / JournalIndex::perWord][rare ? 0 : frame ? 1 : 2] = true;
            index.push_back(entryOf(number, frame, rare ? Source::Block : Source::State));
            if (frame)
                has[(event + 1) / JournalIndex::perWord][1] = true; // delivered
        }
        std::vector<std::size_t> found;
        for (std::size_t event = index.blockFrom(0); event < index.size(); event = index.blockFrom(event + 1))
            found.push_back(event);
        QCOMPARE(found, blocks);
        QCOMPARE(index.blockFrom(index.size()), index.size());
        for (const auto& [word, what] : has) {
            const auto summary = index.summary(word * JournalIndex::perWord);
            QCOMPARE((std::array {summary.blocks, summary.frames, summary.states}), what);
        }
    }
};

QTEST_APPLESS_MAIN(JournalIndexTest)
#include "JournalIndexTest.moc"
