#include "views/sequence/SequenceIndex.h"

#include "tests/support/CapturedStory.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

/// Calls that block for a long time, packets that are held for a long time, states that last: many rows.
std::vector<Event> longStory(int rounds)
{
    std::vector<Event> events = handshakeStory();
    const auto add = [&](EventBody body) {
        events.push_back({Timestamp {events.back().time.ns + 1000}, std::move(body)});
    };
    const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
    for (int i = 0; i < rounds; ++i) {
        const auto id = static_cast<std::uint64_t>(1000 + i);
        add(CallEntered {id, ActorId(1 + i % 2), 1, {}, "accept", {number(3)}});
        if (i % 7 == 0)
            add(CallBlocked {id});
        add(PacketSent {id, i % 2 ? HostId::Client : HostId::Server, PacketOrigin::Kernel, frame, 74});
        add(PacketHeld {id});
        add(SocketSampled {
            socketRow(i % 2 ? HostId::Client : HostId::Server, id, SocketState::SynSent, clientEnd(1), serverEnd(2))});
        if (i >= 60)
            add(PacketDelivered {id - 60});
        if (i >= 90)
            add(CallReturned {id - 90, 4});
        if (i >= 100)
            add(SocketGone {HostId::Client, id - 100});
    }
    return events;
}

