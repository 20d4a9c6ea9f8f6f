// socketlab capture with the real dumpcap and tcpdump, on the loopback of a network namespace of its own: nothing of this
// machine's own traffic is looked at.

#include "model/capture/Recording.h"
#include "model/journal/EventKind.h"
#include "tests/support/Processes.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

/// A SYN to a port where nobody listens and its RST, three times.
constexpr const char* traffic = "for each in 1 2 3; do (: </dev/tcp/127.0.0.1/9) 2>/dev/null; done";

std::size_t framesIn(const QString& path)
{
    const auto journal = openRecording(path.toStdString());
    if (!journal)
        return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < (*journal)->size(); ++i)
        count += (*journal)->kindOf(i) == kindIndexOf<PacketSent>();
    return count;
}

} // namespace

class CaptureTest : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (::geteuid() != 0)
            QSKIP("Only root may capture in a network namespace that is not the machine's.");
        if (QProcess::execute("unshare", {"--net", "true"}) != 0)
            QSKIP("This machine gives root no network namespace (unshare --net).");
    }

    void packetsAreCapturedOnTheLoopback_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("dumpcap") << "dumpcap";
        QTest::newRow("tcpdump") << "tcpdump";
    }

    void packetsAreCapturedOnTheLoopback()
    {
        QFETCH(QString, program);
        begin(program, {"--count", "6"});
        QTRY_VERIFY(QFile(m_file).size() > 0);
        m_run->write("go\n");
        QVERIFY(m_run->waitForFinished(patienceMs));
        const QByteArray said = m_run->readAllStandardOutput(), errors = m_run->readAllStandardError();
        QVERIFY2(m_run->exitCode() == 0, (said + errors).constData());
        QVERIFY2(errors.contains("/" + program.toLatin1() + " "), errors.constData());
        QVERIFY2(said.count(" SYN seq=") == 3 && said.count(" RST+ACK ") == 3, said.constData());
        QCOMPARE(framesIn(m_file), std::size_t {6});
    }

    void theFilterLeavesOutWhatItDoesNotName()
    {
        begin("dumpcap", {"--count", "3", "--filter", "tcp[tcpflags] & tcp-rst != 0"});
        QTRY_VERIFY(QFile(m_file).size() > 0);
        m_run->write("go\n");
        QVERIFY(m_run->waitForFinished(patienceMs));
        const QByteArray said = m_run->readAllStandardOutput();
        QVERIFY2(said.count("RST") == 3 && !said.contains(" SYN "), said.constData());
    }

    /// A server that is there before the capture, and a connection that lasts for some looks at the sockets.
    void theSocketsOfThisMachineAreJoinedWithItsPackets()
    {
        begin("dumpcap", {"--sockets", "--filter", "tcp port 8080"},
              "python3 -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); "
              "s.bind((\"127.0.0.1\", 8080)); s.listen(5); print(\"ready\", flush=True); c, _ = s.accept(); c.recv(9); c.sendall(b\"Hello\"); c.recv(9)' & "
              "\"$0\" \"$@\" --journal \"$4.both\" & capture=$!; read go; exec 3<>/dev/tcp/127.0.0.1/8080; read held; echo hi >&3; "
              "read -t 1 -n 5 said <&3; read over; exec 3>&-; kill -INT $capture; wait $capture",
              {"python3"});
        QTRY_VERIFY(QFile(m_file).size() > 0 && shown().contains("ready"));
        m_run->write("go\n");
        // Whose the sockets are is seen while they last: what is shown tells when.
        QTRY_VERIFY2(shown().contains("server python3 (pid ") && shown().contains("client bash (pid "), m_shown.constData());
        m_run->write("held\n");
        QTRY_VERIFY2(shown().contains("DATA(5)"), m_shown.constData());
        m_run->write("over\n");
        QVERIFY(m_run->waitForFinished(patienceMs));
        const QByteArray said = shown();
        const QByteArray errors = m_run->readAllStandardError();
        QVERIFY2(m_run->exitCode() == 0, (said + errors).constData());
        QVERIFY2(said.contains("server 127.0.0.1:8080 ESTAB"), said.constData());
        QVERIFY2(said.contains("bash>python3 DATA(3)") && said.contains("python3>bash DATA(5)"), said.constData());
        QVERIFY2(errors.contains("1 / 1"), errors.constData());
        QCOMPARE(framesIn(m_file + ".both"), framesIn(m_file));
    }

    void aWrongFilterIsSaidInTheProgramsWords()
    {
        begin("dumpcap", {"--filter", "port foo"});
        m_run->write("go\n");
        QVERIFY(m_run->waitForFinished(patienceMs));
        QVERIFY2(m_run->readAllStandardError().contains("unknown port 'foo'"), "what dumpcap says");
        QCOMPARE(m_run->exitCode(), 2);
    }

    void nothingStaysBehindHoweverItEnds_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGKILL") << SIGKILL;
    }

    /// No packet passes: a capture program that only noticed by writing would stay.
    void nothingStaysBehindHoweverItEnds()
    {
        QFETCH(int, signal);
        const std::string mark = markDescendants();
        begin("dumpcap", {}, "exec \"$0\" \"$@\"");
        QTRY_VERIFY(QFile(m_file).size() > 0);
        QVERIFY(marked(mark).size() >= 3);
        ::kill(static_cast<pid_t>(m_run->processId()), signal);
        QVERIFY(m_run->waitForFinished(patienceMs));
        if (signal == SIGINT)
            QCOMPARE(m_run->exitCode(), 0);
        const auto left = survivors(mark);
        QVERIFY2(left.empty(), namesOf(left).c_str());
    }

    void theListHasTheLoopback()
    {
        QProcess list;
        list.start(SOCKETLAB_BUILD_BIN "/socketlab", {"capture", "--list"});
        QVERIFY(list.waitForFinished());
        QVERIFY(QString(list.readAll()).contains(QRegularExpression("^lo +(up|down)", QRegularExpression::MultilineOption)));
    }

    void cleanup()
    {
        if (m_run && m_run->state() != QProcess::NotRunning) {
            m_run->kill();
            m_run->waitForFinished();
        }
        m_run.reset();
        m_shown.clear();
    }

private:
    /// Runs `socketlab capture lo` beside a shell that makes packets when it is told to; `program` is the only one it finds.
    void begin(const QString& program, const QStringList& options, const QString& script = {}, const QStringList& others = {})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("out.pcapng");
        const QString bin = m_folder->filePath("bin");
        QVERIFY(QDir().mkpath(bin));
        for (const QString& name : QStringList {program, "ip", "bash", "unshare"} + others) {
            const QString path = QStandardPaths::findExecutable(name, {"/usr/bin", "/usr/sbin", "/bin", "/sbin"});
            if (path.isEmpty())
                QSKIP(qPrintable(name + " is not installed"));
            QFile::link(path, bin + "/" + name);
        }
        const QString whole = QString("ip link set lo up; ")
            + (script.isEmpty() ? QString("\"$0\" \"$@\" & read go; %1; wait $!").arg(traffic) : script);
        m_run = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", bin);
        m_run->setProcessEnvironment(environment);
        m_run->start(bin + "/unshare", QStringList {"--net", "bash", "-c", whole, SOCKETLAB_BUILD_BIN "/socketlab", "capture", "lo", "-o", m_file}
                         + options);
        QVERIFY(m_run->waitForStarted());
    }

    QByteArray shown()
    {
        return m_shown += m_run->readAllStandardOutput();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_run;
    QString m_file;
    QByteArray m_shown;
};

QTEST_GUILESS_MAIN(CaptureTest)
#include "CaptureTest.moc"
