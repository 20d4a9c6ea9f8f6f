// The table of `socketlab sockets`: its order, ss's words in it, and what of it changes.

#include "app/cli/SocketList.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace lab;

namespace {

SocketRow row(SocketId socket, std::uint32_t inode, SocketState state, const char* local, const char* remote)
{
    SocketRow made;
    made.socket = socket;
    made.inode = inode;
    made.state = state;
    made.local = *parseEndpoint(local);
    made.remote = *parseEndpoint(remote);
    return made;
}

SocketList served()
{
    SocketList list;
    SocketRow listener = row(30, 11, SocketState::Listen, "0.0.0.0:8080", "0.0.0.0:0");
    listener.recvQueue = 2;
    listener.sendQueue = 128;
    SocketRow udp = row(0x2a, 13, SocketState::Close, "[::]:53", "[::]:0");
    udp.protocol = 17;
    udp.uid = 1000;
    list.take(SocketSampled {row(10, 12, SocketState::Established, "127.0.0.1:8080", "127.0.0.1:40000")});
    list.take(SocketSampled {udp});
    list.take(SocketSampled {listener});
    list.take(SocketSampled {row(9, 0, SocketState::TimeWait, "127.0.0.1:8080", "127.0.0.1:39999")});
    list.take(ActorStarted {1, HostId::Client, "nginx", 714, "nginx", 0});
    list.take(ActorStarted {2, HostId::Client, "nginx", 715, "nginx", 0});
    list.take(DescriptorsChanged {2, {{6, "socket", 30, 11}, {7, "socket", 10, 12}}});
    list.take(DescriptorsChanged {1, {{6, "socket", 30, 11}}});
    return list;
}

QStringList shown(const SocketList& list)
{
    QStringList lines;
    for (const SocketLine& line : list.lines())
        lines << QString::fromStdString(line.netid() + " " + std::string(stateName(line.row.state)) + " " + line.local() + " " + line.peer());
    return lines;
}

QStringList changed(SocketList& list)
{
    QStringList lines;
    for (const SocketChange& change : list.changes())
        lines << QString("%1 %2 %3").arg(static_cast<int>(change.what)).arg(change.line.row.socket)
                     .arg(QString::fromStdString(change.line.holdersText()));
    return lines;
}

} // namespace

class SocketListTest : public QObject
{
    Q_OBJECT

private slots:

    void whoListensComesFirst()
    {
        QCOMPARE(shown(served()), (QStringList {"tcp LISTEN 0.0.0.0:8080 0.0.0.0:*", "udp UNCONN [::]:53 [::]:*",
                                                "tcp TIME-WAIT 127.0.0.1:8080 127.0.0.1:39999",
                                                "tcp ESTAB 127.0.0.1:8080 127.0.0.1:40000"}));
    }

    void allWhoHaveASocketAreNamed()
    {
        const SocketList list = served();
        const auto lines = list.lines();
        QCOMPARE(lines[0].holdersText(), std::string("users:((\"nginx\",pid=714,fd=6),(\"nginx\",pid=715,fd=6))"));
        QCOMPARE(lines[1].holdersText(), std::string());
        QCOMPARE(lines[1].kernelText(), std::string("uid:1000 ino:13 sk:2a"));
        QCOMPARE(lines[2].kernelText(), std::string("sk:9"));
        QCOMPARE(list.withoutHolder(), 1U); // the UDP socket: TIME-WAIT is nobody's
        QCOMPARE(lines[0].json().dump(),
                 std::string(R"({"netid":"tcp","state":"LISTEN","recv_q":2,"send_q":128,"local":"0.0.0.0:8080","peer":"0.0.0.0:0",)"
                             R"("socket":30,"inode":11,"processes":[{"name":"nginx","pid":714,"fd":6},{"name":"nginx","pid":715,"fd":6}]})"));
    }

    void everyWordOfAFilterMustBeThere()
    {
        const auto lines = served().lines();
        QVERIFY(lines[0].matches({}));
        QVERIFY(lines[0].matches({"listen", ":8080", "NGINX"}));
        QVERIFY(!lines[0].matches({"listen", ":53"}));
        QVERIFY(lines[3].matches({"estab", "pid=715"}));
    }

    void onlyWhatIsShownIsAChange()
    {
        SocketList list = served();
        list.changes();
        SocketRow moved = row(10, 12, SocketState::Established, "127.0.0.1:8080", "127.0.0.1:40000");
        moved.info = TcpInfo {.rtt = 44};
        list.take(SocketSampled {moved});
        QVERIFY(changed(list).isEmpty());
        moved.recvQueue = 5;
        list.take(SocketSampled {moved});
        QCOMPARE(changed(list), (QStringList {"1 10 users:((\"nginx\",pid=715,fd=7))"}));
        QVERIFY(changed(list).isEmpty());
    }

    void aProcessThatHasEndedHasNothing()
    {
        SocketList list = served();
        list.changes();
        list.take(ActorExited {2, ActorExited::unknown, 0});
        list.take(SocketGone {HostId::Client, 10});
        QCOMPARE(changed(list), (QStringList {"2 10 users:((\"nginx\",pid=715,fd=7))", "1 30 users:((\"nginx\",pid=714,fd=6))"}));
        QCOMPARE(list.lines().size(), 3U);
    }

    void whatCameAndWentBetweenTwoLooksIsNoChange()
    {
        SocketList list = served();
        list.changes();
        list.take(SocketSampled {row(77, 0, SocketState::SynRecv, "127.0.0.1:8080", "127.0.0.1:41000")});
        list.take(SocketGone {HostId::Client, 77});
        QVERIFY(changed(list).isEmpty());
    }
};

QTEST_APPLESS_MAIN(SocketListTest)
#include "SocketListTest.moc"
