// The glossary's panel: searching in either language, the entry, the way to the events that show it, and what it says where
// none does.

#include "views/glossary/GlossaryView.h"

#include "model/journal/EventKind.h"
#include "model/lesson/Lesson.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/glossary/TermSearch.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QUrl>

using namespace lab;
using namespace lab::tests;

namespace {

class LookingUp : public ShownLab
{
public:
    explicit LookingUp(Language language = Language::English, const std::vector<Event>& events = handshakeStory())
        : ShownLab(events)
        , view((context.language = language, context), nullptr)
    {
        view.resize(300, 600);
        view.show();
        words = view.findChild<QLineEdit*>("glossary-words");
        list = view.findChild<QListWidget*>("glossary-list");
        text = view.findChild<QTextBrowser*>("glossary-text");
    }

    QString shown() const { return text->toPlainText(); }

    /// The links of the entry that begin so: "event:41".
    QStringList links(const QString& scheme) const
    {
        QStringList found;
        for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part)
                if (const QString link = part.fragment().charFormat().anchorHref(); link.startsWith(scheme) && !found.contains(link))
                    found << link;
        return found;
    }

    GlossaryView view;
    QLineEdit* words;
    QListWidget* list;
    QTextBrowser* text;
};

} // namespace

class GlossaryViewTest : public QObject
{
    Q_OBJECT

private slots:

    void withoutWordsAllEntriesAreListed()
    {
        LookingUp lab;
        QVERIFY(lab.list->count() > 250);
        QVERIFY(lab.shown().contains("Choose an entry"));
    }

    void untilAnEntryIsChosenTheListHasMostOfTheRoom()
    {
        LookingUp look;
        QTRY_VERIFY(look.list->height() > 2 * look.text->height());
        look.view.lookUp(QStringLiteral("SYN queue"));
        QTRY_VERIFY(look.text->height() > look.list->height());
    }

    void typingInEitherLanguageShowsTheBestEntry()
    {
        LookingUp lab;
        QTest::keyClicks(lab.words, "syn queue");
        QCOMPARE(lab.view.shown(), std::string("terms/syn-queue"));
        QVERIFY(lab.shown().startsWith("SYN queue\nSYN 큐\n"));
        lab.words->setText(QStringLiteral("accept 큐"));
        QCOMPARE(lab.view.shown(), std::string("terms/accept-queue"));
        lab.words->setText(QStringLiteral("nothing like this"));
        QCOMPARE(lab.list->count(), 0);
        QCOMPARE(lab.view.shown(), std::string("terms/accept-queue")); // what one read does not vanish
    }

    void theArrowsGoThroughTheListWhileTheKeyboardIsInTheLine()
    {
        LookingUp lab;
        lab.words->setText("queue");
        const int first = lab.list->currentRow();
        QTest::keyClick(lab.words, Qt::Key_Down);
        QCOMPARE(lab.list->currentRow(), first + 1);
        QTest::keyClick(lab.words, Qt::Key_Up);
        QTest::keyClick(lab.words, Qt::Key_Up);
        QCOMPARE(lab.list->currentRow(), 0);
    }

    void theEntryLeadsToTheEventsOfThisRun()
    {
        LookingUp lab;
        lab.playhead.moveTo(0);
        lab.view.showEntry("terms/three-way-handshake");
        QTRY_COMPARE(lab.links("event:").size(), 3);
        emit lab.text->anchorClicked(QUrl(lab.links("event:").last()));
        QVERIFY(lab.selection.what().event);
        const std::size_t event = *lab.selection.what().event;
        QCOMPARE(lab.journal.kindOf(event), kindIndexOf<PacketSent>());
        QVERIFY(lab.selection.what().packet);
        QCOMPARE(lab.playhead.position(), event + 1); // what lies ahead of the playhead is shown
        QVERIFY2(lab.shown().contains(QString("event %1, ").arg(event + 1)), qPrintable(lab.shown()));
        emit lab.text->anchorClicked(QUrl(lab.links("event:").first()));
        QVERIFY(*lab.selection.what().event < event);
        QCOMPARE(lab.playhead.position(), event + 1); // what lies behind it is lit where it is
    }

