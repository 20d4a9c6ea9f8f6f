// Who is started when, from what has happened.

#include "app/ProgramPlan.h"
#include "model/command/Command.h"
#include "tests/support/JournalBuilder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

ProgramPlan pair(ProgramOrder order)
{
    ProgramPlan plan;
    plan.order = order;
    for (const HostId host : {HostId::Server, HostId::Client, HostId::Client}) {
        PlannedProgram program;
        program.host = host;
        program.line = {"/bin/it", {"it"}};
        plan.programs.push_back(program);
    }
    plan.name();
    return plan;
}

LabState after(JournalBuilder& journal)
{
    LabState state;
    for (const Event& event : journal.events())
        state.apply(event);
    return state;
}

/// Names of the programs that the lines start.
QStringList started(const std::vector<std::string>& lines)
{
    QStringList names;
    for (const std::string& line : lines)
        if (const QStringList words = QString::fromStdString(line).split(' '); words.value(1) == "program")
            names << words.value(2);
    return names;
}

} // namespace

class ProgramPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void theLinkIsThereBeforeTheFirstProgram()
    {
        ProgramPlan plan = pair(ProgramOrder::Together);
        for (const std::string& line : plan.opening())
            QVERIFY2(!line.starts_with("wire: link"), line.c_str());
        plan.link = {20'000'000, 2'000'000, 10};
        const auto lines = plan.opening();
        const auto link = std::find(lines.begin(), lines.end(), "wire: link delay=20ms rate=2mbit queue=10");
        const auto program = std::find_if(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("lab: program"); });
        QVERIFY(link < program && program != lines.end());
    }

    void clientsComeWhenTheServerListensAndOnlyOnce()
    {
        ProgramPlan plan = pair(ProgramOrder::ServerFirst);
        QCOMPARE(started(plan.opening()), QStringList {"server"});
        JournalBuilder journal;
        const ActorId server = journal.actor(HostId::Server, "server");
        QVERIFY(plan.due(after(journal), true).empty());
        journal.socket(socketRow(HostId::Server, 7, SocketState::Listen, anyEnd(8080), anyEnd()));
        QCOMPARE(started(plan.due(after(journal), false)), (QStringList {"client", "client2"}));
        QVERIFY(plan.due(after(journal), true).empty());
        Q_UNUSED(server);
    }

    void clientsComeToAServerThatIsGoneAlready()
    {
        ProgramPlan plan = pair(ProgramOrder::ServerFirst);
        plan.opening();
        JournalBuilder journal;
        journal.add(ActorExited {journal.actor(HostId::Server, "server"), 1, 0});
        QCOMPARE(started(plan.due(after(journal), true)), (QStringList {"client", "client2"}));
    }

    void clientFirstWaitsUntilTheClientsWait()
    {
        ProgramPlan plan = pair(ProgramOrder::ClientFirst);
        QCOMPARE(started(plan.opening()), (QStringList {"client", "client2"}));
        JournalBuilder journal;
        const ActorId first = journal.actor(HostId::Client, "client"), second = journal.actor(HostId::Client, "client2");
        const CallId one = journal.enter(first, "connect", {number(3), address(serverEnd(80)), number(16)});
        journal.add(ActorExited {second, 0, 0});
        journal.add(CallStopped {one, false});
        QVERIFY(plan.due(after(journal), true).empty()); // kept by a person: it has not tried yet
        journal.add(CallResumed {one});
        journal.blocked(one, "inet_stream_connect");
        QVERIFY(plan.due(after(journal), false).empty());
        QCOMPARE(started(plan.due(after(journal), true)), QStringList {"server"});
    }

    void togetherIsAtOnceAndSettingsComeFirst()
    {
        ProgramPlan plan = pair(ProgramOrder::Together);
        plan.localhost = Localhost::Wire;
        plan.stopAtCalls = true;
        const auto lines = plan.opening();
        QCOMPARE(lines.at(0), std::string("wire: flow"));
        QCOMPARE(lines.at(1), std::string("lab: stops calls"));
        QCOMPARE(lines.at(2), std::string("lab: localhost wire"));
        QCOMPARE(started(lines), (QStringList {"server", "client", "client2"}));
        QCOMPARE(started(plan.opening()), (QStringList {"server", "client", "client2"})); // once more in a new lab
    }

    void onOneHostTheClientsAreOnTheServersHost()
    {
        ProgramPlan plan = pair(ProgramOrder::Together);
        plan.localhost = Localhost::Loopback;
        const auto lines = plan.opening();
        QCOMPARE(lines.at(2), std::string("lab: localhost loopback"));
        QCOMPARE(started(lines), (QStringList {"server", "client", "client2"}));
        for (std::size_t i = 3; i < lines.size(); ++i)
            QCOMPARE(parseCommand(lines[i])->words.at(1), std::string("server"));
    }

    void whatIsTypedAndAFileOfThatNameAreTwoThings()
    {
        ProgramPlan plan;
        plan.programs.resize(2);
        plan.programs[0].typed = true;
        plan.programs[1].input = "type";
        plan.order = ProgramOrder::Together;
        plan.name();
        const auto lines = plan.opening();
        QCOMPARE(parseCommand(lines.at(2))->get("stdin"), std::string("type"));
        QCOMPARE(parseCommand(lines.at(3))->get("stdin"), std::string("./type"));
    }

    void aSourceOrACommandLineWith127001IsKnown()
    {
        const QTemporaryDir folder;
        const std::string source = folder.filePath("c.c").toStdString();
        QFile file(QString::fromStdString(source));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("inet_addr(\"127.0.0.1\")") > 0);
        file.close();
        QVERIFY(namesLocalhost(source));
        QVERIFY(namesLocalhost("nc localhost 7000"));
        QVERIFY(!namesLocalhost("nc 10.9.0.2 7000"));
        QVERIFY(!namesLocalhost("/nowhere/at/all.c") && !namesLocalhost("") && !namesLocalhost("'unclosed"));
    }

    void whatItFindsAroundItIsInItsLine()
    {
        ProgramPlan plan;
        plan.programs.resize(1);
        plan.programs[0].line = {"/tmp/내 폴더/it", {"it", "two words"}};
        plan.programs[0].folder = "/tmp";
        plan.programs[0].input = "in.txt";
        plan.programs[0].environment = {"A=b c"};
        plan.order = ProgramOrder::Together;
        plan.name();
        const auto command = parseCommand(plan.opening().back());
        QVERIFY(command);
        QCOMPARE(command->words.back(), std::string("two words"));
        QCOMPARE(command->get("path"), std::string("/tmp/내 폴더/it"));
        QCOMPARE(command->get("cwd"), std::string("/tmp"));
        QCOMPARE(command->get("stdin"), std::string("in.txt"));
        QCOMPARE(command->get("env"), std::string("A=b c"));
    }

    void aSourceThatListensIsAServer()
    {
        const QTemporaryDir folder;
        const auto written = [&](const char* name, const char* text) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
                qFatal("cannot write");
            return file.fileName().toStdString();
        };
        QCOMPARE(likelyHost(written("a.c", "int main(void) { listen(3, 5); }")), HostId::Server);
        QCOMPARE(likelyHost(written("b.c", "int main(void) { connect(3, 0, 0); }")), HostId::Client);
        QCOMPARE(likelyHost("/usr/bin/my-server"), HostId::Server);
        QCOMPARE(likelyHost("/usr/bin/curl"), HostId::Client);
    }
};

QTEST_GUILESS_MAIN(ProgramPlanTest)
#include "ProgramPlanTest.moc"
