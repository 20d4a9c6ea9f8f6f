#include "views/playback/PlaybackMarks.h"

#include "tests/support/CapturedStory.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QtTest>

using namespace lab;
using namespace lab::tests;

namespace {

std::uint8_t together(const std::vector<std::uint8_t>& buckets)
{
    std::uint8_t all = 0;
    for (const std::uint8_t bucket : buckets)
        all |= bucket;
    return all;
}

Journal journalOf(const Bytes& bytes)
{
    Journal journal;
    const auto fed = journal.feed(bytes);
    if (!fed)
        qFatal("%s", fed.error().message.c_str());
    return journal;
}

} // namespace

class PlaybackMarksTest : public QObject
{
    Q_OBJECT

private slots:

    void everyKindOfMarkOfAStoryIsShownAtAnyWidth()
    {
        JournalBuilder builder;
        for (const Event& event : handshakeStory())
            builder.add(event.body);
        const Journal journal = journalOf(builder.bytes());
        std::uint8_t expected = 0;
        for (std::size_t i = 0; i < journal.size(); ++i)
            expected |= playbackMark(journal.kindOf(i));
        QCOMPARE(int(expected & (CallMark | PacketMark | StateMark | HeldMark)),
                 int(CallMark | PacketMark | StateMark | HeldMark));
        PlaybackMarks marks;
        marks.grow(journal);
        for (const int width : {1, 7, 100, 613, 4000})
            QCOMPARE(together(marks.buckets(width)), expected);
    }

    void anEventLiesUnderItsShareOfTheBar()
    {
        JournalBuilder builder;
        for (int i = 0; i < 998; ++i)
            builder.done("lab: mark nothing");
        const PacketId packet = builder.sent(HostId::Client, Bytes(60, 0));
        builder.dropped(packet);
        const Journal journal = journalOf(builder.bytes());
        PlaybackMarks marks;
        marks.grow(journal);
        const auto buckets = marks.buckets(100);
        QCOMPARE(buckets.size(), std::size_t {100});
        QVERIFY(buckets[99] & LostMark);
        for (std::size_t x = 0; x < 99; ++x)
            QVERIFY2(!(buckets[x] & LostMark), qPrintable(QString::number(x)));
    }

    void aBarThatGrowsShowsTheSameAsOneMadeAtOnce()
    {
        JournalBuilder builder;
        Journal growing;
        PlaybackMarks step, whole;
        std::size_t fed = 0;
        for (int i = 0; i < 700; ++i) {
            const PacketId packet = builder.sent(HostId::Client, Bytes(60, std::uint8_t(i)));
            if (i % 90 == 5)
                builder.dropped(packet);
            if (i % 50 != 0)
                continue;
            const Bytes bytes = builder.bytes();
            QVERIFY(growing.feed(ByteView(bytes).subspan(fed)).has_value());
            fed = bytes.size();
            step.grow(growing);
        }
        whole.grow(growing);
        QVERIFY(whole.size() > 600);
        for (const int width : {1, 2, 3, 50, 999})
            QCOMPARE(step.buckets(width), whole.buckets(width));
    }

    void theMarksOfACaptureAreThoseOfTheRecordingOfIt()
    {
        Journal captured;
        PlaybackMarks step, whole;
        for (std::size_t part = 0; part < 9; ++part) {
            captured.take(capturedPart(part * 70, 70));
            step.grow(captured);
        }
        const auto recording = Journal::read(captured.encoded(), "the same");
        QVERIFY(recording.has_value());
        whole.grow(**recording);
        QCOMPARE(step.size(), whole.size());
        for (const int width : {1, 2, 9, 19, 50, 999, 3000})
            QCOMPARE(step.buckets(width), whole.buckets(width));
        QCOMPARE(together(step.buckets(1)), std::uint8_t(PacketMark | StateMark));
    }

    void anEmptyJournalOrBarHasNoMarks()
    {
        PlaybackMarks marks;
        QVERIFY(marks.buckets(0).empty());
        QVERIFY(marks.buckets(-4).empty());
        QCOMPARE(together(marks.buckets(50)), std::uint8_t {0});
        QCOMPARE(playbackMark(-1), std::uint8_t {0});
        QCOMPARE(playbackMark(1000), std::uint8_t {0});
    }
};

QTEST_APPLESS_MAIN(PlaybackMarksTest)
#include "PlaybackMarksTest.moc"
