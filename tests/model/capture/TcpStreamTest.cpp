// Follow stream: what two ends said, put together from their segments; on paper, and beside what tshark makes of the same files.

#include "model/capture/ConversationIndex.h"
#include "model/capture/StreamText.h"
#include "tests/support/AgreementCaptures.h"
#include "tests/support/DataStories.h"
#include "tests/support/JournalBuilder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::uint32_t clientIsn = 0xffff'fffa; // its numbers wrap within the first bytes
constexpr std::uint32_t serverIsn = 5000;

/// A conversation made segment by segment; "seq" and "ack" count from the first byte of data.
class Told
{
public:
    Told& client(std::uint32_t seq, const char* data, std::uint32_t ack = 0) { return add(0, seq, data, ack); }
    Told& server(std::uint32_t seq, const char* data, std::uint32_t ack = 0) { return add(1, seq, data, ack); }

    /// Only the first `kept` bytes of this one's data were recorded.
    Told& clientCut(std::uint32_t seq, const char* data, std::size_t kept)
    {
        const Bytes frame = frameOf(0, seq, data, 0);
        const Packet packet = decodePacket(frame);
        m_stream.take(packet, packet.payloadIn(frame).first(kept), 0, m_event++);
        return *this;
    }

    Told& handshake()
    {
        return send(tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, clientIsn, 0, {}}), 0)
            .send(tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::syn | TcpFlag::ack, serverIsn, clientIsn + 1, {}}), 1);
    }

    Told& send(const Bytes& frame, int side)
    {
        const Packet packet = decodePacket(frame);
        m_stream.take(packet, packet.payloadIn(frame), side, m_event++);
        return *this;
    }

    /// "c:bytes", "s:bytes", "c:<3>" for a gap of three; `ended`: nothing comes any more.
    QStringList pieces(bool ended = true)
    {
        TcpStream stream = m_stream;
        if (ended)
            stream.finish();
        QStringList all;
        for (const StreamPiece& piece : stream.pieces()) {
            const QString what = piece.missing > 0 ? QString("<%1>").arg(piece.missing)
                                                   : QString::fromLatin1(reinterpret_cast<const char*>(piece.bytes.data()),
                                                                         static_cast<qsizetype>(piece.bytes.size()));
            all << QString(piece.side == 0 ? "c:" : "s:") + what;
        }
        return all;
    }

    TcpStream m_stream;

private:
    static Bytes frameOf(int side, std::uint32_t seq, const char* data, std::uint32_t ack)
    {
        const std::uint32_t own = (side == 0 ? clientIsn : serverIsn) + 1 + seq;
        const std::uint32_t peer = (side == 0 ? serverIsn : clientIsn) + 1 + ack;
        const Endpoint from = side == 0 ? clientEnd(40000) : serverEnd(8080), to = side == 0 ? serverEnd(8080) : clientEnd(40000);
        return tcpFrame({from, to, TcpFlag::ack, own, peer, data});
    }

    Told& add(int side, std::uint32_t seq, const char* data, std::uint32_t ack) { return send(frameOf(side, seq, data, ack), side); }

    std::size_t m_event = 0;
};

QString textOf(const std::vector<StreamRun>& runs)
{
    QString all;
    for (const StreamRun& run : runs)
        all += run.kind == StreamRun::Kind::Turn  ? QString(run.side == 0 ? "[c]" : "[s]")
            : run.kind == StreamRun::Kind::Gap ? QString("<%1>").arg(run.missing)
                                               : QString::fromStdString(run.text);
    return all;
}

} // namespace

class TcpStreamTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsSaidIsToldInTurnsAcrossTheWrapOfTheNumbers()
    {
        Told told;
        told.handshake().client(0, "Hello, ").client(7, "you").server(0, "Hi!", 10).client(10, "Bye", 3);
        QCOMPARE(told.pieces(), QStringList({"c:Hello, ", "c:you", "s:Hi!", "c:Bye"}));
        QCOMPARE(told.m_stream.bytes(0), 13U);
        QCOMPARE(told.m_stream.bytes(1), 3U);
    }

    void whatIsSentAgainIsToldOnce()
    {
        Told told;
        told.handshake().client(0, "abc").client(0, "abc").client(0, "abcdef").client(2, "cdefgh").client(4, "ef");
        QCOMPARE(told.pieces(), QStringList({"c:abc", "c:def", "c:gh"}));
    }

    void whatOvertookWaitsForWhatItOvertook()
    {
        Told told;
        told.handshake().client(3, "def").server(0, "ok");
        QCOMPARE(told.pieces(false), QStringList({"s:ok"}));
        told.client(6, "ghi").client(0, "abc");
        QCOMPARE(told.pieces(), QStringList({"s:ok", "c:abc", "c:def", "c:ghi"}));
    }

    void aGapIsToldOnceItIsAcknowledgedAndNotBefore()
    {
        Told told;
        told.handshake().client(0, "ab").client(5, "fg");
        QCOMPARE(told.pieces(false), QStringList({"c:ab"}));
        told.server(0, "got it", 2);
        QCOMPARE(told.pieces(false), QStringList({"c:ab", "s:got it"}));
        told.server(6, "all", 7);
        QCOMPARE(told.pieces(false), QStringList({"c:ab", "s:got it", "s:all", "c:<3>", "c:fg"}));
    }

    void aGapThatNobodyFillsIsToldAtTheEnd()
    {
        Told told;
        told.handshake().client(4, "e").client(9, "j");
        QCOMPARE(told.pieces(), QStringList({"c:<4>", "c:e", "c:<4>", "c:j"}));
    }

    void whatWasCutOffWhenItWasCapturedIsAGap()
    {
        Told told;
        told.handshake().clientCut(0, "abcdef", 2).client(6, "gh");
        QCOMPARE(told.pieces(), QStringList({"c:ab", "c:<4>", "c:gh"}));
    }

    void aConversationMayBeginBeforeTheRecording()
    {
        Told told;
        told.client(700, "late").server(900, "yes");
        QCOMPARE(told.pieces(), QStringList({"c:late", "s:yes"}));
    }

    void theDataOfAResetAndNumbersFarOutsideOfAnyWindowAreNotSaid()
    {
        Told told;
        told.handshake().client(0, "a").client(0x4000'0001, "forged").client(1, "b");
        told.send(tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::rst, clientIsn + 3, 0, "why"}), 0);
        QCOMPARE(told.pieces(), QStringList({"c:a", "c:b"}));
    }

    void noMoreIsKeptThanWasAskedFor()
    {
        Told told;
        told.m_stream = TcpStream(4);
        told.handshake().client(0, "abc").server(0, "defg", 3).client(3, "hi");
        QCOMPARE(told.pieces(), QStringList({"c:abc", "s:d"}));
        QCOMPARE(told.m_stream.leftOut(), 5U);
        QCOMPARE(told.m_stream.bytes(0), 5U);
    }

    void textIsReadAcrossSegmentsAndTheRestIsDots()
    {
        Told told;
        // U+D55C in two segments; a carriage return of a line's end, and one of none.
        told.handshake().client(0, "\xed\x95").client(2, "\x9c\r\na\rb\x01\xff").server(0, "ok\t\n").client(10, "\xea\xb0");
        QCOMPARE(textOf(streamRuns(told.m_stream, StreamForm::Text)), QStringLiteral("[c]한\na·b··[s]ok\t\n[c]··"));
        QCOMPARE(textOf(streamRuns(told.m_stream, StreamForm::Text, 1)), QStringLiteral("[s]ok\t\n"));
    }

    void aCharacterThatAGapTearsIsDots()
    {
        Told told;
        told.handshake().client(0, "a\xed\x95").client(4, "b");
        told.m_stream.finish();
        QCOMPARE(textOf(streamRuns(told.m_stream, StreamForm::Text)), QStringLiteral("[c]a··<1>b"));
    }

    void hexadecimalHasSixteenBytesALineAndTheOffsetOfEachSide()
    {
        Told told;
        told.handshake().client(0, "0123456789abcdefXY").server(0, "\x01z").client(18, "!");
        QCOMPARE(textOf(streamRuns(told.m_stream, StreamForm::Hex)),
                 QStringLiteral("[c]00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
                                "00000010  58 59                                             XY\n"
                                "[s]00000000  01 7a                                             .z\n"
                                "[c]00000012  21                                                !\n"));
    }

    void theIndexFindsAPacketsConversationByItsEventAndItsNumber()
    {
        JournalBuilder builder;
        const auto segment = [](std::uint16_t port, std::uint8_t flags, std::uint32_t seq, const char* data = "") {
            return tcpFrame({clientEnd(port), serverEnd(8080), flags, seq, 0, data});
        };
        const PacketId first = builder.sent(HostId::Client, segment(40001, TcpFlag::syn, 10));
        builder.sent(HostId::Client, udpFrame(clientEnd(5000), serverEnd(53), "none of it"));
        const PacketId second = builder.sent(HostId::Client, segment(40002, TcpFlag::syn, 20));
        builder.sent(HostId::Client, segment(40001, TcpFlag::ack, 11, "one"));
        const PacketId again = builder.sent(HostId::Client, segment(40001, TcpFlag::syn, 999)); // the same ports anew
        Journal journal;
        QVERIFY(journal.feed(builder.bytes()));
        ConversationIndex index;
        while (index.follow(journal, 1)) { } // however small the slices
        QCOMPARE(index.all().size(), 3U);
        QCOMPARE(index.ofPacket(journal, first), std::optional<std::size_t>(0));
        QCOMPARE(index.ofPacket(journal, second), std::optional<std::size_t>(1));
        QCOMPARE(index.ofPacket(journal, again), std::optional<std::size_t>(2));
        QVERIFY(!index.ofPacket(journal, 2)); // UDP
        QVERIFY(!index.ofPacket(journal, 99));
        QCOMPARE(index.of(index.firstEvent(1)), std::optional<std::size_t>(1));
        QVERIFY(!index.of(0));
        QVERIFY(!index.newestBefore(index.firstEvent(0)));
        QCOMPARE(index.newestBefore(journal.size()), std::optional<std::size_t>(2));
        QCOMPARE(index.stream(journal, 0).pieces().size(), 1U);
        QVERIFY(index.stream(journal, 1).pieces().empty());
    }

    void wordsFindAConversationByItsEndsStatesAndFate()
    {
        Conversation one;
        one.ends = {clientEnd(40001), serverEnd(8080)};
        const ConversationStates states {{SocketState::Established, SocketState::CloseWait}, {false, false}};
        QVERIFY(hasWords(one, states, {}));
        QVERIFY(hasWords(one, states, {":8080", "close-wait", "10.9.0.1"}));
        QVERIFY(!hasWords(one, states, {":8080", "reset"}));
        one.reset = true;
        one.retransmissions[1] = 1;
        QVERIFY(hasWords(one, states, {"RESET", "retransmission"}));
    }

    void whatTheKernelToldOfAnEndIsNotInferred()
    {
        // The SYN+ACK is held: whoever infers takes the client for connected.
        JournalBuilder builder;
        const SocketRow client = socketRow(HostId::Client, 7, SocketState::SynSent, clientEnd(40001), serverEnd(8080));
        builder.socket(client); // connect(2) is in that state before its SYN is on the wire
        builder.socket(socketRow(HostId::Server, 8, SocketState::Listen, serverEnd(8080), anyEnd()));
        builder.delivered(builder.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::syn, 10, 0, ""})));
        Endpoint mapped = serverEnd(8080), peer = clientEnd(40001);
        for (Endpoint* end : {&mapped, &peer})
            end->address = *parseIpAddress("::ffff:" + toText(end->address)); // a dual-stack listener's
        builder.socket(socketRow(HostId::Server, 9, SocketState::SynRecv, mapped, peer));
        builder.held(HostId::Server, tcpFrame({serverEnd(8080), clientEnd(40001), TcpFlag::syn | TcpFlag::ack, 50, 11, ""}));
        Journal journal;
        QVERIFY(journal.feed(builder.bytes()));
        ConversationIndex index;
        index.follow(journal);
        QVERIFY(index.kernelTold());
        QCOMPARE(toText(index.states(0), "inferred"), std::string("SYN-SENT / SYN-RECV"));

        // Both sockets are gone; with the same ports another conversation, of one of whose ends the kernel tells before its SYN.
        builder.gone(HostId::Server, 9);
        builder.gone(HostId::Client, 7);
        builder.socket(socketRow(HostId::Client, 17, SocketState::SynSent, clientEnd(40001), serverEnd(8080)));
        builder.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::syn, 999'999, 0, ""}));
        Journal later;
        QVERIFY(later.feed(builder.bytes()));
        ConversationIndex both;
        both.follow(later);
        QCOMPARE(toText(both.states(0), "inferred"), std::string("CLOSED / CLOSED"));
        QCOMPARE(toText(both.states(1), "inferred"), std::string("SYN-SENT / –"));
    }

    void aSocketThatConnectsAgainAfterARefusalIsAnEndOfBoth()
    {
        JournalBuilder builder;
        for (const std::uint16_t port : {std::uint16_t {40001}, std::uint16_t {40002}}) {
            builder.delivered(builder.sent(HostId::Client, tcpFrame({clientEnd(port), serverEnd(8080), TcpFlag::syn, 10, 0, ""})));
            builder.socket(socketRow(HostId::Client, 7, SocketState::SynSent, clientEnd(port), serverEnd(8080)));
        }
        Journal journal;
        QVERIFY(journal.feed(builder.bytes()));
        ConversationIndex index;
        index.follow(journal);
        QCOMPARE(toText(index.states(0), "inferred"), std::string("CLOSED / –"));
        QCOMPARE(toText(index.states(1), "inferred"), std::string("SYN-SENT / –"));
    }

    void whatWasToldOfASocketThatIsGoneIsOfNoLaterConversation()
    {
        JournalBuilder builder;
        builder.socket(socketRow(HostId::Client, 7, SocketState::SynSent, clientEnd(40001), serverEnd(8080)));
        builder.gone(HostId::Client, 7); // no packet of it was seen
        builder.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::syn, 10, 0, ""}));
        Journal journal;
        QVERIFY(journal.feed(builder.bytes()));
        ConversationIndex index;
        index.follow(journal);
        QVERIFY(!index.kernelTold());
        QCOMPARE(toText(index.states(0), "inferred"), std::string("SYN-SENT / – (inferred)"));
    }

    void whereOnlyOneEndIsInferredItSaysWhich()
    {
        const std::array states {SocketState::Established, SocketState::CloseWait};
        QCOMPARE(toText({states, {true, false}}, "inferred"), std::string("(inferred: ESTAB) / CLOSE-WAIT"));
        QCOMPARE(toText({states, {false, true}}, "inferred"), std::string("ESTAB / (inferred: CLOSE-WAIT)"));
        QCOMPARE(toText({states, {true, true}}, "inferred"), std::string("ESTAB / CLOSE-WAIT (inferred)"));
    }

    void everyStreamIsTsharksStream()
    {
        if (QStandardPaths::findExecutable("tshark").isEmpty())
            QSKIP("tshark is not installed (apt install tshark): not compared with it");
        const QDir recordings(SOCKETLAB_SOURCE_DIR "/resources/recordings");
        QStringList files;
        for (const QString& name : recordings.entryList({"*.pcapng"}, QDir::Files, QDir::Name))
            files << recordings.filePath(name);
        const QTemporaryDir folder;
        for (const auto& [name, packets] : agreementCaptures()) {
            files << folder.filePath(QString::fromLatin1(name) + ".pcapng");
            const Bytes bytes = agreementFile(packets);
            QFile file(files.back());
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())) > 0);
        }
        int compared = 0;
        qsizetype bytes = 0;
        for (const QString& file : files)
            compareWithTshark(file, compared, bytes);
        QVERIFY2(compared >= 20 && bytes > 1000, qPrintable(QString("%1 streams, %2 bytes").arg(compared).arg(bytes)));
        qInfo("%d streams, %d bytes of both ends", compared, static_cast<int>(bytes));
    }

