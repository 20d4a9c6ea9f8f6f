// The sockets of this machine without a lab: what is told of them is what the kernel's own tools say, with whose they are, and
// nothing is held or changed. The sockets are this test's own; everything else on the machine is none of its concern.

#include "model/base/UniqueFd.h"
#include "tests/support/LabRun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>

using namespace lab;
using namespace lab::tests;

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int portOf(int fd)
{
    sockaddr_in address {};
    socklen_t length = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin_port);
}

UniqueFd bound(int type)
{
    UniqueFd fd(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(0);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        qFatal("bind: %s", std::strerror(errno));
    return fd;
}

UniqueFd listening(int backlog)
{
    UniqueFd fd = bound(SOCK_STREAM);
    ::listen(fd.get(), backlog);
    return fd;
}

UniqueFd connected(int port)
{
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        qFatal("connect: %s", std::strerror(errno));
    return fd;
}

UniqueFd accepted(const UniqueFd& listener)
{
    return UniqueFd(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
}

/// The row with these ports now; nullptr: none.
const SocketRow* rowOf(const LabState& state, int local, int remote = 0, int protocol = IPPROTO_TCP)
{
    for (const SocketRow& row : state.host(HostId::Client).sockets)
        if (row.local.port == local && row.remote.port == remote && row.protocol == protocol)
            return &row;
    return nullptr;
}

/// "name pid fd" of all who have it.
QStringList holdersOf(const LabState& state, SocketId socket)
{
    QStringList all;
    for (const ActorState& actor : state.actors())
        for (const Descriptor& each : actor.descriptors)
            if (each.socket == socket)
                all << QString("%1 %2").arg(actor.started.pid).arg(each.fd);
    return all;
}

std::function<bool(const LabState&)> has(int local, int remote, SocketState wanted)
{
    return [=](const LabState& state) {
        const SocketRow* row = rowOf(state, local, remote);
        return row != nullptr && row->state == wanted;
    };
}

EngineOptions allSockets(const std::string& journal = {})
{
    return {.journalFile = journal, .sockets = true};
}

struct Said
{
    int status = -1;
    QString text, complained;
};

Said run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(patienceMs))
        qFatal("%s does not end", qPrintable(program));
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

Said sockets(const QStringList& arguments)
{
    return run(SOCKETLAB_BUILD_BIN "/socketlab", QStringList {"sockets"} + arguments);
}

/// "LISTEN 2 5 127.0.0.1:41000 0.0.0.0:*" of each line with this port, sorted; `skip` columns stand before the state.
QStringList columnsOf(const QString& table, int port, int skip)
{
    QStringList lines;
    for (const QString& line : table.split('\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.simplified().split(' ').mid(skip, 5);
        if (words.size() == 5 && (words[3].endsWith(":" + QString::number(port)) || words[4].endsWith(":" + QString::number(port))))
            lines << words.join(' ');
    }
    lines.sort();
    return lines;
}

} // namespace

class SocketsTest : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase() { qputenv("LANG", "C.UTF-8"); }

    // ---- what is told ---------------------------------------------------------------------------------------------

    void itSaysFirstThatThisIsTheMachine()
    {
        LabRun lab(allSockets());
        QVERIFY(lab.give("lab: settle").empty());
        const auto events = lab.events();
        QVERIFY(std::holds_alternative<LabStarted>(events[0].body));
        const auto& setting = std::get<SettingWritten>(events[1].body);
        QCOMPARE(setting.name + " " + setting.value, std::string("network this machine"));
        QVERIFY(lab.state().host(HostId::Server).sockets.empty());
    }

    void aListenersAcceptQueueIsItsReceiveQueue()
    {
        const UniqueFd listener = listening(5);
        const int port = portOf(listener.get());
        const UniqueFd first = connected(port), second = connected(port);
        LabRun lab(allSockets());
        QVERIFY(lab.give("lab: settle").empty());
        const SocketRow* row = rowOf(lab.state(), port);
        QVERIFY(row != nullptr);
        QCOMPARE(row->state, SocketState::Listen);
        QCOMPARE(row->recvQueue, 2U);
        QCOMPARE(row->sendQueue, 5U);
        const SocketRow* waiting = rowOf(lab.state(), port, portOf(first.get()));
        QVERIFY(waiting != nullptr && waiting->inode == 0); // nobody's yet
        const UniqueFd taken = accepted(listener);
        QVERIFY(lab.until([&](const LabState& state) {
            const SocketRow* now = rowOf(state, port);
            const SocketRow* its = rowOf(state, port, portOf(first.get()));
            return now != nullptr && now->recvQueue == 1 && its != nullptr && its->inode != 0
                && holdersOf(state, its->socket) == QStringList {QString("%1 %2").arg(::getpid()).arg(taken.get())};
        }, patienceMs));
    }

    void aConnectionsStatesAreSeenAsTheyChange()
    {
        const UniqueFd listener = listening(5);
        const int port = portOf(listener.get());
        LabRun lab(allSockets());
        QVERIFY(lab.until(has(port, 0, SocketState::Listen), patienceMs));
        UniqueFd client = connected(port), server = accepted(listener);
        const int from = portOf(client.get());
        QVERIFY(lab.until(has(port, from, SocketState::Established), patienceMs));
        QVERIFY(lab.until(has(from, port, SocketState::Established), patienceMs));
        QCOMPARE(::send(client.get(), "hello", 5, 0), 5L);
        QVERIFY(lab.until([&](const LabState& state) { return rowOf(state, port, from)->recvQueue == 5; }, patienceMs));
        char text[8];
        QCOMPARE(::recv(server.get(), text, sizeof text, 0), 5L);
        client.reset();
        QVERIFY(lab.until(has(from, port, SocketState::FinWait2), patienceMs));
        QVERIFY(lab.until(has(port, from, SocketState::CloseWait), patienceMs));
        server.reset();
        QVERIFY(lab.until(has(from, port, SocketState::TimeWait), patienceMs));
        QVERIFY(lab.until([&](const LabState& state) { return rowOf(state, port, from) == nullptr; }, patienceMs));
    }

    void ipv6IsThereToo()
    {
        const UniqueFd listener(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in6 address {};
        address.sin6_family = AF_INET6;
        if (!listener || ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            QSKIP("this machine has no IPv6");
        ::listen(listener.get(), 4);
        socklen_t length = sizeof address;
        ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &length);
        const int port = ntohs(address.sin6_port);
        LabRun lab(allSockets());
        const UniqueFd client = connected(port); // dual-stack: by IPv4
        QVERIFY(lab.until([&](const LabState& state) {
            const SocketRow* row = rowOf(state, port);
            return row != nullptr && row->local.address.version == 6 && row->recvQueue == 1
                && holdersOf(state, row->socket) == QStringList {QString("%1 %2").arg(::getpid()).arg(listener.get())};
        }, patienceMs));
        QVERIFY(lab.until(has(port, portOf(client.get()), SocketState::Established), patienceMs));
        QVERIFY(rowOf(lab.state(), port, portOf(client.get()))->local.address.isMapped());
    }

    void datagramSocketsAreThereToo()
    {
        const UniqueFd udp = bound(SOCK_DGRAM);
        const int port = portOf(udp.get());
        LabRun lab(allSockets());
        QVERIFY(lab.give("lab: settle").empty());
        const SocketRow* row = rowOf(lab.state(), port, 0, IPPROTO_UDP);
        QVERIFY(row != nullptr);
        QCOMPARE(holdersOf(lab.state(), row->socket), QStringList {QString("%1 %2").arg(::getpid()).arg(udp.get())});
    }

    void whoHasItIsToldAndWhenTheyAreGone()
    {
        UniqueFd listener = listening(5);
        const int port = portOf(listener.get());
        LabRun lab(allSockets());
        int gate[2];
        QCOMPARE(::pipe2(gate, O_CLOEXEC), 0);
        const pid_t child = ::fork(); // it has a copy of every descriptor
        if (child == 0) {
            ::close(gate[1]);
            char end = 0;
            (void)!::read(gate[0], &end, 1);
            ::_exit(3);
        }
        const auto holders = [&](const LabState& state) {
            const SocketRow* row = rowOf(state, port);
            QStringList found = row == nullptr ? QStringList() : holdersOf(state, row->socket);
            found.sort();
            return found;
        };
        const QString ours = QString("%1 %2").arg(::getpid()).arg(listener.get()), its = QString("%1 %2").arg(child).arg(listener.get());
        QStringList both {ours, its};
        both.sort();
        QVERIFY(lab.until([&](const LabState& state) { return holders(state) == both; }, patienceMs));
        listener.reset(); // the child's keeps it alive
        QVERIFY(lab.until([&](const LabState& state) { return holders(state) == QStringList {its}; }, patienceMs));
        ::close(gate[0]);
        ::close(gate[1]);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        QVERIFY(lab.until([&](const LabState& state) { return rowOf(state, port) == nullptr; }, patienceMs));
        const auto exited = [&](const LabState& state) {
            const auto& actors = state.actors();
            const auto actor = std::find_if(actors.begin(), actors.end(), [&](const ActorState& one) { return one.started.pid == child; });
            return actor != actors.end() && actor->exited;
        };
        QVERIFY(lab.until(exited, patienceMs));
        for (const ActorState& actor : lab.state().actors())
            if (actor.started.pid == child)
                QVERIFY(!actor.exited->tellsHow()); // its parent alone was told 3
    }

    // ---- who may know -----------------------------------------------------------------------------------------------

    void othersSocketsAreSeenWithoutTheirOwner()
    {
        if (::geteuid() != 0 || QStandardPaths::findExecutable("setpriv").isEmpty())
            QSKIP("two users are needed, and setpriv(1)");
        const UniqueFd listener = listening(5);
        const QString port = QString::number(portOf(listener.get()));
        const Said said = run("setpriv", {"--reuid", "65534", "--regid", "65534", "--clear-groups", SOCKETLAB_BUILD_BIN "/socketlab",
                                          "sockets", "--json", "--filter", ":" + port, "--lang", "en"});
        QVERIFY2(said.status == 0, qPrintable(said.complained));
        const QJsonObject row = QJsonDocument::fromJson(said.text.toUtf8()).object();
        QCOMPARE(row["state"].toString(), QString("LISTEN"));
        QVERIFY(!row.contains("processes"));
    }

    // ---- beginning and ending -----------------------------------------------------------------------------------------

    void onlyMarksAndTheEndAreCommands()
    {
        LabRun lab(allSockets());
        for (const char* line : {"lab: mark here", "lab: settle", "lab: keep 100"})
            QCOMPARE(QString::fromStdString(lab.give(line)), QString());
        for (const char* line : {"wire: hold", "lab: actor client c", "client: socket"})
            QVERIFY2(QString::fromStdString(lab.give(line)).contains("only watched"), line);
        lab.giveOnly("lab: end");
        QCOMPARE(lab.untilEnded(), std::string());
    }

    void signalsEndItInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void signalsEndItInOrder()
    {
        QFETCH(int, signal);
        const QTemporaryDir folder;
        const std::string path = folder.filePath("sockets.pcapng").toStdString();
        LabRun lab(allSockets(path));
        QVERIFY(lab.give("lab: settle").empty());
        ::kill(lab.engine().pid(), signal);
        QCOMPARE(lab.untilEnded(), std::string());
        const auto journal = Journal::open(path);
        QVERIFY(journal);
        QVERIFY((*journal)->damage().message.empty());
        QCOMPARE((*journal)->size(), lab.journal().size());
    }

    // ---- the table --------------------------------------------------------------------------------------------------

    void theTableSaysWhatSsSays()
    {
        if (QStandardPaths::findExecutable("ss").isEmpty())
            QSKIP("ss (iproute2) is not installed");
        const UniqueFd listener = listening(7);
        const int port = portOf(listener.get());
        const UniqueFd client = connected(port), server = accepted(listener), waiting = connected(port);
        QCOMPARE(::send(client.get(), "abc", 3, 0), 3L);
        UniqueFd closing = connected(port);
        closing.reset();
        QTRY_VERIFY(columnsOf(run("ss", {"-Htan"}).text, port, 0).join('\n').contains("FIN-WAIT-2"));
        const Said ours = sockets({"--lang", "en"}), theirs = run("ss", {"-Htan"});
        QCOMPARE(ours.status, 0);
        QCOMPARE(columnsOf(ours.text, port, 1), columnsOf(theirs.text, port, 0));
        QVERIFY2(columnsOf(ours.text, port, 1).contains(QString("LISTEN 2 7 127.0.0.1:%1 0.0.0.0:*").arg(port)), qPrintable(ours.text));
        QVERIFY2(ours.text.contains(QString("pid=%1,fd=%2)").arg(::getpid()).arg(listener.get())), qPrintable(ours.text));
    }

    void whatChangesFollowsUntilItIsInterrupted()
    {
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        UniqueFd listener = listening(7);
        const QString port = QString::number(portOf(listener.get()));
        process.start(SOCKETLAB_BUILD_BIN "/socketlab", {"sockets", "--follow", "--filter", ":" + port, "--lang", "ko"});
        QString text;
        const auto comes = [&](const QString& words) {
            while (!text.contains(words) && process.waitForReadyRead(patienceMs))
                text += QString::fromUtf8(process.readAllStandardOutput());
            return text.contains(words);
        };
        QVERIFY2(comes("LISTEN"), qPrintable(text));
        QVERIFY(text.contains("로컬 주소:포트"));
        const UniqueFd client = connected(port.toInt());
        QVERIFY2(comes("0→1"), qPrintable(text)); // the listener's accept queue
        listener.reset();
        QVERIFY2(comes("사라짐"), qPrintable(text));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitCode(), 0);
    }

    void aRecordingOfItIsOneOfThisMachine()
    {
        const QTemporaryDir folder;
        const QString journal = folder.filePath("sockets.pcapng");
        const UniqueFd listener = listening(7);
        QCOMPARE(sockets({"--journal", journal, "--json"}).status, 0);
        const Said dump = run(SOCKETLAB_BUILD_BIN "/socketlab", {"dump", journal});
        QCOMPARE(dump.status, 0);
        QVERIFY(dump.text.contains("\"this machine\""));
        QVERIFY(dump.text.contains(QString("127.0.0.1:%1").arg(portOf(listener.get()))));
    }

    void wrongWordsAreUsage()
    {
        QCOMPARE(sockets({"--timeout", "soon"}).status, 2);
        QCOMPARE(sockets({"eth0"}).status, 2);
        QCOMPARE(sockets({"--follow", "--timeout", "0.3", "--lang", "en"}).status, 0);
    }
};

QTEST_MAIN(SocketsTest)
#include "SocketsTest.moc"
