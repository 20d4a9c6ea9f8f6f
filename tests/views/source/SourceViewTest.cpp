#include "views/source/SourceView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/PaintedTexts.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/source/CodeView.h"

#include <QComboBox>
#include <QFile>
#include <QListWidget>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace lab;
using namespace lab::tests;

class SourceViewTest : public QObject
{
    Q_OBJECT

private:
    static int lineWith(const SourceView& view, const QString& text)
    {
        const QStringList lines = view.code().split(QLatin1Char('\n'));
        for (int i = 0; i < lines.size(); ++i) {
            if (lines[i].contains(text))
                return i;
        }
        return -1;
    }

private slots:

    void theLineThatRunsIsLitAlsoWhereItIsBroken()
    {
        ShownLab lab(handshakeStory());
        SourceView view(lab.context);
        view.resize(260, 600);
        view.show();
        lab.playhead.moveTo(lab.after<CallEntered>([](const CallEntered& call) { return call.name == "accept"; }));
        auto* code = view.findChild<CodeView*>();
        QTRY_VERIFY(!code->extraSelections().isEmpty());
        const QTextBlock block = code->document()->findBlock(code->extraSelections().first().cursor.selectionStart());
        QTRY_VERIFY2(block.layout()->lineCount() > 1, qPrintable(block.text()));
        const QImage image = code->viewport()->grab().toImage();
        QTextCursor at(block);
        for (int line = 0; line < block.layout()->lineCount(); ++line) {
            at.setPosition(block.position() + block.layout()->lineAt(line).textStart());
            const QRect place = code->cursorRect(at);
            QVERIFY2(image.pixelColor(image.width() - 8, place.center().y()) == lab.context.theme.color(Role::CodeLine), qPrintable(QString::number(line)));
        }
    }

