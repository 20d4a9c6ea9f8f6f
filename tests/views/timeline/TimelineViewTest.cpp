#include "views/timeline/TimelineView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/timeline/TimelineCanvas.h"

#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <set>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownTimeline : public ShownLab
{
public:
    explicit ShownTimeline(const std::vector<Event>& events)
        : ShownLab(events)
        , view(context, nullptr)
    {
        view.resize(900, 300);
        view.show();
        canvas = view.findChild<TimelineCanvas*>();
    }

    /// Where a span's beginning is in the viewport, its lane scrolled into sight.
    QPoint placeOf(std::uint32_t lane, std::size_t item) const
    {
        const TimelineRow& row = canvas->arranged().rows()[*canvas->arranged().rowOf(lane)];
        canvas->verticalScrollBar()->setValue(static_cast<int>(row.top));
        const TimelineSpan span = timelineItem(canvas->index().lanes()[lane], item, canvas->index().last());
        return QPointF(canvas->plotLeft() + canvas->scale().x(span.from) + 1,
                       canvas->axisHeight() + row.top - canvas->verticalScrollBar()->value() + row.height / 2)
            .toPoint();
    }

    TimelineView view;
    TimelineCanvas* canvas = nullptr;
};

std::vector<Event> manyConnections(int count)
{
    JournalBuilder journal;
    for (int i = 1; i <= count; ++i)
        journal.after(1000).socket(socketRow(HostId::Client, static_cast<SocketId>(i), SocketState::Established,
                                             clientEnd(static_cast<std::uint16_t>(40000 + i)), serverEnd(8080)));
    return journal.events();
}

} // namespace

class TimelineViewTest : public QObject
{
    Q_OBJECT

private slots:

