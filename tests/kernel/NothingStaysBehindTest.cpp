// However a lab ends, no process, namespace, interface or temporary file of it is left.

#include "app/Paths.h"
#include "tests/support/LabRun.h"
#include "tests/support/Processes.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <random>
#include <spawn.h>
#include <sys/wait.h>

using namespace lab;
using namespace lab::tests;

namespace {

std::vector<std::string> interfaces()
{
    std::vector<std::string> names;
    struct if_nameindex* all = ::if_nameindex();
    for (const auto* each = all; each != nullptr && each->if_index != 0; ++each)
        names.emplace_back(each->if_name);
    ::if_freenameindex(all);
    return names;
}

const std::vector<std::string> busyLab = {
    "lab: actor server server",
    "lab: actor client client",
    "server: socket as=L",
    "server: bind sockfd=L addr=10.9.0.2:8080",
    "server: listen sockfd=L backlog=3",
    "server: accept sockfd=L as=A",
    "wire: hold",
    "client: socket as=C",
    "client: connect sockfd=C addr=10.9.0.2:8080",
};

/// A moment that no test could choose on purpose. Not a synchronisation: nothing is expected to have happened by then.
void untilARandomMoment(std::mt19937& random)
{
    ::poll(nullptr, 0, static_cast<int>(random() % 31));
}

} // namespace

class NothingStaysBehindTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_temporary.isValid());
        qputenv("XDG_STATE_HOME", m_temporary.path().toLocal8Bit());
        qputenv("TMPDIR", m_temporary.path().toLocal8Bit());
    }

    void aLabThatEndsInOrderIsGone()
    {
        const std::string mark = markDescendants();
        {
            LabRun lab;
            lab.perform(busyLab);
            QVERIFY(marked(mark).size() >= 4); // engine, init, two actors
        }
        QCOMPARE(namesOf(survivors(mark)), std::string());
    }

    void theEngineEndsWithItsInput()
    {
        const std::string mark = markDescendants();
        LabRun lab;
        lab.perform(busyLab);
        lab.giveOnly("lab: end");
        QCOMPARE(lab.untilEnded(), std::string());
        QCOMPARE(namesOf(survivors(mark)), std::string());
    }

    void aKilledActorIsNewsAndTheLabGoesOn()
    {
        LabRun lab;
        lab.perform(busyLab);
        ::kill(lab.state().actor("server")->started.pid, SIGKILL);
        QVERIFY(lab.until([](const LabState& state) { return state.actor("server")->exited.has_value(); }));
        QCOMPARE(lab.give("lab: actor server2 server"), std::string());
    }

    void fiftyEnginesKilledAtRandomMomentsLeaveNothing()
    {
        std::mt19937 random(147);
        for (int i = 0; i < 50; ++i) {
            const std::string mark = markDescendants();
            auto engine = EngineProcess::start({});
            QVERIFY(engine);
            for (const std::string& line : busyLab)
                engine->send(line);
            untilARandomMoment(random);
            ::kill(engine->pid(), SIGKILL);
            QCOMPARE(namesOf(survivors(mark)), std::string());
        }
    }

    void fiftyWindowsKilledAtRandomMomentsLeaveNothing()
    {
        // To the engine a window is the other end of its pipe: here a process that plays a lesson.
        std::mt19937 random(8080);
        for (int i = 0; i < 50; ++i) {
            const std::string mark = markDescendants();
            std::string program = ownProgram("socketlab");
            char* arguments[] = {program.data(), const_cast<char*>("run"), const_cast<char*>("three-way-handshake"), nullptr};
            posix_spawn_file_actions_t actions;
            ::posix_spawn_file_actions_init(&actions);
            ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
            pid_t player = -1;
            QCOMPARE(::posix_spawn(&player, program.c_str(), &actions, nullptr, arguments, environ), 0);
            ::posix_spawn_file_actions_destroy(&actions);
            untilARandomMoment(random);
            ::kill(player, SIGKILL);
            ::waitpid(player, nullptr, 0);
            QCOMPARE(namesOf(survivors(mark)), std::string());
        }
    }

    void noInterfaceOfOursIsOnTheMachine()
    {
        const auto before = interfaces();
        LabRun lab;
        lab.perform(busyLab);
        QCOMPARE(interfaces(), before);
    }

    void noTemporaryFileIsLeft()
    {
        // Only recovery journals may be there, and only of labs that were killed while recording: none was.
        QCOMPARE(QDir(m_temporary.path()).entryList(QDir::Files), QStringList());
    }

private:
    QTemporaryDir m_temporary;
};

QTEST_GUILESS_MAIN(NothingStaysBehindTest)
#include "NothingStaysBehindTest.moc"
