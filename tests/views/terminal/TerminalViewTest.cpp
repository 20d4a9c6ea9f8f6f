#include "views/terminal/TerminalView.h"

#include "model/command/Command.h"
#include "tests/support/JournalBuilder.h"
#include "tests/views/shared/ShownLab.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

class OpenLab : public LessonDriver
{
public:
    const LessonRunner* runner() const override { return nullptr; }

    void next() override { }

    void answer(int) override { }

    void restart() override { }

    bool labRunning() const override { return running; }

    bool running = true;
};

/// A journal of learners' programs that write, read and end.
class Programs : public JournalBuilder
{
public:
    ActorId program(const std::string& name, const std::string& more = {})
    {
        const CommandId given = command("lab: program " + name + " client ./" + name + more);
        const ActorId actor = ++m_last;
        add(ActorStarted {actor, HostId::Client, name, 100, "./" + name, 0});
        settled(given);
        return actor;
    }

    void writes(ActorId actor, std::string_view text, std::uint8_t stream = 1)
    {
        add(ActorOutput {actor, stream, Bytes(text.begin(), text.end())});
    }

private:
    ActorId m_last = 0;
};

Programs chat()
{
    Programs story;
    const ActorId server = story.program("server"), client = story.program("client", " stdin=type");
    story.writes(server, "listening\n");
    story.writes(client, "name? ");
    story.done("client: type \"mina\\n\"");
    story.writes(client, "hello mina\n\nbye\n");
    story.writes(server, "no more\n", 2);
    return story;
}

struct Shown
{
    explicit Shown(const std::vector<Event>& events)
        : lab(events)
    {
        lab.context.lesson = &driver;
        view = std::make_unique<TerminalView>(lab.context);
        view->resize(700, 300);
        view->show();
        table = view->findChild<QTableView*>();
        input = view->findChild<QLineEdit*>();
    }

    QString cell(int row, TerminalModel::Column column) const
    {
        return table->model()->index(row, column).data().toString();
    }

    QStringList texts() const
    {
        QStringList all;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            all << cell(row, TerminalModel::Text);
        return all;
    }

    void goesOn(const std::vector<Event>& events)
    {
        lab.append(events);
        lab.playhead.journalGrew();
    }

    ShownLab lab;
    OpenLab driver;
    std::unique_ptr<TerminalView> view;
    QTableView* table;
    QLineEdit* input;
};

} // namespace

class TerminalViewTest : public QObject
{
    Q_OBJECT

private slots:
    void everyLineHasItsProgramAndItsStream()
    {
        const Shown shown(chat().events());
        QCOMPARE(shown.texts(), QStringList({"listening", "name? ", "mina", "hello mina", "", "bye", "no more"}));
        QCOMPARE(shown.cell(0, TerminalModel::Program), QStringLiteral("server"));
        QCOMPARE(shown.cell(0, TerminalModel::Stream), QStringLiteral("stdout"));
        QCOMPARE(shown.cell(2, TerminalModel::Stream), QStringLiteral("typed ›"));
        QCOMPARE(shown.cell(6, TerminalModel::Stream), QStringLiteral("stderr !"));
        const auto colour = [&](int row) {
            return shown.table->model()->index(row, TerminalModel::Text).data(Qt::ForegroundRole).value<QColor>();
        };
        QVERIFY(colour(0) != colour(2) && colour(2) != colour(6) && colour(0) != colour(6));
    }

    void whereThereIsNoLineItSaysWhy()
    {
        Shown shown {{}};
        const auto* why = shown.view->findChild<QLabel*>(QStringLiteral("output-empty"));
        QCOMPARE(why->text(), QStringLiteral("Nothing has happened yet."));
        JournalBuilder builtIn;
        builtIn.actor(HostId::Client, "client");
        shown.goesOn(builtIn.events());
        QCOMPARE(why->text(), QStringLiteral("No program of yours has been started. The built-in ones write nothing."));
        Programs own;
        const ActorId server = own.program("server");
        shown.goesOn(own.events());
        QCOMPARE(why->text(), QStringLiteral("No program has written anything yet."));
        Programs writing;
        writing.writes(server, "listening\n");
        shown.lab.playhead.moveTo(shown.lab.playhead.position() - 1);
        shown.goesOn(writing.events());
        QVERIFY(shown.texts().isEmpty() && why->isVisible()); // the playhead stays where it was put
        QCOMPARE(why->text(), QStringLiteral("Nothing has been written up to the playhead."));
        shown.lab.playhead.moveTo(shown.lab.playhead.journal().size());
        QCOMPARE(shown.texts(), QStringList({"listening"}));
        QVERIFY(!why->isVisible());
    }

