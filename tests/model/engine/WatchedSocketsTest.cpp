// Which of a machine's sockets are a watched program's.

#include "model/engine/WatchedSockets.h"

#include <QtTest>

using namespace lab;

namespace {

SocketRow row(SocketId socket, SocketState state, const char* local, const char* remote, std::uint32_t inode)
{
    SocketRow made;
    made.socket = socket;
    made.state = state;
    made.local = *parseEndpoint(local);
    made.remote = *parseEndpoint(remote);
    made.inode = inode;
    return made;
}

DescriptorsChanged descriptors(std::initializer_list<std::uint64_t> inodes)
{
    DescriptorsChanged changed;
    changed.actor = 1;
    int fd = 3;
    for (const std::uint64_t inode : inodes) {
        Descriptor each;
        each.fd = fd++;
        each.kind = "socket";
        each.inode = inode;
        changed.descriptors.push_back(each);
    }
    return changed;
}

const char* const none = "0.0.0.0:0";
const char* const here = "127.0.0.1:8080";
const char* const there = "127.0.0.1:40000";

} // namespace

class WatchedSocketsTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsBehindItsDescriptorsIsItsOwn()
    {
        WatchedSockets sockets;
        sockets.note(descriptors({100}));
        QVERIFY(sockets.concerns(row(1, SocketState::Listen, here, none, 100)));
        QVERIFY(!sockets.concerns(row(2, SocketState::Listen, "127.0.0.1:22", none, 101)));
        QVERIFY(!sockets.concerns(row(3, SocketState::Established, there, here, 102))); // the client's end
    }

    void itsQueuesAreItsOwnBeforeAnybodyAccepts()
    {
        WatchedSockets sockets;
        sockets.note(descriptors({100}));
        const SocketRow waiting = row(4, SocketState::Established, here, there, 0);
        QVERIFY(!sockets.concerns(waiting));
        QVERIFY(sockets.concerns(row(1, SocketState::Listen, "0.0.0.0:8080", none, 100)));
        QVERIFY(sockets.concerns(waiting));
        QVERIFY(sockets.concerns(row(5, SocketState::SynRecv, here, "127.0.0.1:40001", 0)));
        QVERIFY(!sockets.concerns(row(6, SocketState::Established, "127.0.0.1:22", there, 0)));
        // What was closed before anybody looked is in no queue.
        QVERIFY(!sockets.concerns(row(7, SocketState::FinWait1, here, "127.0.0.1:40002", 0)));
    }

    void aClosedConnectionStaysItsOwnUntilItIsGone()
    {
        WatchedSockets sockets;
        sockets.note(descriptors({200}));
        QVERIFY(sockets.concerns(row(1, SocketState::Established, here, there, 200)));
        sockets.note(descriptors({}));
        QVERIFY(sockets.concerns(row(1, SocketState::FinWait2, here, there, 0)));
        QVERIFY(sockets.concerns(row(9, SocketState::TimeWait, here, there, 0))); // with another cookie
        sockets.note(SocketGone {HostId::Client, 1});
        QVERIFY(sockets.concerns(row(9, SocketState::TimeWait, here, there, 0)));
        sockets.note(SocketGone {HostId::Client, 9});
        QVERIFY(!sockets.concerns(row(10, SocketState::TimeWait, here, there, 0)));
    }

    void aProgramThatHasEndedHasNone()
    {
        WatchedSockets sockets;
        sockets.note(descriptors({100}));
        sockets.note(ActorExited {1, 0, 0});
        QVERIFY(!sockets.concerns(row(1, SocketState::Listen, here, none, 100)));
    }
};

QTEST_APPLESS_MAIN(WatchedSocketsTest)
#include "WatchedSocketsTest.moc"
