#include "views/sequence/SequenceAxis.h"

#include "tests/support/JournalBuilder.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceReading.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::int64_t ms = 1'000'000;

/// Packets of a capture-like journal, so many milliseconds apart.
std::vector<Event> apart(const std::vector<double>& waits)
{
    JournalBuilder story;
    const Bytes frame = tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::ack});
    std::vector<Event> events = story.events();
    std::int64_t now = events.back().time.ns;
    PacketId id = 0;
    events.push_back({Timestamp {now}, PacketSent {++id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
    for (const double wait : waits) {
        now += static_cast<std::int64_t>(wait * ms);
        events.push_back({Timestamp {now}, PacketSent {++id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
    }
    return events;
}

struct Timed
{
    explicit Timed(const std::vector<Event>& events, std::optional<std::int64_t> scale = ms)
        : lab(events)
    {
        reading.setScale(scale);
        reading.setTimed(true);
        reading.finish(lab.journal);
    }

    double distance(std::size_t slot) const { return reading.axis().place(slot) - reading.axis().place(slot - 1); }

    ShownLab lab;
    SequenceReading reading;
};

} // namespace

class SequenceAxisTest : public QObject
{
    Q_OBJECT

private slots:

    void equalStepsAreARowEach()
    {
        Timed lab(apart({1, 500, 0}));
        lab.reading.setTimed(false);
        const SequenceAxis& axis = lab.reading.axis();
        QCOMPARE(axis.size(), std::size_t {4});
        for (std::size_t slot = 0; slot < 4; ++slot)
            QCOMPARE(axis.place(slot), static_cast<double>(slot));
        QCOMPARE(axis.slotAt(2.9), std::size_t {2});
        QCOMPARE(axis.slotAt(99), std::size_t {3});
        QCOMPARE(axis.slotAt(-1), std::size_t {0});
    }

    void distancesFromOneToTheLongestAreToScale()
    {
        const Timed lab(apart({1, 2.5, 8, 4}));
        QCOMPARE(lab.distance(1), 1.0);
        QCOMPARE(lab.distance(2), 2.5);
        QCOMPARE(lab.distance(3), 8.0);
        QCOMPARE(lab.distance(4), 4.0);
        for (std::size_t slot = 1; slot < 5; ++slot)
            QVERIFY(lab.reading.axis().waitBefore(slot, lab.lab.journal).distance == SequenceAxis::Distance::True);
    }

    void rowsNeverComeNearerThanARow()
    {
        const Timed lab(apart({0, 0.001, 0.999, -3, 2}));
        for (std::size_t slot = 1; slot < 5; ++slot) {
            QCOMPARE(lab.distance(slot), 1.0);
            QVERIFY(lab.reading.axis().waitBefore(slot, lab.lab.journal).distance == SequenceAxis::Distance::Nearer);
        }
        QCOMPARE(lab.distance(5), 2.0);
    }

    void aLongWaitIsBrokenWhateverItLasted()
    {
        const Timed lab(apart({8.1, 1200, 3.6e6 * 24}));
        for (std::size_t slot = 1; slot < 4; ++slot) {
            QCOMPARE(lab.distance(slot), double(SequenceAxis::broken));
            QVERIFY(lab.reading.axis().waitBefore(slot, lab.lab.journal).distance == SequenceAxis::Distance::Broken);
        }
        QCOMPARE(lab.reading.axis().waitBefore(2, lab.lab.journal).ns, 1200 * ms);
    }

    void aHeightIsFoundAgain()
    {
        const Timed lab(apart({0, 3, 50, 1.5, 0.2, 7}));
        const SequenceAxis& axis = lab.reading.axis();
        for (std::size_t slot = 0; slot < axis.size(); ++slot) {
            QCOMPARE(axis.slotAt(axis.place(slot)), slot);
            QCOMPARE(axis.slotAt(axis.place(slot) + 0.9), slot);
            if (slot > 0)
                QCOMPARE(axis.slotAt(axis.place(slot) - 0.01), slot - 1);
        }
        QCOMPARE(axis.end(axis.size()), axis.place(axis.size() - 1) + 1);
        QCOMPARE(axis.end(0), 0.0);
    }

    void aGrowingJournalGivesTheSamePlaces()
    {
        std::vector<double> waits;
        for (int i = 0; i < 300; ++i)
            waits.push_back((i * 37 % 23) * 0.5);
        const std::vector<Event> story = apart(waits);
        const Timed whole(story);
        ShownLab growing({});
        SequenceReading pieces;
        pieces.setScale(ms);
        pieces.setTimed(true);
        for (const Event& event : story) {
            growing.append({event});
            QVERIFY(pieces.readOn(growing.journal, {}));
        }
        QCOMPARE(pieces.axis().size(), whole.reading.axis().size());
        for (std::size_t slot = 0; slot < pieces.axis().size(); ++slot)
            QCOMPARE(pieces.axis().place(slot), whole.reading.axis().place(slot));
    }

    void aFilterMeasuresBetweenWhatItShows()
    {
        std::vector<Event> story = apart({1, 1, 1, 1});
        const Bytes syn = tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::syn});
        for (Event& event : story) {
            if (auto* sent = std::get_if<PacketSent>(&event.body); sent && sent->packet % 4 == 1)
                sent->frame = syn;
        }
        Timed lab(story);
        lab.reading.setFilter(*EventFilter::parse("flag=SYN"));
        lab.reading.finish(lab.lab.journal);
        const SequenceAxis& axis = lab.reading.axis();
        QCOMPARE(axis.size(), std::size_t {2});
        QCOMPARE(lab.distance(1), 4.0);
        QCOMPARE(axis.rowAt(1), 4U);
        QVERIFY(axis.has(4) && !axis.has(2));
        QCOMPARE(axis.slotOf(2), std::size_t {1}); // before the next one that is shown
        QCOMPARE(axis.slotOf(5), axis.size());
        QCOMPARE(lab.reading.slotsAt(lab.lab.journal.size()), std::size_t {2});
    }

    void scalesGoInStepsOfOneTwoAndFive()
    {
        std::int64_t scale = ms;
        for (const std::int64_t next : {2 * ms, 5 * ms, 10 * ms, 20 * ms}) {
            QCOMPARE(SequenceAxis::otherScale(scale, 1), next);
            QCOMPARE(SequenceAxis::otherScale(next, -1), scale);
            scale = next;
        }
        QCOMPARE(SequenceAxis::otherScale(ms, 4), 20 * ms);
        QCOMPARE(SequenceAxis::otherScale(SequenceAxis::otherScale(ms, 99), 1), SequenceAxis::otherScale(ms, 99)); // an end
        QCOMPARE(SequenceAxis::otherScale(SequenceAxis::otherScale(ms, -99), -1), SequenceAxis::otherScale(ms, -99));
    }

    void theScaleIsTheOneAtWhichMostWaitsAreTrue()
    {
        for (const std::int64_t usual : {20 * ms, 2000 * ms, ms / 500}) {
            std::vector<std::int64_t> waits(50, usual);
            waits.insert(waits.end(), 10, 1000); // noise
            waits.push_back(3'600'000 * ms);
            const std::int64_t scale = SequenceAxis::scaleFor(waits);
            QVERIFY2(scale <= usual && usual <= scale * SequenceAxis::longest, qPrintable(QString::number(scale)));
        }
        QVERIFY(SequenceAxis::scaleFor({}) > 0);
        QVERIFY(SequenceAxis::scaleFor({0, 0, -5}) > 0);
    }

    void aChosenScaleStaysAndOneThatIsNotChosenFitsTheJournal()
    {
        const std::vector<double> waits(100, 30);
        const Timed chosen(apart(waits), 5 * ms);
        QCOMPARE(chosen.reading.axis().scale(), 5 * ms);
        const Timed fitting(apart(waits), std::nullopt);
        QVERIFY(fitting.distance(3) > 1 && fitting.distance(3) <= SequenceAxis::longest);
        QVERIFY(fitting.reading.axis().waitBefore(3, fitting.lab.journal).distance == SequenceAxis::Distance::True);
    }

    void aLongJournalIsReadInPieces()
    {
        const Timed whole(apart(std::vector<double>(20'000, 2)), 2 * ms);
        SequenceReading reading;
        reading.setScale(2 * ms);
        reading.setTimed(true);
        reading.setFilter(*EventFilter::parse("tcp"));
        const Journal& journal = whole.lab.journal;
        QVERIFY(!reading.readOn(journal, std::chrono::microseconds(0)));
        QVERIFY(reading.index().followed() < 2000 && reading.percent(journal) < 10);
        int turns = 1;
        for (std::size_t before = 0; !reading.readOn(journal, std::chrono::microseconds(0)); ++turns) {
            QVERIFY(reading.filter().followed() >= before);
            before = reading.filter().followed();
        }
        QVERIFY(turns > 20);
        QCOMPARE(reading.percent(journal), 100);
        QCOMPARE(reading.axis().size(), whole.reading.axis().size());
        QCOMPARE(reading.axis().end(20'001), whole.reading.axis().end(20'001));
    }
};

QTEST_APPLESS_MAIN(SequenceAxisTest)
#include "SequenceAxisTest.moc"
