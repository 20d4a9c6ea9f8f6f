#include "views/sequence/SequenceView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/CapturedStory.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceCanvas.h"
#include "views/sequence/SequenceTable.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

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

    QLineEdit* words() const { return view.findChild<QLineEdit*>("sequence-filter"); }

    QLabel* count() const { return view.findChild<QLabel*>("sequence-count"); }

    bool barShown() const { return view.findChild<QWidget*>("sequence-bar")->isVisible(); }

    double topOf(std::uint32_t row) const
    {
        const SequenceAxis& axis = canvas->reading().axis();
        return axis.place(axis.slotOf(row)) * canvas->heightOfRow() - canvas->scrolled();
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

    void whereLifelinesStandFarApartWhatHappensIsInSight()
    {
        ShownSequence lab(handshakeStory());
        lab.view.resize(260, 300);
        QScrollBar* across = lab.canvas->horizontalScrollBar();
        QVERIFY(across->maximum() > 0);
        std::set<int> places;
        for (std::uint32_t row = 0; row < lab.canvas->index().rows().size(); ++row) {
            lab.playhead.moveTo(lab.canvas->index().rows().firstOf(row) + 1); // nothing is selected: the end is followed
            const auto [from, to] = lab.canvas->columns().spanOf(lab.canvas->index(), row);
            const int room = lab.canvas->viewport()->width();
            QVERIFY(from >= across->value() - 1 || to - from > room);
            QVERIFY(from < across->value() + room);
            places.insert(across->value());
        }
        QVERIFY(places.size() > 2);
        lab.playhead.goLive();
        const int elsewhere = across->value() == 0 ? across->maximum() : 0;
        across->setValue(elsewhere); // who reads elsewhere while it goes on is left there
        lab.append({{Timestamp {1'000'000'000'000}, CommandGiven {CommandId {9999}, "lab: settle"}}});
        lab.playhead.journalGrew();
        QCOMPARE(across->value(), elsewhere);
        const auto first = sequenceWhat(lab.canvas->index(), 0);
        lab.selection.select(first);
        const auto [from, to] = lab.canvas->columns().spanOf(lab.canvas->index(), 0);
        QVERIFY(from >= across->value() - 1 && from < across->value() + lab.canvas->viewport()->width());
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

    void whoGoesBackToTheEndWhileAFileComesFollowsItAgain()
    {
        ShownSequence lab({});
        lab.journal.take(capturedPart(0, 100));
        lab.playhead.journalGrew();
        lab.canvas->verticalScrollBar()->setValue(10);
        lab.journal.take(capturedPart(100, 100));
        lab.playhead.tellLonger(); // read, and shown with the next one
        QCOMPARE(lab.canvas->index().followed(), lab.journal.size());
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), 10);
        const int before = lab.canvas->verticalScrollBar()->maximum();
        lab.canvas->verticalScrollBar()->setValue(before);
        lab.playhead.journalGrew();
        QVERIFY(lab.canvas->verticalScrollBar()->maximum() > before);
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), lab.canvas->verticalScrollBar()->maximum());
    }

    void keysWalkThroughTheRows()
    {
        ShownSequence lab(handshakeStory());
        const auto& rows = lab.canvas->index().rows();
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        QCOMPARE(lab.selection.what().event, std::optional(rows[0].event));
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), 0);
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QCOMPARE(lab.selection.what().event, std::optional(rows[1].event));
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QCOMPARE(lab.selection.what().event, std::optional(rows[0].event));
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
        const auto& rows = lab.canvas->index().rows();
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
        what.event = lab.canvas->index().rows()[0].event;
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

    void aFilterIsHiddenUntilItIsAskedForAndEscapeClearsIt()
    {
        ShownSequence lab(handshakeStory());
        QVERIFY(!lab.barShown());
        lab.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&lab.view));
        lab.view.beginFilter();
        QVERIFY(lab.barShown() && lab.words()->hasFocus());
        const std::size_t all = lab.canvas->rows();
        QTest::keyClicks(lab.words(), "packets flag=SYN");
        QCOMPARE(lab.canvas->shownSlots(), std::size_t {6});
        QCOMPARE(lab.canvas->rows(), all);
        QCOMPARE(lab.count()->text(), QStringLiteral("6 of %1 rows").arg(all));
        QTest::keyClick(lab.words(), Qt::Key_Escape);
        QVERIFY(!lab.barShown() && lab.words()->text().isEmpty());
        QVERIFY(lab.canvas->hasFocus());
        QCOMPARE(lab.canvas->shownSlots(), all);
        lab.view.beginFilter();
        QTest::keyClicks(lab.words(), "client");
        QTest::keyClick(lab.words(), Qt::Key_Return); // to the rows
        QVERIFY(lab.canvas->hasFocus() && lab.canvas->shownSlots() < all);
        QTest::keyClick(lab.canvas, Qt::Key_Escape);
        QCOMPARE(lab.canvas->shownSlots(), all);
        QVERIFY(!lab.barShown());
    }

    void aMistakeIsSaidBesideTheLineAndHidesNothingMore()
    {
        ShownSequence lab(handshakeStory());
        lab.view.beginFilter();
        lab.words()->setText("flag=SYN");
        const std::size_t shown = lab.canvas->shownSlots();
        lab.words()->setText("flag=SYN flog=ACK");
        QCOMPARE(lab.canvas->shownSlots(), shown);
        QVERIFY2(lab.count()->text().contains("flog=ACK"), qPrintable(lab.count()->text()));
        QCOMPARE(lab.count()->property("look").toString(), QString("lost"));
        QVERIFY(lab.words()->accessibleDescription().contains("flog=ACK"));
        lab.words()->setText("flag=SYN flag=FIN");
        QVERIFY(lab.canvas->shownSlots() > shown);
        QCOMPARE(lab.count()->property("look").toString(), QString("muted"));
        lab.words()->setText(QString(500, 'x'));
        QVERIFY(lab.count()->text().size() < 200); // cut, and whole in the tooltip
        QVERIFY(lab.count()->toolTip().contains(QString(500, 'x')));
    }

    void theSelectionStaysWhenAFilterHidesIt()
    {
        ShownSequence lab(handshakeStory());
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        const auto chosen = lab.selection.what().event;
        lab.view.setFilterText("packets");
        QCOMPARE(lab.selection.what().event, chosen);
        const std::vector<std::uint32_t>& rows = lab.canvas->reading().filter().rows();
        QVERIFY(rows[0] > 0);
        QVERIFY(!lab.view.grab().isNull());
        QTest::keyClick(lab.canvas, Qt::Key_Down); // from where it would be to the next one that is shown
        QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[rows[0]].event));
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[rows[1]].event));
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[rows.back()].event));
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[rows[rows.size() - 2]].event));
    }

    void aFilterKeepsUpWithAGrowingJournalAndWithThePlayhead()
    {
        std::vector<Event> story = handshakeStory(), rest;
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() / 2);
        rest.assign(half, story.end());
        story.erase(half, story.end());
        ShownSequence lab(story);
        lab.view.setFilterText("packets");
        const std::size_t before = lab.canvas->shownSlots();
        lab.append(rest);
        lab.playhead.journalGrew();
        QVERIFY(lab.canvas->shownSlots() > before);
        lab.playhead.moveTo(story.size());
        QCOMPARE(lab.canvas->shownSlots(), before);
        lab.playhead.moveTo(0);
        QCOMPARE(lab.canvas->shownSlots(), std::size_t {0});
        const ShownLab other(queuesStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(lab.canvas->reading().filter().active() && lab.canvas->shownSlots() > 0);
    }

    void trueTimeIsToggledAndWhatIsSelectedStaysWhereItIs()
    {
        ShownSequence lab(handshakeStory());
        lab.canvas->verticalScrollBar()->setValue(100);
        const std::uint32_t row = 8;
        Selection::What what;
        what.event = lab.canvas->index().rows()[row].event;
        lab.selection.select(what);
        const double before = lab.topOf(row);
        QVERIFY(before >= 0);
        lab.view.setTrueTime(true);
        QVERIFY(lab.view.trueTime() && lab.barShown());
        QVERIFY(!lab.words()->isVisible()); // it was not asked for
        QVERIFY2(qAbs(lab.topOf(row) - before) <= 1, qPrintable(QString::number(lab.topOf(row) - before)));
        const auto scale = lab.canvas->reading().axis().scale();
        QTest::keyClick(lab.canvas, Qt::Key_Plus);
        QVERIFY(lab.canvas->reading().axis().scale() < scale);
        QVERIFY(qAbs(lab.topOf(row) - before) <= 1);
        QTest::keyClick(lab.canvas, Qt::Key_Minus);
        QCOMPARE(lab.canvas->reading().axis().scale(), scale);
        lab.view.findChild<QCheckBox*>("sequence-true-time")->click();
        QVERIFY(!lab.view.trueTime() && !lab.barShown());
        QVERIFY(qAbs(lab.topOf(row) - before) <= 1);
    }

    void inTrueTimeKeysAndClicksFindTheRows()
    {
        ShownSequence lab(handshakeStory());
        lab.view.resize(800, 700);
        lab.view.setTrueTime(true);
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        for (std::size_t row = 0; row < 6; ++row, QTest::keyClick(lab.canvas, Qt::Key_Down))
            QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[row].event));
        const int y = static_cast<int>(lab.canvas->headerHeight() + lab.topOf(3) + lab.canvas->heightOfRow() / 2);
        QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(400, y));
        QCOMPARE(lab.selection.what().event, std::optional(lab.canvas->index().rows()[3].event));
        QTest::keyClick(lab.canvas, Qt::Key_PageDown);
        QVERIFY(*lab.selection.what().event > lab.canvas->index().rows()[4].event);
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QTest::keyClick(lab.canvas, Qt::Key_PageUp);
        QVERIFY(*lab.selection.what().event < lab.canvas->index().rows().back().event);
    }

    void inANarrowPanelTheBarHasSeveralRowsAndNothingIsCutOff()
    {
        ShownSequence lab(handshakeStory());
        lab.view.setTrueTime(true);
        lab.view.beginFilter();
        auto* bar = lab.view.findChild<QWidget*>("sequence-bar");
        QTRY_VERIFY(bar->height() > 0 && bar->geometry().bottom() <= lab.canvas->geometry().top());
        const int wide = bar->height();
        lab.view.resize(330, 400);
        QTRY_VERIFY(bar->height() > wide);
        for (const QWidget* part : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(bar->rect().contains(part->geometry()), qPrintable(part->objectName()));
        QVERIFY(bar->geometry().bottom() <= lab.canvas->geometry().top());
        QCOMPARE(lab.view.minimumSizeHint().height(), bar->height() + lab.canvas->minimumHeight());
    }

    void aPictureIsAsHighAsTheAxisAsksFor()
    {
        ShownSequence lab(handshakeStory());
        const QSize steps = lab.view.pictureSize(900);
        lab.view.setProperty("trueTime", true);
        const QSize time = lab.view.pictureSize(900);
        QVERIFY(time.height() > steps.height());
        QCOMPARE(time.width(), steps.width());
        lab.view.setProperty("filter", "flag=SYN");
        QVERIFY(lab.view.pictureSize(900).height() < steps.height());
    }

    void aLongJournalIsReadWhileTheWindowGoesOn()
    {
        std::vector<Event> events = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        for (int i = 0; i < 40'000; ++i)
            events.push_back({Timestamp {events.back().time.ns + 1000},
                              PacketSent {static_cast<PacketId>(1000 + i), HostId::Client, PacketOrigin::Kernel, frame, 74}});
        ShownSequence lab(events);
        QTRY_COMPARE(lab.canvas->index().followed(), events.size());
        QCOMPARE(lab.canvas->verticalScrollBar()->value(), lab.canvas->verticalScrollBar()->maximum()); // still followed
        lab.view.setFilterText("flag=SYN tcp");
        QVERIFY(lab.count()->text().contains('%'));
        QTRY_VERIFY(!lab.count()->text().contains('%'));
        QVERIFY(lab.canvas->shownSlots() >= 40'000 && lab.canvas->shownSlots() < lab.canvas->rows());
        lab.canvas->verticalScrollBar()->setValue(20'000 * static_cast<int>(lab.canvas->heightOfRow()));
        const std::uint32_t top = lab.canvas->reading().axis().rowAt(20'000);
        lab.view.setTrueTime(true);
        QTRY_COMPARE(lab.canvas->reading().axis().size(), lab.canvas->reading().filter().rows().size());
        QTRY_VERIFY(qAbs(lab.topOf(top)) <= 1); // the first row in sight stays it
    }

    void oneThatIsPaintedWhileAnotherJournalIsReadHasItsLifelines()
    {
        std::vector<Event> events = handshakeStory();
        const auto first = std::find_if(events.begin(), events.end(), [](const Event& event) { return std::holds_alternative<CallEntered>(event.body); });
        CallEntered call = std::get<CallEntered>(first->body);
        for (int i = 0; i < 100'000; ++i) {
            call.call = static_cast<CallId>(1000 + i);
            events.push_back({events.back().time, call});
        }
        const ShownLab other(events);
        ShownSequence lab(handshakeStory());
        for (int i = 0; i < 3; ++i) {
            lab.playhead.setJournal(nullptr);
            lab.playhead.setJournal(&other.journal);
            QVERIFY(!lab.view.grab().isNull());
            lab.playhead.setJournal(&lab.journal);
            QVERIFY(!lab.view.grab().isNull());
        }
        lab.playhead.setJournal(&other.journal);
        QTRY_COMPARE(lab.canvas->index().followed(), events.size());
        lab.playhead.setJournal(&lab.journal);
    }

    void whatIsPaintedBeforeItIsFoldedIsNotKept()
    {
        const std::vector<Event> story = handshakeStory();
        const auto data = std::find_if(story.rbegin(), story.rend(), [](const Event& event) {
            const auto* sent = std::get_if<PacketSent>(&event.body);
            return sent && decodePacket(sent->frame).tcp;
        });
        const auto at = static_cast<std::size_t>(std::distance(data, story.rend())) - 1;
        ShownLab lab({story.begin(), story.begin() + 3});
        lab.playhead.setJournal(&lab.journal, 100'000); // it has just begun
        lab.append({story.begin() + 3, story.end()});
        lab.playhead.journalGrew(Playhead::Fold::Later);
        SequenceIndex index;
        index.follow(lab.journal);
        const SequenceTexts texts(index, lab.playhead);
        const std::uint32_t row = index.rowOf(at);
        QVERIFY2(!texts.row(row).contains("seq"), qPrintable(texts.row(row)));
        lab.playhead.journalGrew();
        QVERIFY2(texts.row(row).contains("seq"), qPrintable(texts.row(row)));
    }

    void ctrlAndTheWheelMakeRowsHigherAndLowerUnderThePointer()
    {
        ShownSequence lab(handshakeStory());
        const double usual = lab.canvas->heightOfRow();
        const QPoint at(400, 150);
        const auto wheel = [&](int delta, Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(at, lab.canvas->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(lab.canvas->viewport(), &event);
        };
        const auto under = [&] { return (lab.canvas->scrolled() + at.y() - lab.canvas->headerHeight()) / lab.canvas->heightOfRow(); };
        lab.canvas->verticalScrollBar()->setValue(200);
        const double place = under();
        wheel(120, Qt::ControlModifier);
        QVERIFY(lab.canvas->heightOfRow() > usual);
        QVERIFY(qAbs(under() - place) < 0.1);
        for (int i = 0; i < 9; ++i)
            wheel(120, Qt::ControlModifier);
        QCOMPARE(lab.canvas->heightOfRow(), 3 * usual);
        for (int i = 0; i < 6; ++i)
            wheel(-60, Qt::ControlModifier); // half a step each
        QCOMPARE(lab.canvas->heightOfRow(), usual);
        const int value = lab.canvas->verticalScrollBar()->value();
        wheel(-120, Qt::NoModifier);
        QVERIFY(lab.canvas->verticalScrollBar()->value() > value);
        QCOMPARE(lab.canvas->heightOfRow(), usual);
        lab.view.setTrueTime(true);
        const auto scale = lab.canvas->reading().axis().scale();
        wheel(120, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(lab.canvas->reading().axis().scale() < scale);
    }

    void theWholeRecordingIsInSightAndUsualRowsComeBack()
    {
        std::vector<Event> events = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        for (PacketId id = 1000; id < 30'000; ++id)
            events.push_back({Timestamp {events.back().time.ns + 1000}, PacketSent {id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
        ShownSequence lab(events);
        QTRY_COMPARE(lab.canvas->index().followed(), events.size());
        const double usual = lab.canvas->heightOfRow();
        lab.view.showWholeRecording();
        QCOMPARE(lab.canvas->verticalScrollBar()->maximum(), 0);
        QVERIFY(lab.canvas->heightOfRow() < 0.1);
        QVERIFY(!lab.view.grab().isNull());
        const double least = lab.view.rowZoom();
        lab.view.zoomRows(-5);
        QCOMPARE(lab.view.rowZoom(), least); // there is no more to see
        QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, QPoint(400, 150));
        const auto chosen = lab.selection.what().event;
        QVERIFY(chosen && *chosen > events.size() / 10);
        lab.view.zoomRows(100);
        QCOMPARE(lab.canvas->heightOfRow(), 3 * usual);
        const std::uint32_t row = lab.canvas->index().rowOf(*chosen);
        QVERIFY(lab.topOf(row) >= 0 && lab.topOf(row) < 250); // what is selected is still in sight
        lab.view.setRowZoom(1);
        QCOMPARE(lab.canvas->heightOfRow(), usual);
        lab.view.showWholeRecording();
        const ShownLab other(queuesStory());
        lab.playhead.setJournal(&other.journal);
        QCOMPARE(lab.canvas->heightOfRow(), usual); // what made one recording fit is nothing for another
    }

    void aClickOnAHeadFoldsItsLifelineUntilThereIsAnotherRecording()
    {
        ShownSequence lab(queuesStory());
        QSignalSpy changed(&lab.view, &View::tableChanged);
        const auto head = [&](const QString& name) {
            const SequenceColumns& columns = lab.canvas->columns();
            for (const SequenceHead& one : lab.canvas->heads().between(0, columns.width, lab.journal.size()))
                if (one.whole == name)
                    return one;
            return SequenceHead {};
        };
        const auto click = [&](const QString& name) {
            QTest::mouseClick(lab.canvas->viewport(), Qt::LeftButton, {}, head(name).rect.center().toPoint());
        };
        QTest::keyClick(lab.canvas, Qt::Key_End);
        const auto chosen = lab.selection.what().event;
        click("client kernel");
        QVERIFY(head("client kernel").folded && changed.count() > 0);
        QCOMPARE(lab.selection.what().event, chosen);
        QCOMPARE(lab.view.folded(), QStringList {"kernel 0"});
        click("client kernel");
        QVERIFY(lab.view.folded().isEmpty());
        click("c1");
        QVERIFY(head("c1").folded);
        lab.playhead.moveTo(lab.journal.size() / 2);
        QVERIFY(head("c1").folded);
        const ShownLab other(handshakeStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(lab.view.folded().isEmpty());
    }

    void theMenuOfFoldsHasGroupsAndUnfoldsEverything()
    {
        ShownSequence lab(queuesStory());
        lab.view.setFolded({"programs 0", "kernel 1", "nonsense"});
        QCOMPARE(lab.view.folded(), (QStringList {"programs 0", "kernel 1"}));
        lab.view.chooseFolds();
        auto* menu = lab.view.findChild<QMenu*>("sequence-folds");
        QVERIFY(menu && !menu->accessibleName().isEmpty());
        QStringList checked, names;
        for (const QAction* action : menu->actions()) {
            if (!action->isSeparator())
                names << action->text();
            if (action->isChecked())
                checked << action->text();
        }
        QCOMPARE(names.size(), 7); // all of the client's, two clients, a kernel, the server, its kernel, and unfold
        QCOMPARE(checked.size(), 2);
        menu->actions().front()->trigger();
        QCOMPARE(lab.view.folded(), QStringList {"kernel 1"});
        menu->findChild<QAction*>("unfold")->trigger();
        QVERIFY(lab.view.folded().isEmpty());
        menu->close();
    }

    void aPictureHasTheFoldsAndTheRowsOfItsView()
    {
        ShownSequence lab(queuesStory());
        lab.view.resize(300, 300);
        const QSize before = lab.view.pictureSize(300);
        lab.view.setProperty("rowZoom", 2.0);
        QVERIFY(lab.view.pictureSize(300).height() > before.height() * 3 / 2);
        lab.view.setProperty("folded", QStringList {"programs 0", "programs 1"});
        QVERIFY(lab.view.pictureSize(300).width() < before.width());
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
