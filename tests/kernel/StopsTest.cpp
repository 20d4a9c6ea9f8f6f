// A learner's program, kept at its calls by a person, and what a person lets happen there instead.

#include "model/command/Command.h"
#include "tests/support/LabRun.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr const char* source = R"(#include <netinet/in.h>
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
int main(int count, char **words)
{
    int ends[2];
    char bytes[100];
    struct sockaddr_in nobody = { .sin_family = AF_INET, .sin_port = htons(9) };
    nobody.sin_addr.s_addr = inet_addr("10.9.0.2");
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    while (count > 1) poll(&(struct pollfd) { .fd = ends[1], .events = POLLIN }, 1, 10);
    write(ends[0], "hello", 5);
    printf("first %zd\n", read(ends[1], bytes, 100));
    write(ends[0], "again", 5);
    printf("second %zd\n", read(ends[1], bytes, 100));
    fflush(stdout);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    connect(s, (struct sockaddr *)&nobody, sizeof nobody);
    read(ends[1], bytes, 1);
    close(s);
    return 0;
}
)";

constexpr const char* forkingSource = R"(#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char bytes[9];
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0)
        _exit(write(ends[0], "hello", 5) != 5);
    wait(0);
    return read(ends[1], bytes, 9) != 5;
}
)";

} // namespace

class StopsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string start(const std::string& name, const char* program = "talk") const
    {
        return CommandBuilder("lab", "program").word(name).word("client").word(std::string("./") + program)
            .with("path", m_folder.filePath(program).toStdString()).line();
    }

    void build(const QString& name, const char* text) const
    {
        QFile file(m_folder.filePath(name + ".c"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QCOMPARE(QProcess::execute("cc", {"-g", "-O0", "-o", m_folder.filePath(name), file.fileName()}), 0);
    }

    /// "before read", "after connect", "ended".
    static std::string standing(const LabRun& lab, const std::string& name = "p")
    {
        const ActorState* actor = lab.state().actor(std::string_view(name));
        if (actor == nullptr || actor->exited)
            return actor == nullptr ? "not started" : "ended";
        const auto& call = actor->thread("")->call;
        if (!call || !call->stopped)
            return call && call->phase == CallPhase::Blocked ? "blocked in " + call->entered.name : "running";
        return (call->phase == CallPhase::Returned ? "after " : "before ") + call->entered.name;
    }

    static std::string output(const LabRun& lab)
    {
        std::string all;
        for (const Event& event : lab.events())
            if (const auto* said = std::get_if<ActorOutput>(&event.body))
                all += asText(said->bytes);
        return all;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        build("talk", source);
        build("forks", forkingSource);
        QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
    }

    void itIsKeptBeforeEveryCallAtItsLine()
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start("p")});
        QCOMPARE(standing(lab), std::string("before socketpair"));
        QCOMPARE(lab.state().actor("p")->thread("")->call->entered.place.line, 13);
        for (const char* next : {"before write", "before read", "before write", "before read", "before socket"}) {
            lab.perform({"p: step"});
            QCOMPARE(standing(lab), std::string(next));
        }
        QCOMPARE(output(lab), std::string("first 5\nsecond 5\n"));
    }

    void aStepToTheReturnKeepsItBehindTheCall()
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start("p"), "p: step until=return"});
        QCOMPARE(standing(lab), std::string("after socketpair"));
        lab.perform({"p: step"});
        QCOMPARE(standing(lab), std::string("before write"));
    }

    void itStopsAtChosenCallsDescriptorsLinesAndErrors()
    {
        LabRun lab;
        lab.perform({"lab: stops call=read,connect", start("p")});
        QCOMPARE(standing(lab), std::string("before read"));
        lab.perform({"p: stops line=talk.c:17", "p: step"});
        QCOMPARE(standing(lab), std::string("before write"));
        lab.perform({"p: stops errno=ECONNREFUSED", "p: step"});
        QCOMPARE(standing(lab), std::string("after connect"));
        lab.perform({"p: stops fd=4", "p: step"});
        QCOMPARE(standing(lab), std::string("before read"));
        lab.perform({"p: stops none"});
        QCOMPARE(standing(lab), std::string("blocked in read"));
    }

    void itRunsUntilItBlocks()
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start("p"), "p: run until=blocked"});
        QCOMPARE(standing(lab), std::string("blocked in read"));
        lab.perform({"p: signal SIGCHLD"}); // ignored by default: read goes on
        QCOMPARE(standing(lab), std::string("blocked in read"));
    }

    void whatWasLetRunIsKeptAgainAtItsNextCall()
    {
        LabRun lab;
        for (const char* pause : {"p: stops calls", "lab: stops calls"}) {
            lab.perform({"lab: stops none", CommandBuilder("lab", "program").word("p").word("client").word("./talk").word("on")
                             .with("path", m_folder.filePath("talk").toStdString()).line(), "p: run", pause});
            QVERIFY2(lab.until([&lab](const LabState&) { return standing(lab) == "before poll"; }), pause);
            lab.perform({"p: kill"});
        }
    }

    void oneIsKeptWhileTheOtherRuns()
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start("p"), start("q"), "q: run"});
        QCOMPARE(standing(lab, "p"), std::string("before socketpair"));
        QCOMPARE(standing(lab, "q"), std::string("blocked in read"));
    }

    void aForkedOneIsTreatedAsItsParentIs()
    {
        const auto stops = [](const LabRun& lab) {
            const auto events = lab.events();
            return std::count_if(events.begin(), events.end(),
                                 [](const Event& event) { return std::holds_alternative<CallStopped>(event.body); });
        };
        LabRun running;
        running.perform({"lab: stops calls", start("p", "forks"), "p: run"});
        QVERIFY(running.until([](const LabState& state) { return state.actor("p")->exited.has_value(); }));
        QCOMPARE(stops(running), 1);

        LabRun ruled;
        ruled.perform({"lab: stops calls", start("p", "forks"), "p: stops call=read", "p: step"});
        QVERIFY(ruled.until([&ruled](const LabState&) { return standing(ruled) == "before read"; }));
        QCOMPARE(stops(ruled), 2);
    }

    void anErrorComesInsteadOfTheCall()
    {
        LabRun lab;
        lab.perform({"lab: stops call=read", start("p"), "p: inject errno=ECONNRESET"});
        QCOMPARE(standing(lab), std::string("before read"));
        lab.perform({"p: stops none"});
        // The bytes that the first read was denied are still there for the second.
        QCOMPARE(output(lab), std::string("first -1\nsecond 10\n"));
        int injected = 0;
        for (const Event& event : lab.events()) {
            if (const auto* fault = std::get_if<CallInjected>(&event.body)) {
                ++injected;
                QCOMPARE(fault->what, std::string("errno=ECONNRESET"));
            } else if (const auto* returned = std::get_if<CallReturned>(&event.body); returned && injected == 1) {
                ++injected;
                QCOMPARE(returned->errnum, ECONNRESET);
            }
        }
        QCOMPARE(injected, 2);
    }

    void fewerBytesAreTheKernelsOwnDoing()
    {
        LabRun lab;
        lab.perform({"lab: stops call=read", start("p"), "p: inject bytes=3", "p: stops none"});
        QCOMPARE(output(lab), std::string("first 3\nsecond 7\n"));
    }

    void aDelayedCallGoesOnByItself()
    {
        LabRun lab;
        lab.perform({"lab: stops call=connect", start("p"), "p: inject delay=30ms"});
        QVERIFY(lab.until([](const LabState& state) { return state.actor("p")->thread("")->call->entered.name == "read"; }));
        std::int64_t asked = 0, went = 0;
        for (const Event& event : lab.events()) {
            if (std::holds_alternative<CallInjected>(event.body))
                asked = event.time.ns;
            if (std::holds_alternative<CallResumed>(event.body) && asked != 0 && went == 0)
                went = event.time.ns;
        }
        QVERIFY2(asked != 0 && went - asked >= 30'000'000, qPrintable(QString::number(went - asked)));
    }

    void whatCannotBeInjectedIsASentence()
    {
        LabRun lab;
        lab.perform({"lab: stops calls", start("p")});
        QVERIFY(lab.give("p: inject bytes=3").find("for calls with one buffer") != std::string::npos);
        QVERIFY(lab.give("p: inject errno=EWHAT").find("error's name") != std::string::npos);
        QVERIFY(lab.give("p: inject delay=tomorrow").find("500ms") != std::string::npos);
        QVERIFY(lab.give("p: inject weather=bad").find("errno=, bytes= and delay=") != std::string::npos);
        lab.perform({"p: step"});
        QVERIFY(lab.give("p: inject bytes=5").find("smaller") != std::string::npos);
        QVERIFY(lab.give("p: stops call=dance").find("no such socket call") != std::string::npos);
        lab.perform({"p: run"});
        QVERIFY(lab.give("p: inject errno=EINTR").find("does not stand before a call") != std::string::npos);
        QVERIFY(lab.give("p: step").find("does not stand") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(StopsTest)
#include "StopsTest.moc"