    void theKeyboardFollowsALink()
    {
        LookingUp lab;
        lab.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&lab.view));
        lab.view.showEntry("terms/backlog");
        QTRY_COMPARE(lab.links("event:").size(), 1);
        lab.view.begin();
        QVERIFY(lab.words->hasFocus());
        QTest::keyClick(lab.words, Qt::Key_Return);
        QVERIFY(lab.text->hasFocus());
        for (int i = 0; i < 10 && !lab.selection.what().event; ++i) { // past the terms of its meaning
            QTest::keyClick(lab.text, Qt::Key_Tab);
            if (lab.text->textCursor().charFormat().anchorHref().startsWith("event:"))
                QTest::keyClick(lab.text, Qt::Key_Return);
        }
        QVERIFY(lab.selection.what().call);
    }

    void whatDidNotHappenIsSaid()
    {
        LookingUp lab;
        lab.view.showEntry("terms/multicast");
        QTRY_VERIFY(lab.shown().contains("Not in this run so far."));
        QVERIFY(lab.links("event:").isEmpty());
        lab.view.showEntry("terms/chapter");
        QVERIFY(lab.shown().contains("A word of the lessons"));
        QVERIFY(!lab.shown().contains("In this run"));
    }

    void whatHappensLaterIsFoundToo()
    {
        LookingUp lab;
        lab.view.showEntry("errnos/ECONNREFUSED");
        QTRY_VERIFY(lab.shown().contains("Not in this run so far."));
        const std::size_t before = lab.journal.size();
        lab.append({Event {{9'000'000'000}, CallEntered {900, 1, 1, "", "connect", {}, {}}},
                    Event {{9'000'000'001}, CallReturned {900, -1, 111, {}}}});
        lab.playhead.journalGrew();
        QTRY_COMPARE(lab.links("event:"), QStringList {QString("event:%1").arg(before + 1)});
    }

    void anotherJournalIsReadAnew()
    {
        LookingUp lab;
        lab.view.showEntry("terms/backlog");
        QTRY_COMPARE(lab.links("event:").size(), 1);
        Journal other;
        lab.playhead.setJournal(&other);
        QTRY_VERIFY(lab.shown().contains("Not in this run so far."));
        lab.playhead.setJournal(&lab.journal);
        QTRY_COMPARE(lab.links("event:").size(), 1);
    }

    void lessonsAreNamedWhereTheRunHasNothing()
    {
        LookingUp lab;
        const LessonCatalog catalog = readLessonCatalog(SOCKETLAB_SOURCE_DIR "/resources/lessons");
        QString opened;
        lab.context.lessons = [&catalog] { return &catalog; };
        lab.context.openLesson = [&opened](const QString& path) { opened = path; };
        lab.view.showEntry("terms/multicast");
        QTRY_VERIFY(lab.shown().contains("Lessons that speak of it"));
        const QStringList lessons = lab.links("lesson:");
        QVERIFY2(lessons.contains("lesson:broadcast-and-multicast"), qPrintable(lessons.join(' ')));
        emit lab.text->anchorClicked(QUrl("lesson:broadcast-and-multicast"));
        QVERIFY(opened.endsWith("broadcast-and-multicast.yaml"));
    }

    void theLanguageSwitchesWithTheEntryOpen()
    {
        LookingUp lab(Language::Korean);
        lab.view.showEntry("terms/syn-queue");
        QVERIFY(lab.shown().startsWith(QStringLiteral("SYN 큐\nSYN queue\n")));
        lab.context.language = Language::English;
        lab.view.contextChanged();
        QVERIFY(lab.shown().startsWith("SYN queue\n"));
        QCOMPARE(lab.list->currentItem()->text().section("  ·  ", 0, 0), QString("SYN queue"));
    }

    void wordsThatNameAnEntryShowItAndOthersAreSearchedFor()
    {
        LookingUp lab;
        lab.view.lookUp("the retransmissions");
        QCOMPARE(lab.view.shown(), std::string("terms/retransmission"));
        lab.view.lookUp("finished connections");
        QCOMPARE(lab.words->text(), QString("finished connections"));
        QCOMPARE(lab.view.shown(), std::string("terms/accept-queue"));
        lab.view.showEntry("states/LISTEN"); // not among what was searched for
        QCOMPARE(lab.words->text(), QString());
        QCOMPARE(lab.view.shown(), std::string("states/LISTEN"));
        lab.view.showEntry("no/such");
        QCOMPARE(lab.view.shown(), std::string("states/LISTEN"));
    }

    void escapeClosesIt()
    {
        LookingUp lab;
        QSignalSpy closed(&lab.view, &GlossaryView::closed);
        QTest::keyClick(lab.words, Qt::Key_Escape);
        QTest::keyClick(lab.text, Qt::Key_Escape);
        QCOMPARE(closed.size(), 2);
    }

    void aLongJournalIsReadInSlices()
    {
        JournalBuilder story;
        for (int i = 0; i < 60'000; ++i)
            story.done("lab: mark nothing");
        ShownLab lab(story.events());
        TermSearch search(lab.context);
        int turns = 0;
        search.look("terms/reset");
        while (!search.finished()) {
            QVERIFY(search.hits().empty());
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            ++turns;
        }
        QVERIFY2(turns > 1, "all of it in one turn"); // 120,000 events and no machine reads them in 6 ms
        QCOMPARE(search.percent(), 100);
    }
};

QTEST_MAIN(GlossaryViewTest)
#include "GlossaryViewTest.moc"
