// Both programs on one host: what it sends to itself goes by way of the wire (lab: localhost loopback), is seen and held
// there like any other packet, and comes in again.

#include "tests/support/LabRun.h"

#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

std::string returned(const LabRun& lab, const std::string& actor)
{
    const CallReturned call = lab.lastReturn(actor);
    return std::to_string(call.result) + (call.errnum != 0 ? " errno " + std::to_string(call.errnum) : "");
}

QString packets(const LabRun& lab)
{
    QStringList all;
    for (const std::string& name : lab.packetNames())
        all << QString::fromStdString(name);
    return all.join(", ");
}

bool isBlocked(const LabState& state, std::string_view name)
{
    const ActorState* actor = state.actor(name);
    return actor && !actor->threads.empty() && actor->threads.front().call
        && actor->threads.front().call->phase == CallPhase::Blocked;
}

bool hasReturned(const LabState& state, std::string_view name)
{
    const ActorState* actor = state.actor(name);
    return actor && !actor->threads.empty() && actor->threads.front().call
        && actor->threads.front().call->phase == CallPhase::Returned;
}

/// Two programs on the server host; the server listens at `address`.
std::vector<std::string> pairOn(const std::string& address, const std::string& family = "AF_INET")
{
    return {"lab: localhost loopback",
            "lab: actor server server",
            "lab: actor client server",
            "server: socket domain=" + family + " type=SOCK_STREAM as=L",
            "server: bind sockfd=L addr=" + address,
            "server: listen sockfd=L backlog=3",
            "client: socket domain=" + family + " type=SOCK_STREAM as=C"};
}

} // namespace

class LoopbackTest : public QObject
{
    Q_OBJECT

private:
    /// Everything that was sent has the host's own address on both sides and came in at the same host.
    static QString notLooped(const LabRun& lab)
    {
        for (const PacketState& packet : lab.state().packets())
            if (packet.from != HostId::Server || packet.to != HostId::Server || packet.fate != PacketFate::Delivered)
                return QString::fromStdString(packet.name);
        return {};
    }

private slots:
    void aWholeConversationOver127001IsOnTheWire_data()
    {
        QTest::addColumn<QString>("bound");
        QTest::addColumn<QString>("called");
        QTest::addColumn<QString>("family");
        QTest::newRow("INADDR_ANY") << "0.0.0.0:8080" << "127.0.0.1:8080" << "AF_INET";
        QTest::newRow("127.0.0.1") << "127.0.0.1:8080" << "127.0.0.1:8080" << "AF_INET";
        QTest::newRow("another address of 127/8") << "127.0.0.53:8080" << "127.0.0.53:8080" << "AF_INET";
        QTest::newRow("the host's own address") << "0.0.0.0:8080" << "10.9.0.2:8080" << "AF_INET";
        QTest::newRow("::1") << "[::]:8080" << "[::1]:8080" << "AF_INET6";
        QTest::newRow("::1, bound to it") << "[::1]:8080" << "[::1]:8080" << "AF_INET6";
        QTest::newRow("::ffff:127.0.0.1") << "[::]:8080" << "[::ffff:127.0.0.1]:8080" << "AF_INET6";
    }

    void aWholeConversationOver127001IsOnTheWire()
    {
        QFETCH(QString, bound);
        QFETCH(QString, called);
        QFETCH(QString, family);
        LabRun lab;
        lab.perform(pairOn(bound.toStdString(), family.toStdString()));
        lab.perform({"client: connect sockfd=C addr=" + called.toStdString()});
        QCOMPARE(returned(lab, "client"), std::string("0"));
        lab.perform({"server: accept sockfd=L as=A", "client: send sockfd=C buf=\"Hello\"", "server: recv sockfd=A len=100"});
        QCOMPARE(returned(lab, "server"), std::string("5"));
        lab.perform({"client: close fd=C", "server: recv sockfd=A len=100", "server: close fd=A"});
        QString expected = "client>server SYN, server>client SYN+ACK, client>server ACK, client>server DATA(5), server>client ACK, "
                           "client>server FIN+ACK, server>client ACK, server>client FIN+ACK";
        // What a TIME-WAIT sends to ::1 keeps to lo (rt6_need_strict() in tcp_v6_send_response()), where nobody holds it.
        if (!called.startsWith("[::1]"))
            expected += ", client>server ACK";
        QCOMPARE(packets(lab), expected);
        QCOMPARE(notLooped(lab), QString());
        QCOMPARE(lab.state().onlyHost(), std::optional(HostId::Server));
    }

    void aSynOfTheLoopbackIsHeldDroppedAndSentAgain()
    {
        LabRun lab;
        lab.perform(pairOn("0.0.0.0:8080"));
        lab.perform({"wire: hold", "client: connect sockfd=C addr=127.0.0.1:8080"});
        QVERIFY(isBlocked(lab.state(), "client"));
        QCOMPARE(lab.state().held().size(), std::size_t {1});
        QCOMPARE(lab.state().held().front()->name, std::string("client>server SYN"));
        QVERIFY(lab.state().listeners(HostId::Server).front().acceptQueue.empty());

        lab.perform({"wire: drop next"});
        QVERIFY(lab.until([](const LabState& state) { return state.held().size() == 1; })); // TCP sends it again
        lab.perform({"wire: release next"});
        QCOMPARE(lab.state().held().front()->name, std::string("server>client SYN+ACK"));
        QCOMPARE(lab.state().listeners(HostId::Server).front().synQueue.size(), std::size_t {1});
        lab.perform({"wire: release next", "wire: release next"});
        QCOMPARE(returned(lab, "client"), std::string("0"));
        QCOMPARE(lab.state().listeners(HostId::Server).front().acceptQueue.size(), std::size_t {1});
    }

