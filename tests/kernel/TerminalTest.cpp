// What a learner's program reads from its standard input, typed by a person while it runs.

#include "model/command/Command.h"
#include "tests/support/LabRun.h"

#include <sys/socket.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

std::string started(const std::vector<std::string>& arguments, const std::string& input = "type")
{
    CommandBuilder command("lab", "program");
    command.word("p").word("client");
    for (const std::string& argument : arguments)
        command.word(argument);
    return command.with("path", "/bin/" + arguments.front()).with("stdin", input).line();
}

std::string typed(const std::string& text)
{
    return CommandBuilder("p", "type").word(text).line();
}

std::string output(const LabRun& lab)
{
    std::string all;
    for (const Event& event : lab.events())
        if (const auto* said = std::get_if<ActorOutput>(&event.body))
            all += asText(said->bytes);
    return all;
}

bool ended(const LabState& state)
{
    return state.actor("p") != nullptr && state.actor("p")->exited.has_value();
}

} // namespace

class TerminalTest : public QObject
{
    Q_OBJECT

private slots:
    void aProgramAnswersWhatIsTyped()
    {
        LabRun lab;
        lab.perform({started({"cat"}), typed("hello\n")});
        QCOMPARE(output(lab), std::string("hello\n")); // the command is settled when it has answered
        lab.perform({typed("안녕 \"you\"\n")});
        QCOMPARE(output(lab), std::string("hello\n안녕 \"you\"\n"));
        QVERIFY(!ended(lab.state()));
    }

    void whatWasTypedIsInTheRecording()
    {
        LabRun lab;
        lab.perform({started({"cat"}), typed("hello\n")});
        std::size_t given = 0, heard = 0;
        const std::vector<Event> events = lab.events();
        for (std::size_t i = 0; i < events.size(); ++i) {
            const auto* command = std::get_if<CommandGiven>(&events[i].body);
            if (command != nullptr && command->line == R"(p: type "hello\n")")
                given = i;
            if (std::holds_alternative<ActorOutput>(events[i].body))
                heard = i;
        }
        QVERIFY2(given != 0 && given < heard, qPrintable(QString("%1 %2").arg(given).arg(heard)));
    }

    void whatAProgramSaidBeforeACallIsOlderThanThat()
    {
        LabRun lab;
        lab.perform({started({"bash", "-c", "for n in 1 2 3; do echo $n; exec 3<>/dev/udp/10.9.0.2/9; done; echo end"})});
        QVERIFY(lab.until(ended));
        QStringList story;
        for (const Event& event : lab.events()) {
            if (const auto* said = std::get_if<ActorOutput>(&event.body))
                story << QString::fromStdString(std::string(asText(said->bytes))).trimmed();
            else if (const auto* call = std::get_if<CallEntered>(&event.body); call != nullptr && call->name == "socket"
                     && call->args[0].raw == AF_INET) // without HOME bash asks the name service first
                story << "socket";
            else if (std::holds_alternative<ActorExited>(event.body))
                story << "exited";
        }
        QCOMPARE(story.join(' '), QString("1 socket 2 socket 3 socket end exited"));
    }

    void theEndOfInputEndsIt()
    {
        LabRun lab;
        lab.perform({started({"cat"}), typed("last words"), "p: eof"});
        QVERIFY(lab.until(ended));
        QCOMPARE(lab.state().actor("p")->exited->exitStatus, 0);
        QCOMPARE(output(lab), std::string("last words"));
    }

    void aMegabyteComesThroughWhole()
    {
        LabRun lab;
        const std::string much(1024 * 1024, 'x');
        lab.perform({started({"wc", "-c"}), typed(much), "p: eof"});
        QVERIFY(lab.until(ended));
        QCOMPARE(output(lab), std::to_string(much.size()) + "\n");
    }

    void aProgramThatNeverReadsHoldsNobodyUp()
    {
        LabRun lab;
        lab.perform({started({"sleep", "1000"}), typed(std::string(1024 * 1024, 'x')), "lab: settle", "p: eof", "p: kill"});
        QVERIFY(lab.until(ended));
        lab.perform({"lab: settle"});
    }

    void thereIsAnEndToWhatIsKeptForIt()
    {
        LabRun lab;
        lab.perform({started({"sleep", "1000"})});
        const std::string part = typed(std::string(6 * 1024 * 1024, 'x'));
        lab.perform({part, part});
        const std::string refusal = lab.give(part);
        QVERIFY2(refusal.find("no more than 16 MB") != std::string::npos, refusal.c_str());
    }

    void whoClosedItsInputIsSaidToHaveDoneSo()
    {
        LabRun lab;
        lab.perform({started({"sh", "-c", "exec sleep 1000 <&-"})});
        const std::string refusal = lab.give(typed("hello\n"));
        QVERIFY2(refusal.find("has closed its standard input") != std::string::npos, refusal.c_str());
    }

    void whatCannotBeTypedIsASentence()
    {
        LabRun lab;
        const auto refused = [&lab](const std::string& line, const char* why) {
            const std::string refusal = lab.give(line);
            if (refusal.find(why) == std::string::npos)
                qWarning("%s: %s", line.c_str(), refusal.c_str());
            return refusal.find(why) != std::string::npos;
        };
        QVERIFY(refused(typed("x"), "no program called 'p' runs"));
        QVERIFY(refused("p: eof", "no program called 'p' runs"));
        lab.perform({started({"sleep", "1000"}, "/dev/null")});
        QVERIFY(refused(typed("x"), "start it with stdin=type"));
        QVERIFY(refused("p: eof", "start it with stdin=type"));
        QVERIFY(refused("p: type", "in quotation marks"));
        QVERIFY(refused("p: type two words", "in quotation marks"));
        lab.perform({"p: kill"});
        QVERIFY(lab.until(ended));
        lab.perform({started({"sleep", "1000"}), "p: eof"});
        QVERIFY(refused(typed("x"), "the end of its input"));
        QVERIFY(refused("p: eof", "the end of its input"));
    }

    void aFileIsStillAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("type"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from a file");
        file.close();
        LabRun lab;
        lab.perform({started({"cat"}, file.fileName().toStdString())});
        QVERIFY(lab.until(ended));
        QCOMPARE(output(lab), std::string("from a file"));
    }
};

QTEST_GUILESS_MAIN(TerminalTest)
#include "TerminalTest.moc"
