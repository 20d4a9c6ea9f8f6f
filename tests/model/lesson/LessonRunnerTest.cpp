#include "model/lesson/LessonRunner.h"

#include "model/packet/Packet.h"
#include "tests/support/LabSim.h"

#include <QtTest>

#include <cerrno>
#include <csignal>

using namespace lab;
using namespace lab::tests;

class LessonRunnerTest : public QObject
{
    Q_OBJECT

private slots:
    void theSetUpIsSubmittedAndAwaited();
    void aRefusedSetUpIsAProblem();
    void aCallThatReturnsAsExpectedHolds();
    void aCallThatReturnsOtherwiseFails_data();
    void aCallThatReturnsOtherwiseFails();
    void aRefusedCallFails();
    void blockingIsJudgedAtRest();
    void aCallMayReturnAfterTheLabHasComeToRest();
    void aCallThatNeverReturnsFailsAtItsDeadline();
    void aCallWithoutExpectationIsDoneWhenItBlocks();
    void aCallSeenOnlyAfterTheAnswerIsAwaited();
    void aCallStoppedByTheLabHasAllTheTimeOfTheWorld();
    void aDeadProgramIsSeen();
    void settingsSignalsAndWireAreCommands();
    void aQuestionWaitsForItsAnswer();
    void freeRunningGoesToTheNextQuestion();
    void aStepAheadOfTheScriptIsNotDoneTwice();
    void aProgramThatWasNotCompiledIsAProblem();
    void aProgramIsRunAndItsEndCompared();
    void aProgramIsWaitedForUntilItIsInsideTheCall();
    void everyStepIsMarkedInTheJournal();
};

void LessonRunnerTest::theSetUpIsSubmittedAndAwaited()
{
    LabSim lab("  - {wire: auto}\n", "hold", "retransmissions: show\n");
    QVERIFY(!lab.runner.ready());
    lab.begin();
    QVERIFY(lab.runner.ready());
    const std::vector<std::string> expected {"lab: actor server server", "lab: actor client client",
                                             "lab: retransmissions show", "wire: hold", "lab: settle"};
    QCOMPARE(lab.lines, expected);
    QCOMPARE(lab.runner.position(), std::size_t {0});
    QVERIFY(!lab.runner.active());
}

void LessonRunnerTest::aRefusedSetUpIsAProblem()
{
    LabSim lab("  - {wire: auto}\n", "hold");
    lab.refuse("lab: actor client client", "no such host");
    lab.begin();
    QVERIFY(!lab.runner.ready());
    QCOMPARE(lab.runner.problem(), std::string("lab: actor client client: no such host"));
}

void LessonRunnerTest::aCallThatReturnsAsExpectedHolds()
{
    LabSim lab("  - {at: server, call: socket, as: L, expect: {ret: 3}}\n");
    lab.begin();
    lab.on("server: socket as=L", [&] {
        lab.journal.returned(lab.journal.enter(lab.server, "socket", {number(2), number(1), number(0)}), 3);
    });
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    QVERIFY(lab.runner.finished());
    QVERIFY(!lab.runner.failed());
}

void LessonRunnerTest::aCallThatReturnsOtherwiseFails_data()
{
    QTest::addColumn<QString>("expect");
    QTest::addColumn<QString>("what");
    QTest::newRow("result") << "ret: 4"
                            << "ret";
    QTest::newRow("errno") << "ret: 3, errno: EBADF"
                           << "errno";
    QTest::newRow("address") << "addr: \"10.9.0.2:*\""
                             << "addr";
    QTest::newRow("time") << "ms_min: 5000"
                          << "time";
    QTest::newRow("blocks") << "blocks: true"
                            << "blocks";
    QTest::newRow("death") << "died: killed by SIGPIPE"
                           << "died";
}

