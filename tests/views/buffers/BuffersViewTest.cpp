#include "views/buffers/BuffersView.h"

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
