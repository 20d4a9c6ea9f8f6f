#include "tests/rules/SourceTree.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

using namespace lab::rules;

namespace {

/// A copy of the scripts on a machine made of fakes: PATH has nothing but them and the plain tools the scripts use.
/// Every fake writes its call into `log`.
class FakeMachine
{
public:
    FakeMachine()
    {
        QDir(m_folder.path()).mkpath("checkout/.setup");
        QDir(m_folder.path()).mkpath("bin");
        QDir(m_folder.path()).mkpath("elsewhere");
        for (const char* script : {"run.sh", "test.sh", ".setup/common.sh", ".setup/suites.sh"})
            if (!QFile::copy(QDir(sourceRoot()).filePath(script), path(QString("checkout/") + script)))
                qFatal("cannot copy %s", script);
        for (const char* tool : {"sh", "dirname", "sed", "grep", "tail", "mkdir", "rm", "cat", "chmod", "env", "mktemp",
                                 "sleep", "flock", "touch"})
            QFile::link(QStandardPaths::findExecutable(tool), path(QString("bin/") + tool));
        fake("id", "echo ${FAKE_UID:-0}");
        fake("dpkg-query", "shift 3; for p; do [ \"$p\" = \"$FAKE_MISSING\" ] || echo \"$p installed\"; done");
        fake("apt-cache", "[ -z \"$FAKE_NO_LISTS\" ]");
        fake("apt-get", "echo \"apt-get $*\" >>\"$FAKE_LOG\"");
        fake("sudo", "echo \"sudo $*\" >>\"$FAKE_LOG\"; exec \"$@\"");
        fake("cmake",
             "echo \"cmake $*\" >>\"$FAKE_LOG\"; [ -z \"$FAKE_BUILD_ERROR\" ] || "
             "{ echo \"$FAKE_BUILD_ERROR\"; exit 1; }; mkdir -p build/release/bin; "
             "[ \"$1\" != --preset ] || exit 0; "
             "printf '#!/bin/sh\\npwd\\nfor a; do echo \"<$a>\"; done\\nexit 7\\n' >\"$2/bin/socketlab\"; "
             "chmod +x \"$2/bin/socketlab\"");
        fake("ctest", "echo \"ctest $*\" >>\"$FAKE_LOG\"; echo \"$FAKE_CTEST\"");
        m_environment.insert("PATH", path("bin"));
        m_environment.insert("FAKE_LOG", path("log"));
        m_environment.insert("HOME", path("elsewhere"));
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }

    void set(const QString& name, const QString& value) { m_environment.insert(name, value); }

    void withoutTool(const QString& name) { QFile::remove(path("bin/" + name)); }

    /// Runs a script from another folder; `terminalInput`: with a terminal at which that is typed.
    void run(const QString& script, const QStringList& arguments = {}, const QByteArray& terminalInput = {})
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(path("elsewhere"));
        process.setStandardInputFile(QProcess::nullDevice());
        int terminal = -1;
        if (!terminalInput.isEmpty()) {
            terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
            QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
            process.setStandardInputFile(::ptsname(terminal));
            QCOMPARE(::write(terminal, terminalInput.data(), static_cast<std::size_t>(terminalInput.size())),
                     terminalInput.size());
        }
        process.start("/bin/sh", QStringList {path("checkout/" + script)} + arguments);
        QVERIFY(process.waitForFinished());
        if (terminal >= 0)
            ::close(terminal);
        status = process.exitCode();
        output = QString::fromUtf8(process.readAllStandardOutput());
        errors = QString::fromUtf8(process.readAllStandardError());
        QFile file(path("log"));
        log = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    int status = -1;
    QString output, errors, log;

private:
    void fake(const QString& name, const QString& body)
    {
        QFile file(path("bin/" + name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(name));
        file.write(("#!/bin/sh\n" + body + '\n').toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

const QString installLine = "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends ninja-build\n";

} // namespace

class ScriptsTest : public QObject
{
    Q_OBJECT

private slots:

    void withoutATerminalItSaysWhatToTypeAndChangesNothing()
    {
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.set("FAKE_UID", "1000");
        machine.run("run.sh", {"lessons"});
        QCOMPARE(machine.status, 3);
        QVERIFY2(machine.errors.contains("  sudo env DEBIAN_FRONTEND=noninteractive " + installLine),
                 qPrintable(machine.errors));
        QCOMPARE(machine.log, QString());
        QVERIFY(!QFile::exists(machine.path("checkout/build")));
    }

    void aNoAtTheTerminalChangesNothing()
    {
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.run("run.sh", {}, "\n");
        QCOMPARE(machine.status, 3);
        QVERIFY2(machine.errors.contains("[y/N]"), qPrintable(machine.errors));
        QCOMPARE(machine.log, QString());
    }

    void aYesInstallsAndThenBuilds_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("ci");
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("typed") << QStringList {} << "" << QByteArray("y\n");
        QTest::newRow("--yes") << QStringList {"--yes"} << "" << QByteArray();
        QTest::newRow("CI=true") << QStringList {} << "true" << QByteArray();
    }

    void aYesInstallsAndThenBuilds()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, ci);
        QFETCH(QByteArray, typed);
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.set("CI", ci);
        machine.run("run.sh", arguments, typed);
        QCOMPARE(machine.status, 7);
        QVERIFY2(machine.log.startsWith(installLine + "cmake "), qPrintable(machine.log));
    }

