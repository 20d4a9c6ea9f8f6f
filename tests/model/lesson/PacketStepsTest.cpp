#include "model/lesson/LessonRunner.h"
#include "model/packet/Packet.h"
#include "tests/support/LabSim.h"

#include <QtTest>

#include <functional>

using namespace lab;
using namespace lab::tests;

namespace {

Bytes segment(bool fromClient, std::uint8_t flags, const std::string& data = {}, std::uint32_t seq = 1)
{
    const Endpoint client = clientEnd(40001), server = serverEnd(8080);
    return tcpFrame({fromClient ? client : server, fromClient ? server : client, flags, seq, 0, data});
}

constexpr std::uint8_t synAck = TcpFlag::syn | TcpFlag::ack, finAck = TcpFlag::fin | TcpFlag::ack;

/// What the two ends of a connection send on a flowing wire.
struct Talk
{
    static Bytes bytes(bool fromClient, std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, const std::string& data = {})
    {
        const Endpoint client = clientEnd(40001), server = serverEnd(8080);
        return tcpFrame({fromClient ? client : server, fromClient ? server : client, flags, seq, ack, data});
    }

    void client(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack, const std::string& data = {}) const
    {
        journal.delivered(journal.sent(HostId::Client, bytes(true, flags, seq, ack, data)));
    }

    void server(std::uint8_t flags, std::uint32_t seq, std::uint32_t ack) const
    {
        journal.delivered(journal.sent(HostId::Server, bytes(false, flags, seq, ack)));
    }

    /// Of the server, which acknowledges `to`: these bytes came twice (RFC 2883).
    void saysDuplicate(std::uint8_t from, std::uint8_t to) const
    {
        const std::string block {1, 1, 5, 10, 0, 0, 0, static_cast<char>(from), 0, 0, 0, static_cast<char>(to)}; // NOP, NOP, SACK
        Bytes frame = bytes(false, TcpFlag::ack, 1, to, block);
        constexpr std::size_t offset = 14 + 20 + 12;
        frame[offset] = static_cast<std::uint8_t>(frame[offset] + 0x30); // the data are options: three words more
        journal.delivered(journal.sent(HostId::Server, frame));
    }

    JournalBuilder& journal;
};

SocketRow listener(std::uint32_t waiting = 0)
{
    SocketRow row = socketRow(HostId::Server, 101, SocketState::Listen, serverEnd(8080), anyEnd());
    row.recvQueue = waiting;
    row.sendQueue = 3;
    return row;
}

SocketRow connected(SocketId id, std::uint32_t unread)
{
    SocketRow row = socketRow(HostId::Server, id, SocketState::Established, serverEnd(8080), clientEnd(40001));
    row.recvQueue = unread;
    return row;
}

} // namespace

class PacketStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void aPacketIsReleasedByItsNameWhenItComes();
    void aPacketThatNeverComesFails();
    void nextLastAndPlaceChoosePackets();
    void flightWaitsForMissingPacketsOnly();
    void packetsAreTakenInOrderAndOnlyOnce();
    void anExtraPacketFails();
    void whatIsSentAgainThoughItHadArrivedFailsNothing();
    void whetherItHadArrivedIsWaitedFor();
    void whatIsSentAgainForAReasonIsCounted_data();
    void whatIsSentAgainForAReasonIsCounted();
    void arrivesWaitsAndLeavesThePackets();
    void whatPacketsCarriedIsOverheard();
    void whatIsLackedFailsAtOnce();
    void nothingOverheardProvesNothing();
    void tablesAreMatchedWholeAndInAnyOrder();
    void aTableMayBecomeRight();
    void countersAreComparedAndAwaited();
};

void PacketStepsTest::aPacketIsReleasedByItsNameWhenItComes()
{
    LabSim lab("  - {release: \"client>server SYN\"}\n", "hold");
    lab.begin();
    lab.journal.held(HostId::Server, segment(false, synAck));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    QVERIFY(!lab.submitted("wire: release 1"));
    lab.wait(1000);
    const PacketId packet = lab.journal.held(HostId::Client, segment(true, TcpFlag::syn));
    lab.on("wire: release 2", [&] { lab.journal.delivered(packet); });
    lab.tell();
    lab.answerCommands();
    QVERIFY(lab.submitted("wire: release 2"));
    QCOMPARE(lab.result(0).outcome, StepOutcome::Done);
    QCOMPARE(lab.result(0).what, std::string("client>server SYN"));
}

void PacketStepsTest::aPacketThatNeverComesFails()
{
    LabSim lab("  - {drop: \"client>server SYN\", within: 300}\n", "hold");
    lab.begin();
    lab.journal.held(HostId::Server, segment(false, synAck));
    lab.tell();
    lab.next();
    lab.wait(400);
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).found, std::string("server>client SYN+ACK"));
}