    void ofAProgramThatIsSilentItSaysSo()
    {
        Programs story;
        story.program("client");
        story.writes(story.program("server"), "listening\n");
        const Shown shown(story.events());
        const auto* why = shown.view->findChild<QLabel*>(QStringLiteral("output-empty"));
        QVERIFY(!why->isVisible());
        shown.view->findChild<QComboBox*>()->setCurrentText(QStringLiteral("client"));
        QVERIFY(why->isVisible());
        QCOMPARE(why->text(), QStringLiteral("This program has written nothing yet."));
    }

    void onlyTheChosenProgramIsShownAlsoOfWhatComesLater()
    {
        Programs story = chat();
        Shown shown(story.events());
        const QAbstractItemModelTester tester(shown.table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown.view->findChild<QComboBox*>()->setCurrentText(QStringLiteral("server"));
        QCOMPARE(shown.texts(), QStringList({"listening", "no more"}));
        Programs later;
        later.writes(1, "at last\n");
        later.writes(2, "not shown\n");
        shown.goesOn({later.events().end() - 2, later.events().end()});
        QCOMPARE(shown.texts(), QStringList({"listening", "no more", "at last"}));
    }

    void whatLiesAfterThePlayheadIsNotThereYet()
    {
        Shown shown(chat().events());
        const QAbstractItemModelTester tester(shown.table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown.lab.playhead.moveTo(shown.lab.afterFirst<ActorOutput>());
        QCOMPARE(shown.texts(), QStringList({"listening"}));
        shown.lab.playhead.moveTo(shown.lab.afterFirst<ActorOutput>() - 1);
        QCOMPARE(shown.texts(), QStringList());
        shown.lab.playhead.goLive();
        QCOMPARE(shown.texts().size(), 7);
    }

    void aLineLightsItsEventAndEnterMovesThePlayhead()
    {
        const Shown shown(chat().events());
        const std::size_t listening = shown.lab.afterFirst<ActorOutput>() - 1;
        shown.table->selectRow(0);
        QCOMPARE(shown.lab.selection.what().event, std::optional<std::size_t>(listening));
        QTest::keyClick(shown.table, Qt::Key_Return);
        QCOMPARE(shown.lab.playhead.position(), listening + 1);
    }

    void whatIsSelectedElsewhereIsSelectedHere()
    {
        Shown shown(chat().events());
        shown.lab.selection.select({.event = shown.lab.afterFirst<ActorOutput>() - 1});
        QCOMPARE(shown.table->selectionModel()->selectedRows().value(0).row(), 0);
        shown.lab.selection.select({.event = 0}); // no output
        QVERIFY(!shown.table->selectionModel()->hasSelection());
        QCOMPARE(shown.lab.selection.what().event, std::optional<std::size_t>(0));
    }

    void severalLinesAreCopiedTogether()
    {
        const Shown shown(chat().events());
        shown.table->selectAll();
        QTest::keySequence(shown.table, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("listening\nname? \nmina\nhello mina\n\nbye\nno more\n"));
    }

    void enterSendsTheLineToTheOnlyProgramThatHears()
    {
        const Shown shown(chat().events());
        QVERIFY(shown.input->isEnabled());
        QTest::keyClicks(shown.input, QStringLiteral("two words = \"x\""));
        QTest::keyClick(shown.input, Qt::Key_Return);
        QCOMPARE(shown.lab.submitted.size(), 1);
        const auto command = parseCommand(shown.lab.submitted[0].toStdString());
        QVERIFY(command);
        QCOMPARE(command->target + " " + command->verb, std::string("client type"));
        QCOMPARE(command->words, std::vector<std::string> {"two words = \"x\"\n"});
        QVERIFY(shown.input->text().isEmpty());
        shown.view->findChild<QPushButton*>()->click();
        QCOMPARE(shown.lab.submitted.value(1), QStringLiteral("client: eof"));
    }

    void nothingIsTypedToAProgramThatDoesNotHear()
    {
        Programs story = chat();
        Shown shown(story.events());
        auto* programs = shown.view->findChild<QComboBox*>();
        programs->setCurrentText(QStringLiteral("server"));
        QVERIFY(!shown.input->isEnabled());
        QVERIFY(!shown.view->findChild<QPushButton*>()->isEnabled());
        programs->setCurrentText(QStringLiteral("client"));
        QVERIFY(shown.input->isEnabled());
        shown.driver.running = false; // a recording
        emit shown.driver.changed();
        QVERIFY(!shown.input->isEnabled());
    }

    void theEndOfItsInputClosesTheLine()
    {
        Programs story = chat();
        const std::size_t before = story.events().size();
        Shown shown(story.events());
        story.done("client: eof");
        shown.goesOn({story.events().begin() + static_cast<std::ptrdiff_t>(before), story.events().end()});
        QCOMPARE(shown.texts().last(), QStringLiteral("end of input"));
        QVERIFY(!shown.input->isEnabled());
    }

    void whatWasRefusedIsMarkedAndChangesNothing()
    {
        Programs story = chat();
        story.settled(story.command("client: eof"), "why not");
        story.settled(story.command("client: type \"x\\n\""), "why not");
        const Shown shown(story.events());
        QCOMPARE(shown.cell(7, TerminalModel::Stream), QStringLiteral("refused ✗"));
        QCOMPARE(shown.cell(8, TerminalModel::Stream), QStringLiteral("refused ✗"));
        QVERIFY(shown.input->isEnabled());
    }

    void aProgramThatHasEndedHearsNoMore()
    {
        Programs story = chat();
        story.add(ActorExited {2, 0, 0});
        const Shown shown(story.events());
        QVERIFY(!shown.input->isEnabled());
    }

    void anyBytesAreReadable()
    {
        Programs story;
        const ActorId one = story.program("one");
        story.writes(one, "\x1b[31mred\x1b[0m\tbell\a\r\n");
        story.writes(one, "한글 \xff\n");
        story.writes(one, "no newline");
        story.writes(one, "\nnext\n");
        const Shown shown(story.events());
        QCOMPARE(shown.texts(),
                 QStringList({"red    bell␇", QStringLiteral("한글 ") + QChar(0xfffd), "no newline", "next"}));
    }

    void aLineThatIsWrittenPieceByPieceIsOneLine()
    {
        Programs story;
        const ActorId one = story.program("one"), other = story.program("other");
        for (const char* piece : {"* ", "Closing", " connection", "\n", "next\n"})
            story.writes(one, piece, 2);
        story.writes(one, "name? ");
        story.after(1'000'000); // µs: a line of its own time
        story.writes(one, "are you there? ");
        story.writes(other, "I am");
        story.writes(one, "good\n");
        Shown shown(story.events());
        QCOMPARE(shown.texts(),
                 QStringList({"* Closing connection", "next", "name? ", "are you there? ", "I am", "good"}));
        const std::size_t first = shown.lab.afterFirst<ActorOutput>() - 1;
        shown.lab.selection.select({.event = first + 2}); // " connection"
        QCOMPARE(shown.table->selectionModel()->selectedRows().value(0).row(), 0);
        shown.lab.playhead.moveTo(first + 2);
        QCOMPARE(shown.texts(), QStringList({"* Closing"}));
        shown.lab.playhead.goLive();
        QCOMPARE(shown.texts().value(0), QStringLiteral("* Closing connection"));
    }

    void aLongLineIsSeveralRowsOfWholeCharacters()
    {
        Programs story;
        std::string line;
        for (int i = 0; i < 1000; ++i)
            line += "가";
        story.writes(story.program("one"), line + "\n");
        const Shown shown(story.events());
        QVERIFY(shown.texts().size() > 5);
        QCOMPARE(shown.texts().join(QString()).toStdString(), line);
    }

    void aHundredThousandPiecesAreShownAtOnce()
    {
        Programs story;
        const ActorId one = story.program("one");
        for (int i = 0; i < 100'000; ++i)
            story.writes(one, "line " + std::to_string(i) + "\n");
        QElapsedTimer timer;
        ShownLab lab(story.events());
        timer.start();
        TerminalView view(lab.context);
        view.resize(700, 300);
        view.show();
        lab.playhead.moveTo(50'000);
        view.grab();
        lab.playhead.goLive();
        view.grab();
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed()))); // usually a tenth of it
        auto* table = view.findChild<QTableView*>();
        QCOMPARE(table->model()->rowCount(), 100'000);
        QVERIFY(table->viewport()->rect().contains(table->visualRect(table->model()->index(99'999, 0)).center()));
    }

    void anotherJournalReplacesEverything()
    {
        Shown shown(chat().events());
        const Journal empty;
        shown.lab.playhead.setJournal(&empty);
        QCOMPARE(shown.texts(), QStringList());
        QCOMPARE(shown.view->findChild<QComboBox*>()->count(), 1);
        QVERIFY(!shown.input->isEnabled());
        shown.lab.playhead.setJournal(&shown.lab.journal);
        QCOMPARE(shown.texts().size(), 7);
    }
};

QTEST_MAIN(TerminalViewTest)
#include "TerminalViewTest.moc"
