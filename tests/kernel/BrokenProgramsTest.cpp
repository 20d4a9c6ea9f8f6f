// Broken programs, and good ones that only look odd: each is told in a sentence or runs as it should.

#include "tests/support/ProgramRun.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace lab::tests;

class BrokenProgramsTest : public QObject
{
    Q_OBJECT

private:
    ProgramRun m_lab;

private slots:
    // ---- what can't be started ----------------------------------------------------------------------------------

    void aFileThatIsNotExecutable()
    {
        const QString file = m_lab.written("plain.sh", "#!/bin/sh\n");
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(fault(m_lab.run({"--client", file}), 2, {"is not executable: chmod +x"}), QString());
    }

    void aProgramForAnotherMachine()
    {
        QFile own("/bin/true");
        QVERIFY(own.open(QIODevice::ReadOnly));
        QByteArray bytes = own.readAll();
        bytes[18] = char(183); // e_machine: EM_AARCH64
        bytes[19] = 0;
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("arm", bytes)}), 2,
                       {"is built for ARM (aarch64); the lab runs programs for x86-64"}),
                 QString());
    }

    void aMissingLibrary()
    {
        const QString library = m_lab.path("libgone.so"), program = m_lab.path("needs");
        QVERIFY(m_lab.compile({"-shared", "-o", library, m_lab.written("gone.c", "void gone(void) {}\n")}));
        QVERIFY(m_lab.compile({"-o", program, m_lab.written("needs.c", "void gone(void); int main(void) { gone(); }\n"), library}));
        QVERIFY(QFile::remove(library));
        QCOMPARE(fault(m_lab.run({"--client", program}), 0, {"libgone.so", "cannot open shared object file", "status 127"}),
                 QString());
    }

    void aMissingInterpreter()
    {
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("odd", "#!/no/such/interpreter -x\n")}), 2,
                       {"names the interpreter '/no/such/interpreter' in its first line, which is not here"}),
                 QString());
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("dos.sh", "#!/bin/sh\r\nexit 0\r\n")}), 2,
                       {"has lines that end as on Windows"}),
                 QString());
    }

    void aFolderAndAnEmptyFile()
    {
        QVERIFY(QDir().mkpath(m_lab.path("folder")));
        QCOMPARE(fault(m_lab.run({"--client", m_lab.path("folder")}), 2, {"is a folder, not a program"}), QString());
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("empty", "")}), 2, {"is empty"}), QString());
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("words", "hello\n")}), 2, {"is no program"}), QString());
        QCOMPARE(fault(m_lab.run({"--client", m_lab.written("empty.c", "")}), 2, {"main", "could not be compiled"}),
                 QString());
    }

    void mistakesInTwoSourcesAreBothTold()
    {
        const QString one = m_lab.written("one.c", "int main(void) { return here; }\n");
        const QString other = m_lab.written("other.c", "int main(void)\n{ return there; }\n");
        QCOMPARE(fault(m_lab.run({"--server", one, "--client", other}), 2,
                       {"one.c:1", "other.c:2", "one.c could not be compiled", "other.c could not be compiled"}),
                 QString());
    }

    // ---- what only looks odd ------------------------------------------------------------------------------------

    void aSourceEditedAfterTheBuild()
    {
        const QString text = m_lab.source("edited.c", "int main(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0; }");
        QVERIFY(m_lab.compile({"-g", "-o", m_lab.path("edited"), text}));
        QVERIFY(!m_lab.run({"--client", m_lab.path("edited")}).said.contains("is newer than the program"));
        QFile file(text);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(fault(m_lab.run({"--client", m_lab.path("edited")}), 0, {"edited.c is newer than the program"}), QString());
    }

    void aPathWithKoreanLettersAndSpaces()
    {
        QVERIFY(QDir().mkpath(m_lab.path("내 첫 프로그램")));
        const QString text = m_lab.source("내 첫 프로그램/서버 한 개.c", "int main(void) { return socket(AF_INET, SOCK_STREAM, 0) < 0; }");
        const QString compiled = m_lab.path("내 첫 프로그램/실행 파일");
        QVERIFY(m_lab.compile({"-g", "-o", compiled, text}));
        const QStringList expected {"서버 한 개.c:1", "exited with status 0"};
        QCOMPARE(fault(m_lab.run({"--client", '"' + text + '"'}), 0, expected + QStringList {"/서버 한 개.c'\n"}), QString());
        QCOMPARE(fault(m_lab.run({"--client", "'" + compiled + "'"}), 0, expected), QString());
    }

    void standardInputIsAtItsEndOrAFile()
    {
        const QByteArray body = R"(
int main(void) {
    char text[64]; ssize_t n = read(0, text, sizeof text - 1);
    printf("read %zd %.*s in %s with %s\n", n, (int)n, text, getcwd(text + 8, 56), getenv("COLOUR"));
})";
        QCOMPARE(fault(m_lab.client("stdin.c", body), 0, {"read 0 "}), QString());
        QCOMPARE(fault(m_lab.client("stdin.c", body, {"--stdin", m_lab.written("in.txt", "hello"), "--cwd", "/tmp", "--env", "COLOUR=blue"}),
                       0, {"read 5 hello", "in /tmp", "with blue"}),
                 QString());
        QCOMPARE(fault(m_lab.client("stdin.c", body, {"--stdin", "/no/such/file"}), 2, {"cannot read /no/such/file"}), QString());
    }

    void aProgramWithASanitizer()
    {
        const QString program = m_lab.path("sanitized");
        if (!m_lab.compile({"-g", "-fsanitize=address", "-o", program,
                       m_lab.source("leaks.c", "int main(void) { volatile char *p = malloc(9); p[0] = 1; p = 0; return "
                                         "socket(AF_INET, SOCK_STREAM, 0) < 0; }")}))
            QSKIP("this compiler has no AddressSanitizer");
        const Outcome outcome = m_lab.run({"--client", program});
        QCOMPARE(fault(outcome, 0, {"leaks.c:1", "exited with status 0"}), QString());
        QVERIFY(!outcome.said.contains("LeakSanitizer"));
    }

    void theHostsHaveNames()
    {
        QCOMPARE(fault(m_lab.run({"--client", "getent hosts server", "--server", "getent hosts client"}), 0,
                       {"10.9.0.2        server", "10.9.0.1        client"}),
                 QString());
        for (const char* needed : {"python3", "curl"})
            if (QStandardPaths::findExecutable(needed).isEmpty())
                QSKIP("python3 or curl is not installed");
        QCOMPARE(fault(m_lab.run({"--server", "python3 -m http.server 8000", "--client", "curl -sS http://server:8000/",
                                  "--timeout", "30"}),
                       0, {"Directory listing", "client: exited with status 0"}),
                 QString());
    }

    void anyOtherNameIsAskedOfTheServerHostOverTheWire()
    {
        QCOMPARE(fault(m_lab.run({"--client", "getent hosts shop.example"}), 0,
                       {"connect(3, 10.9.0.2:53) = 0", "client>server UDP(30)", "ICMP port-unreachable", "exited with status 2"}),
                 QString());
        // Of nsswitch.conf only the line about hosts is the lab's: users keep their names.
        QFile machines("/etc/nsswitch.conf");
        if (!machines.open(QIODevice::ReadOnly))
            QSKIP("this machine has no /etc/nsswitch.conf");
        QStringList expected {"hosts: files dns"};
        for (const QByteArray& line : machines.readAll().split('\n'))
            if (line.startsWith("passwd:"))
                expected << QString::fromUtf8(line);
        QCOMPARE(fault(m_lab.run({"--client", "grep -e ^hosts: -e ^passwd: /etc/nsswitch.conf"}), 0, expected), QString());
        QCOMPARE(m_lab.run({"--client", "grep -c ^hosts: /etc/nsswitch.conf"}).said.contains("client: 1\\n"), true);
    }

    // ---- what the lab's own death leaves ------------------------------------------------------------------------

    void whatAKilledRunHadCompiledIsRemovedByTheNext()
    {
        const QString builds = m_lab.path("state/socketlab/builds");
        const Outcome killed = m_lab.client("computes.c", "int main(void) { for (;;) pause(); }", {}, SIGKILL);
        QVERIFY2(killed.survivors.isEmpty(), qPrintable(killed.survivors));
        QCOMPARE(QDir(builds).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
        QCOMPARE(fault(m_lab.run({"--client", "true"}), 0, {}), QString());
        QVERIFY(!QDir(builds).exists());
    }
};

QTEST_GUILESS_MAIN(BrokenProgramsTest)
#include "BrokenProgramsTest.moc"
