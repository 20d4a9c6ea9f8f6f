// socketlab run --step through a pipe: where programs stand, and what lines from the standard input do there.

#include "tests/support/Processes.h"
#include "tests/support/ProgramRun.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace lab::tests;

namespace {

constexpr const char* source = R"(#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char bytes[100];
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    write(ends[0], "hello", 5);
    printf("read %zd\n", read(ends[1], bytes, 100));
    fflush(stdout);
    close(ends[0]);
    return 0;
}
)";

/// "client: before write(3, "hello")": what stood where, without file and line.
QStringList stands(const Outcome& outcome)
{
    QStringList all;
    for (const QString& line : outcome.said.split('\n'))
        if (line.contains(" stands "))
            all << line.section(" stands ", 1).trimmed().section('(', 0, 0);
    return all;
}

} // namespace

class StepByStepTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    QString m_program;

    static Outcome run(QStringList arguments, const QByteArray& typed)
    {
        arguments.prepend("run");
        arguments << "--lang" << "en" << "--timeout" << "20";
        if (::geteuid() == 0)
            arguments << "--allow-root";
        return socketlab(arguments, typed);
    }

    Outcome step(const QByteArray& typed) const { return run({"--step", "--client", m_program}, typed); }

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", m_home.filePath("state").toUtf8());
        qputenv("LANG", "C.UTF-8");
        markDescendants();
        QFile file(m_home.filePath("talk.c"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(source);
        file.close();
        m_program = m_home.filePath("talk");
        QCOMPARE(QProcess::execute("cc", {"-g", "-O0", "-o", m_program, file.fileName()}), 0);
    }

    void enterStepsAndEachStandHasItsLine()
    {
        const Outcome outcome = step("\n\n\n\n");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(stands(outcome),
                 QStringList({"client: before socketpair", "client: before write", "client: before read", "client: before close"}));
        for (const char* place : {"talk.c:8", "talk.c:9", "talk.c:10", "talk.c:12"})
            QVERIFY2(outcome.said.contains(place), qPrintable(outcome.said));
        QVERIFY(outcome.said.contains("read 5"));
    }

    void theEndOfInputLetsAllRunOn()
    {
        const Outcome outcome = step("");
        QCOMPARE(outcome.status, 0);
        QVERIFY2(stands(outcome).size() <= 1, qPrintable(outcome.said));
        QVERIFY(outcome.said.contains("read 5"));
    }

    void aNameStepsThatOneAndAVerbDoesMore()
    {
        const Outcome outcome = step("client\nclient step until=return\nclient\nclient inject errno=EINTR\nclient run");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(stands(outcome), QStringList({"client: before socketpair", "client: before write", "client: after write",
                                                "client: before read", "client: before close"}));
        QVERIFY2(outcome.said.contains("read -1"), qPrintable(outcome.said));
    }

    void aWholeCommandLineIsPassedOn()
    {
        const Outcome outcome = step("lab: stops call=read\n\n\n");
        QCOMPARE(outcome.status, 0);
        QVERIFY2(stands(outcome).contains("client: before read"), qPrintable(outcome.said));
        QVERIFY(!stands(outcome).contains("client: before close"));
    }

    void aRefusalIsAnAnswerAndTheRunGoesOn()
    {
        const Outcome outcome = step("nobody\nclient inject bytes=3\nclient dance\n");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.said.count("Not done: "), 3);
        QVERIFY2(outcome.said.contains("read 5"), qPrintable(outcome.said));
    }

    void aLineWaitsForTheProgramThatItIsFor()
    {
        // The client starts when the server listens, some calls after the first lines have been read.
        const QString server = "python3 -c \"import socket; s = socket.create_server(('10.9.0.2', 7000)); "
                               "c = s.accept()[0]; c.send(b'hi'); c.close()\"";
        const QString client = "python3 -c \"import socket; print(socket.create_connection(('10.9.0.2', 7000)).recv(9))\"";
        const Outcome outcome = run({"--step", "--server", server, "--client", client}, "server run\nclient\nclient\nclient run\n");
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.said.contains("b'hi'"), qPrintable(outcome.said));
        QVERIFY2(!outcome.said.contains("Not done"), qPrintable(outcome.said.mid(qMax(0, outcome.said.indexOf("Not done") - 500))));
        QVERIFY(stands(outcome).contains("client: before socket"));
    }

    void theDefaultIsToFlow()
    {
        const Outcome outcome = run({"--flow", "--client", m_program}, "");
        QCOMPARE(outcome.status, 0);
        QVERIFY(stands(outcome).isEmpty());
        QCOMPARE(run({"--flow", "--step", "--client", m_program}, "").status, 2);
    }
};

QTEST_GUILESS_MAIN(StepByStepTest)
#include "StepByStepTest.moc"