private:
    struct Followed
    {
        QString firstEnd;
        std::array<QByteArray, 2> sides;
    };

    /// The bytes of both ends as tshark's "follow" has them, a line of hexadecimal a piece, the second end's after a tab.
    static QList<Followed> tsharkStreams(const QString& file, std::size_t count)
    {
        QStringList arguments {"-r", file, "-q"};
        for (std::size_t i = 0; i < count; ++i)
            arguments << "-z" << QString("follow,tcp,raw,%1").arg(i);
        QProcess tshark;
        tshark.start("tshark", arguments);
        tshark.waitForFinished(120'000);
        QList<Followed> streams(static_cast<qsizetype>(count));
        Followed* stream = nullptr;
        for (const QByteArray& line : tshark.readAllStandardOutput().split('\n')) {
            if (line.startsWith("Filter: tcp.stream eq "))
                stream = &streams[line.mid(22).trimmed().toInt()];
            else if (line.startsWith("Node 0: "))
                stream->firstEnd = QString::fromLatin1(line.mid(8));
            else if (stream && !line.startsWith("Node") && !line.startsWith("Follow") && !line.startsWith('='))
                stream->sides[line.startsWith('\t') ? 1 : 0] += QByteArray::fromHex(line.trimmed());
        }
        return streams;
    }

    /// As tshark writes a stream: a sentence for a gap, unless nothing follows it.
    static std::array<QByteArray, 2> asTshark(const TcpStream& stream)
    {
        std::array<QByteArray, 2> sides, gaps;
        for (const StreamPiece& piece : stream.pieces()) {
            const auto side = static_cast<std::size_t>(piece.side);
            if (piece.missing > 0) {
                gaps[side] = QString("[%1 bytes missing in capture file]").arg(piece.missing).toLatin1() + '\0';
                continue;
            }
            sides[side] += std::exchange(gaps[side], {});
            sides[side].append(reinterpret_cast<const char*>(piece.bytes.data()), static_cast<qsizetype>(piece.bytes.size()));
        }
        return sides;
    }

    static void compareWithTshark(const QString& file, int& compared, qsizetype& bytes)
    {
        const auto journal = Journal::open(file.toStdString());
        QVERIFY(journal);
        ConversationIndex index;
        index.follow(**journal);
        const QList<Followed> all = tsharkStreams(file, index.all().size());
        for (std::size_t i = 0; i < index.all().size(); ++i) {
            const auto ours = asTshark(index.stream(**journal, i));
            Followed theirs = all[static_cast<qsizetype>(i)];
            if (theirs.firstEnd != QString::fromStdString(toText(index.all()[i].ends[0])))
                std::swap(theirs.sides[0], theirs.sides[1]);
            for (const std::size_t side : {0U, 1U})
                QVERIFY2(ours[side] == theirs.sides[side],
                         qPrintable(QString("%1, stream %2, end %3:\nours   %4\ntheirs %5")
                                        .arg(file).arg(i).arg(side)
                                        .arg(QString::fromLatin1(ours[side].toHex(' ')),
                                             QString::fromLatin1(theirs.sides[side].toHex(' ')))));
            ++compared;
            bytes += ours[0].size() + ours[1].size();
        }
    }
};

QTEST_GUILESS_MAIN(TcpStreamTest)
#include "TcpStreamTest.moc"
