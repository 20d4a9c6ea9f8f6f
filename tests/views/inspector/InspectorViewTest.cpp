#include "views/inspector/InspectorView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/inspector/HexView.h"
#include "views/inspector/NoteEditor.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTreeWidget>

using namespace lab;
using namespace lab::tests;

class InspectorViewTest : public QObject
{
    Q_OBJECT

private:
    static QTreeWidgetItem* item(const InspectorView& view, const QString& name)
    {
        auto* tree = view.findChild<QTreeWidget*>();
        const auto found = tree->findItems(name, Qt::MatchExactly | Qt::MatchRecursive, 0);
        return found.isEmpty() ? nullptr : found.first();
    }

private slots:

    void aNameThatIsWiderThanThePanelIsBrokenIntoLines()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        view.resize(1600, 700);
        view.show();
        lab.selection.select({.event = 0}); // the lab started
        const QString title = view.shown().title;
        const QLabel* shown = nullptr;
        for (const auto* label : view.findChildren<QLabel*>())
            if (label->accessibleName() == title)
                shown = label;
        QVERIFY(shown);
        QCOMPARE(shown->text(), title);
        const int whole = shown->sizeHint().width();
        view.resize(whole - 10, 700);
        QVERIFY2(shown->text().contains(QLatin1Char('\n')), qPrintable(shown->text()));
        QCOMPARE(shown->text().simplified(), title);
        QVERIFY(shown->sizeHint().width() < whole);
        QVERIFY(shown->sizeHint().width() <= view.width()); // nobody scrolls for it
        view.resize(1600, 700);
        QCOMPARE(shown->text(), title);
    }

    void aFieldLightsItsBytesAndAByteItsField()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        view.resize(320, 700);
        view.show();
        lab.selection.select({.packet = 1});
        auto* tree = view.findChild<QTreeWidget*>();
        auto* hex = view.findChild<HexView*>();
        tree->setCurrentItem(item(view, QStringLiteral("Window")));
        // Ethernet 14, IPv4 20, and 14 bytes into the TCP header (RFC 9293 section 3.1).
        QCOMPARE(hex->markedOffset(), std::size_t {48});
        QCOMPARE(hex->markedLength(), std::size_t {2});
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->byteRect(23).center());
        QCOMPARE(tree->currentItem()->text(0), QStringLiteral("Protocol"));
        QCOMPARE(hex->markedOffset(), std::size_t {23});
    }

    void namesAreWholeAsSoonAsThereIsRoom()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        view.resize(240, 700);
        view.show();
        lab.selection.select({.packet = 1});
        auto* tree = view.findChild<QTreeWidget*>();
        const int narrow = tree->columnWidth(0);
        view.resize(900, 700);
        QVERIFY(tree->columnWidth(0) > narrow);
        const QRect name = tree->visualItemRect(item(view, QStringLiteral("Sequence number")));
        QVERIFY(name.left() + tree->fontMetrics().horizontalAdvance(QStringLiteral("Sequence number")) <= tree->columnWidth(0));
    }

    void theArrowKeysWalkOverTheBytes()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        view.resize(320, 700);
        view.show();
        lab.selection.select({.packet = 1});
        auto* hex = view.findChild<HexView*>();
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->byteRect(22).center());
        QCOMPARE(view.findChild<QTreeWidget*>()->currentItem()->text(0), QStringLiteral("Time to live"));
        QTest::keyClick(hex, Qt::Key_Right);
        QCOMPARE(view.findChild<QTreeWidget*>()->currentItem()->text(0), QStringLiteral("Protocol"));
    }

    void aFrameOfTheStackIsSelectedByAClickOrByKeys()
    {
        ShownLab lab(stackStory("/home/me"));
        InspectorView view(lab.context);
        view.resize(320, 700);
        view.show();
        lab.selection.select({.call = 1});
        auto* tree = view.findChild<QTreeWidget*>();
        QTreeWidgetItem* reply = item(view, QStringLiteral("reply"));
        QVERIFY(reply);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(reply).center());
        QCOMPARE(lab.selection.what().frame, std::optional<std::size_t>(2));
        QCOMPARE(lab.selection.what().call, std::optional<CallId>(1));
        QTest::keyClick(tree, Qt::Key_Up);
        QCOMPARE(lab.selection.what().frame, std::optional<std::size_t>(1));
        QCOMPARE(tree->currentItem()->text(0), QStringLiteral("take")); // the tree was not made anew
        lab.selection.select({.call = 1});
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(lab.selection.what().frame, std::optional<std::size_t>(1));
    }

    void withNothingSelectedTheNewestEventIsShown()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        const std::size_t accept =
            lab.after<CallEntered>([](const CallEntered& call) { return call.name == "accept"; });
        const QString before = view.shown().title;
        lab.playhead.moveTo(accept);
        QCOMPARE(view.shown().title, before); // what happened is painted first
        QTRY_COMPARE(view.shown().title, QStringLiteral("accept()"));
        lab.selection.select({.packet = 2});
        QCOMPARE(view.shown().title, QStringLiteral("SYN+ACK"));
        lab.selection.clear();
        QCOMPARE(view.shown().title, QStringLiteral("accept()"));
    }

    void anEmptyJournalSaysThatNothingHappened()
    {
        ShownLab lab({});
        InspectorView view(lab.context);
        QVERIFY(view.shown().title.isEmpty());
        QVERIFY(!view.findChild<QLabel*>()->text().isEmpty());
    }

    void explanationsComeInTheChosenLanguage()
    {
        ShownLab lab(handshakeStory());
        InspectorView view(lab.context);
        lab.selection.select({.packet = 1});
        const QString english = view.shown().explanations.front().text;
        lab.context.language = Language::Korean;
        view.contextChanged();
        const QString korean = view.shown().explanations.front().text;
        QVERIFY(english != korean);
        bool hangul = false;
        for (const QChar c : korean)
            hangul = hangul || c.script() == QChar::Script_Hangul;
        QVERIFY(hangul);
    }

    void aNoteIsWrittenOnTheSelectedEventWhileTheLabGoesOn()
    {
        ShownLab lab(handshakeStory());
        QList<std::pair<std::size_t, QString>> written;
        lab.context.writeNote = [&](std::size_t event, const QString& text) {
            written.push_back({event, text});
            lab.append({{lab.journal.timeOf(lab.journal.size() - 1), NoteWritten {event + 1, 1, text.toStdString()}}});
            lab.playhead.journalGrew();
        };
        InspectorView view(lab.context);
        view.resize(320, 400);
        view.show();
        auto* editor = view.findChild<NoteEditor*>();
        auto* field = editor->findChild<QPlainTextEdit*>();
        QVERIFY(!editor->isVisible());
        lab.selection.select({.event = 7});
        lab.selection.wantNote();
        QVERIFY(editor->isVisible());
        QTest::keyClicks(field, "Look here");
        lab.selection.select({.event = 3}); // the note is still on the other one
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!editor->isVisible());
        QCOMPARE(view.findChild<QScrollArea*>()->verticalScrollBar()->value(), 0); // the note is in sight
        QCOMPARE(written.size(), 1);
        QCOMPARE(written[0].first, std::size_t {7});
        QCOMPARE(written[0].second, QStringLiteral("Look here"));
        lab.selection.select({.event = 7});
        QVERIFY(!view.shown().explanations.empty());
        QCOMPARE(view.shown().explanations.front().text, QStringLiteral("Look here"));
        lab.selection.wantNote();
        QCOMPARE(field->toPlainText(), QStringLiteral("Look here"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!editor->isVisible());
        QCOMPARE(written.size(), 1);
    }

    void aNoteOnANoteIsOnItsEvent()
    {
        std::vector<Event> story = handshakeStory();
        story.push_back({story.back().time, NoteWritten {4, 1, "Look here"}});
        ShownLab lab(story);
        InspectorView view(lab.context);
        view.show();
        lab.selection.select({.event = story.size() - 1});
        lab.selection.wantNote();
        QVERIFY(view.findChild<NoteEditor*>()->isVisible());
        QCOMPARE(view.findChild<QPlainTextEdit*>()->toPlainText(), QStringLiteral("Look here"));
        QVERIFY(view.findChild<QPlainTextEdit*>()->accessibleName().contains(QStringLiteral("4")));
    }
};

QTEST_MAIN(InspectorViewTest)
#include "InspectorViewTest.moc"
