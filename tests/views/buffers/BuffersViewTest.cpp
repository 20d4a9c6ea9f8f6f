#include "views/buffers/BuffersView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/PaintedTexts.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/buffers/BuffersCanvas.h"

#include <QTest>
#include <QToolButton>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownBuffers : public ShownLab
{
public:
    explicit ShownBuffers(const std::vector<Event>& events)
        : ShownLab(events)
        , view(context, nullptr)
    {
        view.resize(900, 320);
        view.show();
        canvas = view.findChild<BuffersCanvas*>();
    }

    BuffersView view;
    BuffersCanvas* canvas = nullptr;
};

} // namespace

class BuffersViewTest : public QObject
{
    Q_OBJECT

private slots:

    void aClickOnABlockSelectsItsCallOrPacket()
    {
        ShownBuffers lab(handshakeStory());
        QVERIFY(lab.canvas->stream() >= 0);
        const BuffersLayout layout = lab.canvas->arranged();
        std::set<BufferBand> bands;
        for (const BufferBlock& block : layout.blocks()) {
            QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, block.rect.center().toPoint());
            bands.insert(block.band);
            if (block.event == noStreamEvent)
                continue;
            QCOMPARE(lab.selection.what().event, std::optional<std::size_t>(block.event));
            QCOMPARE(lab.selection.what().packet.has_value(), block.band == BufferBand::Segments);
            QCOMPARE(lab.selection.what().call.has_value(), block.band != BufferBand::Segments);
        }
        QVERIFY(bands.contains(BufferBand::Sends));
        QVERIFY(bands.contains(BufferBand::Segments));
        QVERIFY(bands.contains(BufferBand::Receives));
    }

    void keysFollowTheBytesDownToTheReceiver()
    {
        ShownBuffers lab(handshakeStory());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.selection.what().call.has_value());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.selection.what().packet.has_value());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.selection.what().call.has_value());
        QVERIFY(!lab.canvas->accessibleDescription().isEmpty());
        const std::size_t event = *lab.selection.what().event;
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QVERIFY(lab.selection.what().packet.has_value());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QCOMPARE(lab.selection.what().event, std::optional(event));
        QTest::keyClick(lab.canvas, Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), event + 1);
    }

    void theOtherDirectionIsAButtonAway()
    {
        ShownBuffers lab(handshakeStory());
        const HostId before = lab.canvas->direction();
        const QString ends = lab.canvas->ends();
        const auto buttons = lab.view.findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[before == HostId::Client ? 1 : 0], Qt::LeftButton);
        QVERIFY(lab.canvas->direction() == otherHost(before));
        QVERIFY(lab.canvas->ends() != ends);
        QVERIFY(!lab.view.grab().isNull());
    }

    void aSelectedSocketChoosesItsConnection()
    {
        ShownBuffers lab(handshakeStory());
        lab.playhead.moveTo(lab.afterFirst<PacketSent>());
        lab.selection.select({{}, {}, SocketId {102}, {}});
        QCOMPARE(lab.canvas->streams().streams()[static_cast<std::size_t>(lab.canvas->stream())].sender, SocketId {102});
    }

    void goingBackEmptiesTheBuffersAgain()
    {
        ShownBuffers lab(handshakeStory());
        const std::int64_t all = lab.canvas->moment().written;
        QVERIFY(all > 0);
        lab.selection.select({{}, {}, SocketId {102}, {}}); // keeps it shown
        lab.playhead.moveTo(5);
        QCOMPARE(lab.canvas->moment().written, std::int64_t {0});
        QVERIFY(lab.canvas->arranged().blocks().empty());
        lab.playhead.goLive();
        QCOMPARE(lab.canvas->moment().written, all);
    }

    void theSizeOfTheWindowStandsBesideThatOfABlockAndNotOverIt()
    {
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        JournalBuilder story;
        SocketRow row = socketRow(HostId::Client, 7, SocketState::Established, client, server);
        story.socket(row);
        const auto crosses = [&](HostId from, const Segment& segment) { story.delivered(story.sent(from, tcpFrame(segment))); };
        crosses(HostId::Client, {client, server, TcpFlag::syn, 99, 0});
        crosses(HostId::Server, {server, client, TcpFlag::syn | TcpFlag::ack, 499, 100});
        crosses(HostId::Client, {client, server, TcpFlag::ack, 100, 500});
        crosses(HostId::Client, {client, server, TcpFlag::ack | TcpFlag::psh, 100, 500, std::string(900, 'a')});
        crosses(HostId::Server, {server, client, TcpFlag::ack, 500, 1000});
        crosses(HostId::Client, {client, server, TcpFlag::ack | TcpFlag::psh, 1000, 500, std::string(300, 'b')}); // nobody has acknowledged it
        row.sendQueue = 300;
        story.socket(row);
        ShownBuffers lab(story.events());
        int beside = 0;
        for (int width = 420; width < 900; width += 20) {
            lab.view.resize(width, 320);
            QCoreApplication::processEvents();
            const std::vector<PaintedText> texts = paintedTexts(*lab.canvas);
            const QRectF band = lab.canvas->arranged().band(BufferBand::SendBuffer);
            QRectF window, block;
            for (const PaintedText& text : texts) {
                if (text.text.startsWith("window"))
                    window = text.rect;
                else if (text.text == "300 B" && band.contains(text.rect.center()))
                    block = text.rect;
            }
            QVERIFY(window.isValid());
            QVERIFY2(!window.intersects(block), qPrintable(QString::number(width)));
            beside += block.isValid() ? 1 : 0;
        }
        QVERIFY2(beside > 3, qPrintable(QString::number(beside)));
    }

    void anEmptyJournalAndOneOfUdpAreShown()
    {
        ShownBuffers lab({});
        QVERIFY(!lab.view.grab().isNull());
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Plus, Qt::Key_Home, Qt::Key_Return})
            QTest::keyClick(lab.canvas, key);
        const ShownLab other(datagramStory());
        lab.playhead.setJournal(&other.journal);
        QCOMPARE(lab.canvas->stream(), -1);
        QVERIFY(!lab.view.grab().isNull());
    }
};

QTEST_MAIN(BuffersViewTest)
#include "BuffersViewTest.moc"