    void sudoIsAroundThePackageManagerOnly()
    {
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.set("FAKE_UID", "1000");
        machine.run("run.sh", {"--yes"});
        QCOMPARE(machine.log.count("sudo "), 1);
        QVERIFY2(machine.log.startsWith("sudo env DEBIAN_FRONTEND=noninteractive " + installLine),
                 qPrintable(machine.log));
    }

    void withoutSudoTheLineIsForSu()
    {
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.set("FAKE_UID", "1000");
        machine.withoutTool("sudo");
        machine.run("run.sh", {"--yes"});
        QCOMPARE(machine.status, 3);
        QVERIFY2(machine.errors.contains("  su -c 'env DEBIAN_FRONTEND=noninteractive apt-get "),
                 qPrintable(machine.errors));
        QCOMPARE(machine.log, QString());
    }

    void missingPackageListsAreFetchedFirst()
    {
        FakeMachine machine;
        machine.set("FAKE_MISSING", "ninja-build");
        machine.set("FAKE_NO_LISTS", "1");
        machine.run("run.sh", {"--yes"});
        QVERIFY2(machine.log.startsWith("apt-get -o DPkg::Lock::Timeout=300 update\n" + installLine),
                 qPrintable(machine.log));
    }

    void onAnotherSystemItNamesThePackagesAndGoesOn()
    {
        FakeMachine machine;
        machine.withoutTool("dpkg-query");
        machine.run("run.sh");
        QCOMPARE(machine.status, 7);
        QVERIFY2(machine.errors.contains("qt6-base-dev"), qPrintable(machine.errors));
    }

    void theProgramGetsArgumentsFolderAndGivesItsStatus()
    {
        FakeMachine machine;
        machine.run("run.sh", {"run", "two words", "--yes", ""});
        QCOMPARE(machine.status, 7);
        QCOMPARE(machine.output, machine.path("elsewhere") + "\n<run>\n<two words>\n<--yes>\n<>\n");
        QVERIFY2(!machine.log.contains("apt-get")
                     && machine.log.contains("--target socketlab socketlab-engine socketlab-actor"),
                 qPrintable(machine.log));
    }

    void aFailedBuildShowsTheCompilersWords()
    {
        FakeMachine machine;
        machine.set("FAKE_BUILD_ERROR", "Wire.cpp:1:1: error: no such wire");
        machine.run("run.sh");
        QCOMPARE(machine.status, 1);
        QVERIFY2(machine.errors.contains("error: no such wire"), qPrintable(machine.errors));
        QCOMPARE(machine.output, QString());
    }

    void theLastLineOfTheTestsIsTheSum()
    {
        FakeMachine machine;
        machine.set("FAKE_UID", "1000");
        machine.set("FAKE_CTEST", "100% tests passed, 0 tests failed out of 12");
        machine.run("test.sh", {"--fast"});
        QVERIFY2(machine.output.endsWith("\n36 passed, 0 failed\n"), qPrintable(machine.output + machine.errors));
        QCOMPARE(machine.status, 0);
    }

    void oneFailedTestFailsTheTests()
    {
        FakeMachine machine;
        machine.set("FAKE_UID", "1000");
        machine.set("FAKE_CTEST", "92% tests passed, 1 tests failed out of 12");
        machine.run("test.sh", {"--fast"});
        QVERIFY2(machine.output.endsWith("\n33 passed, 3 failed\n"), qPrintable(machine.output + machine.errors));
        QCOMPARE(machine.status, 1);
    }

    void testsThatDidNotRunAreFailures()
    {
        FakeMachine machine;
        machine.set("FAKE_UID", "1000");
        machine.set("FAKE_CTEST", "No tests were found!!!");
        machine.run("test.sh", {"--fast"});
        QVERIFY2(machine.output.endsWith("\n0 passed, 3 failed\n"), qPrintable(machine.output + machine.errors));
        machine.run("test.sh", {"--fast", "-R", "nothing"});
        QVERIFY2(machine.output.endsWith("0 passed, 1 failed\n"), qPrintable(machine.output + machine.errors));
        QCOMPARE(machine.status, 1);
    }

    void aBuildThatFailsIsAFailure()
    {
        FakeMachine machine;
        machine.set("FAKE_BUILD_ERROR", "error: no such wire");
        machine.run("test.sh", {"--fast"});
        QCOMPARE(machine.output, QString("0 passed, 1 failed\n"));
        QCOMPARE(machine.status, 1);
    }
};

QTEST_APPLESS_MAIN(ScriptsTest)
#include "ScriptsTest.moc"
