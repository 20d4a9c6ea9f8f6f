// Programs of the learner's own, through the command line: what they call, from which line, and how they end.

#include "app/Paths.h"
#include "tests/support/Processes.h"
#include "tests/support/ProgramRun.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

struct Recorded : Outcome
{
    std::vector<nlohmann::json> events; ///< of the recording
};

/// One line of the dump per call that returned: "socket=3", "connect=-1 ECONNREFUSED".
QStringList calls(const Recorded& outcome, const std::string& actor)
{
    QStringList all;
    for (const auto& event : outcome.events) {
        if (event["kind"] != "call-returned" || event["actor"] != actor)
            continue;
        QString one = QString::fromStdString(event["call"].get<std::string>()) + '='
            + QString::number(event["result"].get<int>());
        if (event.contains("errno"))
            one += ' ' + QString::fromStdString(event["errno"].get<std::string>());
        all << one;
    }
    return all;
}

int lineOf(const QString& source, const char* text)
{
    QFile file(source);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    int line = 1;
    for (QByteArray one = file.readLine(); !one.isEmpty(); one = file.readLine(), ++line)
        if (one.contains(text))
            return line;
    return -1;
}

} // namespace

class ProgramsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    QString example(const char* name) const
    {
        return QString::fromStdString(resourceFolder()) + "/examples/" + name;
    }

    QString written(const char* name, const QByteArray& text) const
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        file.close();
        file.setPermissions(file.permissions() | QFile::ExeOwner);
        return file.fileName();
    }

    Recorded run(QStringList arguments)
    {
        const QString recording = m_home.filePath("run.pcapng");
        QFile::remove(recording);
        arguments = QStringList {"run", "--journal", recording} + arguments;
        if (::geteuid() == 0)
            arguments << "--allow-root";
        return program(arguments, recording);
    }

    Recorded program(const QStringList& arguments, const QString& recording = {})
    {
        Recorded outcome {socketlab(arguments), {}};
        if (!QFile::exists(recording))
            return outcome;
        for (const QString& line : socketlab({"dump", recording}).said.split('\n'))
            if (!line.isEmpty())
                outcome.events.push_back(nlohmann::json::parse(line.toStdString()));
        return outcome;
    }

    static const nlohmann::json* entered(const Recorded& outcome, const std::string& actor, const std::string& call)
    {
        for (const auto& event : outcome.events)
            if (event["kind"] == "call-entered" && event["actor"] == actor && event["call"] == call)
                return &event;
        return nullptr;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", m_home.filePath("state").toUtf8());
        qputenv("LANG", "C.UTF-8");
        markDescendants();
    }

    void aClientAndAServerInCTalkAndEachCallHasItsLine()
    {
        const Recorded outcome =
            run({"--server", example("hello-server.c"), "--client", example("hello-client.c"), "--localhost", "wire"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said + outcome.complained));
        QCOMPARE(calls(outcome, "server"),
                 QStringList({"socket=3", "setsockopt=0", "bind=0", "listen=0", "accept=4", "read=17", "sendto=17",
                              "close=0", "close=0"}));
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "connect=0", "sendto=17", "read=17", "close=0"}));
        for (const auto& [actor, call, text] : {std::tuple {"server", "accept", "accept(listener"},
                                                std::tuple {"server", "sendto", "send(talker"},
                                                std::tuple {"client", "connect", "connect(talker"}}) {
            const nlohmann::json* event = entered(outcome, actor, call);
            QVERIFY2(event && event->contains("source"), call);
            const QString source = example(std::string(actor) == "server" ? "hello-server.c" : "hello-client.c");
            QCOMPARE(QString::fromStdString((*event)["source"]["file"].get<std::string>()),
                     QFileInfo(source).absoluteFilePath());
            QCOMPARE((*event)["source"]["line"].get<int>(), lineOf(source, text));
            QCOMPARE((*event)["source"]["function"].get<std::string>(), std::string("main"));
        }
    }

    void whatTheyPrintIsPartOfTheRecording()
    {
        const Recorded outcome =
            run({"--server", example("hello-server.c"), "--client", example("hello-client.c"), "--localhost=wire"});
        QVERIFY(outcome.said.contains("Hello from client"));
        const auto heard = std::count_if(outcome.events.begin(), outcome.events.end(),
                                         [](const auto& event) { return event["kind"] == "actor-output"; });
        QVERIFY(heard >= 2);
    }

    void aClientThatComesFirstIsRefusedAtItsLine()
    {
        const Recorded outcome = run({"--server", example("hello-server.c"), "--client", example("hello-client.c"),
                                     "--order", "client-first", "--localhost", "wire", "--timeout", "2"});
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "connect=-1 ECONNREFUSED"}));
        QVERIFY2(outcome.said.contains("hello-client.c:18"), qPrintable(outcome.said));
    }

    void withoutTheWaySaidLocalhostIsExplained()
    {
        const Recorded outcome = run({"--server", example("hello-server.c"), "--client", example("hello-client.c")});
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "connect=-1 ECONNREFUSED"}));
        QVERIFY2(outcome.said.contains("--localhost wire") && outcome.said.contains("--localhost loopback"),
                 qPrintable(outcome.said));
    }

    void onOneHostTheLoopbackGoesByWayOfTheWire()
    {
        const Recorded outcome =
            run({"--server", example("hello-server.c"), "--client", example("hello-client.c"), "--localhost", "loopback"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said + outcome.complained));
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "connect=0", "sendto=17", "read=17", "close=0"}));
        QVERIFY2(outcome.said.contains("client>server SYN ") && outcome.said.contains("server>client SYN+ACK"),
                 qPrintable(outcome.said));
        for (const auto& event : outcome.events) {
            if (event["kind"] == "actor-started")
                QCOMPARE(event["host"].get<std::string>(), std::string("server"));
            if (event["kind"] == "packet-sent")
                QVERIFY(event.value("loopback", false) && event["dst"].get<std::string>().starts_with("127.0.0.1:"));
        }
    }

    void datagramsTo127001AreSeenToo()
    {
        const QString server = written("udp-server.c", R"(#include <arpa/inet.h>
#include <sys/socket.h>
int main(void)
{
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(9000)}, peer;
    socklen_t length = sizeof peer;
    char text[64];
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    bind(s, (struct sockaddr *)&own, sizeof own);
    ssize_t got = recvfrom(s, text, sizeof text, 0, (struct sockaddr *)&peer, &length);
    return got > 0 && sendto(s, text, got, 0, (struct sockaddr *)&peer, length) == got ? 0 : 1;
}
)");
        const QString client = written("udp-client.c", R"(#include <arpa/inet.h>
#include <sys/socket.h>
int main(void)
{
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(9000)};
    char text[64];
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
    sendto(s, "hello", 5, 0, (struct sockaddr *)&server, sizeof server);
    return recv(s, text, sizeof text, 0) == 5 ? 0 : 1;
}
)");
        const Recorded outcome = run({"--server", server, "--client", client, "--localhost=loopback"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said + outcome.complained));
        QVERIFY2(outcome.said.contains("client>server UDP(5)") && outcome.said.contains("server>client UDP(5)"),
                 qPrintable(outcome.said));
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "sendto=5", "recvfrom=5"}));
    }

    void theTimeIsUpForAServerThatNobodyCalls()
    {
        const Recorded outcome = run({"--server", example("hello-server.c"), "--timeout", "0.5"});
        QCOMPARE(outcome.status, 3);
        QVERIFY(outcome.said.contains("time is up"));
        QVERIFY(survivors(qEnvironmentVariable("SOCKETLAB_TEST_MARK").toStdString()).empty());
    }

    void filesAndTerminalsAreNobodysSocket()
    {
        const QString script = written("talk.sh", "#!/bin/sh\necho one; echo two >&2; cat /etc/hostname >/dev/null; exit 7\n");
        const Recorded outcome = run({"--client", script});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(calls(outcome, "client").isEmpty(), qPrintable(calls(outcome, "client").join(' ')));
        QVERIFY(outcome.said.contains("one") && outcome.said.contains("two") && outcome.said.contains("7"));
    }

    void aThreadAndAForkedChildAreSeenToo()
    {
        const QString source = written("many.c", R"(
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
static void *inThread(void *unused) { (void)unused; close(socket(AF_INET, SOCK_DGRAM, 0)); return 0; }
int main(void) {
    pthread_t thread;
    pthread_create(&thread, 0, inThread, 0);
    pthread_join(thread, 0);
    if (fork() == 0) { close(socket(AF_INET, SOCK_STREAM, 0)); _exit(0); }
    wait(0);
    return 0;
}
)");
        const Recorded outcome = run({"--client", source});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said + outcome.complained));
        QCOMPARE(calls(outcome, "client"), QStringList({"socket=3", "close=0"}));
        const nlohmann::json* inThread = entered(outcome, "client", "socket");
        QCOMPARE((*inThread)["source"]["function"].get<std::string>(), std::string("inThread"));
        int children = 0;
        for (const auto& event : outcome.events)
            children += event["kind"] == "call-returned" && event["call"] == "socket" && event["actor"] != "client" ? 1 : 0;
        QCOMPARE(children, 1);
    }

    void aBulkTransferArrivesByteForByte()
    {
        const QByteArray common = R"(
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
enum { chunk = 65000, chunks = 200 };
static char at(long n) { return (char)((n * 2654435761u) >> 13); }
static struct sockaddr_in6 server(void) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(7000)};
    inet_pton(AF_INET6, IS_V6 ? "fd09::2" : "::ffff:10.9.0.2", &address.sin6_addr);
    return address;
}
)";
        const QByteArray sender = R"(