    void datagramsOfTheLoopbackAreHeldDuplicatedAndReordered()
    {
        LabRun lab;
        lab.perform({"lab: localhost loopback", "lab: actor server server", "lab: actor client server",
                     "server: socket type=SOCK_DGRAM as=S", "server: bind sockfd=S addr=127.0.0.1:9000",
                     "client: socket type=SOCK_DGRAM as=C", "wire: hold",
                     "client: sendto sockfd=C buf=\"one\" addr=127.0.0.1:9000",
                     "client: sendto sockfd=C buf=\"three\" addr=127.0.0.1:9000", "wire: duplicate last"});
        QCOMPARE(lab.state().held().size(), std::size_t {3});
        lab.perform({"wire: release last", "wire: release last", "wire: release next"});
        for (const char* expected : {"5", "5", "3"}) {
            lab.perform({"server: recvfrom sockfd=S len=100"});
            QCOMPARE(returned(lab, "server"), std::string(expected));
        }
        QCOMPARE(notLooped(lab), QString());
    }

    void aClosedPortAnswersOnTheLoopbackToo()
    {
        LabRun lab;
        lab.perform({"lab: localhost loopback", "lab: actor client server", "client: socket as=C",
                     "client: connect sockfd=C addr=127.0.0.1:81"});
        QCOMPARE(returned(lab, "client"), std::string("-1 errno 111"));
        QCOMPARE(packets(lab), QString("client>server SYN, server>client RST+ACK"));
        lab.perform({"client: socket type=SOCK_DGRAM as=U", "client: connect sockfd=U addr=127.0.0.1:82",
                     "client: send sockfd=U buf=\"x\"", "client: recv sockfd=U len=10"});
        QCOMPARE(returned(lab, "client"), std::string("-1 errno 111"));
        QCOMPARE(packets(lab), QString("client>server SYN, server>client RST+ACK, client>server UDP(1), server>server ICMP port-unreachable"));
        QCOMPARE(notLooped(lab), QString());
    }

    void aBulkTransferOverTheLoopbackArrivesWhole()
    {
        LabRun lab;
        lab.perform(pairOn("127.0.0.1:8080"));
        lab.perform({"client: connect sockfd=C addr=127.0.0.1:8080", "server: accept sockfd=L as=A"});
        lab.giveOnly("client: send sockfd=C size=2000000");
        std::int64_t received = 0;
        while (received < 2'000'000) {
            lab.perform({"server: recv sockfd=A len=1000000"});
            QVERIFY(lab.until([](const LabState& state) { return hasReturned(state, "server"); }));
            const std::int64_t got = lab.lastReturn("server").result;
            QVERIFY2(got > 0, qPrintable(QString::number(received)));
            received += got;
        }
        QCOMPARE(received, std::int64_t {2'000'000});
        for (const PacketState& packet : lab.state().packets())
            QVERIFY2(packet.to == HostId::Server, packet.name.c_str());
    }

    void theWireSplitsAndAnswersALoopbackSegment()
    {
        LabRun lab;
        lab.perform(pairOn("0.0.0.0:8080"));
        lab.perform({"client: connect sockfd=C addr=127.0.0.1:8080", "server: accept sockfd=L as=A", "wire: hold",
                     "client: send sockfd=C buf=\"Hello\"", "wire: split next 2", "wire: release next", "server: recv sockfd=A len=100"});
        QCOMPARE(returned(lab, "server"), std::string("2"));
        lab.perform({"wire: flow", "client: socket as=D", "wire: hold", "client: connect sockfd=D addr=127.0.0.1:8080",
                     "wire: icmp last host-unreachable"});
        QVERIFY(lab.until([](const LabState& state) { return hasReturned(state, "client"); }));
        QCOMPARE(returned(lab, "client"), std::string("-1 errno 113")); // EHOSTUNREACH
    }

    void theOtherHostIsReachedAsBefore()
    {
        LabRun lab;
        lab.perform({"lab: localhost loopback", "lab: actor server server", "lab: actor client client",
                     "server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080", "server: listen sockfd=L backlog=3",
                     "client: socket as=C", "client: connect sockfd=C addr=10.9.0.2:8080"});
        QCOMPARE(returned(lab, "client"), std::string("0"));
        QCOMPARE(lab.packetNames().front(), std::string("client>server SYN"));
        QVERIFY(!lab.state().onlyHost());
        QVERIFY(std::all_of(lab.state().packets().begin(), lab.state().packets().end(),
                            [](const PacketState& packet) { return packet.from != packet.to; }));
    }

    void itIsSaidAndRecordedAndNotMixedWithTheOtherWay()
    {
        LabRun lab;
        lab.perform(pairOn("0.0.0.0:8080"));
        lab.perform({"lab: localhost loopback"}); // once more changes nothing
        lab.perform({"client: connect sockfd=C addr=127.0.0.1:8080"});
        int said = 0;
        for (const Event& event : lab.events())
            if (const auto* notice = std::get_if<Notice>(&event.body))
                said += notice->code == "localhost-loops" ? 1 : 0;
        QCOMPARE(said, 1);
        QCOMPARE(lab.state().host(HostId::Server).settings.at("localhost"), std::string("loopback"));
        QVERIFY(lab.give("lab: localhost wire").find("another lab") != std::string::npos);
        QVERIFY(lab.give("lab: localhost elsewhere").find("loopback") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(LoopbackTest)
#include "LoopbackTest.moc"