    void allOfItIsInSightAndStaysSoWhileItGrows()
    {
        std::vector<Event> story = handshakeStory(), rest;
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() / 2);
        rest.assign(half, story.end());
        story.erase(half, story.end());
        ShownTimeline lab(story);
        lab.append(rest);
        lab.playhead.journalGrew();
        const TimelineScale scale = lab.canvas->scale();
        QVERIFY(scale.x(lab.canvas->index().first()) >= 0);
        QVERIFY(scale.x(lab.journal.timeOf(lab.journal.size() - 1).ns) <= scale.width);
    }

    void beforeAnythingHappenedThereIsASentenceAndNoLineThroughIt()
    {
        const auto columnsOf = [](const ShownTimeline& lab) { // in which the playhead's colour is, beneath the axis
            const QImage image = lab.canvas->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
            const QRgb colour = lab.context.theme.color(Role::Accent).rgb();
            std::set<int> columns;
            for (int y = static_cast<int>(lab.canvas->axisHeight()) + 1; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixel(x, y) == colour)
                        columns.insert(x);
            return columns.size();
        };
        QCOMPARE(columnsOf(ShownTimeline({})), std::size_t {0});
        QVERIFY(columnsOf(ShownTimeline(handshakeStory())) > 0);
    }

    void thePlayheadTakesOneToTheLaneWhereSomethingHappened()
    {
        ShownTimeline lab(manyConnections(60));
        QScrollBar* down = lab.canvas->verticalScrollBar();
        QVERIFY(down->maximum() > 0);
        const auto inSight = [&](SocketId socket) {
            const auto row = lab.canvas->arranged().rowOf(lab.canvas->index().laneOf(socket, TimelineLane::Kind::State));
            const double top = lab.canvas->arranged().rows()[*row].top - down->value();
            return top >= 0 && top < lab.canvas->viewport()->height() - lab.canvas->axisHeight();
        };
        for (const SocketId socket : {SocketId {2}, SocketId {58}, SocketId {30}}) {
            lab.playhead.moveTo(lab.after<SocketSampled>([&](const SocketSampled& e) { return e.row.socket == socket; }));
            QVERIFY2(inSight(socket), qPrintable(QString::number(socket)));
        }
        down->setValue(0);
        lab.playhead.moveTo(lab.playhead.position()); // nobody went anywhere: who scrolls is left alone
        QCOMPARE(down->value(), 0);
        lab.playhead.goLive();
        QCOMPARE(down->value(), 0);
        const auto more = manyConnections(63);
        lab.append({more.end() - 3, more.end()}); // it goes on meanwhile
        lab.playhead.journalGrew();
        QCOMPARE(down->value(), 0);
        down->setValue(down->maximum()); // back where it happens
        const auto last = manyConnections(80);
        lab.append({last.end() - 17, last.end()});
        lab.playhead.journalGrew();
        QVERIFY(inSight(SocketId {80}));
    }

    void ofACaptureOfManyConnectionsTheWireIsInSight()
    {
        const std::vector<Event> sockets = manyConnections(60);
        std::vector<Event> events;
        PacketId packet = 0;
        for (const Event& event : sockets) {
            const auto* sampled = std::get_if<SocketSampled>(&event.body);
            if (sampled == nullptr)
                continue; // no word of a lab
            events.push_back(event);
            SocketRow other = socketRow(HostId::Server, sampled->row.socket + 1000, SocketState::Established, sampled->row.remote, sampled->row.local);
            for (const SocketRow& row : {sampled->row, other}) {
                const Bytes frame = tcpFrame({row.local, row.remote, TcpFlag::ack, 1, 1});
                const auto length = static_cast<std::uint32_t>(frame.size());
                events.push_back({event.time, PacketSent {++packet, row.host, PacketOrigin::Kernel, frame, length}});
            }
            events.push_back({event.time, SocketSampled {other}});
        }
        ShownTimeline lab(events);
        const auto wireInSight = [&] {
            return std::ranges::all_of(std::array {HostId::Client, HostId::Server}, [&](HostId from) {
                const TimelineRow& row = lab.canvas->arranged().rows()[*lab.canvas->arranged().rowOf(lab.canvas->index().wireLane(from))];
                const double top = row.top - lab.canvas->verticalScrollBar()->value();
                return top >= 0 && top + row.height <= lab.canvas->viewport()->height() - lab.canvas->axisHeight();
            });
        };
        QVERIFY(lab.canvas->verticalScrollBar()->maximum() > 0);
        QVERIFY(wireInSight());
        lab.canvas->verticalScrollBar()->setValue(0);
        lab.playhead.moveTo(events.size() / 2);
        QVERIFY(wireInSight());
    }

    void whoLooksCloserIsNotMovedAway()
    {
        std::vector<Event> story = handshakeStory();
        const Event last = story.back();
        story.pop_back();
        ShownTimeline lab(story);
        QTest::keyClick(lab.canvas, Qt::Key_Plus);
        const std::int64_t from = lab.canvas->scale().from;
        lab.append({{{last.time.ns * 2}, last.body}});
        lab.playhead.journalGrew();
        QCOMPARE(lab.canvas->scale().from, from);
        QTest::keyClick(lab.canvas, Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(lab.canvas->scale().x(last.time.ns * 2) <= lab.canvas->scale().width);
    }

    void theWheelZoomsAboutThePointerAndKeysDoToo()
    {
        ShownTimeline lab(handshakeStory());
        const TimelineScale before = lab.canvas->scale();
        const QPointF at(lab.canvas->plotLeft() + 200, 100);
        QWheelEvent wheel(at, lab.canvas->viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(lab.canvas->viewport(), &wheel);
        const TimelineScale closer = lab.canvas->scale();
        QVERIFY(closer.perPixel < before.perPixel);
        QVERIFY(std::abs(static_cast<double>(closer.time(200) - before.time(200))) <= before.perPixel);
        QTest::keyClick(lab.canvas, Qt::Key_Minus);
        QVERIFY(std::abs(lab.canvas->scale().perPixel - before.perPixel) < before.perPixel * 1e-6);
    }

    void aBrushZoomsToWhatItCovers()
    {
        ShownTimeline lab(handshakeStory());
        const TimelineScale before = lab.canvas->scale();
        const int left = static_cast<int>(lab.canvas->plotLeft());
        QTest::mousePress(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(left + 300, 100));
        QTest::mouseMove(lab.canvas->viewport(), QPoint(left + 250, 110));
        QTest::mouseRelease(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(left + 200, 110));
        const double tolerance = before.perPixel * 2;
        QVERIFY(std::abs(static_cast<double>(lab.canvas->scale().from - before.time(200))) < tolerance);
        QVERIFY(std::abs(static_cast<double>(lab.canvas->scale().to() - before.time(300))) < tolerance);
        QVERIFY(!lab.selection.what().event); // a drag chooses nothing
    }

    void aClickOnASpanSelectsItsCallEverywhere()
    {
        ShownTimeline lab(handshakeStory());
        for (CallId call = 1; call <= 4; ++call) {
            const std::uint32_t lane = lab.canvas->index().laneOf(call);
            QVERIFY(lane != noLane);
            const std::size_t event = lab.after<CallEntered>([call](const CallEntered& e) { return e.call == call; }) - 1;
            const std::size_t item = timelineItemAt(lab.canvas->index().lanes()[lane], lab.journal.timeOf(event).ns);
            QTest::keyClick(lab.canvas, Qt::Key_Home, Qt::ControlModifier);
            lab.selection.select({event, {}, {}, call});
            while (lab.canvas->scale().perPixel > 20)
                QTest::keyClick(lab.canvas, Qt::Key_Plus); // about the selected one
            lab.selection.clear();
            QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, lab.placeOf(lane, item));
            QCOMPARE(lab.selection.what().event, std::optional(event));
            QCOMPARE(lab.selection.what().call, std::optional(call));
        }
    }

    void keysWalkAlongALaneAndFromLaneToLane()
    {
        ShownTimeline lab(handshakeStory());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.selection.what().event.has_value());
        const QString there = lab.canvas->accessibleDescription();
        QVERIFY(!there.isEmpty());
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        const auto first = lab.selection.what().event;
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QVERIFY(*lab.selection.what().event > *first);
        QTest::keyClick(lab.canvas, Qt::Key_Left);
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        QCOMPARE(lab.selection.what().event, first);
        std::set<QString> lanes;
        for (std::size_t i = 0; i < lab.canvas->index().lanes().size(); ++i) {
            QTest::keyClick(lab.canvas, Qt::Key_Down);
            lanes.insert(lab.canvas->accessibleDescription().section(QLatin1Char('\n'), 0, 0));
        }
        QVERIFY(lanes.size() >= 8);
        QTest::keyClick(lab.canvas, Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), *lab.selection.what().event + 1);
    }

    void whatIsSelectedElsewhereComesIntoSight()
    {
        ShownTimeline lab(handshakeStory());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(lab.canvas, Qt::Key_Plus);
        lab.canvas->verticalScrollBar()->setValue(lab.canvas->verticalScrollBar()->maximum());
        for (PacketId packet = 1; packet <= 3; ++packet) {
            lab.selection.select({lab.after<PacketSent>([&](const PacketSent& e) { return e.packet == packet; }) - 1, packet, {}, {}});
            const auto place = lab.canvas->index().placeOf(packet);
            const TimelineSpan tick = lab.canvas->index().lanes()[place.lane].spans[place.span];
            const double x = lab.canvas->scale().x(tick.from);
            QVERIFY(x >= 0 && x <= lab.canvas->scale().width);
        }
    }

    void whatIsBetweenTwoMarksIsMeasured()
    {
        ShownTimeline lab(handshakeStory());
        QVERIFY(!lab.canvas->measured());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        const std::int64_t from = lab.journal.timeOf(*lab.selection.what().event).ns;
        QTest::keyClick(lab.canvas, Qt::Key_BracketLeft);
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QTest::keyClick(lab.canvas, Qt::Key_BracketRight);
        QVERIFY(lab.canvas->measured().has_value());
        QVERIFY(*lab.canvas->measured() > 0);
        QVERIFY(*lab.canvas->measured() <= lab.canvas->index().last() - from);
        QTest::keyClick(lab.canvas, Qt::Key_Escape);
        QVERIFY(!lab.canvas->measured());
        const int left = static_cast<int>(lab.canvas->plotLeft());
        QTest::mousePress(lab.canvas->viewport(), Qt::LeftButton, Qt::ShiftModifier, QPoint(left + 100, 100));
        QTest::mouseMove(lab.canvas->viewport(), QPoint(left + 300, 100));
        QTest::mouseRelease(lab.canvas->viewport(), Qt::LeftButton, Qt::ShiftModifier, QPoint(left + 300, 100));
        QVERIFY(std::abs(static_cast<double>(*lab.canvas->measured()) - 200 * lab.canvas->scale().perPixel) < lab.canvas->scale().perPixel * 2);
    }

    void everyControlHasANameForScreenReaders()
    {
        ShownTimeline lab(handshakeStory());
        for (const QToolButton* button : lab.view.findChildren<QToolButton*>())
            QVERIFY(!button->accessibleName().isEmpty() || button->text().size() > 1);
        QVERIFY(!lab.canvas->accessibleName().isEmpty());
    }

    void aHiddenTimelineReadsNothingUntilItIsShown()
    {
        ShownLab lab(handshakeStory());
        TimelineView view(lab.context, nullptr);
        const auto* canvas = view.findChild<TimelineCanvas*>();
        lab.playhead.moveTo(3);
        QVERIFY(canvas->index().lanes().empty());
        view.show();
        QVERIFY(!canvas->index().lanes().empty());
    }

    void anEmptyJournalIsShownAndAnotherOneReplacesIt()
    {
        ShownTimeline lab({});
        QVERIFY(!lab.view.grab().isNull());
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Home, Qt::Key_Plus, Qt::Key_BracketLeft, Qt::Key_Return})
            QTest::keyClick(lab.canvas, key);
        QVERIFY(!lab.selection.what().event);
        const ShownLab other(queuesStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(lab.canvas->index().lanes().size() > 6);
        QVERIFY(!lab.view.grab().isNull());
    }
};

QTEST_MAIN(TimelineViewTest)
#include "TimelineViewTest.moc"
