// The project's example programs on the real kernel: the correct ones raise no finding, each mistake exactly its own,
// and what other people wrote correctly raises none either.

#include "app/Paths.h"
#include "tests/support/Processes.h"
#include "tests/support/ProgramRun.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

QString examples()
{
    return QString::fromStdString(resourceFolder()) + "/examples/";
}

/// " * finding: broken-pipe" of the head of an example.
QString headLine(const QString& path, const QString& name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QRegularExpression line("^ \\* " + name + ": (\\S+)", QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(file.readAll())).captured(1);
}

} // namespace

class ExamplesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    QString recording() const { return m_home.filePath("run.pcapng"); }

    QString written(const char* name, const QByteArray& text) const
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }

    Outcome run(QStringList arguments) const
    {
        QFile::remove(recording());
        arguments = QStringList {"run", "--lang", "en", "--timeout", "30", "--journal", recording()} + arguments;
        if (::geteuid() == 0)
            arguments << "--allow-root";
        return socketlab(arguments);
    }

    /// Of the recording: "broken-pipe at broken-pipe-client.c".
    QStringList findings() const
    {
        QStringList all;
        for (const QString& line :
             socketlab({"findings", "--json", recording()}).said.split('\n', Qt::SkipEmptyParts)) {
            const auto finding = nlohmann::json::parse(line.toStdString());
            const QString file =
                finding.contains("source") ? QString::fromStdString(finding["source"]["file"]) : QString("?");
            all << QString::fromStdString(finding["code"]) + " at " + QFileInfo(file).fileName();
        }
        return all;
    }