void LessonRunnerTest::aCallThatReturnsOtherwiseFails()
{
    QFETCH(QString, expect);
    QFETCH(QString, what);
    LabSim lab("  - {at: server, call: accept, fd: L, expect: {" + expect.toStdString() + "}}\n");
    lab.begin();
    lab.on("server: accept sockfd=L", [&] {
        const CallId call = lab.journal.enter(lab.server, "accept", {number(3), pointsTo({}), number(0)});
        lab.journal.returned(call, 3, 0, written(1, address(clientEnd(40001))));
    });
    lab.next();
    lab.wait(6000);
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).what, what.toStdString());
    QVERIFY(!lab.result(0).expected.empty() && !lab.result(0).found.empty());
    QVERIFY(lab.runner.failed());
    QVERIFY(lab.runner.finished()); // a failed step does not stop the lesson
}

void LessonRunnerTest::aRefusedCallFails()
{
    LabSim lab("  - {at: server, call: listen, fd: X, backlog: 1}\n");
    lab.begin();
    lab.refuse("server: listen sockfd=X backlog=1", "no descriptor is called X");
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).found, std::string("no descriptor is called X"));
}

void LessonRunnerTest::blockingIsJudgedAtRest()
{
    LabSim lab("  - {at: server, call: accept, fd: L, expect: {blocks: true}}\n"
               "  - {at: server, returns: accept, expect: {blocks: true}}\n"
               "  - {at: server, returns: accept, expect: {ret: 4}}\n");
    lab.begin();
    CallId call = 0;
    lab.on("server: accept sockfd=L", [&] {
        call = lab.journal.enter(lab.server, "accept", {number(3), pointsTo({}), number(0)});
        lab.journal.blocked(call, "inet_csk_accept");
        lab.tell();
        QCOMPARE(lab.result(0).outcome, StepOutcome::Active); // not before the lab is at rest
    });
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.next();
    QVERIFY(lab.runner.active());
    lab.journal.returned(call, 4, 0, written(1, address(clientEnd(40001))));
    lab.tell();
    QCOMPARE(lab.result(2).outcome, StepOutcome::Held);
}

void LessonRunnerTest::aCallMayReturnAfterTheLabHasComeToRest()
{
    LabSim lab("  - {at: client, call: connect, fd: C, addr: \"10.9.0.2:8080\", expect: {ret: -1, errno: ETIMEDOUT, "
               "ms_min: 2500, ms_max: 4500}}\n");
    lab.begin();
    CallId call = 0;
    lab.on("client: connect sockfd=C addr=10.9.0.2:8080", [&] {
        call = lab.journal.enter(lab.client, "connect", {number(3), address(serverEnd(8080)), number(16)});
        lab.journal.blocked(call, "wait_woken");
    });
    lab.next();
    lab.wait(3000);
    QVERIFY(lab.runner.active());
    lab.journal.returned(call, -1, ETIMEDOUT);
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
}

void LessonRunnerTest::aCallThatNeverReturnsFailsAtItsDeadline()
{
    LabSim lab("  - {at: server, call: accept, fd: L, within: 200, expect: {ret: 4}}\n");
    lab.begin();
    lab.on("server: accept sockfd=L",
           [&] { lab.journal.blocked(lab.journal.enter(lab.server, "accept", {number(3)}), ""); });
    lab.next();
    QVERIFY(lab.runner.nextDeadline());
    lab.wait(150);
    QVERIFY(lab.runner.active());
    lab.wait(100);
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).found, std::string("it still waits"));
    QVERIFY(!lab.runner.nextDeadline());
}

void LessonRunnerTest::aCallWithoutExpectationIsDoneWhenItBlocks()
{
    LabSim lab("  - {at: server, call: accept, fd: L}\n");
    lab.begin();
    lab.on("server: accept sockfd=L",
           [&] { lab.journal.blocked(lab.journal.enter(lab.server, "accept", {number(3)}), ""); });
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Done);
}

void LessonRunnerTest::aCallSeenOnlyAfterTheAnswerIsAwaited()
{
    LabSim lab("  - {at: server, call: accept, fd: L, expect: {blocks: true}}\n");
    lab.begin();
    lab.next(); // settled, and the program had no turn on the CPU yet
    QVERIFY(lab.runner.active());
    const CallId call = lab.journal.enter(lab.server, "accept", {number(3)});
    lab.tell();
    QVERIFY(lab.runner.active()); // it runs: neither blocked nor returned
    lab.journal.blocked(call, "inet_csk_accept");
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
}

