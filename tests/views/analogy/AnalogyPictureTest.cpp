#include "views/analogy/AnalogyPicture.h"

#include "model/capture/Recording.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QDir>
#include <QFontMetricsF>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr double widths[] {520, 760, 1300};

AnalogyPicture pictureNow(const ShownLab& lab, int kind, const AnalogyFonts& fonts, double width)
{
    const Talk talk = talkShown(lab.playhead.state(), lab.selection.what());
    if (kind == 0)
        return pictureOf(telephoneScene(lab.context, talk), fonts, width);
    return kind == 1 ? pictureOf(pipeScene(lab.context, talk), fonts, width) : pictureOf(stackScene(lab.context, talk), fonts, width);
}

QStringList textsOf(const AnalogyPicture& picture)
{
    QStringList all;
    for (const Mark& mark : picture.marks)
        all << mark.text;
    return all;
}

bool isWritten(const Mark& mark)
{
    return (mark.kind == Mark::Kind::Text || mark.kind == Mark::Kind::Prose) && !mark.text.isEmpty();
}

/// Empty: all is as it should be.
QString whatIsWrong(const AnalogyPicture& picture)
{
    const QRectF room(QPointF(), picture.size);
    std::vector<const Mark*> written;
    for (const Mark& mark : picture.marks) {
        const QRectF around = room.adjusted(-0.5, -0.5, 0.5, 0.5);
        if (!around.contains(mark.rect.topLeft()) || !around.contains(mark.rect.bottomRight())) // a line may be flat
            return "outside: " + mark.text;
        if (isWritten(mark))
            written.push_back(&mark);
        const int flags = wrapping(mark.text, mark.font, mark.rect.width());
        const QSizeF least = QFontMetricsF(mark.font).boundingRect(QRectF(0, 0, mark.rect.width(), 1e6), flags, mark.text).size();
        if (mark.kind == Mark::Kind::Prose && (least.height() > mark.rect.height() + 1 || least.width() > mark.rect.width() + 1))
            return "no room: " + mark.text;
        if (mark.kind == Mark::Kind::Text && QFontMetricsF(mark.font).horizontalAdvance(mark.text) > mark.rect.width() && mark.tip.isEmpty())
            return "cut without a tooltip: " + mark.text;
    }
    for (std::size_t i = 0; i < written.size(); ++i)
        for (std::size_t k = i + 1; k < written.size(); ++k)
            if (written[i]->rect.adjusted(0.5, 0.5, -0.5, -0.5).intersects(written[k]->rect.adjusted(0.5, 0.5, -0.5, -0.5)))
                return "over each other: " + written[i]->text + " / " + written[k]->text;
    return {};
}

std::vector<Event> recorded(const QString& name)
{
    std::vector<Event> events;
    const auto journal = openRecording((QDir(SOCKETLAB_SOURCE_DIR "/resources/recordings").filePath(name)).toStdString());
    for (std::size_t i = 0; journal && i < (*journal)->size(); ++i)
        events.push_back((*journal)->at(i));
    return events;
}

} // namespace

class AnalogyPictureTest : public QObject
{
    Q_OBJECT

private slots:

    void nothingIsCutOrPaintedOverAnotherThing_data()
    {
        QTest::addColumn<QString>("story");
        QTest::addColumn<bool>("korean");
        for (const char* story : {"handshake", "queues", "datagram", "full-backlog.pcapng"})
            for (const bool korean : {false, true})
                QTest::addRow("%s, %s", story, korean ? "Korean" : "English") << QString(story) << korean;
    }

    void nothingIsCutOrPaintedOverAnotherThing()
    {
        QFETCH(QString, story);
        QFETCH(bool, korean);
        ShownLab lab(story == "handshake"      ? handshakeStory()
                         : story == "queues"   ? queuesStory()
                         : story == "datagram" ? datagramStory()
                                               : recorded(story));
        QVERIFY(lab.journal.size() > 10);
        lab.context.language = korean ? Language::Korean : Language::English;
        const std::size_t step = std::max<std::size_t>(1, lab.journal.size() / 60);
        for (const double points : {10.0, 28.0}) {
            QFont font;
            font.setPointSizeF(points);
            const AnalogyFonts fonts = AnalogyFonts::from(font);
            for (std::size_t at = 0; at <= lab.journal.size(); at += step) {
                lab.playhead.moveTo(at);
                for (int kind = 0; kind < 3; ++kind) {
                    const QString wrong = whatIsWrong(pictureNow(lab, kind, fonts, widths[(at / step + static_cast<std::size_t>(kind)) % 3]));
                    QVERIFY2(wrong.isEmpty(), qPrintable(QString("%1 at %2, %3 pt: %4").arg(kind).arg(at).arg(points).arg(wrong)));
                }
            }
        }
    }