    void whatTheCompilerSaidIsMarkedAtItsLinesAndReachedByKeys()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("server.c");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("int main(void)\n{\n    int unused;\n    return sock;\n}\n") > 0);
        file.close();
        using Kind = CompilerMessage::Kind;
        ShownLab lab({});
        SourceView view(lab.context);
        view.resize(500, 400);
        view.show();
        QVERIFY(view.code().isEmpty());
        const std::string name = path.toStdString();
        lab.context.compiled = {{{Kind::Warning, name, 3, 9, "unused variable 'unused'"},
                                 {Kind::Error, name, 4, 12, "'sock' undeclared"},
                                 {Kind::Note, name, 4, 12, "each undeclared identifier is reported only once"}},
                                {name}};
        view.contextChanged();
        QVERIFY(view.code().contains("return sock;"));
        auto* code = view.findChild<CodeView*>();
        QCOMPARE(code->marks().size(), std::size_t {2});
        QVERIFY(!code->marks().at(2).error && code->marks().at(3).error);
        QCOMPARE(code->marks().at(3).text, QString("'sock' undeclared"));

        auto* list = view.findChild<QListWidget*>();
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 3);
        list->setFocus();
        list->setCurrentRow(0);
        QCOMPARE(code->markedLine(), 2);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(code->markedLine(), 3);
        view.contextChanged(); // another language: nobody loses the place
        QCOMPARE(list->currentRow(), 1);

        lab.context.compiled = {};
        view.contextChanged();
        QVERIFY(code->marks().empty() && view.code().isEmpty() && !list->isVisible());
    }

    void callsBecomeLinesWithTheNamesOfDescriptors()
    {
        ShownLab lab(handshakeStory());
        ActorProgram program;
        program.follow(lab.journal);
        const auto lines = program.lines(1, lab.journal.size(), 100);
        QCOMPARE(lines.at(0).code, std::string("int L = socket(AF_INET, SOCK_STREAM, 0);"));
        QCOMPARE(lines.at(0).comment, std::string("= 3"));
        QVERIFY(lines.at(1).code.starts_with("bind(L, "));
        QCOMPARE(lines.at(1).comment, std::string("addr 10.9.0.2:8080, = 0"));
        QVERIFY(lines.back().current);
        QVERIFY(!lines.front().current);
    }

    void aNameUsedAgainIsNotDeclaredAgain()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        for (int i = 0; i < 2; ++i) {
            const CommandId command = journal.command("client: socket as=C");
            const CallId call = journal.enter(client, "socket", {number(2), number(1), number(0)});
            journal.returned(call, 3 + i);
            journal.settled(command);
        }
        const CallId close = journal.enter(client, "close", {number(4)});
        journal.returned(close, 0);
        ShownLab lab(journal.events());
        ActorProgram program;
        program.follow(lab.journal);
        const auto lines = program.lines(client, lab.journal.size(), 100);
        QVERIFY(lines.at(0).code.starts_with("int C = socket("));
        QVERIFY(lines.at(1).code.starts_with("C = socket("));
        QCOMPARE(lines.at(2).code, std::string("close(C);"));
    }

    void olderCallsAreCountedNotListed()
    {
        ShownLab lab(handshakeStory());
        ActorProgram program;
        program.follow(lab.journal);
        const std::size_t all = program.lines(1, lab.journal.size(), 100).size();
        std::size_t earlier = 0;
        QCOMPARE(program.lines(1, lab.journal.size(), 2, &earlier).size(), std::size_t {2});
        QCOMPARE(earlier, all - 2);
    }

    void aBlockedCallIsTheCurrentLineAndHasNoResult()
    {
        ShownLab lab(handshakeStory());
        SourceView view(lab.context);
        lab.playhead.moveTo(lab.afterFirst<CallBlocked>());
        const int accept = lineWith(view, QStringLiteral("accept("));
        QVERIFY(accept > 0);
        QVERIFY(view.code().split(QLatin1Char('\n'))[accept].contains(QStringLiteral("/* blocked */")));
        QCOMPARE(view.findChild<CodeView*>()->currentLines(), std::set<int> {accept});
        lab.playhead.goLive();
        view.findChild<QComboBox*>()->setCurrentIndex(0);
        QVERIFY(view.code().split(QLatin1Char('\n'))[accept].contains(QStringLiteral("= 4")));
    }

    void theProgramOfTheNewestCallIsShownUntilOneIsChosen()
    {
        ShownLab lab(handshakeStory());
        SourceView view(lab.context);
        auto* actors = view.findChild<QComboBox*>();
        lab.playhead.moveTo(lab.afterFirst<CallBlocked>());
        QCOMPARE(actors->currentText(), QStringLiteral("server.c"));
        lab.playhead.moveTo(lab.after<CallEntered>([](const CallEntered& call) { return call.name == "connect"; }));
        QCOMPARE(actors->currentText(), QStringLiteral("client.c"));
        QVERIFY(lineWith(view, QStringLiteral("connect(C,")) > 0);
        QTest::keyClick(actors, Qt::Key_Up);
        QCOMPARE(actors->currentText(), QStringLiteral("server.c"));
        lab.playhead.stepForward();
        QCOMPARE(actors->currentText(), QStringLiteral("server.c"));
    }

    void theLineOfTheChosenFrameIsShown()
    {
        const QTemporaryDir folder;
        for (const char* name : {"net.c", "main.c"}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("/* ") + name + " */" + QByteArray(10, '\n'));
        }
        ShownLab lab(stackStory(folder.path().toStdString()));
        SourceView view(lab.context);
        const auto* code = view.findChild<CodeView*>();
        const auto shown = [&] { return view.code().section(QLatin1Char('\n'), 0, 0) + QString::number(code->markedLine() + 1); };
        lab.selection.select({.call = 1});
        QCOMPARE(shown(), QStringLiteral("/* net.c */2"));
        lab.selection.select({.call = 1, .frame = 4});
        QCOMPARE(shown(), QStringLiteral("/* main.c */5"));
        lab.selection.select({.call = 1, .frame = 2});
        QCOMPARE(shown(), QStringLiteral("/* net.c */7"));
        const auto labels = view.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* one) { return one->text().contains("line 7 in reply()"); }));
        // Of the library's function there is no file here: the call's own line.
        lab.selection.select({.call = 1, .frame = 0});
        QCOMPARE(shown(), QStringLiteral("/* net.c */2"));
        lab.selection.select({.call = 1, .frame = 3});
        QCOMPARE(shown(), QStringLiteral("/* net.c */2"));
        // With nothing selected any more it is where the program is.
        lab.selection.select({.call = 1, .frame = 4});
        lab.selection.clear();
        QCOMPARE(shown(), QStringLiteral("/* net.c */0"));
    }

    void withoutAProgramItSaysWhyAndNumbersNothing()
    {
        const auto saysOf = [](const std::vector<Event>& events) {
            ShownLab lab(events);
            SourceView view(lab.context);
            view.resize(500, 300);
            view.show();
            QString all = paintedTexts(*view.findChild<CodeView*>()).empty() ? QString() : QStringLiteral("a line number, ");
            for (const QLabel* label : view.findChildren<QLabel*>())
                all += QLatin1Char('\n') + label->text();
            return all;
        };
        QCOMPARE(saysOf({}).section(QLatin1Char('\n'), -1), QString("No program has been started yet."));
        const QString foreign = saysOf({{{0}, Notice {Notice::Severity::Info, "states-inferred", {}}}});
        QVERIFY2(foreign.endsWith("The lab started no program here: there is no code to show."), qPrintable(foreign));
        QVERIFY(!foreign.contains("a line number") && !saysOf({}).contains("a line number"));
    }

    void enterOnALineSelectsItsCall()
    {
        ShownLab lab(handshakeStory());
        SourceView view(lab.context);
        view.show();
        lab.selection.select({.call = 1});
        auto* code = view.findChild<CodeView*>();
        const int listen = lineWith(view, QStringLiteral("listen("));
        QVERIFY(listen > 0);
        code->setTextCursor(QTextCursor(code->document()->findBlockByNumber(listen)));
        QTest::keyClick(code, Qt::Key_Return);
        const auto& call = lab.selection.what().call;
        QVERIFY(call.has_value());
        const Event event = lab.journal.at(*lab.selection.what().event);
        QCOMPARE(std::get<CallEntered>(event.body).name, std::string("listen"));
    }
};

QTEST_MAIN(SourceViewTest)
#include "SourceViewTest.moc"
