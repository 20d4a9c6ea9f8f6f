// A session of commands, as the sandbox gives them, becomes a lesson file that the same kernel finds true.

#include "model/lesson/Lesson.h"
#include "model/lesson/SessionLesson.h"
#include "tests/support/LabRun.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

namespace {

struct Ended
{
    int status = -1;
    QString out, errors;
};

/// What the window gives when the sandbox opens.
const std::vector<std::string> opening {"lab: actor server server", "lab: actor client client", "lab: settle"};

std::size_t countOf(const Lesson& lesson, const std::string& kind)
{
    return static_cast<std::size_t>(std::count_if(lesson.steps.begin(), lesson.steps.end(), [&](const Step& step) {
        return (kind == "call" && std::holds_alternative<CallStep>(step.body))
            || (kind == "returns" && std::holds_alternative<ReturnsStep>(step.body))
            || (kind == "see" && std::holds_alternative<SeeStep>(step.body))
            || (kind == "flight" && std::holds_alternative<FlightStep>(step.body));
    }));
}

} // namespace

class SessionLessonTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aSessionRecordedAsALessonIsInOrderAndGreen_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<int>("calls");
        QTest::newRow("a conversation on a held wire")
            << QStringList {"server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3",
                            "wire: hold", "server: accept sockfd=L as=A", "client: socket as=C",
                            "client: connect sockfd=C addr=10.9.0.2:8080", "wire: release next", "wire: release next",
                            "wire: release next", "client: send sockfd=C buf=\"Hello, 서버!\\n\\\"quoted\\\"\"", "wire: release all",
                            "server: recv sockfd=A len=100", "wire: flow", "client: close fd=C", "server: recv sockfd=A len=100",
                            "server: close fd=A"}
            << 11;
        QTest::newRow("mistakes and their errors")
            << QStringList {"client: socket as=C", "client: connect C 10.9.0.2:9", "client: send sockfd=77 buf=x",
                            "client: recv sockfd=C len=10 flags=MSG_DONTWAIT", "client: socket domain=AF_INET type=SOCK_DGRAM as=U",
                            "client: bind sockfd=U addr=192.0.2.1:5", "client: listen sockfd=U backlog=1", "client: ls_fd"}
            << 8;
        QTest::newRow("a dropped packet and a forged one")
            << QStringList {"server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3",
                            "wire: hold", "client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080",
                            "wire: duplicate next", "wire: drop last", "wire: icmp next host-unreachable", "wire: flow",
                            "wire: inject to=server kind=TCP src=10.9.0.101:1111 dst=10.9.0.2:8080 flags=SYN"}
            << 5;
        QTest::newRow("a packet that is too big for the path")
            << QStringList {"wire: hold", "client: socket type=SOCK_DGRAM as=U", "client: connect sockfd=U addr=10.9.0.2:5000",
                            "client: send sockfd=U size=1400", "wire: icmp next fragmentation-needed 1200",
                            "client: getsockopt U IP_MTU"}
            << 4;
        QTest::newRow("datagrams, a further program, and a death")
            << QStringList {"lab: actor c2 client", "lab: sysctl server net.core.somaxconn 5", "server: socket type=SOCK_DGRAM as=U",
                            "server: bind sockfd=U addr=10.9.0.2:9090", "c2: socket type=SOCK_DGRAM as=C",
                            "c2: sendto sockfd=C buf=one dest_addr=10.9.0.2:9090", "server: recvfrom sockfd=U len=2",
                            "server: recvfrom sockfd=U len=100", "c2: sendto sockfd=C buf=two dest_addr=10.9.0.2:9090",
                            "c2: kill", "server: signal SIGTERM", "server: restart", "server: socket as=L"}
            << 8;
        QTest::newRow("stopped before each call")
            << QStringList {"lab: stops calls", "server: socket as=L", "server: step", "lab: stops none", "client: socket as=C",
                            "client/rx: recv sockfd=C len=5"}
            << 3;
        QTest::newRow("a slow wire")
            << QStringList {"server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3",
                            "wire: link delay=5ms rate=10mbit queue=50", "client: socket as=C",
                            "client: connect sockfd=C addr=10.9.0.2:8080", "wire: link", "client: send sockfd=C buf=Hello"}
            << 6;
        QTest::newRow("a broken pipe")
            << QStringList {"server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3",
                            "client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "client: shutdown sockfd=C how=SHUT_WR",
                            "client: send sockfd=C buf=x"}
            << 7;
    }

    void aSessionRecordedAsALessonIsInOrderAndGreen()
    {
        QFETCH(QStringList, lines);
        QFETCH(int, calls);
        const QString yaml = recorded(lines);
        QVERIFY2(yaml.startsWith('#'), qPrintable(yaml));
        const auto lesson = readLessonText(yaml.toStdString(), "s.yaml");
        QVERIFY2(lesson, qPrintable(yaml));
        QCOMPARE(int(countOf(*lesson, "call")), calls);
        write("s.yaml", yaml.toUtf8());
        const Ended checked = run({"lesson", "check", "s.yaml"});
        QVERIFY2(checked.status == 0, qPrintable(checked.errors + yaml));
        for (int i = 0; i < 3; ++i) { // not by luck
            const Ended played = run({"run", "s.yaml"});
            QVERIFY2(played.status == 0, qPrintable(played.out + played.errors + yaml));
        }
    }

    void whatTheKernelDidIsExpectedOfIt()
    {
        const QString yaml = recorded({"server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080",
                                       "server: listen sockfd=L backlog=3", "server: accept sockfd=L as=A", "wire: hold",
                                       "client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "wire: flow",
                                       "client: send sockfd=C buf=Hello", "server: recv sockfd=A len=100"});
        const auto lesson = readLessonText(yaml.toStdString(), "s.yaml");
        QVERIFY2(lesson, qPrintable(yaml));
        for (const char* line :
             {"{see: server, tcp: [{state: LISTEN, recvq: 0, sendq: 3}]}",
              "{at: server, call: accept, fd: L, as: A, expect: {blocks: true}}", "{flight: [\"client>server SYN\"]}",
              "{at: client, returns: connect, expect: {ret: 0}}", "{at: server, returns: accept, expect: {ret: 4}}",
              "{at: client, call: send, fd: C, data: Hello, expect: {ret: 5}}",
              "{at: server, call: recv, fd: A, len: 100, expect: {ret: 5, data: Hello}}"})
            QVERIFY2(yaml.contains(QLatin1String("  - ") + QLatin1String(line) + '\n'),
                     qPrintable(QLatin1String(line) + "\n" + yaml));
        // And it is no lesson that is green whatever happens.
        write("s.yaml", QString(yaml).replace("data: Hello, expect: {ret: 5}", "data: Hell, expect: {ret: 5}").toUtf8());
        QCOMPARE(run({"run", "s.yaml"}).status, 1);
    }

    void aRecordingBecomesAFileOnTheCommandLine()
    {
        LabRun lab;
        lab.perform(opening);
        lab.perform({"client: socket as=C", "client: close fd=C"});
        const QString file = m_folder->filePath("r.pcapng");
        QVERIFY(lab.journal().save(file.toStdString()));
        const Ended made = run({"lesson", "record", "r.pcapng", "-o", "My Lesson.yaml"});
        QVERIFY2(made.status == 0, qPrintable(made.errors));
        const auto lesson = readLesson(m_folder->filePath("My Lesson.yaml").toStdString());
        QVERIFY(lesson);
        QCOMPARE(lesson->id, std::string("my-lesson"));
        QCOMPARE(run({"run", "My Lesson.yaml"}).status, 0);
        // What a teacher has written meanwhile is not written over.
        write("My Lesson.yaml", "precious");
        const Ended again = run({"lesson", "record", "r.pcapng", "-o", "My Lesson.yaml"});
        QCOMPARE(again.status, 2);
        QVERIFY(again.errors.contains("File exists"));
    }

    void whatALessonCannotRepeatIsNamed_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing") << QStringList {} << "nothing was commanded here";
        QTest::newRow("a program") << QStringList {"lab: program p client /bin/true"} << "a program of your own";
        QTest::newRow("a fault") << QStringList {"lab: stops calls", "client: socket as=C", "client: inject errno=EMFILE"}
                                 << "client: inject errno=EMFILE";
        QTest::newRow("a call that lessons do not have") << QStringList {"client: dup2 oldfd=1 newfd=9"} << "no call dup2";
        QTest::newRow("a wrong length") << QStringList {"client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:80 addrlen=3"}
                                        << "no key for addrlen";
    }

    void whatALessonCannotRepeatIsNamed()
    {
        QFETCH(QStringList, lines);
        QFETCH(QString, why);
        const QString said = recorded(lines);
        QVERIFY2(said.contains(why) && !said.startsWith('#'), qPrintable(said));
    }

private:
    /// The lesson, or why there is none.
    static QString recorded(const QStringList& lines)
    {
        LabRun lab;
        lab.perform(opening);
        for (const QString& line : lines)
            if (const std::string refusal = lab.give(line.toStdString()); !refusal.empty())
                return QString::fromStdString("refused: " + refusal);
        const auto yaml = lessonOfSession(lab.journal(), "s");
        return QString::fromStdString(yaml ? *yaml : yaml.error().message);
    }

    Ended run(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(SOCKETLAB_BUILD_BIN "/socketlab"), arguments);
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SessionLessonTest)
#include "SessionLessonTest.moc"
