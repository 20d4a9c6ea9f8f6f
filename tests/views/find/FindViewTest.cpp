// Looking for words in the events: what counts as found, the way from one to the next, and a journal that grows.

#include "views/find/FindView.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lab;
using namespace lab::tests;

namespace {

class Looking : public ShownLab
{
public:
    explicit Looking(const QString& words)
        : ShownLab(handshakeStory())
        , view(context, nullptr)
    {
        playhead.moveTo(0);
        view.show();
        line = view.findChild<QLineEdit*>("find-words");
        count = view.findChild<QLabel*>("find-count");
        line->setText(words);
    }

    /// The kind of the selected event; empty: nothing is selected.
    QString selected() const
    {
        const auto& event = selection.what().event;
        return event ? QString::fromUtf8(kindName(journal.at(*event).body).data()) : QString();
    }

    FindView view;
    QLineEdit* line;
    QLabel* count;
};

} // namespace

class FindViewTest : public QObject
{
    Q_OBJECT

private slots:
    void everyWordMustOccurInAnyOrderAndCase()
    {
        ShownLab lab(handshakeStory());
        EventSearch search(lab.context);
        const auto found = [&search](const QString& words) {
            search.search(words);
            while (!search.finished())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            return search.found();
        };
        const auto listens = found("listen(3, server");
        QVERIFY(!listens.empty());
        QCOMPARE(found("  SERVER Listen(3, "), listens);
        QVERIFY(found("listen").size() > listens.size()); // the command that led to it has the word, too
        QCOMPARE(found("listen client").size(), std::size_t {0});
        QCOMPARE(found("").size(), std::size_t {0});
        const auto answers = found("SYN+ACK");
        QVERIFY(!answers.empty());
        for (const std::size_t event : answers)
            QVERIFY(lab.journal.kindOf(event) == kindIndexOf<PacketSent>()
                    || lab.journal.kindOf(event) == kindIndexOf<PacketDelivered>()
                    || lab.journal.kindOf(event) == kindIndexOf<PacketHeld>());
    }

    void enterGoesFromOneToTheNextAndBeginsAgainAtTheEnd()
    {
        Looking lab("listen");
        QTRY_VERIFY(lab.count->text().endsWith("found")); // until all is read, Enter at the last found one waits
        QStringList kinds;
        QList<std::size_t> events;
        do {
            QTest::keyClick(lab.line, Qt::Key_Return);
            QTRY_VERIFY(lab.selection.what().event);
            events << *lab.selection.what().event;
            kinds << lab.selected();
            QCOMPARE(lab.selection.what().call.has_value(), kinds.last().startsWith("call-"));
            QVERIFY(events.size() < 100);
        } while (events.size() < 2 || events.last() != events.first());
        QVERIFY(std::is_sorted(events.begin(), events.end() - 1));
        QVERIFY(kinds.contains("call-entered"));
        QTest::keyClick(lab.line, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(*lab.selection.what().event, events[events.size() - 2]);
    }

    void theWayBackFromTheFirstLeadsToTheLast()
    {
        Looking lab("SYN");
        QTRY_VERIFY(!lab.count->text().isEmpty() && !lab.count->text().contains('('));
        lab.view.next();
        const std::size_t first = *lab.selection.what().event;
        lab.view.previous();
        QVERIFY(*lab.selection.what().event > first);
        lab.view.next();
        QCOMPARE(*lab.selection.what().event, first);
    }

    void whatLiesAheadOfThePlayheadIsShown()
    {
        Looking lab("listen");
        lab.view.next();
        QTRY_VERIFY(lab.selection.what().event);
        QCOMPARE(lab.playhead.position(), *lab.selection.what().event + 1);
        // What lies behind it is lit where it is.
        lab.playhead.moveTo(lab.journal.size());
        lab.selection.clear();
        lab.view.previous();
        QVERIFY(lab.selection.what().event);
        QCOMPARE(lab.playhead.position(), lab.journal.size());
    }

    void theCountSaysWhichOfHowMany()
    {
        Looking lab("listen");
        QTRY_VERIFY(lab.count->text().endsWith("found"));
        lab.view.next();
        QVERIFY2(lab.count->text().startsWith("1 of "), qPrintable(lab.count->text()));
        lab.line->setText("nothing like this");
        QTRY_COMPARE(lab.count->text(), QString("nowhere"));
        lab.line->clear();
        QCOMPARE(lab.count->text(), QString());
        QVERIFY(!lab.view.findChild<QToolButton*>("find-next")->isEnabled());
    }

    void whatComesLaterIsFoundToo()
    {
        Looking lab("tee-time");
        QTRY_COMPARE(lab.count->text(), QString("nowhere"));
        lab.append({Event {{9'000'000'000}, CommandGiven {77, "lab: mark tee-time"}}});
        lab.playhead.journalGrew();
        QTRY_COMPARE(lab.count->text(), QString("1 found"));
        lab.view.next();
        QCOMPARE(lab.selected(), QString("command"));
    }

    void anotherJournalIsReadAnew()
    {
        Looking lab("listen");
        QTRY_VERIFY(lab.count->text().endsWith("found"));
        Journal other;
        lab.playhead.setJournal(&other);
        QTRY_COMPARE(lab.count->text(), QString("nowhere"));
        lab.view.next();
        QVERIFY(!lab.selection.what().event);
        lab.playhead.setJournal(&lab.journal);
        QTRY_VERIFY(lab.count->text().endsWith("found"));
    }

    void escapeClosesIt()
    {
        Looking lab("listen");
        QSignalSpy closed(&lab.view, &FindView::closed);
        QTest::keyClick(lab.line, Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        lab.view.findChild<QToolButton*>("find-close")->click();
        QCOMPARE(closed.size(), 2);
    }
};

QTEST_MAIN(FindViewTest)
#include "FindViewTest.moc"
