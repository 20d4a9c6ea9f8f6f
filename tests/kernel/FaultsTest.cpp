// What the lab does when something fails: one clear sentence, nothing lost, nothing hangs.

#include "app/Paths.h"
#include "tests/support/LabRun.h"
#include "tests/support/Processes.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <poll.h>

using namespace lab;
using namespace lab::tests;

namespace {

std::vector<std::string> noticeCodes(const LabRun& lab)
{
    std::vector<std::string> codes;
    for (const Event& event : lab.events())
        if (const auto* notice = std::get_if<Notice>(&event.body))
            codes.push_back(notice->code);
    return codes;
}

bool recordingHas(const std::string& path, const std::string& code)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) && file.readAll().contains(code.c_str());
}

bool contains(const std::vector<std::string>& all, const std::string& one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace

class FaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void aFullDiskIsSaidAndTheLabGoesOn()
    {
        LabRun lab({"", "/dev/full"});
        lab.perform({"lab: actor client client", "client: socket as=C"});
        QVERIFY(contains(noticeCodes(lab), "disk-full"));
        QCOMPARE(lab.lastReturn("client").result, 3);
    }

    void anActorHasTheCapabilitiesItWasGivenAndNoOthers()
    {
        LabRun lab;
        lab.perform({"lab: actor bare client", "lab: actor raw client capability=CAP_NET_RAW",
                     "lab: actor admin client capability=CAP_NET_ADMIN"});
        const auto result = [&](const char* line, const char* actor) {
            lab.perform({line});
            return lab.lastReturn(actor);
        };
        QCOMPARE(result("bare: socket type=SOCK_RAW protocol=1", "bare").errnum, EPERM);
        QCOMPARE(result("raw: socket type=SOCK_RAW protocol=1", "raw").result, std::int64_t {3});
        QCOMPARE(result("admin: socket type=SOCK_RAW protocol=1", "admin").errnum, EPERM);
        QCOMPARE(result("raw: socket as=C", "raw").result, std::int64_t {4});
        QCOMPARE(result("raw: setsockopt sockfd=C optname=TCP_REPAIR optval=1", "raw").errnum, EPERM);
        lab.perform({"raw: restart"});
        QVERIFY(lab.until([](const LabState& state) { return state.actor("raw") && !state.actor("raw")->exited; }));
        QCOMPARE(result("raw: socket type=SOCK_RAW protocol=1", "raw").result, std::int64_t {3}); // kept
        const std::string refusal = lab.give("lab: actor c2 client capability=CAP_SYS_ADMIN");
        QVERIFY2(refusal.find("CAP_NET_RAW") != std::string::npos, refusal.c_str());
    }

    void aRecordingThatCannotBeCreatedIsSaidInWords()
    {
        LabRun lab({"", "/nowhere/at/all.pcapng"});
        const std::string report = lab.untilEnded();
        QVERIFY2(report.find("/nowhere/at/all.pcapng") != std::string::npos, report.c_str());
    }

    void theRecordingHasEverythingThatThePipeHadWhenTheEngineIsKilled()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("killed.pcapng").toStdString();
        std::size_t seen = 0;
        {
            LabRun lab({"", path});
            lab.perform({"lab: actor client client", "client: socket as=C", "client: close fd=C"});
            ::kill(lab.engine().pid(), SIGKILL);
            lab.untilEnded();
            seen = lab.journal().size();
        }
        const auto recorded = Journal::open(path);
        QVERIFY(recorded);
        QVERIFY((*recorded)->size() >= seen);
        QVERIFY(seen > 10);
    }

    void aKilledEngineIsNamed()
    {
        LabRun lab;
        lab.perform({"lab: settle"});
        ::kill(lab.engine().pid(), SIGKILL);
        const std::string report = lab.untilEnded();
        QVERIFY2(report.find("Killed") != std::string::npos, report.c_str());
    }

    void refusedNamespacesNameTheStepAndTheDoctor_data()
    {
        QTest::addColumn<QString>("inject");
        QTest::addColumn<QString>("step");
        QTest::newRow("unshare refused") << "inject=unshare:error=EPERM" << "unshare(CLONE_NEWUSER)";
        QTest::newRow("mapping refused, as on Ubuntu 24.04") << "uid_map" << "uid_map";
    }

    void refusedNamespacesNameTheStepAndTheDoctor()
    {
        QFETCH(QString, inject);
        QFETCH(QString, step);
        const QString strace = QStandardPaths::findExecutable("strace");
        if (strace.isEmpty())
            QSKIP("strace is not installed: sudo apt-get install strace");
        QStringList arguments {"-f", "-o", "/dev/null"};
        if (inject == "uid_map")
            arguments << "-P" << "/proc/self/uid_map" << "-e" << "trace=openat" << "-e" << "inject=openat:error=EACCES";
        else
            arguments << "-e" << "trace=unshare" << "-e" << inject;
        arguments << QString::fromStdString(ownProgram("socketlab-engine"));
        QProcess engine;
        engine.start(strace, arguments);
        engine.closeWriteChannel();
        QVERIFY(engine.waitForFinished(20'000));
        const QString words = QString::fromLocal8Bit(engine.readAllStandardError());
        QCOMPARE(engine.exitCode(), 3);
        QVERIFY2(words.contains(step) && words.contains("socketlab doctor"), qPrintable(words));
    }

    void aReaderThatStopsReadingSlowsTheLabDownAndLosesNothing()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("slow.pcapng").toStdString();
        LabRun lab({"", path});
        lab.perform({"lab: actor server server", "lab: actor client client", "server: socket as=L",
                     "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3", "client: socket as=C",
                     "client: connect sockfd=C addr=10.9.0.2:8080", "server: accept sockfd=L as=A"});
        // Each pair moves 200 kB, whose packets and copies are in the journal: over 20 MB that nobody reads at first.
        constexpr int pairs = 60;
        for (int i = 0; i < pairs; ++i) {
            lab.giveOnly("client: send sockfd=C size=200000");
            lab.giveOnly("server: recv sockfd=A len=200000 flags=MSG_WAITALL");
        }
        // The recording says when the lab stands still: nothing is read from the pipe until then.
        QTRY_VERIFY(recordingHas(path, "reader-too-slow"));
        lab.perform({"lab: settle"});
        QVERIFY(contains(noticeCodes(lab), "reader-caught-up"));
        QVERIFY(!contains(noticeCodes(lab), "lost-by-the-lab"));
        PacketId last = 0;
        for (const Event& event : lab.events())
            if (const auto* sent = std::get_if<PacketSent>(&event.body))
                QCOMPARE(sent->packet, ++last); // none is missing
        QCOMPARE(lab.lastReturn("server").result, 200'000);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "FaultsTest.moc"
