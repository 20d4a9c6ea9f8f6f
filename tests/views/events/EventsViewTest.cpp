#include "views/events/EventsView.h"

#include "tests/support/CapturedStory.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class EventsViewTest : public QObject
{
    Q_OBJECT

private:
    static QString cell(const EventTableModel& model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private slots:

    void everyEventIsARowWithWords()
    {
        ShownLab lab(handshakeStory());
        EventTableModel model(lab.context);
        QCOMPARE(model.rowCount(), static_cast<int>(lab.journal.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(!cell(model, row, EventTableModel::Where).isEmpty());
            QVERIFY(!cell(model, row, EventTableModel::What).isEmpty());
        }
    }

    void aReturnShowsTheWholeCallAsStraceDoes()
    {
        ShownLab lab(handshakeStory());
        EventTableModel model(lab.context);
        const std::size_t listen =
            lab.after<CallEntered>([](const CallEntered& call) { return call.name == "listen"; });
        QCOMPARE(cell(model, static_cast<int>(listen), EventTableModel::Detail), QStringLiteral("listen(3, 3) = 0"));
        QCOMPARE(cell(model, static_cast<int>(listen), EventTableModel::Where), QStringLiteral("server"));
    }

    void aSocketsRowTellsItsOldAndNewState()
    {
        ShownLab lab(handshakeStory());
        EventTableModel model(lab.context);
        const std::size_t established = lab.after<SocketSampled>([](const SocketSampled& sampled) {
            return sampled.row.host == HostId::Client && sampled.row.state == SocketState::Established;
        });
        QVERIFY(cell(model, static_cast<int>(established) - 1, EventTableModel::Detail)
                    .startsWith(QStringLiteral("SYN-SENT → ESTAB")));
    }

    void aTableWithoutRowsSaysWhy()
    {
        ShownLab lab({});
        EventsView view(lab.context);
        view.show();
        const auto* note = view.findChild<QLabel*>(QStringLiteral("event-empty"));
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QStringLiteral("Nothing has happened yet."));
        auto* filter = view.findChild<QComboBox*>();
        filter->setCurrentIndex(static_cast<int>(EventTableModel::Filter::Packets));
        lab.append({{Timestamp {1}, Notice {Notice::Severity::Info, "states-inferred", {}}}});
        QCOMPARE(view.findChild<QTableView*>()->model()->rowCount(), 0);
        filter->setCurrentIndex(static_cast<int>(EventTableModel::Filter::Sockets));
        QCOMPARE(note->text(), QStringLiteral("No event is of this kind yet."));
        filter->setCurrentIndex(static_cast<int>(EventTableModel::Filter::All));
        QVERIFY(!note->isVisible());
    }

    void inLargeTextWhatHappenedHasTheRoomOfWhenAndTheKeysStillLead()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        view.resize(1280, 400);
        view.show();
        auto* table = view.findChild<QTableView*>();
        QVERIFY(!table->isColumnHidden(EventTableModel::Time));
        table->setFocus();
        table->selectionModel()->setCurrentIndex(table->model()->index(3, EventTableModel::Time), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        const double before = QApplication::font().pointSizeF();
        setFontSize(28);
        QTRY_VERIFY(table->isColumnHidden(EventTableModel::Time));
        QVERIFY(table->columnWidth(EventTableModel::Detail) > 300);
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), 4);
        view.resize(2600, 400);
        QVERIFY(!table->isColumnHidden(EventTableModel::Time));
        setFontSize(before);
    }

    void whatCameWhileItWasHiddenIsThereWhenItIsShown()
    {
        const std::vector<Event> story = handshakeStory();
        ShownLab lab({story.begin(), story.begin() + 5});
        EventsView view(lab.context);
        const auto* table = view.findChild<QTableView*>();
        lab.append({story.begin() + 5, story.end()});
        lab.playhead.journalGrew();
        lab.selection.select(lab.playhead.lookup().whatOf(9));
        QCOMPARE(table->model()->rowCount(), 5);
        view.show();
        QCOMPARE(table->model()->rowCount(), static_cast<int>(lab.journal.size()));
        QCOMPARE(table->selectionModel()->selectedRows().value(0).row(), 9);
    }

    void theNumberOfAMillionthEventIsThereWhole()
    {
        Journal journal = capturedStory(1, 10);
        ShownLab lab({});
        EventsView view(lab.context);
        view.show();
        lab.playhead.setJournal(&journal);
        const auto* table = view.findChild<QTableView*>();
        const int width = table->columnWidth(EventTableModel::Number);
        const auto wholeAt = [&](std::size_t events) {
            return QFontMetrics(monoFont(-1)).horizontalAdvance(QString::number(events)) < table->columnWidth(EventTableModel::Number);
        };
        QVERIFY(wholeAt(999'999));
        for (std::size_t packets = 10; journal.size() < 1'000'000; packets += 20'000)
            journal.take(capturedPart(packets, 20'000));
        lab.playhead.journalGrew();
        QVERIFY(table->columnWidth(EventTableModel::Number) > width);
        QVERIFY(wholeAt(journal.size()));
        lab.playhead.setJournal(nullptr);
        QCOMPARE(table->columnWidth(EventTableModel::Number), width);
    }

    void aFilterKeepsOnlyItsKindsAlsoOfWhatComesLater()
    {
        ShownLab lab(handshakeStory());
        EventTableModel model(lab.context);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter(EventTableModel::Filter::Packets);
        const int before = model.rowCount();
        QVERIFY(before > 0 && before < static_cast<int>(lab.journal.size()));
        for (int row = 0; row < before; ++row)
            QVERIFY(!lab.context.playhead->journal().at(model.eventAt(row)).body.valueless_by_exception()
                    && lab.journal.kindOf(model.eventAt(row)) >= kindIndexOf<PacketSent>()
                    && lab.journal.kindOf(model.eventAt(row)) <= kindIndexOf<PacketRepeated>());
        lab.append({Event {{9'000'000'000}, PacketHeld {1}}, Event {{9'000'000'001}, CallResumed {1}}});
        model.journalGrew();
        QCOMPARE(model.rowCount(), before + 1);
        QCOMPARE(model.eventAt(before), lab.journal.size() - 2);
    }

    void stopsAndTheWayToACallAreCalls()
    {
        ShownLab lab(stackStory("/home/me"));
        EventTableModel model(lab.context);
        model.setFilter(EventTableModel::Filter::Calls);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 1, EventTableModel::Detail), QStringLiteral("recv ← take ← reply ← main"));
    }

    void whatLiesAfterThePlayheadIsItalic()
    {
        ShownLab lab(handshakeStory());
        EventTableModel model(lab.context);
        lab.playhead.moveTo(10);
        QVERIFY(!model.index(9, 0).data(Qt::FontRole).value<QFont>().italic());
        QVERIFY(model.index(10, 0).data(Qt::FontRole).value<QFont>().italic());
        QVERIFY(model.index(9, 0).data(Qt::BackgroundRole).isValid());
        QVERIFY(!model.index(10, 0).data(Qt::BackgroundRole).isValid());
    }

    void aRowLightsItsPacketEverywhereAndEnterMovesThePlayhead()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        view.resize(700, 400);
        view.show();
        auto* table = view.findChild<QTableView*>();
        const int row = static_cast<int>(lab.afterFirst<PacketSent>()) - 1;
        table->selectRow(row);
        QCOMPARE(lab.selection.what().event, std::optional<std::size_t>(static_cast<std::size_t>(row)));
        QCOMPARE(lab.selection.what().packet, std::optional<PacketId>(1));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), static_cast<std::size_t>(row) + 1);
    }

    void whatIsSelectedElsewhereIsSelectedHere()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        view.show();
        auto* table = view.findChild<QTableView*>();
        lab.selection.select({.event = 12});
        QCOMPARE(table->currentIndex().row(), 12);
        view.findChild<QComboBox*>()->setCurrentIndex(static_cast<int>(EventTableModel::Filter::Packets));
        QVERIFY(!table->selectionModel()->hasSelection()); // event 12 is no packet
        QCOMPARE(lab.selection.what().event, std::optional<std::size_t>(12));
    }

    void theFocusAloneSelectsNothing()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        view.show();
        view.activateWindow();
        view.findChild<QTableView*>()->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QVERIFY(view.findChild<QTableView*>()->hasFocus());
        QCOMPARE(lab.selection.what(), Selection::What {});
        QTest::keyClick(view.findChild<QTableView*>(), Qt::Key_Up);
        QCOMPARE(lab.selection.what().event, std::optional<std::size_t>(lab.journal.size() - 2));
    }

    void theLiveEndIsFollowed()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        view.resize(700, 200);
        view.show();
        lab.append(queuesStory());
        lab.playhead.journalGrew();
        auto* table = view.findChild<QTableView*>();
        const QRect last = table->visualRect(table->model()->index(static_cast<int>(lab.journal.size()) - 1, 0));
        QVERIFY(table->viewport()->rect().contains(last.center()));
    }

    void anotherJournalReplacesTheRows()
    {
        ShownLab lab(handshakeStory());
        EventsView view(lab.context);
        const Journal empty;
        lab.playhead.setJournal(&empty);
        QCOMPARE(view.findChild<QTableView*>()->model()->rowCount(), 0);
        lab.playhead.setJournal(&lab.journal);
        QCOMPARE(view.findChild<QTableView*>()->model()->rowCount(), static_cast<int>(lab.journal.size()));
    }
};

QTEST_MAIN(EventsViewTest)
#include "EventsViewTest.moc"
