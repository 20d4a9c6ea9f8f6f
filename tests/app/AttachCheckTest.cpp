// What stands against attaching, and which programs are listed.

#include "app/AttachCheck.h"
#include "app/Paths.h"
#include "app/RunningPrograms.h"
#include "model/base/UniqueFd.h"
#include "model/words/Words.h"
#include "tests/support/OutsideServer.h"

#include <QtTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

AttachFacts ordinary()
{
    AttachFacts facts;
    facts.pid = 4711;
    facts.name = "server";
    facts.owner = facts.self = 1000;
    facts.ownerName = "somebody";
    return facts;
}

template<class Change>
AttachFacts with(Change change)
{
    AttachFacts facts = ordinary();
    change(facts);
    return facts;
}

} // namespace


class AttachCheckTest : public QObject
{
    Q_OBJECT

private slots:

    void nothingStandsAgainstAProgramOfOnesOwn() { QVERIFY(!attachObstacle(ordinary())); }

    void rootMayWatchAnybodysProgram()
    {
        QVERIFY(!attachObstacle(with([](AttachFacts& f) { f.self = 0, f.capable = true, f.scope = 2; })));
    }

    void eachObstacleHasItsSentence_data()
    {
        QTest::addColumn<AttachFacts>("facts");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("typed");
        const auto row = [](const char* code, const char* typed, auto change) {
            QTest::newRow(code) << with(change) << QString(code) << QString(typed);
        };
        row("gone", "ps -u", [](AttachFacts& f) { f.exists = false, f.mayTrace = false; });
        row("kernel-thread", "4711", [](AttachFacts& f) { f.kernelThread = true, f.owner = 0, f.mayTrace = false; });
        row("own-family", "another terminal", [](AttachFacts& f) { f.ownFamily = true; });
        row("traced", "pid 42", [](AttachFacts& f) { f.tracer = 42, f.tracerName = "gdb", f.scope = 1; });
        row("other-user", "sudo socketlab attach 4711", [](AttachFacts& f) { f.owner = 33, f.mayTrace = false, f.scope = 1; });
        row("scope-1", "sysctl kernel.yama.ptrace_scope=0", [](AttachFacts& f) { f.mayTrace = false, f.scope = 1; });
        row("scope-2", "sudo socketlab attach 4711", [](AttachFacts& f) { f.mayTrace = false, f.scope = 2; });
        row("scope-3", "ptrace_scope", [](AttachFacts& f) { f.mayTrace = false, f.scope = 3, f.capable = true; });
        row("protected", "sudo socketlab attach 4711", [](AttachFacts& f) { f.mayTrace = false; });
    }

    void eachObstacleHasItsSentence()
    {
        QFETCH(AttachFacts, facts);
        QFETCH(QString, code);
        QFETCH(QString, typed);
        static const auto words = Words::read(resourceFolder() + "/words");
        QVERIFY(words);
        const auto obstacle = attachObstacle(facts);
        QVERIFY(obstacle);
        QCOMPARE(QString::fromStdString(obstacle->code), code);
        for (const Language language : {Language::English, Language::Korean}) {
            const QString text = QString::fromStdString(words->text("attach", obstacle->code, language, obstacle->values));
            QVERIFY2(!text.contains('{') && text != code, qPrintable(text));
            if (language == Language::English || code != "own-family")
                QVERIFY2(text.contains(typed), qPrintable(text));
        }
    }

    void whatTheKernelAllowsIsNoObstacleUnderAnyScope()
    {
        // ptrace_scope 1 with PR_SET_PTRACER, or an ancestor: what the kernel allows counts.
        QVERIFY(!attachObstacle(with([](AttachFacts& f) { f.scope = 1; })));
    }

    void whatThisMachineSaysOfOneselfAndOfNobody()
    {
        QCOMPARE(attachObstacle(attachFacts(::getpid()))->code, std::string("own-family"));
        QCOMPARE(attachObstacle(attachFacts(::getppid()))->code, std::string("own-family"));
        QCOMPARE(attachObstacle(attachFacts(INT32_MAX))->code, std::string("gone"));
    }

    void aServerIsListedWithItsSocketAndItsPort()
    {
        OutsideServer server("plain");
        const auto programs = programsWithSockets();
        const auto found = std::find_if(programs.begin(), programs.end(),
                                        [&](const RunningProgram& each) { return each.pid == server.pid(); });
        QVERIFY(found != programs.end());
        QCOMPARE(found->name, std::string("outside-server"));
        QVERIFY(QString::fromStdString(found->commandLine).endsWith("outside-server plain"));
        QCOMPARE(found->listens().size(), 1U);
        QCOMPARE(toText(found->listens()[0]), "127.0.0.1:" + std::to_string(server.port()));
        QCOMPARE(found->sockets[0].protocol, std::string("TCP"));
        QVERIFY(std::none_of(programs.begin(), programs.end(), [](const RunningProgram& each) { return isOwnFamily(each.pid); }));

        const UniqueFd client(server.connected());
        QTRY_COMPARE(runningProgram(server.pid())->sockets.size(), 2U);
        const HeldSocket accepted = runningProgram(server.pid())->sockets[1];
        QCOMPARE(accepted.state, SocketState::Established);
        QCOMPARE(int(accepted.local.port), server.port());
    }
};

QTEST_GUILESS_MAIN(AttachCheckTest)
#include "AttachCheckTest.moc"
