#include "views/sequence/SequenceFilter.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

#include <cerrno>

using namespace lab;
using namespace lab::tests;

namespace {

struct Filtered
{
    Filtered(const std::vector<Event>& events, const char* words)
        : lab(events)
    {
        filter.set(*EventFilter::parse(words));
        index.follow(lab.journal);
        filter.follow(lab.journal, index);
    }

    ShownLab lab;
    SequenceIndex index;
    SequenceFilter filter;
};

/// The server's accept blocks from the beginning, and fails when it is all over; a conversation is between.
std::vector<Event> lateStory()
{
    JournalBuilder story;
    const ActorId server = story.actor(HostId::Server, "server");
    const CallId accept = story.enter(server, "accept", {number(3)});
    story.blocked(accept, "inet_csk_accept");
    for (int i = 0; i < 40; ++i)
        story.delivered(story.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::ack})));
    story.returned(accept, -1, EBADF);
    return story.events();
}

} // namespace

class SequenceFilterTest : public QObject
{
    Q_OBJECT

private slots:

    void withoutWordsEveryRowIsShownAndNothingIsRead()
    {
        const Filtered all(handshakeStory(), "");
        QVERIFY(!all.filter.active());
        QCOMPARE(all.filter.followed(), std::size_t {0});
        QVERIFY(all.filter.shows(3) && all.filter.showsCall(0) && all.filter.showsFlight(0) && all.filter.showsBar(0));
    }

    void onlyRowsOfWhatIsAskedForAreShown()
    {
        const Filtered packets(handshakeStory(), "packets flag=SYN");
        QVERIFY(!packets.filter.rows().empty());
        for (const std::uint32_t number : packets.filter.rows()) {
            const SequenceRow row = packets.index.rows()[number];
            QVERIFY(row.ofPacket() && packets.filter.showsItself(row));
            QVERIFY(packets.filter.showsFlight(row.ref));
        }
        std::size_t flights = 0;
        for (std::uint32_t i = 0; i < packets.index.flightCount(); ++i)
            flights += packets.filter.showsFlight(i) ? 1 : 0;
        QCOMPARE(flights, std::size_t {2}); // SYN and SYN+ACK
        QCOMPARE(packets.filter.rows().size(), std::size_t {6}); // each sent, held and delivered
    }

    void aStateIsShownWithoutThePacketWhoseRowItShares()
    {
        const Filtered states(handshakeStory(), "states client");
        std::size_t shared = 0;
        for (const std::uint32_t number : states.filter.rows()) {
            const SequenceRow row = states.index.rows()[number];
            const std::uint32_t bar = states.index.rows().barsIn(number)[static_cast<std::size_t>(HostId::Client)];
            QVERIFY(bar != noRow && states.filter.showsBar(bar));
            if (row.ofPacket()) {
                ++shared;
                QVERIFY(!states.filter.showsItself(row));
            }
        }
        QVERIFY(shared > 0);
    }

    void aCallWhoseEndTellsWhatItIsIsShownFromItsBeginning()
    {
        const Filtered late(lateStory(), "errno=EBADF");
        QCOMPARE(late.filter.rows().size(), std::size_t {2});
        QCOMPARE(late.filter.rows()[0], late.index.calls()[0].enteredRow);
        QCOMPARE(late.filter.rows()[1], late.index.calls()[0].returnedRow);
    }

    void readingInPiecesGivesTheSameAndSaysWhatItMoved()
    {
        for (const char* words : {"errno=EBADF tcp", "errno=EBADF", "tcp", "client", "states", "calls server", "port=8080"}) {
            for (const auto& story : {lateStory(), handshakeStory(), queuesStory()}) {
                const Filtered whole(story, words);
                ShownLab growing({});
                SequenceIndex index;
                SequenceFilter pieces;
                pieces.set(*EventFilter::parse(words));
                std::vector<std::uint32_t> before;
                for (const Event& event : story) {
                    growing.append({event});
                    index.follow(growing.journal);
                    const std::size_t changed = pieces.follow(growing.journal, index, 1);
                    QVERIFY(changed <= before.size());
                    QVERIFY(std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(changed), pieces.rows().begin()));
                    before = pieces.rows();
                }
                QVERIFY(pieces.rows() == whole.filter.rows());
                QVERIFY(std::is_sorted(before.begin(), before.end()));
                QVERIFY(std::adjacent_find(before.begin(), before.end()) == before.end());
            }
        }
    }

    void whatReachesIntoRowsIsLeftOutToo()
    {
        const Filtered packets(handshakeStory(), "packets");
        SequenceIndex::Spans spans = packets.index.spans(packets.filter.rows());
        QVERIFY(!spans.calls.empty());
        packets.filter.reduce(spans);
        QVERIFY(spans.calls.empty());
        QCOMPARE(spans.flights.size(), packets.index.flightCount());
    }
};

QTEST_APPLESS_MAIN(SequenceFilterTest)
#include "SequenceFilterTest.moc"