void LessonRunnerTest::aCallStoppedByTheLabHasAllTheTimeOfTheWorld()
{
    LabSim lab("  - {at: server, call: socket, as: L, expect: {ret: 3}}\n");
    lab.begin();
    lab.journal.done("lab: stops calls");
    CallId call = 0;
    lab.on("server: socket as=L", [&] { call = lab.journal.enter(lab.server, "socket", {}); });
    lab.next();
    QVERIFY(lab.runner.active());
    QVERIFY(!lab.runner.nextDeadline());
    lab.wait(600'000);
    QVERIFY(lab.runner.active());
    lab.journal.add(CallResumed {call});
    lab.journal.returned(call, 3);
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
}

void LessonRunnerTest::aDeadProgramIsSeen()
{
    const std::string step = "  - {at: client, call: send, fd: C, data: x, expect: ";
    for (const bool expected : {true, false}) {
        LabSim lab(step + (expected ? "{died: killed by SIGPIPE}}\n" : "{ret: 1}}\n"));
        lab.begin();
        lab.on("client: send sockfd=C buf=x", [&] {
            lab.journal.enter(lab.client, "sendto", {number(3), text("x"), number(1), number(0), number(0), number(0)});
            lab.journal.add(ActorExited {lab.client, 0, SIGPIPE});
        });
        lab.next();
        QCOMPARE(lab.result(0).outcome, expected ? StepOutcome::Held : StepOutcome::Failed);
        QVERIFY(expected || lab.result(0).found == "the program was killed by SIGPIPE");
    }
}

void LessonRunnerTest::settingsSignalsAndWireAreCommands()
{
    LabSim lab("  - {sysctl: client, set: {net.ipv4.ip_local_port_range: \"46000 46001\", net.core.somaxconn: 5}}\n"
               "  - {stop: server, signal: SIGSTOP}\n  - {start: server}\n  - {wire: cut}\n"
               "  - {at: server, inject: {kind: TCP, src: \"10.9.0.101:1\", dst: \"10.9.0.2:8080\", flags: SYN}}\n");
    lab.begin();
    for (int i = 0; i < 5; ++i) {
        lab.next();
        QCOMPARE(lab.result(static_cast<std::size_t>(i)).outcome, StepOutcome::Done);
    }
    for (const char* line :
         {"lab: sysctl client net.core.somaxconn 5", "lab: sysctl client net.ipv4.ip_local_port_range 46000 46001",
          "server: signal SIGSTOP", "server: restart", "wire: cut",
          "wire: inject to=server kind=TCP src=10.9.0.101:1 dst=10.9.0.2:8080 flags=SYN"})
        QVERIFY2(lab.submitted(line), line);
}

void LessonRunnerTest::aQuestionWaitsForItsAnswer()
{
    LabSim lab(
        "  - ask: {q: {en: a, ko: 가}, options: [\"1\", \"2\"], answer: 2, why: {en: a, ko: 가}}\n  - {wire: auto}\n");
    lab.begin();
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Shown);
    lab.next();
    QCOMPARE(lab.runner.position(), std::size_t {0});
    lab.runner.answer(3, lab.state);
    QCOMPARE(lab.runner.position(), std::size_t {0}); // there is no option 3
    lab.runner.answer(1, lab.state);
    QCOMPARE(lab.runner.answerOf(0), 1);
    QCOMPARE(lab.result(0).what, std::string("wrong"));
    QCOMPARE(lab.runner.position(), std::size_t {1});
    QVERIFY(lab.submitted("lab: mark step 1 answer 1"));
}

void LessonRunnerTest::freeRunningGoesToTheNextQuestion()
{
    LabSim lab("  - say: {en: a, ko: 가}\n  - {wire: hold}\n  - {wire: auto}\n"
               "  - ask: {q: {en: a, ko: 가}, options: [\"1\", \"2\"], answer: 2, why: {en: a, ko: 가}}\n"
               "  - {wire: hold}\n");
    lab.begin();
    lab.runner.setFreeRunning(true, lab.state);
    lab.answerCommands();
    QCOMPARE(lab.runner.position(), std::size_t {3});
    QCOMPARE(lab.result(3).outcome, StepOutcome::Shown);
    lab.runner.answer(0, lab.state);
    lab.answerCommands();
    QVERIFY(lab.runner.finished());
}