private slots:

    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", m_home.filePath("state").toUtf8());
        markDescendants();
    }

    void theExamplesTalkAndNothingIsWrong_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("heard");
        for (const char* server : {"echo", "fork", "select", "poll", "epoll"})
            QTest::newRow(server) << server + QString("-server.c") << "echo-client.c"
                                  << "Hello";
        QTest::newRow("names") << "echo-server.c"
                               << "name-client.c"
                               << "10.9.0.2: connected";
        QTest::newRow("TLS, linked with what the source names") << "tls-server.c"
                                                                << "tls-client.c"
                                                                << "complete";
        QTest::newRow("passing") << "fd-passing.c"
                                 << "echo-client.c"
                                 << "Hello";
        QTest::newRow("chat") << "chat-server.c"
                              << "chat-client.c"
                              << "Goodbye";
        QTest::newRow("time") << "udp-time-server.c"
                              << "udp-time-client.c"
                              << "20";
        QTest::newRow("greeting") << "greet-server.c"
                                  << "greet-client.c"
                                  << "Message from server: Hello, Client!";
    }

    void theExamplesTalkAndNothingIsWrong()
    {
        QFETCH(QString, server);
        QFETCH(QString, client);
        QFETCH(QString, heard);
        QStringList arguments {"--server", examples() + server, "--client", examples() + client};
        if (client == "greet-client.c")
            arguments << "--localhost=wire";
        const Outcome ended = run(arguments);
        QVERIFY2(ended.status == 0, qPrintable(QString::number(ended.status) + ended.said + ended.complained));
        const QRegularExpression output("client: .*" + QRegularExpression::escape(heard));
        QVERIFY2(output.match(ended.said).hasMatch(), qPrintable(ended.said));
        QVERIFY2(ended.said.contains("client: exited with status 0"), qPrintable(ended.said));
        QCOMPARE(findings(), QStringList());
        QVERIFY(!ended.said.contains("What went wrong"));
    }

    void severalClientsAtOnceRaiseNothing()
    {
        for (const char* server : {"fork-server.c", "poll-server.c", "epoll-server.c"}) {
            QStringList arguments {"--server", examples() + server};
            for (int i = 0; i < 4; ++i)
                arguments << "--client" << examples() + "echo-client.c";
            const Outcome ended = run(arguments);
            QVERIFY2(ended.status == 0, qPrintable(ended.said + ended.complained));
            QCOMPARE(ended.said.count("exited with status 0\n") >= 4, true);
            QCOMPARE(findings(), QStringList());
        }
    }

    void theHelloPairJoinsItsOptions()
    {
        const Outcome ended = run(
            {"--server", examples() + "hello-server.c", "--client", examples() + "hello-client.c", "--localhost=wire"});
        QVERIFY2(ended.status == 0, qPrintable(QString::number(ended.status) + ended.said + ended.complained));
        QCOMPARE(findings(), QStringList {"options-joined at hello-server.c"});
    }

    void eachMistakeRaisesItsFinding_data()
    {
        QTest::addColumn<QString>("mistake");
        const QDir folder(examples() + "mistakes");
        for (const QString& name : folder.entryList({"*.c"}))
            if (headLine(folder.filePath(name), "finding") != "none")
                QTest::newRow(qPrintable(name)) << name;
    }

    void eachMistakeRaisesItsFinding()
    {
        QFETCH(QString, mistake);
        const QString folder = examples() + "mistakes/";
        const QString code = headLine(folder + mistake, "finding"), partner = headLine(folder + mistake, "partner");
        const bool isServer = mistake.endsWith("-server.c");
        QVERIFY(isServer || mistake.endsWith("-client.c"));
        QStringList arguments {isServer ? "--server" : "--client", folder + mistake};
        if (partner != "none")
            arguments << (isServer ? "--client" : "--server") << folder + partner;
        const Outcome ended = run(arguments);
        QVERIFY2(ended.status == 0, qPrintable(QString::number(ended.status) + ended.said + ended.complained));
        // The client is refused there; the mistake is the server's.
        const QString where = code == "loopback-only" ? QFileInfo(partner).fileName() : mistake;
        QVERIFY2(findings() == QStringList {code + " at " + where},
                 qPrintable(findings().join(", ") + '\n' + ended.said.right(3000)));
        QVERIFY2(ended.said.contains("What went wrong (1):"), qPrintable(ended.said.right(1000)));
        QVERIFY2(ended.said.contains('[' + where + ':'), qPrintable(ended.said.right(1000)));
    }

    void whatOthersWroteRaisesNothing_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("client");
        QTest::newRow("python3 and curl") << "curl python3"
                                          << "python3 -m http.server 8000"
                                          << "curl -s http://10.9.0.2:8000/";
        QTest::newRow("nc") << "nc"
                            << "nc -l -p 8080"
                            << "nc -w 1 10.9.0.2 8080"; // its input is empty, but it would not end for that
        QTest::newRow("socat") << "socat"
                               << "socat TCP-LISTEN:8080,reuseaddr,reuseport,fork EXEC:cat"
                               << "socat -u OPEN:/etc/passwd TCP:10.9.0.2:8080";
        QTest::newRow("iperf3") << "iperf3"
                                << "iperf3 -s -1"
                                << "iperf3 -c 10.9.0.2 -t 1 -b 20M";
    }

    void whatOthersWroteRaisesNothing()
    {
        QFETCH(QString, program);
        QFETCH(QString, server);
        QFETCH(QString, client);
        for (const QString& name : program.split(' '))
            if (QStandardPaths::findExecutable(name).isEmpty())
                QSKIP(qPrintable(name + " is not installed"));
        const Outcome ended = run({"--server", server, "--client", client});
        QVERIFY2(ended.status == 0, qPrintable(ended.said.right(3000) + ended.complained));
        QVERIFY2(ended.said.contains("  packet   "), qPrintable(ended.said.right(3000))); // they have talked
        QVERIFY2(findings().isEmpty(), qPrintable(findings().join(", ")));
    }

    void aParentThatKeepsItsChildrensConnectionsIsFound()
    {
        QFile server(examples() + "fork-server.c");
        QVERIFY(server.open(QIODevice::ReadOnly));
        QByteArray text = server.readAll();
        const qsizetype last = text.lastIndexOf("        close(talker);\n");
        QVERIFY(last > 0);
        text.remove(last, qstrlen("        close(talker);\n"));
        const QString forgetful = written("forgetful.c", text);
        QStringList arguments {"--server", forgetful};
        for (int i = 0; i < 4; ++i)
            arguments << "--client" << examples() + "echo-client.c";
        const Outcome ended = run(arguments);
        QVERIFY2(ended.status == 0, qPrintable(ended.said.right(3000) + ended.complained));
        QCOMPARE(findings(), QStringList {"descriptor-leak at forgetful.c"});
    }

    void aFileWithTheNumberOfAClosedSocketIsNoSocket()
    {
        const QString program = written("reused.c", R"(
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
    char byte;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    close(s);
    int file = open("/dev/zero", O_RDONLY);
    if (file != s || read(file, &byte, 1) != 1) return 1;
    close(file);
    return read(file, &byte, 1) == -1 ? 0 : 2;
}
)");
        const Outcome ended = run({"--client", program});
        QVERIFY2(ended.said.contains("client: exited with status 0"), qPrintable(ended.said + ended.complained));
        QCOMPARE(ended.said.count("read("), 0); // not even the one after the file's close()
        QCOMPARE(ended.said.count("close("), 1);
    }

    void theFindingsOfARecordingAreThereInBothLanguages()
    {
        run({"--client", examples() + "mistakes/nobody-listens-client.c"});
        const Outcome english = socketlab({"findings", recording(), "--lang", "en"});
        const Outcome korean = socketlab({"findings", recording(), "--lang", "ko"});
        QCOMPARE(english.status, 0);
        QVERIFY(english.said.contains("Nobody listens there") && english.said.contains("10.9.0.2:8181"));
        QVERIFY(korean.said.contains("기다리는 프로그램이 없음") && korean.said.contains("10.9.0.2:8181"));
        run({"--client", "true"});
        QCOMPARE(socketlab({"findings", recording()}).said.count('\n'), 1);
        QCOMPARE(socketlab({"findings", "no-such-file.pcapng"}).status, 2);
        QCOMPARE(socketlab({"findings"}).status, 2);
    }

    void theEventIsTheLineOfTheDump()
    {
        run({"--server", examples() + "mistakes/backlog-zero-server.c", "--client", examples() + "echo-client.c"});
        const auto finding = nlohmann::json::parse(socketlab({"findings", "--json", recording()}).said.toStdString());
        const QStringList dump = socketlab({"dump", recording()}).said.split('\n');
        const auto event = nlohmann::json::parse(dump.at(finding["event"].get<int>() - 1).toStdString());
        QCOMPARE(QString::fromStdString(event["kind"]), QString("call-returned"));
        QCOMPARE(QString::fromStdString(event["call"]), QString("listen"));
        QCOMPARE(event["call_id"].get<int>(), finding["call_id"].get<int>());
    }
};

QTEST_GUILESS_MAIN(ExamplesTest)
#include "ExamplesTest.moc"
