#include "model/lab/LabState.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QtTest>

#include <cerrno>

#include <functional>
#include <sys/epoll.h>

using namespace lab;
using namespace lab::tests;

namespace {

/// Folds a story and looks after each event.
LabState fold(const std::vector<Event>& story, const std::function<void(const LabState&, const Event&)>& look = {})
{
    LabState state;
    for (const Event& event : story) {
        state.apply(event);
        if (look)
            look(state, event);
    }
    return state;
}

} // namespace

class LabStateTest : public QObject
{
    Q_OBJECT

private slots:
    void aRequestMovesFromTheSynQueueToTheAcceptQueueToADescriptor();
    void packetsAreNamedAfterTheProgramsThatOwnTheConnection();
    void aSynSeenBeforeItsSocketIsNamedAfterTheCaller();
    void anAnswerThatIsBackBeforeItsSocketWasSeenIsNamedAfterWhoAsked();
    void anAddressThatNoHostHasIsNamedByItself();
    void aNameGivenByAsFollowsTheDescriptor();
    void asInsideQuotesGivesNoName();
    void aReusedNumberLosesItsOldName();
    void aBlockedCallSaysWhyItWaits();
    void aBlockedEpollSaysWhatItWasToldToWatch();
    void timeWaitStaysWithItsOwner();
    void whatBindGaveIsKnownUntilTheSocketIsClosed();
    void theLastRowIsKeptWhileAProgramHasTheSocket();
    void relativeNumbersStartAtTheInitialOnesAndWrap();
    void aClosedPortsResetAcknowledgesTheSyn();
    void aSegmentThatCarriesNothingNewIsARetransmission();
    void aHeldPacketIsKeptHoweverManyPassIt();
    void countersSettingsAndRefusalsAreKept();
    void aCopyOfAStateIsACheckpoint();
    void whatIsToldOnAnotherHostStandsThere();
};

void LabStateTest::aRequestMovesFromTheSynQueueToTheAcceptQueueToADescriptor()
{
    std::vector<std::pair<std::size_t, std::size_t>> queues;
    const LabState end = fold(queuesStory(), [&](const LabState& state, const Event&) {
        const auto listeners = state.listeners(HostId::Server);
        if (listeners.size() != 1)
            return;
        const std::pair now {listeners[0].synQueue.size(), listeners[0].acceptQueue.size()};
        if (queues.empty() || queues.back() != now)
            queues.push_back(now);
    });
    const std::vector<std::pair<std::size_t, std::size_t>> expected {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, 2}, {0, 1}};
    QCOMPARE(queues, expected);
    QCOMPARE(end.listeners(HostId::Server)[0].listener.recvQueue, 1U);
    QCOMPARE(end.ownerOf(120), std::optional<ActorId>(end.actor("server")->started.actor));
    QVERIFY(!end.ownerOf(121));
}

void LabStateTest::packetsAreNamedAfterTheProgramsThatOwnTheConnection()
{
    std::vector<std::string> names;
    fold(queuesStory(), [&](const LabState& state, const Event& event) {
        if (const auto* held = std::get_if<PacketHeld>(&event.body))
            names.push_back(state.packetName(*state.packet(held->packet)));
    });
    const std::vector<std::string> expected {"c1>server SYN", "server>c1 SYN+ACK", "c1>server ACK",
                                             "c2>server SYN", "server>c2 SYN+ACK", "c2>server ACK"};
    QCOMPARE(names, expected);
}

void LabStateTest::aSynSeenBeforeItsSocketIsNamedAfterTheCaller()
{
    JournalBuilder journal;
    journal.actor(HostId::Client, "c1");
    const ActorId second = journal.actor(HostId::Client, "c2");
    journal.enter(second, "connect", {number(3), address(serverEnd(8080)), number(16)});
    journal.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), TcpFlag::syn, 1, 0, {}}));
    QCOMPARE(fold(journal.events()).packets().back().name, std::string("c2>server SYN"));
}

void LabStateTest::anAnswerThatIsBackBeforeItsSocketWasSeenIsNamedAfterWhoAsked()
{
    JournalBuilder journal;
    journal.actor(HostId::Server, "server");
    journal.actor(HostId::Client, "c1");
    const ActorId second = journal.actor(HostId::Client, "c2");
    const CallId call = journal.enter(second, "sendto", {number(3), text("hi"), number(2), number(0), address(serverEnd(9000)), number(16)});
    journal.sent(HostId::Client, udpFrame(clientEnd(40001), serverEnd(9000), "hi"));
    QCOMPARE(fold(journal.events()).packets().back().name, std::string("c2>server UDP(2)"));
    journal.returned(call, 2);
    journal.enter(second, "recvfrom", {number(3), number(0), number(64), number(0), number(0), number(0)});
    journal.sent(HostId::Server, udpFrame(serverEnd(9000), clientEnd(40001), "hello"));
    QCOMPARE(fold(journal.events()).packets().back().name, std::string("server>c2 UDP(5)"));
    journal.sent(HostId::Server, udpFrame(serverEnd(9000), clientEnd(40002), "hello"));
    QCOMPARE(fold(journal.events()).packets().back().name, std::string("server>client UDP(5)")); // nobody was seen sending from there
}

