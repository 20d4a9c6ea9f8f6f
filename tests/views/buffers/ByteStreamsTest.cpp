#include "views/buffers/BuffersLayout.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

/// A connection whose SYNs were seen, with 0 bytes so far; the client's numbers begin with 1000, the server's with 5000.
class Conversation : public JournalBuilder
{
public:
    Conversation()
    {
        client = actor(HostId::Client, "client");
        server = actor(HostId::Server, "server");
        opened(client, {socketDescriptor(3, 11)});
        opened(server, {socketDescriptor(4, 22)});
        socket(socketRow(HostId::Client, 11, SocketState::Established, a, b));
        socket(socketRow(HostId::Server, 22, SocketState::Established, b, a));
        delivered(sent(HostId::Client, tcpFrame({a, b, TcpFlag::syn, 1000, 0})));
        delivered(sent(HostId::Server, tcpFrame({b, a, TcpFlag::syn | TcpFlag::ack, 5000, 1001})));
    }

    CallId sends(const std::string& data) { return enter(client, "sendto", {number(3), text(data), number(std::int64_t(data.size())), number(0), number(0), number(0)}); }

    void wrote(const std::string& data) { returned(sends(data), std::int64_t(data.size())); }

    PacketId carries(std::uint32_t offset, const std::string& data)
    {
        return sent(HostId::Client, tcpFrame({a, b, TcpFlag::psh | TcpFlag::ack, 1001 + offset, 5001, data}));
    }

    void acknowledged(std::uint32_t bytes, std::uint16_t window = 500)
    {
        delivered(sent(HostId::Server, tcpFrame({b, a, TcpFlag::ack, 5001, 1001 + bytes, {}, window})));
    }

    void received(std::int64_t bytes, std::int64_t flags = 0)
    {
        returned(enter(server, "recvfrom", {number(4), pointsTo({}), number(100), number(flags), number(0), number(0)}), bytes);
    }

    Endpoint a = clientEnd(40000), b = serverEnd(8080);
    ActorId client = 0, server = 0;
};

struct Read
{
    explicit Read(const std::vector<Event>& events)
        : lab(events)
    {
        streams.follow(lab.journal, lab.journal.size());
    }

    StreamMoment end() const { return streams.moment(streams.outgoing(11), lab.journal.size(), nullptr, nullptr); }

    const ByteStream& stream() const { return streams.streams()[static_cast<std::size_t>(streams.outgoing(11))]; }

    ShownLab lab;
    ByteStreams streams;
};

} // namespace

class ByteStreamsTest : public QObject
{
    Q_OBJECT

private slots:

    void twoSendsAndOneRecvShareTheBytes()
    {
        Conversation story;
        story.wrote("Hello");
        story.wrote("World");
        story.delivered(story.carries(0, "HelloWorld"));
        story.acknowledged(10);
        story.received(10);
        const Read read(story.events());
        const StreamMoment end = read.end();
        QCOMPARE(end.written, std::int64_t {10});
        QCOMPARE(end.sent, std::int64_t {10});
        QCOMPARE(end.acked, std::int64_t {10});
        QCOMPARE(end.arrived, std::int64_t {10});
        QCOMPARE(end.read, std::int64_t {10});
        QVERIFY(!end.inferred);
        QCOMPARE(read.stream().sends.size(), std::size_t {2});
        QCOMPARE(read.stream().receives.size(), std::size_t {1});
        QCOMPARE(BuffersLayout::writerOf(read.stream(), 4, read.lab.journal.size()), 0);
        QCOMPARE(BuffersLayout::writerOf(read.stream(), 5, read.lab.journal.size()), 1);
        QCOMPARE(BuffersLayout::writerOf(read.stream(), 10, read.lab.journal.size()), -1);
        QVERIFY(read.stream().whole);
    }

