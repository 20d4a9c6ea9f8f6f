// Which process has which socket: /proc's descriptors put together with the kernel's tables, told when they change.

#include "model/engine/SocketOwners.h"

#include <QTest>

using namespace lab;

namespace {

constexpr std::int64_t ms = 1'000'000;

SocketSampled row(SocketId socket, std::uint32_t inode, SocketState state = SocketState::Listen)
{
    SocketRow made;
    made.socket = socket;
    made.inode = inode;
    made.state = state;
    made.local = {{4, {127, 0, 0, 1}}, 8080};
    return {made};
}

ActorStarted named(pid_t)
{
    ActorStarted started;
    started.name = "server";
    started.commandLine = "./server 8080";
    return started;
}

/// "started 1 server", "has 1 3=4711/21", "ended 1 -1" …
QStringList told(const std::vector<EventBody>& events)
{
    QStringList lines;
    for (const EventBody& event : events) {
        if (const auto* started = std::get_if<ActorStarted>(&event))
            lines << QString("started %1 %2 pid %3").arg(started->actor).arg(QString::fromStdString(started->name)).arg(started->pid);
        if (const auto* exited = std::get_if<ActorExited>(&event))
            lines << QString("ended %1").arg(exited->actor) + (exited->tellsHow() ? " how" : "");
        if (const auto* changed = std::get_if<DescriptorsChanged>(&event)) {
            QStringList parts {QString("has %1").arg(changed->actor)};
            for (const Descriptor& each : changed->descriptors)
                parts << QString("%1=%2/%3").arg(each.fd).arg(each.inode).arg(each.socket);
            lines << parts.join(' ');
        }
    }
    return lines;
}

} // namespace

class SocketOwnersTest : public QObject
{
    Q_OBJECT

private slots:

    void aProcessIsToldWithTheSocketsThatTheTablesKnow()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        QVERIFY(owners.wanted());
        // 5 is of another kind, or of another network namespace; process 8 has nothing else.
        const auto events = owners.found({{7, 100, {{3, 4711}, {5, 9}}}, {8, 100, {{3, 10}}}}, {1}, named);
        QCOMPARE(told(events), (QStringList {"started 1 server pid 7", "has 1 3=4711/21"}));
        const auto& socket = std::get<DescriptorsChanged>(events[1]).descriptors[0];
        QCOMPARE(socket.kind, std::string("socket"));
        QCOMPARE(socket.name, std::string("socket:[4711]"));
        QCOMPARE(std::tuple(socket.domain, socket.type, socket.protocol), std::tuple(2, 1, 6));
        QVERIFY(!owners.wanted());
    }

    void whatHasNotChangedIsNotToldAgain()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        SocketSampled same = row(21, 4711);
        same.row.recvQueue = 1;
        owners.note({same});
        QVERIFY(!owners.wanted());
        QVERIFY(owners.found({{7, 100, {{3, 4711}}}}, {2000 * ms}, named).empty());
    }

    void aConnectionIsItsProcesssOnlyOnceItIsAccepted()
    {
        SocketOwners owners;
        owners.note({row(21, 4711), row(22, 0, SocketState::Established)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        owners.note({row(22, 4712, SocketState::Established)});
        QVERIFY(owners.wanted());
        QCOMPARE(told(owners.found({{7, 100, {{3, 4711}, {4, 4712}}}}, {200 * ms}, named)), (QStringList {"has 1 3=4711/21 4=4712/22"}));
    }

    void severalProcessesMayHaveTheSameSocket()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        QCOMPARE(told(owners.found({{7, 100, {{3, 4711}}}, {8, 100, {{3, 4711}}}}, {1}, named)),
                 (QStringList {"started 1 server pid 7", "has 1 3=4711/21", "started 2 server pid 8", "has 2 3=4711/21"}));
    }

    void whoHasClosedAllItsSocketsRunsOn()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        owners.note({SocketGone {HostId::Client, 21}});
        QVERIFY(owners.wanted());
        QVERIFY(owners.knows(7));
        QCOMPARE(told(owners.found({{7, 100, {}}}, {200 * ms}, named)), (QStringList {"has 1"}));
    }

    /// A reset connection is in no table, and its descriptor open still (LabState::lastRow).
    void aSocketThatLeftTheTablesIsHeldUntilItIsClosed()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        owners.note({SocketGone {HostId::Client, 21}});
        QVERIFY(owners.found({{7, 100, {{3, 4711}}}}, {200 * ms}, named).empty());
        QCOMPARE(told(owners.found({{7, 100, {}}}, {1200 * ms}, named)), (QStringList {"has 1"}));
    }

    void aClosedSocketIsNobodysThoughItsConnectionEndsLater()
    {
        SocketOwners owners;
        owners.note({row(21, 4711, SocketState::Established)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        owners.note({row(21, 0, SocketState::FinWait2)});
        QVERIFY(owners.wanted());
        QCOMPARE(told(owners.found({{7, 100, {}}}, {200 * ms}, named)), (QStringList {"has 1"}));
    }

    void howAProcessEndedIsNotMadeUp()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        QCOMPARE(told(owners.found({}, {200 * ms}, named)), (QStringList {"ended 1"}));
        QVERIFY(!owners.knows(7));
    }

    void aNumberThatAnotherProcessHasNowIsAnotherActor()
    {
        SocketOwners owners;
        owners.note({row(21, 4711)});
        owners.found({{7, 100, {{3, 4711}}}}, {1}, named);
        QCOMPARE(told(owners.found({{7, 555, {{3, 4711}}}}, {200 * ms}, named)),
                 (QStringList {"ended 1", "started 2 server pid 7", "has 2 3=4711/21"}));
    }

    /// A table is told whole: of a thousand sockets, once a second.
    void aLargeTableIsToldSeldom()
    {
        SocketOwners owners;
        ProcessSockets process {7, 100, {}};
        std::vector<EventBody> rows;
        for (int i = 0; i < 1000; ++i) {
            rows.emplace_back(row(100 + i, 1000 + i));
            process.sockets.push_back({3 + i, 1000U + i});
        }
        owners.note(rows);
        QCOMPARE(owners.found({process}, {1}, named).size(), 2U);
        process.sockets.pop_back();
        QVERIFY(owners.found({process}, {500 * ms}, named).empty());
        QCOMPARE(owners.found({process}, {1100 * ms}, named).size(), 1U);
    }
};

QTEST_APPLESS_MAIN(SocketOwnersTest)
#include "SocketOwnersTest.moc"