void LabStateTest::anAddressThatNoHostHasIsNamedByItself()
{
    JournalBuilder journal;
    journal.actor(HostId::Server, "server");
    Endpoint ghost = clientEnd(1111);
    ghost.address.bytes[3] = 101;
    journal.sent(HostId::Server, tcpFrame({serverEnd(8080), ghost, TcpFlag::syn | TcpFlag::ack, 1, 2, {}}));
    QCOMPARE(fold(journal.events()).packets().back().name, std::string("server>10.9.0.101 SYN+ACK"));
}

void LabStateTest::aNameGivenByAsFollowsTheDescriptor()
{
    const LabState end = fold(handshakeStory());
    using Names = std::vector<std::pair<int, std::string>>;
    QCOMPARE(end.actor("server")->descriptorNames, (Names {{3, "L"}})); // A was closed
    QCOMPARE(end.actor("client")->descriptorNames, Names {});
}

void LabStateTest::asInsideQuotesGivesNoName()
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    journal.command("client: send sockfd=3 buf=\"known as=X\"");
    journal.returned(journal.enter(client, "sendto", {number(3)}), 10);
    QVERIFY(fold(journal.events()).actor("client")->descriptorNames.empty());
}

void LabStateTest::aReusedNumberLosesItsOldName()
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    journal.command("client: socket as=C");
    journal.returned(journal.enter(client, "socket", {}), 3);
    journal.opened(client, {socketDescriptor(3, 7)});
    journal.opened(client, {socketDescriptor(3, 8)}); // dup2 put another socket there
    QVERIFY(fold(journal.events()).actor("client")->descriptorNames.empty());
}

void LabStateTest::aBlockedCallSaysWhyItWaits()
{
    std::map<std::string, std::string> reasons;
    fold(handshakeStory(), [&](const LabState& state, const Event& event) {
        const auto* blocked = std::get_if<CallBlocked>(&event.body);
        if (!blocked)
            return;
        const CallState* call = state.call(blocked->call);
        QVERIFY(call && call->phase == CallPhase::Blocked);
        reasons[call->entered.name] = blockedReason(state, *state.actor(call->entered.actor), *call).code;
    });
    QCOMPARE(reasons["accept"], std::string("accept-queue-empty"));
    QCOMPARE(reasons["connect"], std::string("waiting-for-syn-ack"));
}

void LabStateTest::aBlockedEpollSaysWhatItWasToldToWatch()
{
    JournalBuilder journal;
    const ActorId server = journal.actor(HostId::Server, "server");
    journal.opened(server, {socketDescriptor(3, 7), socketDescriptor(4, 8), {5, "eventpoll", 0, 12, 0, 0, 0, {}}});
    const auto control = [&](int operation, int fd, std::uint32_t events, int errnum = 0) {
        epoll_event event {};
        event.events = events;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(&event);
        const CallId call = journal.enter(server, "epoll_ctl",
                                          {{5, {}, 0},
                                           {static_cast<std::uint64_t>(operation), {}, 0},
                                           {static_cast<std::uint64_t>(fd), {}, 0},
                                           {4096, Bytes(bytes, bytes + sizeof event), sizeof event}});
        journal.returned(call, errnum == 0 ? 0 : -1, errnum);
    };
    const auto waitsFor = [&] {
        journal.blocked(journal.enter(server, "epoll_wait", {{5, {}, 0}, {8192, {}, 0}, {8, {}, 0}, {0, {}, 0}}), "");
        const LabState state = fold(journal.events());
        const ActorState& actor = *state.actor("server");
        const BlockedReason why = blockedReason(state, actor, *actor.threads.front().call);
        return why.code + ": " + why.detail;
    };
    control(EPOLL_CTL_ADD, 3, EPOLLIN);
    control(EPOLL_CTL_ADD, 4, EPOLLIN | EPOLLOUT);
    control(EPOLL_CTL_ADD, 3, EPOLLOUT, EEXIST);
    QCOMPARE(waitsFor(), std::string("waiting-in-poll: 3 EPOLLIN, 4 EPOLLIN|EPOLLOUT"));
    control(EPOLL_CTL_MOD, 4, EPOLLOUT);
    control(EPOLL_CTL_DEL, 3, 0);
    QCOMPARE(waitsFor(), std::string("waiting-in-poll: 4 EPOLLOUT"));
    journal.opened(server, {socketDescriptor(3, 7), {5, "eventpoll", 0, 12, 0, 0, 0, {}}});
    QCOMPARE(waitsFor(), std::string("waiting-in-poll: "));
}

