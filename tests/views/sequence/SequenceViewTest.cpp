#include "views/sequence/SequenceView.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceCanvas.h"

#include <QScrollBar>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownSequence : public ShownLab
{
public:
    explicit ShownSequence(const std::vector<Event>& events)
        : ShownLab(events)
        , view(context, nullptr)
    {
        view.resize(800, 300);
        view.show();
        canvas = view.findChild<SequenceCanvas*>();
    }

    SequenceView view;
    SequenceCanvas* canvas = nullptr;
};

} // namespace

class SequenceViewTest : public QObject
{
    Q_OBJECT

private slots:

    void theEndIsInSightAndFollowed()
    {
        std::vector<Event> story = handshakeStory(), rest;
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() * 2 / 3);
        rest.assign(half, story.end());
        story.erase(half, story.end());
        ShownSequence lab(story);
        const int before = lab.canvas->verticalScrollBar()->maximum();
        QVERIFY(before > 0);
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), before);
        lab.append(rest);
        lab.playhead.journalGrew();
        QVERIFY(lab.canvas->verticalScrollBar()->maximum() > before);
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), lab.canvas->verticalScrollBar()->maximum());
    }

    void whoReadsAboveIsNotMovedAway()
    {
        std::vector<Event> story = handshakeStory();
        const Event last = story.back();
        story.pop_back();
        ShownSequence lab(story);
        lab.canvas->verticalScrollBar()->setValue(10);
        lab.append({last});
        lab.playhead.journalGrew();
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), 10);
    }

    void keysWalkThroughTheRows()
    {
        ShownSequence lab(handshakeStory());
        const std::vector<SequenceRow>& rows = lab.canvas->index().rows();
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        QCOMPARE(lab.selection.what().event, std::optional(rows.front().event));
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), 0);
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QCOMPARE(lab.selection.what().event, std::optional(rows[1].event));
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QCOMPARE(lab.selection.what().event, std::optional(rows.front().event));
        QTest::keyClick(lab.canvas, Qt::Key_PageDown);
        QVERIFY(*lab.selection.what().event > rows[4].event);
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QCOMPARE(lab.selection.what().event, std::optional(rows.back().event));
        QVERIFY(!lab.canvas->accessibleDescription().isEmpty());
    }

    void aClickSelectsTheRowUnderIt()
    {
        ShownSequence lab(handshakeStory());
        lab.canvas->verticalScrollBar()->setValue(0);
        QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(400, 5));
        QVERIFY(!lab.selection.what().event); // the header is no row
        QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(400, 290));
        const auto low = lab.selection.what().event;
        QVERIFY(low.has_value());
        QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(400, 100));
        QVERIFY(*lab.selection.what().event < *low);
    }

    void aPacketsRowSelectsThePacketToo()
    {
        ShownSequence lab(handshakeStory());
        const std::vector<SequenceRow>& rows = lab.canvas->index().rows();
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        for (std::size_t i = 0; i < rows.size(); ++i, QTest::keyClick(lab.canvas, Qt::Key_Down)) {
            QCOMPARE(lab.selection.what().packet.has_value(), rows[i].ofPacket());
            if (rows[i].kind == SequenceRow::Kind::Call)
                QVERIFY(lab.selection.what().call.has_value());
        }
    }

    void anEventSelectedElsewhereComesIntoSight()
    {
        ShownSequence lab(handshakeStory());
        QVERIFY(lab.canvas->verticalScrollBar()->value() > 0);
        Selection::What what;
        what.event = lab.canvas->index().rows().front().event;
        lab.selection.select(what);
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), 0);
    }

    void onlyWhatHasHappenedIsSelectable()
    {
        ShownSequence lab(handshakeStory());
        lab.playhead.moveTo(lab.journal.size() / 2);
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QVERIFY(*lab.selection.what().event < lab.journal.size() / 2);
    }

    void anEmptyJournalIsShownAndAnotherOneReplacesIt()
    {
        ShownSequence lab({});
        QVERIFY(!lab.view.grab().isNull());
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(!lab.selection.what().event);
        const ShownLab other(queuesStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(lab.canvas->index().rows().size() > 20);
        QCOMPARE(lab.canvas->index().lanes().size(), std::size_t {3});
    }

    void aNoteIsMarkedBesideItsRow()
    {
        std::vector<Event> story = handshakeStory();
        ShownSequence plain(story);
        std::size_t packet = 0;
        while (!std::holds_alternative<PacketSent>(story[packet].body))
            ++packet;
        story.push_back({story.back().time, NoteWritten {packet + 1, 1, "Look here"}});
        ShownSequence noted(story);
        const auto picture = [](ShownSequence& lab) {
            lab.canvas->verticalScrollBar()->setValue(0);
            lab.view.resize(800, 2000); // all rows
            return lab.canvas->viewport()->grab().toImage();
        };
        const QImage without = picture(plain), with = picture(noted);
        QCOMPARE(with.size(), without.size());
        QRect differs;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                if (with.pixel(x, y) != without.pixel(x, y))
                    differs |= QRect(x, y, 1, 1);
        QVERIFY(!differs.isEmpty() && differs.right() < 20 && differs.height() < 24);
    }
};

QTEST_MAIN(SequenceViewTest)
#include "SequenceViewTest.moc"
