// The journal of a capture of another program: what is only noted of its packets is what its events say, in every part of it.
#include "tests/support/CapturedStory.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

Bytes blockOf(const Event& event)
{
    Bytes block;
    encodeEvent(event, 0, block);
    return block;
}

} // namespace

class CapturedJournalTest : public QObject
{
    Q_OBJECT

private slots:

    void itIsTheSameInOnePartAndInMany()
    {
        const Bytes whole = capturedStory(1, 630).encoded();
        QVERIFY(capturedStory(9, 70).encoded() == whole); // frames that are unusual are in each of them
        QVERIFY(capturedStory(630, 1).encoded() == whole);
    }

    void everyEventIsThatOfTheRecordingOfIt()
    {
        const Journal journal = capturedStory(9, 70);
        const auto recording = Journal::read(journal.encoded(), "the same");
        QVERIFY(recording.has_value());
        QCOMPARE((*recording)->size(), journal.size());
        for (std::size_t i = 0; i < journal.size(); ++i) {
            QVERIFY(blockOf(journal.at(i)) == blockOf((*recording)->at(i)));
            QCOMPARE(journal.kindOf(i), (*recording)->kindOf(i));
            QCOMPARE(journal.timeOf(i).ns, (*recording)->timeOf(i).ns);
            QVERIFY(!(*recording)->capturedFrame(i) && !(*recording)->infers(i));
        }
        QVERIFY(!(*recording)->sentOfCapture(1));
        QCOMPARE((*recording)->writtenFrom(7), std::size_t {7});
    }

    void aGlanceFromAnywhereSeesWhatTheEventsSay()
    {
        const Journal journal = capturedStory(9, 70);
        for (std::size_t from = 0; from < journal.size(); from += 13)
            for (const std::size_t length : {0, 1, 2, 63, 64, 65, 5000}) {
                const std::size_t end = std::min(from + length, journal.size());
                std::size_t seen = 0;
                const std::size_t next = journal.glance(
                    from, end,
                    [&](std::size_t event, const Journal::Glance& frame) {
                        ++seen;
                        const Event there = journal.at(event);
                        const auto* sent = std::get_if<PacketSent>(&there.body);
                        QVERIFY(sent && sent->packet == frame.packet && sent->from == frame.from && !frame.loops);
                    },
                    [&](std::size_t event, const Journal::StateGlance& state) {
                        ++seen;
                        const Event there = journal.at(event);
                        const auto* sampled = std::get_if<SocketSampled>(&there.body);
                        QVERIFY(sampled && sampled->row.socket == state.socket && sampled->row.state == state.state);
                        QVERIFY(sampled->row.host == state.host && sampled->row.local.port == state.port);
                    });
                QVERIFY(next >= from && next <= end + 1); // a frame's two events are taken together
                QVERIFY(next >= end || journal.writtenFrom(next) == next);
                std::size_t expected = 0;
                for (std::size_t event = from; event < next; ++event)
                    expected += journal.kindOf(event) == kindIndexOf<PacketDelivered>() ? 0 : 1;
                QCOMPARE(seen, expected);
            }
    }

    void aPacketIsFoundWithoutATableOfThem()
    {
        const Journal journal = capturedStory(9, 70);
        for (PacketId packet = 1; packet <= 630; ++packet) {
            const auto event = journal.sentOfCapture(packet);
            QVERIFY(event);
            QCOMPARE(std::get<PacketSent>(journal.at(*event).body).packet, packet);
        }
        QVERIFY(!journal.sentOfCapture(0) && !journal.sentOfCapture(631));
    }

    void whatIsWrittenAmongManyPacketsIsFound()
    {
        const Journal journal = capturedStory(9, 70);
        std::vector<std::size_t> found, expected;
        for (std::size_t i = journal.writtenFrom(0); i < journal.size(); i = journal.writtenFrom(i + 1))
            found.push_back(i);
        for (std::size_t i = 0; i < journal.size(); ++i)
            if (journal.kindOf(i) == kindIndexOf<Notice>())
                expected.push_back(i);
        QCOMPARE(found.size(), std::size_t {2});
        QCOMPARE(found, expected);
    }
};

QTEST_APPLESS_MAIN(CapturedJournalTest)
#include "CapturedJournalTest.moc"