void LabStateTest::timeWaitStaysWithItsOwner()
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    journal.opened(client, {socketDescriptor(3, 7)});
    journal.socket(socketRow(HostId::Client, 7, SocketState::FinWait2, clientEnd(40001), serverEnd(8080)));
    journal.gone(HostId::Client, 7);
    journal.socket(socketRow(HostId::Client, 9, SocketState::TimeWait, clientEnd(40001), serverEnd(8080)));
    const LabState state = fold(journal.events());
    QCOMPARE(state.ownerOf(9), std::optional<ActorId>(client));
    QCOMPARE(state.host(HostId::Client).sockets.size(), std::size_t {1});
}

void LabStateTest::whatBindGaveIsKnownUntilTheSocketIsClosed()
{
    JournalBuilder journal;
    const ActorId server = journal.actor(HostId::Server, "server");
    journal.opened(server, {socketDescriptor(3, 9)});
    CallId call = journal.enter(server, "bind", {number(3), address(serverEnd(80)), number(16)});
    journal.returned(call, -1, EACCES);
    QVERIFY(!fold(journal.events()).boundTo(9));
    call = journal.enter(server, "bind", {number(3), address(serverEnd(8080)), number(16)});
    journal.returned(call, 0);
    journal.returned(journal.enter(server, "setsockopt", {number(3)}), 0); // no longer the last call
    QVERIFY(fold(journal.events()).boundTo(9));
    QCOMPARE(fold(journal.events()).boundTo(9)->port, std::uint16_t {8080});
    journal.opened(server, {});
    QVERIFY(!fold(journal.events()).boundTo(9));
}

void LabStateTest::theLastRowIsKeptWhileAProgramHasTheSocket()
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    journal.opened(client, {socketDescriptor(3, 9)});
    journal.socket(socketRow(HostId::Client, 9, SocketState::Established, clientEnd(40000), serverEnd(8080)));
    QVERIFY(!fold(journal.events()).lastRow(9)); // it is in the table
    journal.gone(HostId::Client, 9);
    QVERIFY(fold(journal.events()).lastRow(9));
    QCOMPARE(fold(journal.events()).lastRow(9)->local.port, std::uint16_t {40000});
    journal.opened(client, {});
    QVERIFY(!fold(journal.events()).lastRow(9));
    // Of a socket that no program had, nothing is kept.
    journal.socket(socketRow(HostId::Client, 10, SocketState::TimeWait, clientEnd(40001), serverEnd(8080)));
    journal.gone(HostId::Client, 10);
    QVERIFY(!fold(journal.events()).lastRow(10));
}

void LabStateTest::relativeNumbersStartAtTheInitialOnesAndWrap()
{
    const LabState end = fold(handshakeStory());
    QVERIFY(end.packets().size() > 6);
    for (const PacketState& packet : end.packets()) {
        QVERIFY(packet.base);
        QVERIFY(packet.decoded.tcp->seq - packet.base->seq < 20);
        QVERIFY(!packet.retransmission);
    }
    const PacketState& data = end.packets()[3];
    QCOMPARE(data.decoded.tcp->seq - data.base->seq, 1U);
    QCOMPARE(data.decoded.tcp->ack - data.base->ack, 1U);
}

void LabStateTest::aClosedPortsResetAcknowledgesTheSyn()
{
    JournalBuilder journal;
    journal.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8181), TcpFlag::syn, 960436282, 0, ""}));
    journal.sent(HostId::Server,
                 tcpFrame({serverEnd(8181), clientEnd(40001), TcpFlag::rst | TcpFlag::ack, 0, 960436283, ""}));
    const PacketState reset = fold(journal.events()).packets().back();
    QVERIFY(reset.base);
    QCOMPARE(reset.decoded.tcp->seq - reset.base->seq, 0U);
    QCOMPARE(reset.decoded.tcp->ack - reset.base->ack, 1U);
}