void PacketStepsTest::nextLastAndPlaceChoosePackets()
{
    LabSim lab("  - {release: next}\n  - {duplicate: last}\n  - {drop: 2}\n  - {split: 3}\n"
               "  - {icmp: host-unreachable}\n  - {icmp: fragmentation-needed, mtu: 1200}\n  - {release: all}\n",
               "hold");
    lab.begin();
    for (int i = 0; i < 3; ++i)
        lab.journal.held(HostId::Client, segment(true, TcpFlag::ack, "Hello", 1 + 5 * static_cast<std::uint32_t>(i)));
    lab.tell();
    for (int i = 0; i < 7; ++i)
        lab.next();
    QVERIFY(lab.submitted("wire: release 1"));
    QVERIFY(lab.submitted("wire: duplicate 3"));
    QVERIFY(lab.submitted("wire: drop 2"));
    QVERIFY(lab.submitted("wire: split 1 3"));
    QVERIFY(lab.submitted("wire: icmp 1 host-unreachable"));
    QVERIFY(lab.submitted("wire: icmp 1 fragmentation-needed 1200"));
    QVERIFY(lab.submitted("wire: release all"));
    QVERIFY(!lab.runner.failed());
}

void PacketStepsTest::flightWaitsForMissingPacketsOnly()
{
    LabSim lab("  - {flight: [\"client>server SYN\", \"*SYN+ACK\"]}\n  - {flight: [\"*SYN\"]}\n", "hold");
    lab.begin();
    lab.journal.held(HostId::Client, segment(true, TcpFlag::syn));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    lab.journal.held(HostId::Server, segment(false, synAck));
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    lab.next(); // one too many: no waiting
    QCOMPARE(lab.result(1).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(1).found, std::string("client>server SYN, server>client SYN+ACK"));
}

void PacketStepsTest::packetsAreTakenInOrderAndOnlyOnce()
{
    LabSim lab("  - {packets: [\"client>server SYN\", \"server>client SYN+ACK\"]}\n"
               "  - {packets: []}\n"
               "  - {packets: [\"client>server DATA(5)\"], from: client}\n"
               "  - {packets: [\"*SYN\"], prefix: true}\n");
    lab.begin();
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::syn));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active()); // one is missing
    lab.journal.sent(HostId::Server, segment(false, synAck));
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, "Hello"));
    lab.journal.sent(HostId::Server, segment(false, TcpFlag::ack));
    lab.journal.sent(HostId::Server, segment(false, TcpFlag::syn), PacketOrigin::Injected); // the wire's own
    lab.tell();
    lab.next();
    QCOMPARE(lab.result(2).outcome, StepOutcome::Held);
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::syn, {}, 900));
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, "more", 901));
    lab.tell();
    lab.next();
    QCOMPARE(lab.result(3).outcome, StepOutcome::Held);
}

void PacketStepsTest::anExtraPacketFails()
{
    LabSim lab("  - {packets: [\"*SYN\"]}\n  - {packets: []}\n");
    lab.begin();
    lab.on("lab: settle", [&] {
        lab.journal.sent(HostId::Client, segment(true, TcpFlag::syn));
        lab.journal.sent(HostId::Server, segment(false, synAck));
    });
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).expected, std::string("*SYN"));
    QCOMPARE(lab.result(0).found, std::string("client>server SYN, server>client SYN+ACK"));
    lab.on("lab: settle", [] {});
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held); // told once
}

/// As on a computer that has no time for the lab during 200 ms, at the end of lesson 1.
void PacketStepsTest::whatIsSentAgainThoughItHadArrivedFailsNothing()
{
    LabSim lab("  - {packets: [\"client>server FIN+ACK\", \"server>client ACK\", \"server>client FIN+ACK\", \"client>server ACK\"]}\n"
               "  - {packets: []}\n"
               "  - {packets: []}\n");
    const Talk talk {lab.journal};
    lab.begin();
    lab.on("lab: settle", [&] {
        talk.client(finAck, 6, 4);
        talk.server(TcpFlag::ack, 4, 7);
        talk.server(finAck, 4, 7);
        talk.client(TcpFlag::ack, 7, 5);
        talk.server(finAck, 4, 7); // again: its ACK was late
    });
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    QVERIFY2(lab.result(0).what.ends_with("client>server ACK, server>client FIN+ACK"), lab.result(0).what.c_str()); // not hidden
    lab.on("lab: settle", [&] {
        talk.client(TcpFlag::ack, 7, 5); // the answer to that, …
        talk.server(TcpFlag::rst, 5, 0); // … and to that: this end had been acknowledged, and is no more
    });
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.on("lab: settle", [&] { talk.server(TcpFlag::rst | TcpFlag::ack, 5, 7); });
    lab.next(); // an RST of another kind
    QCOMPARE(lab.result(2).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(2).found, std::string("server>client RST+ACK"));
}

