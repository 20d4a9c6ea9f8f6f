// Hostile programs: each ends in time, is told in a sentence, and leaves nothing behind.

#include "model/packet/Packet.h"
#include "tests/support/LabRun.h"
#include "tests/support/ProgramRun.h"

#include <QDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class HostileProgramsTest : public QObject
{
    Q_OBJECT

private:
    ProgramRun m_lab;

private slots:
    // ---- what dies, and what does not ---------------------------------------------------------------------------

    void programsThatDieAtOnce()
    {
        QCOMPARE(fault(m_lab.client("three.c", "int main(void) { return 3; }"), 0, {"exited with status 3"}), QString());
        QCOMPARE(fault(m_lab.client("null.c", "int main(void) { *(volatile int *)0 = 1; }"), 0, {"killed by SIGSEGV"}), QString());
        QCOMPARE(fault(m_lab.client("abort.c", "int main(void) { abort(); }"), 0, {"killed by SIGABRT"}), QString());
    }

    void aProgramThatComputesForEver()
    {
        const QByteArray body = "int main(void) { for (volatile long i = 0;; ++i) { } }";
        QCOMPARE(fault(m_lab.client("computes.c", body, {"--timeout", "1"}), 3,
                       {"The time is up (1.0 s)", "client was still running and had made no socket call"}, 6),
                 QString());
        QCOMPARE(fault(m_lab.client("computes.c", body, {}, SIGTERM), 128 + SIGTERM, {"Interrupted (SIGTERM)"}, 6), QString());
        QCOMPARE(fault(m_lab.client("computes.c", body, {}, SIGINT), 128 + SIGINT, {"Interrupted (SIGINT)"}, 6), QString());
    }

    void whateverItIsDoingItEndsWhenItIsStopped_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("writes") << QByteArray("int main(void) { static char all[65536]; for (;;) write(1, all, sizeof all); }");
        QTest::newRow("opens sockets") << QByteArray(
            "int main(void) { for (;;) if (socket(AF_INET, SOCK_STREAM, 0) < 0) syscall(SYS_close_range, 3, ~0U, 0); }");
        QTest::newRow("forks one after the other") << QByteArray(
            "int main(void) { for (;;) { if (fork() == 0) { setsid(); listening(7000); _exit(0); } wait(0); } }");
        QTest::newRow("starts threads") << QByteArray(
            "static void *rest(void *p) { connected(7); return p; }\n"
            "int main(void) { for (pthread_t t;;) if (!pthread_create(&t, 0, rest, 0)) pthread_join(t, 0); }");
        QTest::newRow("has stopped itself") << QByteArray("int main(void) { raise(SIGSTOP); }");
        QTest::newRow("heeds no signal") << QByteArray(
            "int main(void) { for (int s = 1; s < 65; ++s) signal(s, SIG_IGN); int l = listening(7000); for (;;) accept(l, 0, 0); }");
    }

    void whateverItIsDoingItEndsWhenItIsStopped()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(fault(m_lab.client("busy.c", body, {}, SIGTERM), 128 + SIGTERM, {"Interrupted (SIGTERM)"}, 5), QString());
    }

    void aForkBombThatLeavesItsSessionAndHeedsNoSignal()
    {
        const QByteArray body = R"(
int main(void) {
    for (int s = 1; s < 65; ++s) signal(s, SIG_IGN);
    for (;;) if (fork() == 0) setsid();
})";
        QCOMPARE(fault(m_lab.client("bomb.c", body, {"--timeout", "30"}), 0, {"more than 256 programs"}, 35), QString());
    }

    void aThreadBomb()
    {
        const QByteArray body = R"(
static void *rest(void *unused) { pause(); return unused; }
int main(void) {
    pthread_attr_t small; pthread_attr_init(&small); pthread_attr_setstacksize(&small, 16384);
    for (pthread_t t;;) if (pthread_create(&t, &small, rest, 0)) pause();
})";
        const Outcome outcome = m_lab.client("threads.c", body, {"--timeout", "8"});
        const bool stopped = outcome.said.contains("more than 4096 threads"); // or the machine allows fewer
        QCOMPARE(fault(outcome, stopped ? 0 : 3, {}, 14), QString());
    }

    void aDaemonOutlivesItsParentButNotTheLab()
    {
        const QByteArray body = R"(
int main(void) {
    if (fork()) return 0;
    setsid();
    if (fork()) _exit(0);
    signal(SIGTERM, SIG_IGN);
    chdir("/");
    for (;;) pause();
})";
        QCOMPARE(fault(m_lab.client("daemon.c", body), 0, {"ended by the lab", "goes on after SIGTERM: killed"}), QString());
        QCOMPARE(fault(m_lab.client("daemon.c", body, {"--timeout", "0.3"}), 3, {"The time is up"}, 6), QString());
    }

    void aProgramThatDeletesItselfAndExecutesItselfAgain()
    {
        const QByteArray body = R"(
int main(int argc, char **argv) {
    char self[4096] = "";
    if (strcmp(argv[0], "again") == 0) { socket(AF_INET, SOCK_STREAM, 0); return 7; }
    readlink("/proc/self/exe", self, sizeof self - 1);
    if (unlink(self)) return 1;
    if (execl(self, self, (char *)0) != -1 || errno != ENOENT) return 2;
    printf("it is gone\n"); fflush(stdout);
    execl("/proc/self/exe", "again", (char *)0);
    return 3;
})";
        QCOMPARE(fault(m_lab.client("vanish.c", body), 0, {"it is gone", "socket(AF_INET, SOCK_STREAM) = 3", "exited with status 7"}),
                 QString());
    }

    void aChildKillsItsParent()
    {
        const QByteArray body = R"(
int main(void) {
    int l = listening(7000);
    if (fork() == 0) { kill(getppid(), SIGKILL); while (getppid() != 1) sched_yield(); close(l); _exit(5); }
    accept(l, 0, 0);
    return 0;
})";
        QCOMPARE(fault(m_lab.run({"--server", m_lab.source("parricide.c", body)}), 0,
                       {"killed by SIGKILL", "exited with status 5"}),
                 QString());
    }

    void killedByItselfAndByEverybody()
    {
        QCOMPARE(fault(m_lab.client("self.c", "int main(void) { raise(SIGKILL); }"), 0, {"killed by SIGKILL"}), QString());
        // Its parent is outside of its pid namespace: 0. -1 is everybody that it can see.
        const QByteArray all = R"(
int main(void) {
    int n = 3; while (n--) if (fork() == 0) for (;;) socket(AF_INET, SOCK_STREAM, 0) < 0 && pause();
    kill(1, SIGKILL);
    kill(-1, SIGKILL);
    printf("parent %d\n", getppid()); fflush(stdout);
    kill(getppid(), SIGKILL);
})";
        QCOMPARE(fault(m_lab.client("all.c", all, {"--timeout", "20"}), 0, {"parent 0", "killed by SIGKILL"}), QString());
    }

    void killedBetweenForkAndItsReport()
    {
        // One child forks all the time, the other one's SIGKILL meets it at any place of that, also at its stop.
        const QByteArray body = R"(
int main(void) {
    for (int i = 0; i < 60; ++i) {
        pid_t forks = fork();
        if (forks == 0) for (;;) if (fork() == 0) _exit(0);
        for (volatile int j = 0; j < i * 5000; ++j) { }
        kill(forks, SIGKILL);
        waitpid(forks, 0, 0);
    }
    puts("all killed");
})";
        QCOMPARE(fault(m_lab.client("race.c", body, {"--timeout", "30"}), 0, {"all killed"}), QString());
    }

    void aProgramThatStopsItself()
    {
        QCOMPARE(fault(m_lab.client("stop.c", "int main(void) { raise(SIGSTOP); }", {"--timeout", "1"}), 3,
                       {"client is stopped (SIGSTOP", "The time is up"}, 6),
                 QString());
    }

    void killedWhileItStandsBeforeACall()
    {
        const QString program = m_lab.path("stands");
        QVERIFY(m_lab.compile({"-o", program, m_lab.source("stands.c", "int main(void) { return listening(7000); }")}));
        LabRun lab;
        lab.perform({"lab: stops calls", "lab: program server server " + program.toStdString()});
        const auto& threads = lab.state().actor("server")->threads;
        QVERIFY(threads.size() == 1 && threads[0].call->phase == CallPhase::AboutToRun);
        lab.perform({"server: signal SIGKILL"});
        QVERIFY(lab.until([](const LabState& state) { return state.actor("server")->exited.has_value(); }));
        QCOMPARE(lab.state().actor("server")->exited->signal, SIGKILL);
        QVERIFY(!lab.give("server: step").empty());
        QCOMPARE(lab.give("lab: settle"), std::string());
    }

    void aServerThatIgnoresSigterm()
    {
        const QByteArray server = R"(
int main(void) { signal(SIGTERM, SIG_IGN); int l = listening(7000); for (;;) close(accept(l, 0, 0)); })";
        const Outcome outcome =
            m_lab.run({"--server", m_lab.source("stubborn.c", server), "--client",
                       m_lab.source("caller.c", "int main(void) { return connected(7000) < 0; }")});
        QCOMPARE(fault(outcome, 0, {"server waits for more and nobody is left to come", "server goes on after SIGTERM: killed"}, 8),
                 QString());
    }

    void aServerThatCleansUpAtSigterm()
    {
        const QByteArray server = R"(
static void bye(int s) { (void)s; write(1, "cleaned up\n", 11); _exit(0); }
int main(void) { signal(SIGTERM, bye); int l = listening(7000); for (;;) close(accept(l, 0, 0)); })";
        const Outcome outcome =
            m_lab.run({"--server", m_lab.source("tidy.c", server), "--client",
                       m_lab.source("caller.c", "int main(void) { return connected(7000) < 0; }")});
        QCOMPARE(fault(outcome, 0, {"cleaned up", "server: exited with status 0"}, 8), QString());
        QVERIFY(!outcome.said.contains("goes on after SIGTERM"));
    }

    // ---- what would lead out of sight ---------------------------------------------------------------------------

    void allDescriptorsClosed()
    {
        const QByteArray body = R"(
int main(void) { syscall(SYS_close_range, 0, ~0U, 0); return socket(AF_INET, SOCK_STREAM, 0); })";
        QCOMPARE(fault(m_lab.client("closed.c", body), 0, {"socket(AF_INET, SOCK_STREAM) = 0", "exited with status 0"}), QString());
    }

    void aNamespaceOfItsOwn()
    {
        const QByteArray body = R"(
static int inChild(void *unused) { (void)unused; socket(AF_INET, SOCK_STREAM, 0); return 0; }
static char stack[65536];
int main(void) {
    struct { unsigned long long flags, rest[10]; } args = {CLONE_NEWUSER | CLONE_NEWNET};
    args.rest[3] = SIGCHLD;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 || unshare(CLONE_NEWNET) == 0) return 1;
    if (clone(inChild, stack + sizeof stack, CLONE_NEWUSER | CLONE_NEWNET | SIGCHLD, 0) >= 0) return 2;
    if (syscall(SYS_clone3, &args, sizeof args) >= 0) return 3;
    if (setns(open("/proc/1/ns/net", O_RDONLY), CLONE_NEWNET) == 0) return 4;
    puts("nowhere to go");
})";
        const Outcome outcome = m_lab.client("unshare.c", body);
        QCOMPARE(fault(outcome, 0, {"nowhere to go", "asks for a user or network namespace of its own", "status 0"}), QString());
        QCOMPARE(outcome.said.count("asks for a user or network namespace"), 1);
    }

    void childrenOfAnUnusualKind()
    {
        const QByteArray body = R"(
static int inChild(void *port) { close(listening((int)(long)port)); return 0; }
static char stack[65536];
int main(void) {
    if (clone(inChild, stack + sizeof stack, CLONE_UNTRACED | SIGCHLD, (void *)7001) >= 0 || errno != EPERM) return 1;
    if (clone(inChild, stack + sizeof stack, 0, (void *)7002) < 0) return 2; /* no signal at its end */
    int status; while (waitpid(-1, &status, __WALL) < 0) { }
    return WEXITSTATUS(status);
})";
        QCOMPARE(fault(m_lab.client("odd-child.c", body, {"--timeout", "10"}), 0,
                       {"asks for a child that nobody traces", "bind(3, 0.0.0.0:7002) = 0", "client: exited with status 0"}),
                 QString());
    }

    void operationsThatAreNoCalls()
    {
        const QByteArray body = R"(
int main(void) {
    char params[256] = {0};
    for (int i = 0; i < 3; ++i)
        if (syscall(SYS_io_uring_setup, 8, params) != -1 || errno != ENOSYS) return 1;
    puts("no ring");
})";
        const Outcome outcome = m_lab.client("ring.c", body);
        QCOMPARE(fault(outcome, 0, {"no ring", "asks for io_uring", "status 0"}), QString());
        QCOMPARE(outcome.said.count("asks for io_uring"), 1);
    }

    void callsWithOtherNumbers()
    {
        const QByteArray body = R"(
int main(void) {
    long result = 0;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(359), "b"(AF_INET), "c"(SOCK_STREAM), "d"(0) : "memory"); /* socket */
    if (result != -ENOSYS) return 1;
    if (syscall(0x40000000 | SYS_socket, AF_INET, SOCK_STREAM, 0) != -1 || errno != ENOSYS) return 2; /* x32 */
    puts("neither");
})";
        const Outcome outcome = m_lab.client("old.c", body);
        QCOMPARE(fault(outcome, 0, {"neither", "32-bit calls (int 0x80 or x32)", "status 0"}), QString());
    }

    void aProgramThatWouldTraceItself()
    {
        const QByteArray body = R"(
int main(void) { return ptrace(PTRACE_TRACEME, 0, 0, 0) == -1 && errno == EPERM ? 4 : 5; })";
        QCOMPARE(fault(m_lab.client("traceme.c", body), 0, {"exited with status 4"}), QString());
    }

    // ---- too much of something ----------------------------------------------------------------------------------

    void aHundredMegabytesOfOutput()
    {
        QCOMPARE(fault(m_lab.run({"--client", "head -c 100000000 /dev/zero", "--timeout", "30"}), 0,
                       {"more than 1 MB", "exited with status 0"}, 35),
                 QString());
    }

    void connectInATightLoop()
    {
        const QByteArray body = "int main(void) { for (;;) { connected(7); syscall(SYS_close_range, 3, ~0U, 0); } }";
        const Outcome outcome = m_lab.client("loop.c", body, {"--timeout", "2"});
        QCOMPARE(fault(outcome, 3, {"ECONNREFUSED", "The time is up (2.0 s)"}, 7.5), QString());
        QCOMPARE(fault(m_lab.client("loop.c", body, {}, SIGTERM), 128 + SIGTERM, {"Interrupted (SIGTERM)"}, 6), QString());
        // Thousands a second on an idle machine; beside programs that compute on the same CPU, each stop may cost a slice.
        QVERIFY2(outcome.said.count("ECONNREFUSED") > 20, qPrintable(QString::number(outcome.said.count("ECONNREFUSED"))));
    }

    void tenThousandSockets()
    {
        const QByteArray body = R"(
int main(void) {
    struct rlimit most; getrlimit(RLIMIT_NOFILE, &most); most.rlim_cur = most.rlim_max; setrlimit(RLIMIT_NOFILE, &most);
    int count = 0;
    while (count < 10000 && socket(AF_INET, SOCK_STREAM, 0) >= 0) ++count;
    printf("%d sockets\n", count); fflush(stdout);
    for (int i = 0; i < count; i += 2) close(3 + i);
    return count > 1000 ? 0 : 1;
})";
        QCOMPARE(fault(m_lab.client("many.c", body, {"--timeout", "40"}), 0, {" sockets", "exited with status 0"}, 45), QString());
    }

    void aThousandConnections()
    {
        const QByteArray server = R"(
int main(void) {
    static int s[1000];
    int l = listening(7000), i = 0; char c;
    for (; i < 1000 && (s[i] = accept(l, 0, 0)) >= 0; ++i) { }
    for (i = 0; i < 1000; ++i) if (recv(s[i], &c, 1, 0) != 1 || send(s[i], &c, 1, 0) != 1) return 1;
    puts("served a thousand");
    return 0;
})";
        const QByteArray client = R"(