int main(void) {
    static char bytes[chunk];
    struct sockaddr_in6 address = server();
    int s = socket(AF_INET6, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&address, sizeof address)) return 1;
    for (long i = 0; i < chunks; ++i) {
        for (long j = 0; j < chunk; ++j) bytes[j] = at(i * chunk + j);
        if (send(s, bytes, chunk, 0) != chunk) return 2;
    }
    return 0;
}
)";
        const QByteArray receiver = R"(
int main(void) {
    static char bytes[200000];
    struct sockaddr_in6 address = server();
    long got = 0, n;
    int l = socket(AF_INET6, SOCK_STREAM, 0);
    if (bind(l, (struct sockaddr *)&address, sizeof address) || listen(l, 1)) return 1;
    int s = accept(l, 0, 0);
    while ((n = recv(s, bytes, sizeof bytes, 0)) > 0)
        for (long i = 0; i < n; ++i)
            if (bytes[i] != at(got++)) return 2;
    printf("received %ld as sent\n", got);
    return n == 0 ? 0 : 3;
}
)";
        for (const char* version : {"4", "6"}) {
            const QByteArray head = QByteArray("#define IS_V6 ") + (*version == '6' ? "1" : "0") + common;
            const Recorded outcome = run({"--server", written("receiver.c", head + receiver), "--client",
                                         written("sender.c", head + sender), "--timeout", "50"});
            QVERIFY2(outcome.said.contains("received 13000000 as sent"), qPrintable(outcome.said.right(2000)));
            for (const auto& event : outcome.events)
                QVERIFY(event["kind"] != "packet-dropped");
        }
    }

    void aForkBombIsEnded()
    {
        const QString source = written("bomb.c", "#include <unistd.h>\nint main(void) { for (;;) fork(); }\n");
        const Recorded outcome = run({"--client", source, "--timeout", "30"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.said.right(500)));
        QVERIFY2(outcome.said.contains("more than 256 programs"), qPrintable(outcome.said.right(500)));
        QVERIFY(survivors(qEnvironmentVariable("SOCKETLAB_TEST_MARK").toStdString()).empty());
    }

    void aFloodOfOutputIsCutAndSaid()
    {
        const Recorded outcome = run({"--client", "head -c 50000000 /dev/zero", "--timeout", "30"});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.said.contains("more than 1 MB"));
    }

    void aProgramThatIsNoneIsASentence()
    {
        Recorded outcome = run({"--client", "no-such-program-anywhere"});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.complained.contains("there is no program no-such-program-anywhere"));
        outcome = run({"--client", written("broken.c", "int main(void) { return nothing; }\n")});
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.complained.contains("broken.c:1") && outcome.complained.contains("could not be compiled"),
                 qPrintable(outcome.complained));
        outcome = run({"--client", "sh -c 'exit' > file"});
        QVERIFY(outcome.complained.contains("would need a shell"));
    }

    void rootIsAskedToSaySo()
    {
        if (::geteuid() != 0)
            QSKIP("only root is refused");
        const Recorded outcome = program({"run", "--client", "true"});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.complained.contains("--allow-root"));
    }

    void nothingThatWasCompiledStays()
    {
        QVERIFY(!QDir(m_home.filePath("state/socketlab/builds")).exists());
    }
};

QTEST_GUILESS_MAIN(ProgramsTest)
#include "ProgramsTest.moc"