void PacketStepsTest::whetherItHadArrivedIsWaitedFor()
{
    LabSim lab("  - {packets: [\"client>server DATA(5)\", \"server>client ACK\"]}\n"
               "  - {packets: [\"client>server DATA(5)\", \"server>client ACK\"]}\n");
    const Talk talk {lab.journal};
    lab.begin();
    talk.client(TcpFlag::ack, 1, 1, "Hello");
    talk.client(TcpFlag::ack, 1, 1, "Hello"); // before the engine came to read the answer
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    talk.server(TcpFlag::ack, 1, 6);
    lab.tell();
    QVERIFY(lab.runner.active());
    talk.saysDuplicate(1, 6);
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    talk.client(TcpFlag::ack, 6, 1, "again");
    talk.client(TcpFlag::ack, 6, 1, "again");
    talk.server(TcpFlag::ack, 1, 11);
    lab.tell();
    lab.next();
    lab.wait(10'000); // nobody calls it a duplicate: it may have been needed
    QCOMPARE(lab.result(1).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(1).found, std::string("client>server DATA(5), client>server DATA(5), server>client ACK"));
}

void PacketStepsTest::whatIsSentAgainForAReasonIsCounted_data()
{
    using Story = std::function<void(const Talk&)>;
    QTest::addColumn<Story>("story");
    QTest::addColumn<QString>("found");
    QTest::newRow("it was dropped") << Story([](const Talk& talk) {
        talk.journal.dropped(talk.journal.sent(HostId::Client, talk.bytes(true, TcpFlag::ack, 1, 1, "Hello")));
        talk.client(TcpFlag::ack, 1, 1, "Hello");
        talk.server(TcpFlag::ack, 1, 6);
    }) << "client>server DATA(5), client>server DATA(5), server>client ACK";
    QTest::newRow("its acknowledgement was") << Story([](const Talk& talk) {
        talk.client(TcpFlag::ack, 1, 1, "Hello");
        talk.journal.dropped(talk.journal.sent(HostId::Server, talk.bytes(false, TcpFlag::ack, 1, 6)));
        talk.client(TcpFlag::ack, 1, 1, "Hello");
    }) << "client>server DATA(5), server>client ACK, client>server DATA(5)";
    QTest::newRow("only what was before it had arrived") << Story([](const Talk& talk) {
        talk.server(TcpFlag::ack, 1, 1);
        talk.journal.dropped(talk.journal.sent(HostId::Server, talk.bytes(false, finAck, 1, 1)));
        talk.server(finAck, 1, 1); // the number is the one of that ACK
        talk.client(TcpFlag::ack, 1, 2);
    }) << "server>client ACK, server>client FIN+ACK, server>client FIN+ACK, client>server ACK";
    QTest::newRow("there was no room in the accept queue") << Story([](const Talk& talk) {
        talk.client(TcpFlag::syn, 0, 0);
        talk.client(TcpFlag::syn, 0, 0);
        talk.server(synAck, 0, 1);
    }) << "client>server SYN, client>server SYN, server>client SYN+ACK";
}

void PacketStepsTest::whatIsSentAgainForAReasonIsCounted()
{
    QFETCH(std::function<void(const Talk&)>, story);
    QFETCH(QString, found);
    QStringList once = found.split(", ");
    once.removeDuplicates(); // what a lesson expects where nothing is sent again
    LabSim lab("  - {packets: [\"" + once.join("\", \"").toStdString() + "\"]}\n");
    lab.begin();
    story(Talk {lab.journal});
    lab.tell();
    lab.next();
    lab.wait(10'000);
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(QString::fromStdString(lab.result(0).found), found);
}

void PacketStepsTest::arrivesWaitsAndLeavesThePackets()
{
    LabSim lab("  - {arrives: [\"*FIN+ACK\", \"server>client ACK\"]}\n"
               "  - {packets: [\"client>server FIN+ACK\", \"server>client ACK\"]}\n");
    lab.begin();
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::fin | TcpFlag::ack));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    lab.journal.sent(HostId::Server, segment(false, TcpFlag::ack));
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    lab.next();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
}

/// A TLS record: type, version 3.3, length, and what is in it.
std::string record(char type, const std::string& text)
{
    return std::string {type, 3, 3, 0, static_cast<char>(text.size())} + text;
}