void LessonRunnerTest::aStepAheadOfTheScriptIsNotDoneTwice()
{
    LabSim lab("  - {wire: auto}\n  - {at: client, call: socket, as: C}\n  - {at: server, call: socket, as: L}\n");
    lab.begin();
    const auto make = [&](const char* line, ActorId& actor) {
        lab.on(line, [&] { lab.journal.returned(lab.journal.enter(actor, "socket", {}), 3); });
    };
    make("client: socket as=C", lab.client);
    make("server: socket as=L", lab.server);
    QVERIFY(lab.runner.performNextOf(HostId::Server, lab.state));
    lab.answerCommands();
    QCOMPARE(lab.result(2).outcome, StepOutcome::Done);
    QCOMPARE(lab.runner.position(), std::size_t {0});
    QVERIFY(!lab.runner.performNextOf(HostId::Server, lab.state));
    lab.next();
    lab.next();
    QVERIFY(lab.runner.finished());
    QCOMPARE(std::count(lab.lines.begin(), lab.lines.end(), std::string("server: socket as=L")), std::ptrdiff_t {1});
}

void LessonRunnerTest::aProgramIsRunAndItsEndCompared()
{
    LabSim lab("  - {run: greet.c, at: client, as: g, arguments: [\"7\"]}\n"
               "  - {exits: g, expect: {status: 3, output: 'Hi\\xfe*'}}\n"
               "  - {exits: g, expect: {output: Hello}}\n");
    lab.runner.setPrograms({{ProgramSource {"greet.c", false}, "/built/greet"}});
    ActorId program = 0;
    lab.on("lab: program g client greet 7 path=/built/greet", [&] {
        program = lab.journal.actor(HostId::Client, "g");
        lab.journal.add(ActorOutput {program, 1, {'H', 'i', 0xfe}});
        lab.journal.add(ActorOutput {program, 2, {'!'}});
    });
    lab.begin();
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Done);
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Active); // it lives
    lab.journal.add(ActorExited {program, 3, 0});
    lab.tell();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.next();
    QCOMPARE(lab.result(2).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(2).found, std::string("\"Hi\\xfe!\""));
}

void LessonRunnerTest::aProgramIsWaitedForUntilItIsInsideTheCall()
{
    LabSim lab("  - {run: greet.c, at: client, as: g}\n"
               "  - {inside: g, expect: {call: accept}}\n"
               "  - {inside: g, expect: {call: recv}}\n");
    lab.runner.setPrograms({{ProgramSource {"greet.c", false}, "/built/greet"}});
    ActorId program = 0;
    lab.on("lab: program g client greet path=/built/greet", [&] { program = lab.journal.actor(HostId::Client, "g"); });
    lab.begin();
    lab.next();
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Active);
    const CallId call = lab.journal.enter(program, "accept", {});
    lab.tell();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Active); // called, and not yet waiting
    lab.journal.blocked(call, "inet_csk_accept");
    lab.tell();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.next();
    lab.wait(LessonRunner::usualPatience + 1);
    QCOMPARE(lab.result(2).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(2).found, std::string("accept"));
}

void LessonRunnerTest::aProgramThatWasNotCompiledIsAProblem()
{
    LabSim lab("  - {run: greet.c, at: client, as: g}\n");
    lab.begin();
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QVERIFY(lab.runner.problem().starts_with("made-up.yaml:10: "));
}

void LessonRunnerTest::everyStepIsMarkedInTheJournal()
{
    LabSim lab("  - {wire: auto}\n  - {packets: []}\n");
    lab.begin();
    lab.next();
    lab.next();
    QVERIFY(lab.submitted("lab: mark step 1"));
    QVERIFY(lab.submitted("lab: mark step 2"));
}

QTEST_APPLESS_MAIN(LessonRunnerTest)
#include "LessonRunnerTest.moc"