void LabStateTest::aSegmentThatCarriesNothingNewIsARetransmission()
{
    JournalBuilder journal;
    const auto segment = [&](std::uint8_t flags, std::uint32_t seq, const std::string& data) {
        journal.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(8080), flags, seq, 0, data}));
        return fold(journal.events()).packets().back().retransmission;
    };
    QVERIFY(!segment(TcpFlag::syn, 100, ""));
    QVERIFY(segment(TcpFlag::syn, 100, ""));
    QVERIFY(!segment(TcpFlag::syn | TcpFlag::ack, 100, "")); // simultaneous open
    QVERIFY(!segment(TcpFlag::ack, 101, "Hello"));
    QVERIFY(!segment(TcpFlag::ack, 106, ""));
    QVERIFY(!segment(TcpFlag::ack, 105, "")); // keep-alive: no sequence space
    QVERIFY(segment(TcpFlag::ack, 101, "Hello"));
    QVERIFY(!segment(TcpFlag::ack, 103, "lloWorld")); // partly new
    QVERIFY(!segment(TcpFlag::syn, 5000, "")); // the port is used again
}

void LabStateTest::aHeldPacketIsKeptHoweverManyPassIt()
{
    JournalBuilder journal;
    const PacketId held = journal.held(HostId::Client, udpFrame(clientEnd(1), serverEnd(2), "held"));
    LabState state = fold(journal.events());
    for (PacketId id = held + 1; id < held + 6000; ++id)
        state.apply(
            {{}, PacketSent {id, HostId::Client, PacketOrigin::Kernel, udpFrame(clientEnd(1), serverEnd(2), "x"), 0}});
    QCOMPARE(state.packets().size(), LabState::packetsKept);
    QCOMPARE(state.held().size(), std::size_t {1});
    QCOMPARE(state.packet(held)->decoded.payloadLength, std::size_t {4});
    state.apply({{}, PacketDelivered {held}});
    QVERIFY(state.held().empty());
}

void LabStateTest::countersSettingsAndRefusalsAreKept()
{
    JournalBuilder journal;
    journal.add(CountersChanged {HostId::Server, {{"TcpExtListenDrops", 2}}});
    journal.add(SettingWritten {HostId::Server, "net.core.somaxconn", "5", true});
    journal.add(SettingWritten {HostId::Server, "net.ipv4.unheard_of", "1", false});
    const CommandId command = journal.command("server: nonsense");
    QVERIFY(!fold(journal.events()).settled());
    journal.settled(command, "no such call");
    const LabState state = fold(journal.events());
    QVERIFY(state.settled());
    QCOMPARE(state.lastRefusal(), std::string("no such call"));
    QCOMPARE(state.host(HostId::Server).counters.at("TcpExtListenDrops"), std::int64_t {2});
    QCOMPARE(state.host(HostId::Server).settings.size(), std::size_t {1});
}

void LabStateTest::aCopyOfAStateIsACheckpoint()
{
    const std::vector<Event> story = handshakeStory();
    LabState first;
    for (std::size_t i = 0; i < story.size() / 2; ++i)
        first.apply(story[i]);
    LabState second = first;
    for (std::size_t i = story.size() / 2; i < story.size(); ++i)
        second.apply(story[i]);
    QCOMPARE(first.applied(), story.size() / 2);
    QCOMPARE(second.applied(), story.size());
    QCOMPARE(second.actor("server")->descriptorNames, fold(story).actor("server")->descriptorNames);
    QCOMPARE(second.host(HostId::Client).sockets, fold(story).host(HostId::Client).sockets);
}

/// In a capture that is joined live, it is the first packet that tells who is the server.
void LabStateTest::whatIsToldOnAnotherHostStandsThere()
{
    JournalBuilder journal;
    const ActorStarted started {1, HostId::Client, "java", 71, "java Server", 0};
    SocketRow row = socketRow(HostId::Client, 100, SocketState::Listen, serverEnd(8080), {});
    row.inode = 5;
    journal.add(SocketSampled {row});
    journal.add(started);
    journal.add(DescriptorsChanged {1, {{4, "socket", 100, 5, 2, 1, 6, ""}}});
    ActorStarted again = started;
    again.host = row.host = HostId::Server;
    journal.add(SocketSampled {row});
    journal.add(again);
    const LabState state = fold(journal.events());
    QCOMPARE(state.host(HostId::Client).sockets.size(), std::size_t {0});
    QCOMPARE(state.listeners(HostId::Server).size(), std::size_t {1});
    QVERIFY(state.lastRow(100) == nullptr); // it is gone from nowhere
    QCOMPARE(state.actors().size(), std::size_t {1});
    QCOMPARE(state.actor("java")->started.host, HostId::Server);
    QCOMPARE(state.actor("java")->descriptors.size(), std::size_t {1}); // it is the same program
}

QTEST_APPLESS_MAIN(LabStateTest)
#include "LabStateTest.moc"
