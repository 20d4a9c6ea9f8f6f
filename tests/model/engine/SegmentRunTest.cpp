// Which segments of a burst enter a host as one, and that they are the same bytes then.

#include "model/engine/SegmentRun.h"
#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::uint8_t pushed = TcpFlag::psh | TcpFlag::ack;

Endpoint end6(const char* address, std::uint16_t port)
{
    return {*parseIpAddress(address), port};
}

Bytes segment(std::uint32_t seq, const std::string& text, std::uint8_t flags = TcpFlag::ack, std::uint32_t ack = 1)
{
    return tcpFrame({clientEnd(40000), serverEnd(8080), flags, seq, ack, text});
}

std::size_t runOf(const std::vector<Bytes>& frames)
{
    return segmentRunLength(std::vector<ByteView>(frames.begin(), frames.end()));
}

/// The run as one frame, its checksum finished as a card would.
Bytes whole(const std::vector<Bytes>& frames)
{
    const std::vector<ByteView> run(frames.begin(), frames.end());
    const RunHeader header = headerOfRun(run);
    Bytes one = header.headers;
    for (const ByteView frame : run)
        one.insert(one.end(), frame.begin() + static_cast<std::ptrdiff_t>(header.headersOfEach), frame.end());
    // What VIRTIO_NET_HDR_F_NEEDS_CSUM asks for: the sum from the TCP header on, over the sum that is in its field.
    std::uint64_t sum = 0;
    for (std::size_t at = header.tcpAt; at < one.size(); ++at)
        sum += (at - header.tcpAt) % 2 == 0 ? std::uint64_t {one[at]} << 8 : one[at];
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    one[header.tcpAt + 16U] = static_cast<std::uint8_t>(~sum >> 8);
    one[header.tcpAt + 17U] = static_cast<std::uint8_t>(~sum);
    return one;
}

} // namespace

class SegmentRunTest : public QObject
{
    Q_OBJECT

private slots:
    void segmentsThatFollowOneAnotherEnterAsOne()
    {
        const std::vector<Bytes> frames {segment(101, "abcd"), segment(105, "efgh"), segment(109, "ij", pushed)};
        QCOMPARE(runOf(frames), std::size_t {3});
        const Bytes one = whole(frames);
        QVERIFY(checksumsRight(one));
        const Packet packet = decodePacket(one);
        QCOMPARE(packet.payloadLength, std::size_t {10});
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(&one[packet.payloadOffset]), 10), QByteArray("abcdefghij"));
        QCOMPARE(packet.tcp->seq, 101U);
        QCOMPARE(packet.tcp->flags, pushed);
        QCOMPARE(packet.ip->totalLength, static_cast<std::uint32_t>(one.size() - 14));
    }

    void soDoThoseOfIpv6()
    {
        const Endpoint from = end6("fd09::1", 40000), to = end6("fd09::2", 80);
        const std::vector<Bytes> frames {tcpFrame({from, to, TcpFlag::ack, 1, 1, "odd"}),
                                         tcpFrame({from, to, TcpFlag::ack, 4, 1, "odd"}),
                                         tcpFrame({from, to, TcpFlag::ack, 7, 1, "x"})};
        QCOMPARE(runOf(frames), std::size_t {3});
        const Bytes one = whole(frames);
        QVERIFY(checksumsRight(one));
        QCOMPARE(decodePacket(one).payloadLength, std::size_t {7});
    }

    void aRunEndsWhereTheReceiverWouldBeToldSomethingElse_data()
    {
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char* name, const Bytes& next) {
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(next.data()), static_cast<qsizetype>(next.size()));
        };
        row("a gap", segment(106, "efgh"));
        row("the same again", segment(101, "abcd"));
        row("a larger one", segment(105, "efghi"));
        row("another acknowledgement", segment(105, "efgh", TcpFlag::ack, 2));
        row("FIN", segment(105, "efgh", TcpFlag::ack | TcpFlag::fin));
        row("a pure ACK", segment(105, ""));
        row("another connection", tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::ack, 105, 1, "efgh"}));
        row("the other direction", tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::ack, 105, 1, "efgh"}));
        row("UDP", udpFrame(clientEnd(40000), serverEnd(8080), "efgh"));
        Bytes damaged = segment(105, "efgh");
        damaged.back() ^= 1;
        row("a damaged one", damaged);
        Bytes cut = segment(105, "efgh");
        cut.pop_back();
        row("a cut one", cut);
        Bytes fragment = segment(105, "efgh");
        fragment[14 + 6] = 0x20; // more fragments (RFC 791 section 3.1)
        fixChecksums(fragment);
        row("a fragment", fragment);
        row("nothing", Bytes());
    }

    void aRunEndsWhereTheReceiverWouldBeToldSomethingElse()
    {
        QFETCH(QByteArray, next);
        QCOMPARE(runOf({segment(101, "abcd"), Bytes(next.begin(), next.end())}), std::size_t {1});
    }

    void aSmallerOrAPushedSegmentIsTheLast()
    {
        QCOMPARE(runOf({segment(101, "abcd"), segment(105, "ef"), segment(107, "gh")}), std::size_t {2});
        QCOMPARE(runOf({segment(101, "abcd", pushed), segment(105, "efgh")}), std::size_t {1});
        QCOMPARE(runOf({segment(101, "abcd"), segment(105, "efgh", pushed), segment(109, "ijkl")}), std::size_t {2});
    }

    void noRunIsLongerThanAPacketCanSay()
    {
        std::vector<Bytes> frames;
        for (std::uint32_t i = 0; i < 64; ++i)
            frames.push_back(segment(1 + i * 1448, std::string(1448, 'x')));
        const std::size_t length = runOf(frames);
        QCOMPARE(length, std::size_t {45}); // 40 bytes of headers and 45 x 1448; a 46th would be 66,648
        frames.resize(length);
        QVERIFY(checksumsRight(whole(frames)));
    }

    void nothingAndOneAreNoRun()
    {
        QCOMPARE(runOf({}), std::size_t {0});
        QCOMPARE(runOf({segment(101, "abcd")}), std::size_t {1});
        QCOMPARE(runOf({Bytes(), Bytes()}), std::size_t {1});
    }
};

QTEST_APPLESS_MAIN(SegmentRunTest)
#include "SegmentRunTest.moc"