    void everyPositionOfTheJournalHasItsMoment()
    {
        Conversation story;
        story.wrote("Hello");
        const PacketId packet = story.carries(0, "Hello");
        story.delivered(packet);
        story.received(3);
        story.acknowledged(5);
        const Read read(story.events());
        StreamMoment before;
        for (std::size_t position = 0; position <= read.lab.journal.size(); ++position) {
            const StreamMoment now = read.streams.moment(read.streams.outgoing(11), position, nullptr, nullptr);
            QVERIFY(now.acked <= now.sent && now.sent <= now.written);
            QVERIFY(now.read <= now.arrived && now.arrived <= now.sent);
            QVERIFY(before.written <= now.written && before.arrived <= now.arrived && before.acked <= now.acked);
            before = now;
        }
        QCOMPARE(before.arrived - before.read, std::int64_t {2});
    }

    void aHoleKeepsWhatCameBehindItFromArriving()
    {
        Conversation story;
        story.wrote("HelloWorld");
        const PacketId first = story.carries(0, "Hello"), second = story.carries(5, "World");
        story.dropped(first);
        story.delivered(second);
        QCOMPARE(Read(story.events()).end().arrived, std::int64_t {0});
        story.delivered(story.carries(0, "Hello"));
        const Read read(story.events());
        QCOMPARE(read.end().arrived, std::int64_t {10});
        QVERIFY(read.stream().segments[2].again);
        QVERIFY(!read.stream().segments[1].again);
        QVERIFY(read.stream().segments[0].dropped != noStreamEvent);
    }

    void aPeekTakesNothing()
    {
        Conversation story;
        story.wrote("Hello");
        story.delivered(story.carries(0, "Hello"));
        story.received(5, 2); // MSG_PEEK
        QCOMPARE(Read(story.events()).end().read, std::int64_t {0});
    }

    void theKernelsOwnCountOfUnreadBytesComesFirst()
    {
        Conversation story;
        story.wrote("HelloWorld");
        story.delivered(story.carries(0, "HelloWorld"));
        const Read read(story.events());
        SocketRow row = socketRow(HostId::Server, 22, SocketState::Established, story.b, story.a);
        row.recvQueue = 4; // the rest found no room in the buffer
        const StreamMoment end = read.streams.moment(read.streams.outgoing(11), read.lab.journal.size(), nullptr, &row);
        QCOMPARE(end.arrived, std::int64_t {4});
        QVERIFY(!end.inferred);
        QVERIFY(read.end().inferred); // without the row it is only known what the wire delivered
    }

    void whatAWaitingRecvHasAlreadyIsNoLongerUnread()
    {
        Conversation story;
        story.wrote("HelloWorld");
        story.delivered(story.carries(0, "HelloWorld"));
        story.acknowledged(10);
        const Read read(story.events());
        SocketRow row = socketRow(HostId::Server, 22, SocketState::Established, story.b, story.a);
        row.recvQueue = 3;
        const StreamMoment end = read.streams.moment(read.streams.outgoing(11), read.lab.journal.size(), nullptr, &row);
        QCOMPARE(end.arrived, std::int64_t {10});
        QCOMPARE(end.taking, std::int64_t {7});
        QCOMPARE(end.read, std::int64_t {0}); // no call has returned
        QVERIFY(end.inferred);
    }

    void aSendThatWaitsIsWantedAndPartlyInTheBuffer()
    {
        Conversation story;
        const CallId call = story.sends(std::string(300, 'x'));
        story.blocked(call, "sk_stream_wait_memory");
        const Read read(story.events());
        SocketRow row = socketRow(HostId::Client, 11, SocketState::Established, story.a, story.b);
        row.sendQueue = 120;
        const StreamMoment end = read.streams.moment(read.streams.outgoing(11), read.lab.journal.size(), &row, nullptr);
        QCOMPARE(end.wanted, std::int64_t {300});
        QCOMPARE(end.written, std::int64_t {120});
        QVERIFY(end.inferred);
        story.returned(call, 300);
        QCOMPARE(Read(story.events()).end().wanted, std::int64_t {0});
    }

