// Attaching to programs that run already, outside of any lab: what is seen of them, and that they never notice more than
// was said before, however the watching ends.

#include "app/AttachCheck.h"
#include "model/base/ProcStatus.h"
#include "tests/support/LabRun.h"
#include "tests/support/OutsideServer.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <csignal>
#include <sys/socket.h>

using namespace lab;
using namespace lab::tests;

namespace {

EngineOptions attachedTo(const OutsideServer& server)
{
    return {"", "", server.pid(), startOf(server.pid())};
}

/// "accept=4", "recvfrom errno 4" … of one program, its threads together.
QStringList callsOf(const LabRun& lab, ActorId actor)
{
    QStringList calls;
    std::map<CallId, std::string> names;
    for (const Event& event : lab.events()) {
        if (const auto* entered = std::get_if<CallEntered>(&event.body); entered && entered->actor == actor)
            names[entered->call] = entered->name;
        if (const auto* returned = std::get_if<CallReturned>(&event.body); returned && names.contains(returned->call))
            calls << QString::fromStdString(names[returned->call])
                    + (returned->errnum != 0 ? " errno " + QString::number(returned->errnum)
                                             : "=" + QString::number(returned->result));
    }
    return calls;
}

std::function<bool(const LabState&)> waitsIn(const std::string& call, std::size_t threads = 1)
{
    return [=](const LabState& state) {
        std::size_t count = 0;
        for (const ActorState& actor : state.actors())
            for (const ThreadState& thread : actor.threads)
                count += thread.call && thread.call->phase == CallPhase::Blocked && thread.call->entered.name == call;
        return count >= threads;
    };
}

QStringList notices(const LabRun& lab)
{
    QStringList codes;
    for (const Event& event : lab.events())
        if (const auto* notice = std::get_if<Notice>(&event.body))
            codes << QString::fromStdString(notice->code);
    return codes;
}

struct Said
{
    int status = -1;
    QString text;
};

/// `socketlab attach …`; `meanwhile` is called once a call is seen to be blocked.
Said attach(const QStringList& arguments, const std::function<void(QProcess&)>& meanwhile = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(SOCKETLAB_BUILD_BIN "/socketlab", QStringList {"attach"} + arguments);
    Said said;
    while (meanwhile && !said.text.contains("BLOCKED") && process.waitForReadyRead(20'000))
        said.text += QString::fromUtf8(process.readAll());
    if (meanwhile)
        meanwhile(process);
    if (!process.waitForFinished(30'000)) {
        process.kill();
        qFatal("socketlab attach does not end");
    }
    said.text += QString::fromUtf8(process.readAll());
    said.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -process.exitCode();
    return said;
}

QString pidOf(const OutsideServer& server)
{
    return QString::number(server.pid());
}

} // namespace

class AttachTest : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase()
    {
        qputenv("LANG", "C.UTF-8");
        const OutsideServer server("plain");
        if (const auto obstacle = attachObstacle(attachFacts(server.pid())))
            QSKIP(("nothing may be attached to here: " + obstacle->code).c_str());
    }

    // ---- what is seen ---------------------------------------------------------------------------------------------

    void aServerIsSeenToAcceptReadAndAnswer()
    {
        OutsideServer server("plain");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept")));
        QCOMPARE(server.ask("hello"), QByteArray("HELLO"));
        QVERIFY(lab.until([&](const LabState& state) { return waitsIn("accept")(state) && callsOf(lab, 1).contains("close=0"); }));
        QCOMPARE(callsOf(lab, 1), (QStringList {"accept=4", "recvfrom=5", "sendto=5", "recvfrom=0", "close=0"}));
        const ActorState& actor = lab.state().actors().front();
        QCOMPARE(actor.started.pid, server.pid());
        QCOMPARE(QString::fromStdString(actor.started.name), QString("outside-server"));
        QVERIFY(QString::fromStdString(actor.started.commandLine).endsWith("outside-server plain"));
        const auto& place = actor.thread("")->call->entered.place;
        QVERIFY2(QString::fromStdString(place.file).endsWith("server.c") && place.function == "accepted", place.file.c_str());
    }

    void onlyItsOwnSocketsAreInTheTable()
    {
        OutsideServer server("plain"), other("plain");
        LabRun lab(attachedTo(server));
        const int there = server.connected();
        const UniqueFd waiting(there), second(server.connected());
        // Its partner's end is this test's; the second client waits in the accept queue.
        const bool all = lab.until([](const LabState& state) { return state.host(HostId::Client).sockets.size() == 3; });
        QStringList rows;
        for (const SocketRow& row : lab.state().host(HostId::Client).sockets)
            rows << QString::fromStdString(toText(row.local) + " " + toText(row.remote) + " " + std::string(stateName(row.state)));
        QVERIFY2(all, qPrintable(rows.join(", ")));
        const auto listeners = lab.state().listeners(HostId::Client);
        QCOMPARE(listeners.size(), 1U);
        QCOMPARE(int(listeners[0].listener.local.port), server.port());
        QVERIFY(lab.until([](const LabState& state) { return state.listeners(HostId::Client)[0].acceptQueue.size() == 1; }));
        // Nobody calls anything now: what the peer sends is seen all the same.
        QCOMPARE(::send(second.get(), "abc", 3, 0), 3L);
        QVERIFY(lab.until([](const LabState& state) {
            const auto queues = state.listeners(HostId::Client);
            return queues[0].acceptQueue.size() == 1 && queues[0].acceptQueue[0].recvQueue == 3;
        }));
        for (const SocketRow& row : lab.state().host(HostId::Client).sockets)
            QCOMPARE(int(row.local.port), server.port());
        QVERIFY(lab.state().host(HostId::Server).sockets.empty());
        QVERIFY(lab.state().packets().empty());
    }

    void threadsAreSeenThoseThatWereThereAndThoseThatCome()
    {
        OutsideServer server("threads");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept", 2)));
        const UniqueFd first(server.connected()), second(server.connected());
        QVERIFY(lab.until([&](const LabState& state) { return waitsIn("recvfrom", 2)(state) && waitsIn("accept", 2)(state); }));
        std::set<std::string> names;
        for (const ThreadState& thread : lab.state().actors().front().threads)
            names.insert(thread.name);
        QCOMPARE(names, (std::set<std::string> {"", "t2", "t3", "t4"}));
    }

    void childrenAreProgramsOfTheirOwn()
    {
        OutsideServer server("fork");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept")));
        QCOMPARE(server.ask("child"), QByteArray("CHILD"));
        QVERIFY(lab.until([](const LabState& state) { return state.actors().size() == 2 && state.actors()[1].exited; }));
        QCOMPARE(lab.state().actors()[1].started.parent, lab.state().actors()[0].started.actor);
        QCOMPARE(callsOf(lab, 2), (QStringList {"recvfrom=5", "sendto=5", "recvfrom=0", "close=0"}));
    }

    void signalsDoWhatTheyDoToAnyProgram()
    {
        OutsideServer server("signals");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept")));
        ::kill(server.pid(), SIGUSR1); // SA_RESTART: the same call goes on
        ::kill(server.pid(), SIGCONT); // ignored
        QCOMPARE(server.ask("one"), QByteArray("ONE"));
        QVERIFY(lab.until([&](const LabState& state) { return callsOf(lab, 1).size() == 5 && waitsIn("accept")(state); }));
        QCOMPARE(callsOf(lab, 1).first(), QString("accept=4"));
        ::kill(server.pid(), SIGUSR2);
        QCOMPARE(server.line(), QByteArray("EINTR"));
        QVERIFY(lab.until([&](const LabState& state) { return callsOf(lab, 1).size() == 6 && waitsIn("accept")(state); }));
        QCOMPARE(callsOf(lab, 1).last(), "accept errno " + QString::number(EINTR));
        QCOMPARE(server.ask("two"), QByteArray("TWO"));
    }

    // ---- what attaching does --------------------------------------------------------------------------------------

    void aCallThatIsMadeAgainIsNotNoticed()
    {
        OutsideServer server("plain");
        const UniqueFd client(server.connected());
        QCOMPARE(::send(client.get(), "a", 1, 0), 1L);
        char answer = 0;
        QCOMPARE(::recv(client.get(), &answer, 1, 0), 1L); // so it waits in recv() again, or will soon
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("recvfrom")));
        QCOMPARE(::send(client.get(), "b.", 2, 0), 2L);
        QVERIFY(lab.until(waitsIn("accept")));
        QCOMPARE(callsOf(lab, 1).first(), QString("recvfrom=2"));
        QVERIFY(!notices(lab).contains("attach-interrupted"));
        QCOMPARE(server.ask("c"), QByteArray("C"));
    }