void PacketStepsTest::whatPacketsCarriedIsOverheard()
{
    LabSim lab("  - {packets: [], prefix: true}\n"
               "  - {overhear: \"client>server *\", expect: {contains: [shop.example, '\\x16\\x03'], lacks: answer, "
               "bytes: 29, records: \"22 23\"}}\n"
               "  - {overhear: \"server>client *\", expect: {contains: answer, records: 23}}\n");
    lab.begin();
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, "long ago", 1));
    lab.tell();
    lab.next();
    // The name and the records are cut by the segments, and one is sent twice.
    const std::string stream = record(22, "to shop.example") + record(23, "4711");
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, stream.substr(0, 11), 9));
    lab.journal.sent(HostId::Server, segment(false, TcpFlag::ack, record(23, "answer")));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active()); // the rest may come
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, stream.substr(0, 11), 9));
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, stream.substr(11), 20));
    lab.tell();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.next();
    QCOMPARE(lab.result(2).outcome, StepOutcome::Held);
    QCOMPARE(lab.result(2).what, std::string("11 B, TLS 23, \"answer\""));
}

void PacketStepsTest::whatIsLackedFailsAtOnce()
{
    LabSim lab("  - {overhear: \"client>server *\", expect: {lacks: [\"4711\"], bytes: \">1000\"}}\n");
    lab.begin();
    lab.journal.sent(HostId::Client, segment(true, TcpFlag::ack, "card 4711"));
    lab.tell();
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(0).expected, std::string("not \"4711\""));
}

/// Of packets that never came, or have another name, everything is lacked.
void PacketStepsTest::nothingOverheardProvesNothing()
{
    LabSim lab("  - {overhear: \"client>server *\", expect: {lacks: \"4711\"}}\n");
    lab.begin();
    lab.journal.sent(HostId::Server, segment(false, TcpFlag::ack, "Hello"));
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    lab.wait(6000);
    QCOMPARE(lab.result(0).outcome, StepOutcome::Failed);
}

void PacketStepsTest::tablesAreMatchedWholeAndInAnyOrder()
{
    LabSim lab(
        "  - {see: server, tcp: [{state: ESTAB}, {state: ESTAB, recvq: 5}, {state: LISTEN, recvq: 1, sendq: 3}]}\n"
        "  - {see: server, within: 10, tcp: [{state: LISTEN}, {state: ESTAB, recvq: 5}]}\n"
        "  - {see: server, port: 9090, tcp: none, udp: none}\n"
        "  - {see: client, tcp: none}\n"
        "  - {see: server, within: 10, tcp: [{state: LISTEN}, {recvq: 5}, {recvq: 5}]}\n");
    lab.begin();
    lab.journal.socket(listener(1));
    lab.journal.socket(connected(102, 5)); // {state: ESTAB} must leave this one to {recvq: 5}
    lab.journal.socket(connected(103, 0));
    lab.tell();
    for (int i = 0; i < 5; ++i) {
        lab.next();
        lab.wait(20);
    }
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
    QCOMPARE(lab.result(1).outcome, StepOutcome::Failed);
    QVERIFY(lab.result(1).found.find("ESTAB 5 0 10.9.0.2:8080 10.9.0.1:40001") != std::string::npos);
    QCOMPARE(lab.result(2).outcome, StepOutcome::Held);
    QCOMPARE(lab.result(3).outcome, StepOutcome::Held);
    QCOMPARE(lab.result(4).outcome, StepOutcome::Failed);
}

void PacketStepsTest::aTableMayBecomeRight()
{
    LabSim lab("  - {see: server, tcp: [{state: LISTEN, recvq: 1}]}\n");
    lab.begin();
    lab.journal.socket(listener());
    lab.tell();
    lab.next();
    QVERIFY(lab.runner.active());
    lab.journal.socket(listener(1));
    lab.tell();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held);
}

void PacketStepsTest::countersAreComparedAndAwaited()
{
    LabSim lab("  - {counter: server, expect: {TcpExtListenDrops: 0}}\n"
               "  - {counter: server, expect: {TcpExtListenDrops: \">1\"}}\n"
               "  - {counter: server, within: 10, expect: {TcpExtListenDrops: 1}}\n");
    lab.begin();
    lab.next();
    QCOMPARE(lab.result(0).outcome, StepOutcome::Held); // a counter that never moved is 0
    lab.next();
    QVERIFY(lab.runner.active());
    lab.journal.add(CountersChanged {HostId::Server, {{"TcpExtListenDrops", 2}}});
    lab.tell();
    QCOMPARE(lab.result(1).outcome, StepOutcome::Held);
    lab.next();
    lab.wait(20);
    QCOMPARE(lab.result(2).outcome, StepOutcome::Failed);
    QCOMPARE(lab.result(2).found, std::string("2"));
}

QTEST_APPLESS_MAIN(PacketStepsTest)
#include "PacketStepsTest.moc"