int main(void) {
    static int s[1000];
    int i; char c = 'x';
    for (i = 0; i < 1000; ++i) if ((s[i] = connected(7000)) < 0) return 1;
    for (i = 0; i < 1000; ++i) if (send(s[i], &c, 1, 0) != 1) return 2;
    for (i = 0; i < 1000; ++i) if (recv(s[i], &c, 1, 0) != 1) return 3;
    return 0;
})";
        QCOMPARE(fault(m_lab.run({"--server", m_lab.source("thousand-server.c", server), "--client",
                                  m_lab.source("thousand-client.c", client), "--timeout", "50"}),
                       0, {"served a thousand", "client: exited with status 0"}, 55),
                 QString());
    }

    void aBulkTransferDoesNotFillTheDisk()
    {
        const QByteArray server = R"(
int main(void) {
    static char bytes[100000]; long n, all = 0;
    int s = accept(listening(7000), 0, 0);
    while ((n = recv(s, bytes, sizeof bytes, 0)) > 0) all += n;
    printf("received %ld\n", all);
})";
        const QByteArray client = R"(
int main(void) {
    static char bytes[100000]; int s = connected(7000);
    for (int i = 0; i < 1500; ++i) if (send(s, bytes, sizeof bytes, 0) != sizeof bytes) return 1;
})";
        const Outcome outcome = m_lab.run({"--server", m_lab.source("sink.c", server), "--client", m_lab.source("spring.c", client),
                                           "--timeout", "40", "--journal", m_lab.path("bulk.pcapng")});
        QCOMPARE(fault(outcome, 0, {"received 150000000", "only the headers are recorded", "only the beginning is recorded"}, 45),
                 QString());
        const qint64 size = QFileInfo(m_lab.path("bulk.pcapng")).size();
        QVERIFY2(size > 32'000'000 && size < 120'000'000, qPrintable(QString::number(size)));
        QFile::remove(m_lab.path("bulk.pcapng"));
    }

    void howMuchOfAConnectionIsKeptCanBeSet()
    {
        LabRun lab;
        QVERIFY(lab.give("lab: keep much").find("needs a number of bytes") != std::string::npos);
        lab.perform({"lab: keep 3000", "lab: actor client client", "lab: actor server server",
                     "server: socket as=L", "server: bind L 10.9.0.2:8080", "server: listen L 1", "client: socket as=C",
                     "client: connect C 10.9.0.2:8080", "server: accept L as=A", "client: send sockfd=C size=10000"});
        std::size_t whole = 0, cut = 0, payload = 0;
        for (const Event& event : lab.events())
            if (const auto* sent = std::get_if<PacketSent>(&event.body)) {
                const Packet packet = decodePacket(sent->frame);
                payload += packet.payloadLength;
                (sent->fullLength > sent->frame.size() ? cut : whole) += packet.payloadLength;
            }
        QCOMPARE(payload, std::size_t {10000});
        QVERIFY2(whole > 0 && whole <= 3000 && cut >= 7000, qPrintable(QString("%1 %2").arg(whole).arg(cut)));
    }
};

QTEST_GUILESS_MAIN(HostileProgramsTest)
#include "HostileProgramsTest.moc"