std::vector<std::uint32_t> sorted(std::vector<std::uint32_t> list)
{
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

class SequenceIndexTest : public QObject
{
    Q_OBJECT

private slots:

    void everyCallAndPacketHasItsRowsInOrder()
    {
        const ShownLab lab(handshakeStory());
        SequenceIndex index;
        index.follow(lab.journal);
        QCOMPARE(index.lanes().size(), std::size_t {2});
        QCOMPARE(index.lanes()[0].name, std::string("server"));
        QVERIFY(index.calls().size() >= 8);
        for (const SequenceCall& call : index.calls()) {
            QVERIFY(call.returnedRow != noRow);
            QVERIFY(call.enteredRow < call.returnedRow);
            QVERIFY(call.blocked == noEvent || (call.entered < call.blocked && call.blocked < call.returned));
        }
        QVERIFY(index.flightCount() >= 3);
        for (std::uint32_t i = 0; i < index.flightCount(); ++i) {
            const SequenceFlight flight = index.flight(i);
            QVERIFY(flight.sentRow < flight.heldRow);
            QVERIFY(flight.heldRow < flight.endRow);
            QVERIFY(!flight.dropped);
        }
    }

    void rowsAreInTheOrderOfTheirEvents()
    {
        const ShownLab lab(longStory(300));
        SequenceIndex index;
        index.follow(lab.journal);
        for (std::size_t i = 1; i < index.rows().size(); ++i)
            QVERIFY(index.rows()[i - 1].event < index.rows().firstOf(i));
        for (std::size_t i = 0; i < index.rows().size(); ++i) {
            QCOMPARE(index.rowOf(index.rows()[i].event), static_cast<std::uint32_t>(i));
            QCOMPARE(index.rowsAt(index.rows().firstOf(i)), i);
            QCOMPARE(index.rowsAt(index.rows().firstOf(i) + 1), i + 1);
        }
    }

    void whatIsToldOnAnotherHostGoesOnThere()
    {
        JournalBuilder story;
        for (const HostId host : {HostId::Client, HostId::Server}) {
            story.add(ActorStarted {1, host, "java", 71, "java Server", 0});
            story.socket(socketRow(host, 100, SocketState::Listen, serverEnd(8080), {}));
        }
        const ShownLab lab(story.events());
        SequenceIndex index;
        index.follow(lab.journal);
        QCOMPARE(index.lanes().size(), std::size_t {1});
        QCOMPARE(index.lanes()[0].host, HostId::Server);
        QCOMPARE(index.bars().size(), std::size_t {2});
        QCOMPARE(index.bars()[0].host, HostId::Client);
        QVERIFY(index.bars().to(0) != noEvent);
        QCOMPARE(index.bars()[1].host, HostId::Server);
        QCOMPARE(index.bars().to(1), noEvent);
    }

    void eachStateOfASocketIsABarWithoutAGap()
    {
        const ShownLab lab(handshakeStory());
        SequenceIndex index;
        index.follow(lab.journal);
        std::vector<SocketState> states;
        std::uint32_t end = noRow;
        for (std::size_t i = 0; i < index.bars().size(); ++i) {
            const SequenceBar bar = index.bars()[i];
            if (bar.socket != 102)
                continue;
            if (end != noRow)
                QCOMPARE(index.rowOf(bar.from), end);
            end = index.rowOf(bar.to);
            states.push_back(bar.state);
        }
        const std::vector<SocketState> expected {SocketState::SynSent, SocketState::Established, SocketState::FinWait1,
                                                 SocketState::FinWait2, SocketState::TimeWait};
        QVERIFY(states == expected);
        QCOMPARE(end, noRow); // TIME-WAIT is still there
    }

    void aWindowOfRowsKnowsAllThatReachesIntoIt()
    {
        const ShownLab lab(longStory(400));
        SequenceIndex index;
        index.follow(lab.journal);
        const auto count = static_cast<std::uint32_t>(index.rows().size());
        QVERIFY(count > 4 * SequenceIndex::bucket);
        for (std::uint32_t first = 0; first < count; first += 17) {
            const std::uint32_t last = std::min(first + 30, count - 1);
            std::vector<std::uint32_t> calls, flights;
            for (std::uint32_t i = 0; i < index.calls().size(); ++i) {
                if (index.calls()[i].enteredRow <= last && index.calls()[i].returnedRow >= first)
                    calls.push_back(i);
            }
            for (std::uint32_t i = 0; i < index.flightCount(); ++i) {
                if (index.flight(i).sentRow <= last && index.flight(i).endRow >= first)
                    flights.push_back(i);
            }
            const SequenceIndex::Spans spans = index.spans(first, last);
            QVERIFY(sorted(spans.calls) == calls);
            QVERIFY(sorted(spans.flights) == flights);
        }
    }

    void followingPieceByPieceGivesTheSame()
    {
        const std::vector<Event> story = longStory(80);
        ShownLab growing({});
        SequenceIndex pieces, whole;
        for (const Event& event : story) {
            growing.append({event});
            pieces.follow(growing.journal);
        }
        whole.follow(growing.journal);
        QCOMPARE(pieces.rows().size(), whole.rows().size());
        for (std::size_t i = 0; i < whole.rows().size(); ++i) {
            QCOMPARE(pieces.rows()[i].event, whole.rows()[i].event);
            QVERIFY(pieces.rows()[i].kind == whole.rows()[i].kind);
            QVERIFY(pieces.rows().barsIn(i) == whole.rows().barsIn(i));
        }
    }

    void aPacketThatTheKernelThrewAwayHasARowThatSaysSo()
    {
        auto events = handshakeStory();
        events.push_back({events.back().time, CountersChanged {HostId::Server, {{"TcpInSegs", 4}}}});
        const ShownLab quiet(events);
        SequenceIndex before;
        before.follow(quiet.journal);
        events.push_back({events.back().time, CountersChanged {HostId::Server, {{"TcpExtListenDrops", 1}}}});
        const ShownLab lab(events);
        SequenceIndex index;
        index.follow(lab.journal);
        QCOMPARE(index.rows().size(), before.rows().size() + 1);
        QVERIFY(index.rows().back().kind == SequenceRow::Kind::Counter);
        QVERIFY(index.rows().back().host == HostId::Server);
    }

    void whatIsOnlyGlancedAtHasTheRowsOfWhatIsDecoded()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        CapturedPart part;
        part.begin(0);
        part.append({0}, Notice {Notice::Severity::Info, "states-inferred", {}});
        const std::vector<Bytes> frames {tcpFrame({client, server, TcpFlag::syn, 100}), tcpFrame({server, client, TcpFlag::syn | TcpFlag::ack, 500, 101}),
                                         tcpFrame({client, server, TcpFlag::ack, 101, 501}), Bytes(20, 0x45)};
        part.nameEnds({client, server});
        Bytes bytes;
        for (const Bytes& frame : frames)
            bytes.insert(bytes.end(), frame.begin(), frame.end());
        part.lieIn(bytes, 0);
        ByteView rest = bytes;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const Timestamp time {static_cast<std::int64_t>(i) * 1000};
            const HostId from = i == 1 ? HostId::Server : HostId::Client;
            constexpr std::uint32_t ethernet = 1, rawIp = 101;
            const std::size_t length = frames[i].size();
            part.appendFrame(time, from, i == 3 ? rawIp : ethernet, rest.first(length), static_cast<std::uint32_t>(length), false);
            rest = rest.subspan(length);
            if (i < 2)
                part.appendState(time, {0, from, i == 0 ? SocketState::SynSent : SocketState::SynRecv});
        }
        part.appendState({9000}, {0, HostId::Client, SocketState::Close});
        part.keep(std::move(bytes));
        Journal captured;
        captured.take(std::move(part));
        const auto decoded = Journal::read(captured.encoded(), "the same");
        QVERIFY(decoded.has_value());
        SequenceIndex glanced, other;
        glanced.follow(captured);
        other.follow(**decoded);
        QCOMPARE(glanced.rows().size(), frames.size());
        QCOMPARE(glanced.rows().size(), other.rows().size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const SequenceRow a = glanced.rows()[i], b = other.rows()[i];
            QVERIFY(std::tie(a.event, a.kind, a.host, a.ref) == std::tie(b.event, b.kind, b.host, b.ref));
            QCOMPARE(glanced.rows().firstOf(i), other.rows().firstOf(i));
            QVERIFY(glanced.rows().barsIn(i) == other.rows().barsIn(i));
            const SequenceFlight x = glanced.flight(i), y = other.flight(i);
            QVERIFY(std::tie(x.packet, x.from, x.loops, x.sent, x.ended, x.sentRow, x.endRow)
                    == std::tie(y.packet, y.from, y.loops, y.sent, y.ended, y.sentRow, y.endRow));
        }
        QCOMPARE(glanced.bars().size(), std::size_t {2});
        QCOMPARE(glanced.bars()[0].to, other.bars()[0].to);
        QCOMPARE(glanced.bars()[1].port, std::uint16_t {8080});
    }

    void aCaptureFollowedInPiecesOfAnySizeIsThatOfTheRecordingOfIt()
    {
        const Journal captured = capturedStory(9, 70);
        const auto recording = Journal::read(captured.encoded(), "the same");
        QVERIFY(recording.has_value());
        SequenceIndex whole;
        whole.follow(**recording);
        QCOMPARE(whole.flightCount(), std::size_t {630});
        for (const std::size_t most : {1, 2, 3, 63, 64, 65, 100'000}) {
            SequenceIndex index;
            while (index.followed() < captured.size())
                index.follow(captured, most);
            QCOMPARE(index.followed(), captured.size());
            QCOMPARE(index.rows().size(), whole.rows().size());
            QCOMPARE(index.bars().size(), whole.bars().size());
            for (std::size_t i = 0; i < whole.rows().size(); ++i) {
                const SequenceRow a = index.rows()[i], b = whole.rows()[i];
                QVERIFY(std::tie(a.event, a.kind, a.host, a.ref) == std::tie(b.event, b.kind, b.host, b.ref));
                QCOMPARE(index.rows().firstOf(i), whole.rows().firstOf(i));
                QVERIFY(index.rows().barsIn(i) == whole.rows().barsIn(i));
            }
        }
    }

    void aCaptureWithoutProgramsIsOnlyPackets()
    {
        JournalBuilder journal;
        const PacketId packet = journal.sent(HostId::Client, tcpFrame({clientEnd(1), serverEnd(2), TcpFlag::syn}));
        journal.delivered(packet);
        journal.delivered(99); // of a packet that was never seen
        const ShownLab lab(journal.events());
        SequenceIndex index;
        index.follow(lab.journal);
        QCOMPARE(index.rows().size(), std::size_t {2});
        QVERIFY(index.lanes().empty());
    }
};

QTEST_APPLESS_MAIN(SequenceIndexTest)
#include "SequenceIndexTest.moc"