    void aCallThatFailsForItIsToldBeforeAndSaid_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("call");
        QTest::newRow("epoll_wait") << "epoll" << "epoll_wait";
        QTest::newRow("a timeout") << "timeout" << "accept";
    }

    void aCallThatFailsForItIsToldBeforeAndSaid()
    {
        QFETCH(QString, how);
        QFETCH(QString, call);
        OutsideServer server(how);
        QTRY_COMPARE(stateOf(server.pid()), 'S');
        const auto before = interruptionsOf(server.pid());
        QCOMPARE(before.size(), 1U);
        QCOMPARE(QString::fromStdString(before[0].call), call);
        QVERIFY(before[0].fails);
        LabRun lab(attachedTo(server));
        QCOMPARE(server.line(), QByteArray("EINTR"));
        QVERIFY(lab.until(waitsIn(call.toStdString())));
        QVERIFY(notices(lab).contains("attach-interrupted"));
        QCOMPARE(callsOf(lab, 1).first(), call + " errno " + QString::number(EINTR));
        QCOMPARE(server.ask("on"), QByteArray("ON"));
    }

    void aStoppedProgramStaysStopped()
    {
        OutsideServer server("plain");
        ::kill(server.pid(), SIGSTOP);
        QTRY_COMPARE(stateOf(server.pid()), 'T');
        {
            LabRun lab(attachedTo(server));
            QVERIFY(lab.until([](const LabState& state) { return !state.actors().empty(); }));
            QVERIFY(lab.give("lab: settle").empty());
        }
        QCOMPARE(tracerOf(server.pid()), 0);
        QTRY_COMPARE(stateOf(server.pid()), 'T');
        ::kill(server.pid(), SIGCONT);
        QCOMPARE(server.ask("again"), QByteArray("AGAIN"));
    }

    void aReaderWhoDoesNotReadDoesNotHoldTheProgram()
    {
        OutsideServer server("threads");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept", 2)));
        const UniqueFd client(server.connected());
        char text[256], back[256];
        std::fill(std::begin(text), std::end(text), 'a');
        // Some 20 MB of calls: more than what waits for a reader (4 MB) and what its pipe holds (8 MB).
        for (int i = 0; i < 16000; ++i) {
            QCOMPARE(::send(client.get(), text, sizeof text, MSG_NOSIGNAL), 256L);
            QCOMPARE(::recv(client.get(), back, sizeof back, MSG_WAITALL), 256L);
        }
        std::size_t seen = 0;
        bool told = false;
        QVERIFY(lab.until([&](const LabState&) {
            for (; seen < lab.journal().size(); ++seen) {
                const Event event = lab.journal().at(seen);
                const auto* notice = std::get_if<Notice>(&event.body);
                told |= notice != nullptr && notice->code == "calls-left-out";
            }
            return told;
        }));
        QCOMPARE(server.ask("seen again"), QByteArray("SEEN AGAIN"));
        QVERIFY(lab.until(waitsIn("accept", 2)));
        QVERIFY(lab.until([](const LabState& state) { return state.actors()[0].descriptors.size() >= 4; }));
    }

    // ---- letting go -----------------------------------------------------------------------------------------------

    void aKilledEngineLeavesTheProgramRunning()
    {
        OutsideServer server("threads");
        const UniqueFd client(server.connected());
        const auto pingPong = [&client] {
            char back = 0;
            return ::send(client.get(), "x", 1, MSG_NOSIGNAL) == 1 && ::recv(client.get(), &back, 1, 0) == 1 && back == 'X';
        };
        for (int round = 0; round < 40; ++round) {
            LabRun lab(attachedTo(server));
            // Killed in another moment of its work each time, most of them while a call is being made.
            if (round % 4 != 0)
                QVERIFY(lab.until([](const LabState& state) { return !state.actors().empty(); }));
            for (int i = 0; i < round % 7; ++i)
                QVERIFY(pingPong());
            QCOMPARE(::send(client.get(), "y", 1, MSG_NOSIGNAL), 1L);
            ::kill(lab.engine().pid(), SIGKILL);
            char back = 0;
            QCOMPARE(::recv(client.get(), &back, 1, 0), 1L);
            QCOMPARE(back, 'Y');
            QVERIFY(pingPong());
        }
        QVERIFY(server.runs());
        QCOMPARE(server.ask("still"), QByteArray("STILL"));
        QTRY_COMPARE(tracerOf(server.pid()), 0);
    }

    void signalsAreNotLostWithTheEngine()
    {
        OutsideServer server("signals");
        for (int round = 0; round < 20; ++round) {
            LabRun lab(attachedTo(server));
            QVERIFY(lab.until(waitsIn("accept")));
            ::kill(server.pid(), SIGUSR2);
            ::kill(lab.engine().pid(), SIGKILL);
            QCOMPARE(server.line(), QByteArray("EINTR"));
        }
        QCOMPARE(server.ask("still"), QByteArray("STILL"));
    }

    void interruptedItLetsGoInOrder()
    {
        OutsideServer server("plain");
        QTemporaryDir folder;
        const QString journal = folder.filePath("watched.pcapng");
        QByteArray answer;
        const Said said = attach({pidOf(server), "--yes", "--journal", journal}, [&](QProcess& process) {
            answer = server.ask("seen");
            QTest::qVerify(tracerOf(server.pid()) != 0, "traced", "", __FILE__, __LINE__);
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        });
        QCOMPARE(answer, QByteArray("SEEN"));
        QCOMPARE(said.status, 0);
        QVERIFY2(said.text.contains("was let go and runs on"), qPrintable(said.text));
        QVERIFY2(said.text.contains("this machine 127.0.0.1:" + QString::number(server.port()) + " LISTEN"), qPrintable(said.text));
        QCOMPARE(tracerOf(server.pid()), 0);
        QCOMPARE(server.ask("after"), QByteArray("AFTER"));

        QProcess dump;
        dump.start(SOCKETLAB_BUILD_BIN "/socketlab", {"dump", journal});
        QVERIFY(dump.waitForFinished());
        QCOMPARE(dump.exitCode(), 0);
        const QByteArray lines = dump.readAllStandardOutput();
        for (const char* part : {"\"call\":\"accept\"", "\"call\":\"recvfrom\"", "\"call\":\"sendto\"", "SEEN"})
            QVERIFY2(lines.contains(part), part);
    }

    void afterItsTimeItLetsGo()
    {
        OutsideServer server("plain");
        const Said said = attach({pidOf(server), "--yes", "--timeout", "0.2"});
        QCOMPARE(said.status, 0);
        QVERIFY2(said.text.contains("The time is up (0.2 s)"), qPrintable(said.text));
        QCOMPARE(tracerOf(server.pid()), 0);
        QCOMPARE(server.ask("after"), QByteArray("AFTER"));
    }

    void theProgramsEndIsTheWatchersEnd()
    {
        OutsideServer server("plain");
        const Said said = attach({pidOf(server), "--yes"}, [&](QProcess&) { ::kill(server.pid(), SIGTERM); });
        QCOMPARE(said.status, 0);
        QVERIFY2(said.text.contains("has ended"), qPrintable(said.text));
    }

    // ---- what is not done -----------------------------------------------------------------------------------------

    void nobodyIsAttachedToUnasked()
    {
        OutsideServer server("epoll");
        QTRY_COMPARE(stateOf(server.pid()), 'S');
        const Said said = attach({pidOf(server)});
        QCOMPARE(said.status, 3);
        QVERIFY2(said.text.contains("epoll_wait(), which fails with EINTR"), qPrintable(said.text));
        QVERIFY2(said.text.contains("--yes"), qPrintable(said.text));
        // Nothing was changed: the wait goes on as the same call.
        QCOMPARE(server.ask("same"), QByteArray("SAME"));
        LabRun ordinary;
        QVERIFY(!ordinary.give("lab: attach " + std::to_string(server.pid())).empty());
        QCOMPARE(tracerOf(server.pid()), 0);
    }

    void whatIsWatchedIsNotHeldOrChanged()
    {
        OutsideServer server("plain");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept")));
        for (const char* line : {"wire: hold", "lab: stops calls", "outside-server: kill", "outside-server: inject errno=EINTR",
                                 "lab: actor client client", "lab: program p client /bin/true"})
            QVERIFY2(lab.give(line).find("only watched") != std::string::npos, line);
        QVERIFY(lab.give("lab: mark a learner's note").empty());
        QVERIFY(lab.give("lab: note 1 \"mine\"").empty());
        QCOMPARE(server.ask("free"), QByteArray("FREE"));
    }

    void anotherWithTheSameNumberIsNotMeant()
    {
        OutsideServer server("plain");
        EngineOptions options = attachedTo(server);
        ++options.attachBegan;
        LabRun lab(options);
        QVERIFY(lab.untilEnded().find("has ended") != std::string::npos);
        QCOMPARE(tracerOf(server.pid()), 0);
    }

    void whatCannotBeAttachedToIsSaid()
    {
        OutsideServer server("plain");
        LabRun lab(attachedTo(server));
        QVERIFY(lab.until(waitsIn("accept")));
        const auto refused = [](pid_t pid, const QString& sentence) {
            const Said said = attach({QString::number(pid), "--yes"});
            QCOMPARE(said.status, 2);
            QVERIFY2(said.text.contains(sentence), qPrintable(said.text));
        };
        refused(server.pid(), "is traced already, by socketlab-engin");
        refused(::getpid(), "one that has started it");
        refused(INT32_MAX, "There is no process");
    }
};

QTEST_GUILESS_MAIN(AttachTest)
#include "AttachTest.moc"