    void theWindowIsWhatTheReceiverSaidLast()
    {
        Conversation story;
        story.wrote("Hello");
        story.delivered(story.carries(0, "Hello"));
        story.acknowledged(5, 0);
        QVERIFY(Read(story.events()).end().zeroWindow());
        story.acknowledged(5, 10);
        const StreamMoment end = Read(story.events()).end();
        QVERIFY(!end.zeroWindow());
        QVERIFY((end.window - end.acked) % 10 == 0); // scaled as both sides offered in their SYNs
        QVERIFY(end.window - end.acked >= 10);
    }

    void sequenceNumbersMayWrap()
    {
        const Read read(handshakeStory()); // the server's wrap there
        for (const ByteStream& stream : read.streams.streams()) {
            for (const StreamSegment& segment : stream.segments) {
                QVERIFY(segment.from >= 0);
                QVERIFY(segment.to < 1000);
            }
        }
        QCOMPARE(read.streams.streams().size(), std::size_t {2});
    }

    void theSameEndsAgainAreANewStream()
    {
        Conversation story;
        story.wrote("Hello");
        story.delivered(story.carries(0, "Hello"));
        story.delivered(story.sent(HostId::Client, tcpFrame({story.a, story.b, TcpFlag::syn, 777000, 0})));
        const Read read(story.events());
        QCOMPARE(read.end().sent, std::int64_t {0});
    }

    void readingInPiecesGivesTheSame()
    {
        const ShownLab lab(handshakeStory());
        ByteStreams pieces, whole;
        while (!pieces.follow(lab.journal, 3)) { }
        whole.follow(lab.journal, lab.journal.size());
        QCOMPARE(pieces.streams().size(), whole.streams().size());
        for (std::size_t i = 0; i < whole.streams().size(); ++i) {
            QCOMPARE(pieces.streams()[i].segments.size(), whole.streams()[i].segments.size());
            QCOMPARE(pieces.streams()[i].written.size(), whole.streams()[i].written.size());
        }
    }

    void blocksStandOverTheirBytesInTheirBand()
    {
        Conversation story;
        story.wrote("Hello");
        story.wrote("World");
        story.delivered(story.carries(0, "HelloWorld"));
        story.received(7);
        const Read read(story.events());
        const auto scale = BufferScale::fitting(10, 100, 400);
        const BuffersLayout layout(read.stream(), read.end(), read.lab.journal.size(), scale, 0, 200);
        std::map<BufferBand, int> counts;
        for (const BufferBlock& block : layout.blocks()) {
            ++counts[block.band];
            QVERIFY(layout.band(block.band).contains(block.rect));
            QCOMPARE(block.rect.left(), scale.x(static_cast<double>(block.from)));
            QVERIFY(layout.blockAt(block.rect.center().x(), block.rect.center().y()) == &block);
        }
        QCOMPARE(counts[BufferBand::Sends], 2);
        QCOMPARE(counts[BufferBand::Segments], 1);
        QCOMPARE(counts[BufferBand::SendBuffer], 1); // not acknowledged yet
        QCOMPARE(counts[BufferBand::ReceiveBuffer], 1); // three bytes
        QCOMPARE(counts[BufferBand::Receives], 1);
    }

    void manyCallsInAPixelAreOneBlockThatCountsThem()
    {
        ByteStream stream;
        for (std::uint32_t i = 0; i < 100'000; ++i)
            stream.sends.push_back({i * 10, i * 10 + 10, 2 * i, 2 * i + 1});
        stream.written.push_back({1, 1'000'000});
        StreamMoment moment;
        moment.written = moment.acked = moment.sent = 1'000'000;
        const BuffersLayout layout(stream, moment, 1'000'000, BufferScale::fitting(1'000'000, 0, 500), 0, 100);
        std::uint64_t counted = 0;
        for (const BufferBlock& block : layout.blocks())
            counted += block.count;
        QCOMPARE(counted, std::uint64_t {100'000});
        QVERIFY(layout.blocks().size() <= 1000);
    }
};

QTEST_APPLESS_MAIN(ByteStreamsTest)
#include "ByteStreamsTest.moc"
