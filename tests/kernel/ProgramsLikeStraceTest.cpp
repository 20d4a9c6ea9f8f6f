// The same programs in the lab and under strace: call by call the same names, descriptors, results and errors, whether they
// flow or are stepped from call to call. What the lab says of a program is what every other tool says of it.

#include "app/Paths.h"
#include "tests/support/CallRecord.h"
#include "tests/support/DocumentPrograms.h"
#include "tests/support/Processes.h"
#include "tests/support/StracedPair.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>

#include <unistd.h>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr int mostSteps = 20'000; ///< far more than any of these programs has calls

/// How the sequences are compared.
enum class Strictness {
    CallByCall,
    /// For programs that ask until something is ready: how often they find nothing, and in how many pieces a stream's
    /// bytes come, depends on time and not on the program. Left out are calls that only wait or fail with EAGAIN; the
    /// number of bytes is left out of reads and writes, and of several that follow one another one is kept. shutdown()
    /// gives 0 or ENOTCONN as the peer's FIN is there or not.
    WithoutTiming,
    /// For a program whose timers decide how often it asks and when it ends: which calls there are, with which results.
    WhichCalls,
    /// For a program that moves its work between its threads as it likes (Go): which calls there are in any of them, and
    /// which of them fail how. Its descriptors' numbers depend on which connection is closed first.
    WhichCallsOfAnyThread,
};

enum class Pace { Flow, Stepped };

struct Pair
{
    QStringList server, client; ///< command lines in words
    bool clientFirst = false;
    bool localhost = false; ///< the client has 127.0.0.1 written into it
};

QString quoted(const QStringList& words)
{
    QStringList all;
    for (QString word : words)
        all << '\'' + word.replace('\'', "'\\''") + '\'';
    return all.join(' ');
}

} // namespace

class ProgramsLikeStraceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    QByteArray m_dump;

    QString path(const QString& name) const { return m_home.filePath(name); }

    QString compiled(const QString& name, const QByteArray& source)
    {
        QFile file(path(name + ".c"));
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write a source");
        file.close();
        if (QProcess::execute("cc", {"-g", "-O0", "-w", "-pthread", "-o", path(name), file.fileName()}) != 0)
            return {};
        return path(name);
    }

    static QByteArray example(const char* name)
    {
        QFile file(QString::fromStdString(resourceFolder()) + "/examples/" + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QByteArray program(const char* name)
    {
        QFile file(QStringLiteral(SOCKETLAB_SOURCE_DIR "/tests/kernel/programs/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// An absolute path, or nothing. Debian's own first: a wrapper script of a version manager makes calls of its own.
    static QString installed(const QString& name)
    {
        const QString systems = QStandardPaths::findExecutable(name, {"/usr/bin", "/bin"});
        return systems.isEmpty() ? QStandardPaths::findExecutable(name) : systems;
    }

    /// In the lab; fills m_dump. An empty text, or what went wrong.
    QString runInLab(const Pair& pair, Pace pace = Pace::Flow)
    {
        const QString recording = path("run.pcapng");
        QFile::remove(recording);
        QStringList arguments {"run", "--journal", recording, "--timeout", "40", "--server", quoted(pair.server)};
        if (pace == Pace::Stepped)
            arguments << "--step";
        if (!pair.client.isEmpty())
            arguments << "--client" << quoted(pair.client);
        arguments << "--order" << (pair.clientFirst ? "client-first" : "server-first");
        if (pair.localhost)
            arguments << "--localhost"
                      << "wire";
        if (::geteuid() == 0)
            arguments << "--allow-root";
        QProcess lab;
        if (pace == Pace::Flow)
            lab.setStandardInputFile(QProcess::nullDevice());
        lab.start(SOCKETLAB_BUILD_BIN "/socketlab", arguments);
        if (pace == Pace::Stepped)
            lab.write(QByteArray(mostSteps, '\n')); // each goes on with whoever has stood longest
        lab.closeWriteChannel();
        if (!lab.waitForFinished(60'000) || lab.exitCode() != 0)
            return "socketlab run: " + QString::fromUtf8(lab.readAllStandardOutput() + lab.readAllStandardError());
        lab.start(SOCKETLAB_BUILD_BIN "/socketlab", {"dump", recording});
        if (!lab.waitForFinished(60'000))
            return "socketlab dump does not end";
        m_dump = lab.readAllStandardOutput();
        const qsizetype calls = m_dump.count("\"kind\":\"call-entered\""), stops = m_dump.count("\"kind\":\"call-stopped\"");
        if (stops != (pace == Pace::Stepped ? calls : 0))
            return QString("%1 calls, %2 stops").arg(calls).arg(stops);
        return {};
    }

    /// Under strace, in a network of its own; its files are in `folder`.
    QString runUnderStrace(const Pair& pair, const QString& folder)
    {
        QDir(folder).removeRecursively();
        QDir().mkpath(folder);
        StracedPair straced {folder.toStdString(), pair.clientFirst, {}, {}};
        for (const QString& word : pair.server)
            straced.server.push_back(word.toStdString());
        for (const QString& word : pair.client)
            straced.client.push_back(word.toStdString());
        QStringList arguments {"--user", "--map-root-user", "--net", "--mount", "--kill-child",
                               QCoreApplication::applicationFilePath()};
        for (const std::string& word : straced.arguments())
            arguments << QString::fromStdString(word);
        QProcess process;
        process.start("unshare", arguments);
        if (!process.waitForFinished(60'000))
            return "the programs under strace do not end";
        return process.exitCode() == 0 ? QString() : "strace: " + QString::fromUtf8(process.readAllStandardError());
    }

    static ThreadCalls joined(const ProgramCalls& program)
    {
        ThreadCalls all;
        for (const ThreadCalls& thread : program)
            for (CallRecord call : thread) {
                call.fd = -1;
                call.result = call.result.startsWith("-1 ") ? call.result : "done";
                all.push_back(call);
            }
        return all;
    }

    /// The differences, thread by thread; empty: none.
    static QString differences(const ProgramCalls& ours, const ProgramCalls& theirs, Strictness strictness)
    {
        if (strictness == Strictness::WhichCallsOfAnyThread)
            return differences({joined(ours)}, {joined(theirs)}, Strictness::WhichCalls);
        QString text;
        for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i) {
            ThreadCalls lab = i < ours.size() ? ours[i] : ThreadCalls();
            ThreadCalls strace = i < theirs.size() ? theirs[i] : ThreadCalls();
            if (strictness != Strictness::CallByCall) {
                lab = withoutTiming(lab);
                strace = withoutTiming(strace);
            }
            // Who waits for ever is ended: by SIGTERM in the lab, which a wait tells with EINTR; by SIGKILL here.
            if (!lab.empty() && lab.size() == strace.size() && strace.back().result == "?" && lab.back().result == "-1 EINTR")
                lab.back().result = "?";
            QStringList one = texts(lab), other = texts(strace);
            if (strictness == Strictness::WhichCalls)
                for (QStringList* all : {&one, &other}) {
                    all->removeDuplicates();
                    all->sort();
                }
            if (one != other)
                text +=
                    QString("thread %1\n  lab:    %2\n  strace: %3\n").arg(i + 1).arg(one.join("; "), other.join("; "));
        }
        return text;
    }

    /// In flow and stepped, or in flow alone; strace is asked once.
    QString compared(const Pair& pair, Strictness strictness, const QList<Pace>& paces = {Pace::Flow, Pace::Stepped})
    {
        const QString folder = path("traces");
        QString text = runUnderStrace(pair, folder);
        for (const Pace pace : paces) {
            if (!text.isEmpty())
                break;
            text = runInLab(pair, pace);
            if (text.isEmpty())
                text = comparedWithTraces(pair, folder, strictness);
            if (!text.isEmpty() && pace == Pace::Stepped)
                text.prepend("stepped: ");
        }
        return text;
    }

    QString comparedWithTraces(const Pair& pair, const QString& folder, Strictness strictness) const
    {
        QString text;
        for (const char* name : {"server", "client"}) {
            const ProgramCalls ours = callsInDump(m_dump, name);
            if (ours.empty() && (*name == 's' || !pair.client.isEmpty()))
                text += QString(name) + " made no call\n";
            if (const QString found = differences(ours, callsInTraces(folder, name), strictness); !found.isEmpty())
                text += QString(name) + ": " + found;
        }
        return text;
    }

    /// Each of the program's calls whose line does not name it.
    static QStringList callsAtWrongLines(const ProgramCalls& program, const QString& source)
    {
        QFile file(source);
        if (!file.open(QIODevice::ReadOnly))
            return {"no source " + source};
        const QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        static const std::map<QString, QString> inC {
            {"sendto", "send"}, {"recvfrom", "recv"}, {"pselect6", "select"}, {"epoll_create1", "epoll_create"}};
        QStringList wrong;
        for (const ThreadCalls& thread : program)
            for (const CallRecord& call : thread) {
                const auto other = inC.find(call.name);
                const QString name = other == inC.end() ? call.name : other->second;
                if (call.file != source || !lines.value(call.line - 1).contains(QRegularExpression("\\b" + name)))
                    wrong << call.text() + " at " + call.file + ':' + QString::number(call.line);
            }
        return wrong;
    }

    /// Both orders, call by call, and every stop at its line.
    void compareSources(const QByteArray& serverSource, const QByteArray& clientSource)
    {
        const QString server = compiled("server", serverSource), client = compiled("client", clientSource);
        QVERIFY(!server.isEmpty() && !client.isEmpty());
        for (const bool clientFirst : {false, true}) {
            // Where the client is first and stands at its first call, the server starts: another order than under strace.
            const QList<Pace> paces = clientFirst ? QList {Pace::Flow} : QList {Pace::Stepped, Pace::Flow};
            const QString found = compared({{server}, {client}, clientFirst, true}, Strictness::CallByCall, paces);
            QVERIFY2(found.isEmpty(), qPrintable(found));
            for (const QString& name : {server, client}) {
                const QStringList wrong =
                    callsAtWrongLines(callsInDump(m_dump, QFileInfo(name).fileName()), name + ".c");
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
            }
        }
    }

private slots:

    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_STATE_HOME", path("state").toUtf8());
        qputenv("LANG", "C.UTF-8");
        markDescendants();
        if (QStandardPaths::findExecutable("strace").isEmpty())
            QSKIP("strace is not installed");
        const int status =
            QProcess::execute("unshare", {"--user", "--map-root-user", "--net", "strace", "-o", "/dev/null", "true"});
        if (status != 0)
            QSKIP("strace cannot trace in a namespace of its own here");
    }

    void theExamplesCallAsUnderStrace() { compareSources(example("hello-server.c"), example("hello-client.c")); }

    void everyWayToWaitAndToMoveBytesIsSeen()
    {
        compareSources(program("every-way-server.c"), program("every-way-client.c"));
        if (QTest::currentTestFailed())
            return;
        // The last run was the client before the server, who therefore waits for ever: what for is said.
        QVERIFY2(m_dump.contains("\"waits_for\":\"3 EPOLLIN\""),
                 "the blocked epoll_wait does not say what it waits for");
    }

    void aSignalEndsACallOrTheCallIsMadeAgain()
    {
        // strace cannot be asked: it says of both that the call may be made again.
        const QString server = compiled("interrupted", program("interrupted.c"));
        QVERIFY(!server.isEmpty());
        const QString problem = runInLab({{server}, {}});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const ProgramCalls calls = callsInDump(m_dump, "server");
        QCOMPARE(calls.size(), 1u);
        // The handler's own call stands between the two halves of the last recv(), which are two calls to the tracer.
        QCOMPARE(texts(calls[0]),
                 QStringList({"socket() = 3", "recvfrom(3) = -1 EINTR", "poll() = -1 EINTR", "setsockopt(3) = 0",
                              "recvfrom(3) = -1 EINTR", "setsockopt(3) = 0", "socketpair() = 0", "recvfrom(4) = ?",
                              "write(5) = 1", "recvfrom(4) = 1"}));
    }

    void theProgramsOfTheDocumentsCallAsUnderStrace()
    {
        const QString folder = qEnvironmentVariable("SOCKETLAB_SEEDS_DIR");
        if (folder.isEmpty())
            QSKIP("SOCKETLAB_SEEDS_DIR names no folder with documents that contain pairs of C programs");
        int pairs = 0;
        for (const QFileInfo& document : QDir(folder).entryInfoList(QDir::Files)) {
            QFile file(document.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QByteArray server, client;
            for (const QString& program : programsIn(QString::fromUtf8(file.readAll())))
                (program.contains("listen(") ? server : client) = program.toUtf8();
            if (server.isEmpty() || client.isEmpty())
                continue;
            ++pairs;
            compareSources(server, client);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(pairs, 2);
    }

    void netcatCallsAsUnderStrace()
    {
        const QString nc = installed("nc");
        if (nc.isEmpty())
            QSKIP("nc is not installed");
        const QString found =
            compared({{nc, "-l", "10.9.0.2", "7001"}, {"/bin/sh", "-c", "echo hello | " + nc + " -N 10.9.0.2 7001"}},
                     Strictness::WithoutTiming);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void socatCallsAsUnderStrace()
    {
        const QString socat = installed("socat");
        if (socat.isEmpty())
            QSKIP("socat is not installed");
        const QString found = compared({{socat, "-u", "TCP-LISTEN:7002,bind=10.9.0.2", "STDOUT"},
                                        {socat, "-u", "OPEN:/etc/passwd", "TCP:10.9.0.2:7002"}},
                                       Strictness::WithoutTiming);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void curlAndPythonCallAsUnderStrace()
    {
        const QString curl = installed("curl"), python = installed("python3");
        if (curl.isEmpty() || python.isEmpty())
            QSKIP("curl or python3 is not installed");
        const QString found =
            compared({{python, "-m", "http.server", "8000", "--bind", "10.9.0.2", "--directory", "/etc/apt"},
                      {curl, "-s", "http://10.9.0.2:8000/"}},
                     Strictness::WithoutTiming);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void aGoProgramCallsAsUnderStrace()
    {
        const QString hey = installed("hey"), python = installed("python3");
        if (hey.isEmpty() || python.isEmpty())
            QSKIP("hey (Debian's package of that name, written in Go) or python3 is not installed");
        const QString found =
            compared({{python, "-m", "http.server", "8000", "--bind", "10.9.0.2", "--directory", "/etc/apt"},
                      {hey, "-n", "3", "-c", "1", "http://10.9.0.2:8000/"}},
                     Strictness::WhichCallsOfAnyThread);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }

    void iperfCallsAsUnderStrace()
    {
        const QString iperf = installed("iperf3");
        if (iperf.isEmpty())
            QSKIP("iperf3 is not installed");
        const QString found = compared({{iperf, "-s", "-1", "-B", "10.9.0.2"}, {iperf, "-c", "10.9.0.2", "-n", "400K"}},
                                       Strictness::WhichCalls);
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }
};

int main(int argc, char** argv)
{
    if (StracedPair::isMeant(argc, argv))
        return StracedPair::main(argc, argv);
    QCoreApplication application(argc, argv);
    ProgramsLikeStraceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "ProgramsLikeStraceTest.moc"
