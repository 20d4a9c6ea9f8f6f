// Real conversations between two hosts, call by call and packet by packet.

#include "model/calls/CallText.h"
#include "tests/support/LabRun.h"

#include <QTest>

#include <cerrno>
#include <csignal>

using namespace lab;
using namespace lab::tests;

namespace {

const std::vector<std::string> listening = {
    "lab: actor server server",
    "lab: actor client client",
    "server: socket as=L",
    "server: bind sockfd=L addr=10.9.0.2:8080",
    "server: listen sockfd=L backlog=3",
};

CallPhase phaseOf(const LabRun& lab, const char* actor, const char* thread = "")
{
    return lab.state().actor(actor)->thread(thread)->call->phase;
}

using Names = std::vector<std::string>;

} // namespace

class ConversationTest : public QObject
{
    Q_OBJECT

private slots:
    void theFirstDescriptorIsThreeAndTheAcceptedOneFour()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "server: accept sockfd=L as=A"});
        QCOMPARE(lab.lastReturn("server").result, 4);
        QCOMPARE(lab.state().actor("client")->descriptors.back().fd, 3);
        QVERIFY(lab.state().actor("client")->descriptors.back().socket != 0);
        lab.perform({"client: send sockfd=C buf=Hello", "server: recv sockfd=A len=100"});
        QCOMPARE(lab.lastReturn("server").result, 5);
        const CallState& call = *lab.state().actor("server")->thread("")->call;
        QCOMPARE(asText(dataOf(call.entered, &*call.returned)), std::string_view("Hello"));
        QCOMPARE(lab.packetNames(), (Names {"client>server SYN", "server>client SYN+ACK", "client>server ACK",
                                            "client>server DATA(5)", "server>client ACK"}));
    }

    void aHeldHandshakeShowsEveryStateBetween()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"wire: hold", "server: accept sockfd=L as=A", "client: socket as=C",
                     "client: connect sockfd=C addr=10.9.0.2:8080"});
        QCOMPARE(phaseOf(lab, "client"), CallPhase::Blocked);
        QCOMPARE(phaseOf(lab, "server"), CallPhase::Blocked);
        QCOMPARE(lab.states(HostId::Client), std::string("SYN-SENT"));
        QCOMPARE(lab.states(HostId::Server), std::string("LISTEN"));
        lab.perform({"wire: release next"});
        QCOMPARE(lab.states(HostId::Server), std::string("LISTEN SYN-RECV"));
        QCOMPARE(lab.state().held().size(), std::size_t {1});
        lab.perform({"wire: release next"});
        QCOMPARE(lab.states(HostId::Client), std::string("ESTAB"));
        QCOMPARE(phaseOf(lab, "client"), CallPhase::Returned);
        QCOMPARE(phaseOf(lab, "server"), CallPhase::Blocked);
        lab.perform({"wire: release next"});
        QCOMPARE(lab.states(HostId::Server), std::string("LISTEN ESTAB"));
        QCOMPARE(lab.lastReturn("server").result, 4);
    }

    void aConnectionKeepsItsCookieFromSynQueueToDescriptor()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"wire: hold", "client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "wire: release next"});
        const auto queues = lab.state().listeners(HostId::Server);
        QCOMPARE(queues.size(), std::size_t {1});
        QCOMPARE(queues[0].synQueue.size(), std::size_t {1});
        const SocketId request = queues[0].synQueue[0].socket;
        lab.perform({"wire: flow"});
        QCOMPARE(lab.state().listeners(HostId::Server)[0].acceptQueue.size(), std::size_t {1});
        QCOMPARE(lab.state().listeners(HostId::Server)[0].acceptQueue[0].socket, request);
        lab.perform({"server: accept sockfd=L as=A"});
        QCOMPARE(lab.state().listeners(HostId::Server)[0].acceptQueue.size(), std::size_t {0});
        QCOMPARE(lab.state().actor("server")->descriptors.back().socket, request);
    }

    void aPacketIsOlderThanTheReturnOfTheCallThatSentIt()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "wire: hold",
                     "client: send sockfd=C buf=x"});
        bool sent = false;
        bool returnedFirst = false;
        for (const Event& event : lab.events()) {
            if (const auto* packet = std::get_if<PacketSent>(&event.body))
                sent = decodePacket(packet->frame).payloadLength == 1;
            if (const auto* returned = std::get_if<CallReturned>(&event.body); returned && returned->outArgs.size() == 6)
                returnedFirst = !sent;
        }
        QVERIFY(sent);
        QVERIFY(!returnedFirst);
    }

    void wrongCallsAreMadeAndTheirTrueErrnoShown_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("errnum");
        QTest::newRow("a port below 1024") << "client: bind sockfd=3 addr=10.9.0.1:80" << EACCES;
        QTest::newRow("an address that is not here") << "client: bind sockfd=3 addr=10.9.0.77:8080" << EADDRNOTAVAIL;
        QTest::newRow("no such descriptor") << "client: listen sockfd=99 backlog=1" << EBADF;
        QTest::newRow("not a socket") << "client: listen sockfd=1 backlog=1" << ENOTSOCK;
        QTest::newRow("accept without listen") << "client: accept sockfd=3" << EINVAL;
        QTest::newRow("recv without connection") << "client: recv sockfd=3 len=10" << ENOTCONN;
        QTest::newRow("nobody listens") << "client: connect sockfd=3 addr=10.9.0.2:9" << ECONNREFUSED;
        QTest::newRow("address too short") << "client: connect sockfd=3 addr=10.9.0.2:8080 addrlen=4" << EINVAL;
        QTest::newRow("null address") << "client: connect sockfd=3 addr=NULL addrlen=16" << EFAULT;
        QTest::newRow("no such family") << "client: socket domain=99" << EAFNOSUPPORT;
    }

    void wrongCallsAreMadeAndTheirTrueErrnoShown()
    {
        QFETCH(QString, command);
        QFETCH(int, errnum);
        LabRun lab;
        lab.perform({"lab: actor client client", "client: socket as=C", command.toStdString()});
        QCOMPARE(lab.lastReturn("client").result, -1);
        QCOMPARE(lab.lastReturn("client").errnum, errnum);
    }

    void aFurtherThreadCallsWhileTheFirstIsBlocked()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "client: recv sockfd=C len=10"});
        QCOMPARE(phaseOf(lab, "client"), CallPhase::Blocked);
        QVERIFY(!lab.give("client: send sockfd=C buf=x").empty());
        lab.perform({"client/tx: send sockfd=C buf=ping", "client/third: getsockname sockfd=C"});
        QCOMPARE(lab.lastReturn("client", "tx").result, 4);
        QCOMPARE(lab.lastReturn("client", "third").result, 0);
        QCOMPARE(phaseOf(lab, "client"), CallPhase::Blocked);
    }

    void sigpipeKillsAsItDoesEverywhere()
    {
        LabRun lab;
        lab.perform({"lab: actor doomed client", "doomed: socket as=Z", "doomed: send sockfd=Z buf=x"});
        QVERIFY(lab.until([](const LabState& state) { return state.actor("doomed")->exited.has_value(); }));
        QCOMPARE(lab.state().actor("doomed")->exited->signal, SIGPIPE);
        QVERIFY(!lab.give("doomed: send sockfd=Z buf=x").empty());
    }

    void aStoppedCallWaitsForItsStep()
    {
        LabRun lab;
        lab.perform({"lab: actor client client", "lab: stops calls", "client: socket as=C"});
        QCOMPARE(phaseOf(lab, "client"), CallPhase::AboutToRun);
        QCOMPARE(lab.state().actor("client")->descriptors.size(), std::size_t {3});
        lab.perform({"client: step"});
        QCOMPARE(lab.lastReturn("client").result, 3);
    }

    void udpIsOneDatagramAndNoHandshake()
    {
        LabRun lab;
        lab.perform({"lab: actor server server", "lab: actor client client", "server: socket type=SOCK_DGRAM as=S",
                     "server: bind sockfd=S addr=10.9.0.2:5000", "client: socket type=SOCK_DGRAM as=C",
                     "server: recvfrom sockfd=S len=100"});
        QCOMPARE(phaseOf(lab, "server"), CallPhase::Blocked);
        QCOMPARE(lab.states(HostId::Server), std::string("UNCONN"));
        lab.perform({"client: sendto sockfd=C buf=Hello addr=10.9.0.2:5000"});
        QCOMPARE(lab.lastReturn("server").result, 5);
        QCOMPARE(lab.packetNames(), Names {"client>server UDP(5)"});
    }

    void ipv6WorksFromTheFirstMoment()
    {
        LabRun lab;
        lab.perform({"lab: actor server server", "lab: actor client client", "server: socket domain=AF_INET6 as=L",
                     "server: bind sockfd=L addr=[fd09::2]:8080", "server: listen sockfd=L backlog=1",
                     "client: socket domain=AF_INET6 as=C", "client: connect sockfd=C addr=[fd09::2]:8080"});
        QCOMPARE(lab.lastReturn("client").result, 0);
        QCOMPARE(lab.states(HostId::Client), std::string("ESTAB"));
    }

    void ipv6BelievesARouterThatItsPacketIsTooBig() // IPv4: the lesson path-mtu
    {
        LabRun lab;
        lab.perform({"lab: actor server server", "lab: actor client client", "server: socket domain=AF_INET6 as=L",
                     "server: bind sockfd=L addr=[fd09::2]:8080", "server: listen sockfd=L backlog=1",
                     "client: socket domain=AF_INET6 as=C", "client: connect sockfd=C addr=[fd09::2]:8080",
                     "lab: retransmissions quiet", "wire: hold", "client: send sockfd=C size=1428"});
        QVERIFY(lab.give("wire: icmp next fragmentation-needed").find("68 to 65535") != std::string::npos);
        lab.perform({"wire: icmp next fragmentation-needed 1280"});
        // 1280 less 40 of IPv6, 20 of TCP and 12 of its timestamps.
        const Names names = lab.packetNames();
        QVERIFY(names.size() > 2);
        QCOMPARE(Names(names.end() - 2, names.end()), (Names {"client>server DATA(1208)", "client>server DATA(220)"}));
    }

    void actorsHaveNoCapabilities()
    {
        LabRun lab;
        lab.perform({"lab: actor client client", "client: socket type=SOCK_RAW protocol=1"});
        QCOMPARE(lab.lastReturn("client").errnum, EPERM);
    }

    void aKilledActorLeavesItsPeerWithAFin()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080", "server: accept sockfd=L as=A",
                     "client: kill"});
        QVERIFY(lab.state().actor("client")->exited.has_value());
        lab.perform({"server: recv sockfd=A len=10"});
        QCOMPARE(lab.lastReturn("server").result, 0);
        QCOMPARE(lab.states(HostId::Server), std::string("LISTEN CLOSE-WAIT"));
    }

    void countersAreSinceTheLabWasMade()
    {
        LabRun lab;
        lab.perform(listening);
        lab.perform({"server: listen sockfd=L backlog=0", "client: socket as=C",
                     "client: connect sockfd=C addr=10.9.0.2:8080", "client: socket as=D",
                     "client: connect sockfd=D addr=10.9.0.2:8080"});
        QCOMPARE(phaseOf(lab, "client"), CallPhase::Blocked);
        QCOMPARE(lab.state().host(HostId::Server).counters.at("TcpExtListenOverflows"), 1);
        QCOMPARE(lab.state().host(HostId::Server).counters.at("TcpExtListenDrops"), 1);
    }

    void aRefusedCommandSaysWhyAndChangesNothing()
    {
        LabRun lab;
        QVERIFY(lab.give("nobody: socket").find("nobody") != std::string::npos);
        QVERIFY(!lab.give("wire: release 1").empty());
        QVERIFY(!lab.give("wire: sing").empty());
        QVERIFY(!lab.give("lab: sysctl server kernel.hostname x").empty());
        QVERIFY(!lab.give("complete nonsense").empty());
        QCOMPARE(lab.give("lab: actor client client"), std::string());
    }
};

QTEST_GUILESS_MAIN(ConversationTest)
#include "ConversationTest.moc"