    void whatATelephoneSaysIsWrappedAndNeverCut()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.journal.size());
        const TelephoneScene scene = telephoneScene(lab.context, talkShown(lab.playhead.state(), {}));
        QFont font;
        font.setPointSizeF(28);
        const AnalogyFonts fonts = AnalogyFonts::from(font);
        const AnalogyPicture picture = pictureOf(scene, fonts, 520);
        int wrapped = 0;
        const auto whole = [&](const QString& words) {
            return std::any_of(picture.marks.begin(), picture.marks.end(), [&](const Mark& mark) {
                wrapped += mark.kind == Mark::Kind::Prose && mark.text == words ? 1 : 0;
                return mark.text == words
                    && (mark.kind == Mark::Kind::Prose || QFontMetricsF(mark.font).horizontalAdvance(words) <= mark.rect.width());
            });
        };
        for (const auto& side : scene.phones)
            for (const Phone& phone : side)
                for (const QString& words : {phone.says, phone.name, phone.real})
                    QVERIFY2(words.isEmpty() || whole(words), qPrintable(words));
        QVERIFY(wrapped > 0);
    }

    void aWordThatIsLongerThanALineIsBrokenAnywhere()
    {
        const QFont font;
        const double width = QFontMetricsF(font).horizontalAdvance(QStringLiteral("[2001:db8::2]"));
        QVERIFY(wrapping(QStringLiteral("ready to ring"), font, width) & Qt::TextWordWrap);
        const QString address = QStringLiteral("at [2001:db8:1:2:3:4:5:6]:8080");
        QVERIFY(wrapping(address, font, width) & Qt::TextWrapAnywhere);
        QVERIFY(proseHeight(address, font, width) > proseHeight(QStringLiteral("at"), font, width));
    }

    void everyMomentHasItsWords()
    {
        for (int moment = 0; moment < momentCount; ++moment) {
            const std::string key(momentKey(static_cast<Moment>(moment)));
            for (const char* part : {"telephone.now.", "telephone.fails."})
                QVERIFY2(ShownLab::words().find("analogies", part + key), key.c_str());
            if (moment != static_cast<int>(Moment::Nothing))
                QVERIFY2(ShownLab::words().find("analogies", "telephone.says." + key), key.c_str());
        }
    }

    /// A key without words would stand in the picture as it is.
    void noPictureShowsAKeyInsteadOfWords()
    {
        for (const auto& events : {handshakeStory(), queuesStory(), datagramStory(), recorded("full-backlog.pcapng")}) {
            ShownLab lab(events);
            const AnalogyFonts fonts = AnalogyFonts::from(QFont());
            for (std::size_t at = 0; at <= lab.journal.size(); ++at) {
                lab.playhead.moveTo(at);
                for (int kind = 0; kind < 3; ++kind)
                    for (const QString& text : textsOf(pictureNow(lab, kind, fonts, 900)))
                        QVERIFY2(!text.startsWith("telephone.") && !text.startsWith("pipe.") && !text.startsWith("stack.")
                                     && !text.startsWith("layer") && !text.startsWith("packet."),
                                 qPrintable(text));
            }
        }
    }

    void aSentByteIsKeptOnTheWireAndThenUnread()
    {
        ShownLab lab(handshakeStory());
        const auto way = [&] { return pipeScene(lab.context, talkShown(lab.playhead.state(), {})).ways[0]; };
        const auto isData = [](const PacketSent& sent) { return decodePacket(sent.frame).payloadLength == 5; };
        lab.playhead.moveTo(lab.after<PacketSent>(isData) + 3); // held, sampled
        QCOMPARE(way().wireBytes, std::int64_t {5});
        QCOMPARE(way().unacked, std::int64_t {5});
        QCOMPARE(way().unread, std::int64_t {0});
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& e) { return e.row.recvQueue == 5; }));
        QCOMPARE(way().wireBytes, std::int64_t {0});
        QCOMPARE(way().unacked, std::int64_t {5}); // no ACK yet: the sender's copy
        QCOMPARE(way().unread, std::int64_t {5});
    }

    void aFinIsNoByteInAPipe()
    {
        SocketRow row = socketRow(HostId::Server, 1, SocketState::CloseWait, serverEnd(8080), clientEnd(40000));
        row.recvQueue = 1;
        QCOMPARE(unreadBytes(row), std::int64_t {0});
        row.recvQueue = 6;
        QCOMPARE(unreadBytes(row), std::int64_t {5});
        row.state = SocketState::FinWait1;
        row.sendQueue = 1;
        QCOMPARE(unackedBytes(row), std::int64_t {0});
        row.state = SocketState::SynSent;
        QCOMPARE(unackedBytes(row), std::int64_t {0});
        row.state = SocketState::Established;
        QCOMPARE(unackedBytes(row), std::int64_t {1});
    }

    void aPipeIsFullWhereSendWaits()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        const ActorId server = journal.actor(HostId::Server, "server");
        journal.opened(client, {socketDescriptor(3, 7)});
        journal.opened(server, {socketDescriptor(4, 8)});
        SocketRow sender = socketRow(HostId::Client, 7, SocketState::Established, clientEnd(40000), serverEnd(8080));
        SocketRow receiver = socketRow(HostId::Server, 8, SocketState::Established, serverEnd(8080), clientEnd(40000));
        sender.sendQueue = 14480, receiver.recvQueue = 4344;
        journal.socket(sender);
        journal.socket(receiver);
        const CallId call = journal.enter(client, "sendto", {number(3), text("x"), number(100000), number(0), number(0), number(0)});
        journal.blocked(call, "sk_stream_wait_memory");
        ShownLab lab(journal.events());
        const PipeScene scene = pipeScene(lab.context, talkShown(lab.playhead.state(), {}));
        QVERIFY(scene.ways[0].full() && scene.ways[0].writerBlocked);
        QVERIFY(!scene.ways[1].full());
        QCOMPARE(scene.now, QString::fromStdString(ShownLab::words().text("analogies", "pipe.now.full", Language::English)));
    }

    void aTelephoneShowsWhoWaitsAndWhereTheLineGoes()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.after<SocketSampled>(
            [](const SocketSampled& e) { return e.row.state == SocketState::Listen && e.row.recvQueue == 2; }));
        const TelephoneScene scene = telephoneScene(lab.context, talkShown(lab.playhead.state(), {}));
        QCOMPARE(scene.phones[0].size(), std::size_t {2});
        QCOMPARE(scene.phones[1].size(), std::size_t {1});
        QCOMPARE(scene.phones[1][0].waiting, (QStringList {":40064", ":40065"}));
        QCOMPARE(scene.phones[1][0].room, std::size_t {2}); // backlog 1 and one more
        QVERIFY(scene.phones[1][0].rings);
        for (const Phone& caller : scene.phones[0]) // its connect() has returned, and still nobody talks
            QCOMPARE(caller.says, QString::fromStdString(ShownLab::words().text("analogies", "telephone.says.put-through", Language::English)));
        QCOMPARE(scene.lines.size(), std::size_t {2});
        for (const PhoneLine& line : scene.lines)
            QCOMPARE(line.right, 0);
    }

    void theStackNamesTheHeadersOfTheHeldPacket()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(lab.afterFirst<PacketHeld>());
        const StackScene scene = stackScene(lab.context, talkShown(lab.playhead.state(), {}));
        QVERIFY(scene.onWire && scene.rightwards);
        QCOMPARE(scene.pieces.size(), std::size_t {3}); // Ethernet, IP, TCP; a SYN has no data
        QCOMPARE(scene.pieces[0].bytes, std::size_t {14});
        QCOMPARE(scene.pieces[1].bytes, std::size_t {20});
        QCOMPARE(scene.pieces[2].bytes, std::size_t {40});
        QVERIFY(scene.now.contains("SYN"));
        QVERIFY(scene.parts[0][static_cast<std::size_t>(StackLayer::Network)].lit);
        QVERIFY(!scene.parts[1][static_cast<std::size_t>(StackLayer::Network)].lit);
    }
};

QTEST_MAIN(AnalogyPictureTest)
#include "AnalogyPictureTest.moc"
