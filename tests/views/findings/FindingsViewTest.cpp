#include "views/findings/FindingsView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>
#include <QTextBrowser>

#include <cerrno>

using namespace lab;
using namespace lab::tests;

class FindingsViewTest : public QObject
{
    Q_OBJECT

private:
    /// A client connects to a port at which nobody listens.
    static std::vector<Event> refusedStory()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client", "./client");
        const CallId socket = journal.enter(client, "socket", {number(2), number(1), number(0)});
        journal.returned(socket, 3);
        journal.opened(client, {{3, "socket", 5, 77, 2, 1, 6, "socket:[77]"}});
        const CallId connect =
            journal.enter(client, "connect", {number(3), address(serverEnd(4711)), number(16)});
        journal.returned(connect, -1, ECONNREFUSED);
        journal.add(ActorExited {client, 1, 0}); // it might have tried again
        return journal.events();
    }

private slots:

    void withoutProofNothingIsSaid()
    {
        ShownLab lab({});
        FindingsView view(lab.context);
        QVERIFY(view.shown().empty());
        QVERIFY(!view.findChild<QTextBrowser*>()->toPlainText().isEmpty());
    }

    void aFindingIsShownFromTheEventThatProvesItOn()
    {
        ShownLab lab(refusedStory());
        FindingsView view(lab.context);
        QCOMPARE(view.shown().size(), std::size_t {1});
        QCOMPARE(view.shown().front()->code, std::string("nobody-listens"));
        QVERIFY(view.findChild<QTextBrowser*>()->toPlainText().contains("client"));
        lab.playhead.moveTo(view.shown().front()->event);
        QVERIFY(view.shown().empty());
        lab.playhead.goLive();
        QCOMPARE(view.shown().size(), std::size_t {1});
    }

    /// Of a capture that was merged with what strace or attach recorded, too; of one without calls, nothing is read.
    void callsBesideACaptureAreJudged()
    {
        std::vector<Event> events = refusedStory();
        for (const bool calls : {true, false}) {
            if (!calls)
                std::erase_if(events, [](const Event& each) { return std::holds_alternative<CallEntered>(each.body) || std::holds_alternative<CallReturned>(each.body); });
            std::vector<Event> captured {{{0}, Notice {Notice::Severity::Info, "states-inferred", ""}}};
            captured.insert(captured.end(), events.begin(), events.end());
            ShownLab lab(captured);
            FindingsView view(lab.context);
            QCOMPARE(view.shown().size(), std::size_t {calls ? 1U : 0U});
        }
    }

    void choosingItSelectsItsEvent()
    {
        ShownLab lab(refusedStory());
        FindingsView view(lab.context);
        emit view.findChild<QTextBrowser*>()->anchorClicked(QUrl("finding:0"));
        QCOMPARE(lab.selection.what().event, std::optional(view.shown().front()->event));
        QVERIFY(lab.selection.what().call.has_value());
    }

    void itSpeaksKorean()
    {
        ShownLab lab(refusedStory());
        FindingsView view(lab.context);
        const QString english = view.findChild<QTextBrowser*>()->toPlainText();
        lab.context.language = Language::Korean;
        view.contextChanged();
        QVERIFY(view.findChild<QTextBrowser*>()->toPlainText() != english);
    }
};

QTEST_MAIN(FindingsViewTest)
#include "FindingsViewTest.moc"
