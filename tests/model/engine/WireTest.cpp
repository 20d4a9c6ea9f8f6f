// The wire, without a kernel: what becomes of each frame.

#include "model/engine/Frames.h"
#include "model/engine/Wire.h"
#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

Bytes syn(std::uint16_t port = 40000)
{
    return tcpFrame({clientEnd(port), serverEnd(8080), TcpFlag::syn, 100, 0, ""});
}

Bytes data(std::string_view text, std::uint32_t seq = 101, std::uint32_t ack = 1)
{
    return tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::psh | TcpFlag::ack, seq, ack, std::string(text)});
}

QByteArray hex(ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
}

template<class Kind>
const Kind* eventOf(const WireDecision& decision)
{
    return decision.event ? std::get_if<Kind>(&*decision.event) : nullptr;
}

} // namespace

class WireTest : public QObject
{
    Q_OBJECT

private slots:
    void aFlowingWireDeliversAndCounts()
    {
        Wire wire;
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Deliver);
        const auto second = wire.accept(HostId::Client, data("x"));
        QCOMPARE(second.verdict, Wire::Verdict::Deliver);
        QCOMPARE(second.packet, PacketId {2});
        QCOMPARE(wire.heldCount(), std::size_t {0});
    }

    void aFrameThatAHostSendsToItselfIsReleasedToTheSameHost()
    {
        Bytes looped = syn();
        std::copy_n(looped.begin(), 6, looped.begin() + 6);
        QCOMPARE(destinationOf(HostId::Server, looped), HostId::Server);
        QCOMPARE(destinationOf(HostId::Server, syn()), HostId::Client);
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Server, looped);
        const auto released = wire.release(held.packet);
        QVERIFY(released);
        QCOMPARE(released->front().to, HostId::Server);
        wire.accept(HostId::Client, looped);
        QCOMPARE(wire.setMode(WireMode::Flow).back().to, HostId::Client);
    }

    void aHoldingWireKeepsUntilReleased()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        QCOMPARE(held.verdict, Wire::Verdict::Hold);
        const auto released = wire.release(held.packet);
        QVERIFY(released);
        QCOMPARE(released->size(), std::size_t {1});
        QCOMPARE(released->front().to, HostId::Server);
        QCOMPARE(released->front().delivered, held.packet);
        QCOMPARE(released->front().frame, syn());
        QVERIFY(!wire.release(held.packet));
    }

    void aDroppedPacketIsGoneForGood()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Server, syn());
        const auto dropped = wire.drop(held.packet);
        QVERIFY(dropped);
        QVERIFY(eventOf<PacketDropped>(dropped->front()));
        QCOMPARE(dropped->front().delivered, PacketId {0});
        const auto again = wire.drop(held.packet);
        QVERIFY(!again);
        QVERIFY(again.error().message.find("packet 1 is not held") != std::string::npos);
    }

    void aCopyIsHeldBesideItsOriginal()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        QVERIFY(wire.duplicate(held.packet));
        QCOMPARE(wire.heldCount(), std::size_t {2});
        const auto first = wire.release(*wire.resolve("next")->begin());
        const auto second = wire.release(*wire.resolve("next")->begin());
        QVERIFY(first && second);
        QCOMPARE(first->front().frame, second->front().frame);
        QVERIFY(first->front().delivered != second->front().delivered);
    }

    void aRepeatOfAHeldPacketIsAbsorbed()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        const auto again = wire.accept(HostId::Client, syn());
        QCOMPARE(again.verdict, Wire::Verdict::Absorb);
        QCOMPARE(again.packet, held.packet);
        QCOMPARE(wire.accept(HostId::Client, syn()).repeats, 2U);
        QCOMPARE(wire.heldCount(), std::size_t {1});
    }

    void aSegmentSentAgainWhileItsAnswerIsHeldIsAbsorbed()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto sent = wire.accept(HostId::Client, syn());
        QVERIFY(wire.release(sent.packet));
        // Delivered and not yet answered: sent again, it is a packet like any other.
        const auto unanswered = wire.accept(HostId::Client, syn());
        QCOMPARE(unanswered.verdict, Wire::Verdict::Hold);
        QVERIFY(wire.drop(unanswered.packet));
        const Bytes synAck = tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::syn | TcpFlag::ack, 500, 101, ""});
        const auto answer = wire.accept(HostId::Server, synAck);
        const auto again = wire.accept(HostId::Client, syn());
        QCOMPARE(again.verdict, Wire::Verdict::Absorb);
        QCOMPARE(again.packet, sent.packet);
        QCOMPARE(wire.accept(HostId::Client, syn()).repeats, 2U);
        // Another connection's SYN is not answered by it, and without the answer nothing explains a repeat.
        QCOMPARE(wire.accept(HostId::Client, syn(40001)).verdict, Wire::Verdict::Hold);
        QVERIFY(wire.drop(answer.packet));
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Hold);
    }

    void dataIsNoRepeatBecauseAnOlderAckIsHeld()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        QVERIFY(wire.release(wire.accept(HostId::Client, data("hello", 101, 1)).packet));
        wire.accept(HostId::Server, tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::ack, 1, 101, ""}));
        QCOMPARE(wire.accept(HostId::Client, data("hello", 101, 1)).verdict, Wire::Verdict::Hold);
    }

    void simultaneousOpensSynAndSynAckAreTwoPackets()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, syn());
        const Bytes synAck = tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn | TcpFlag::ack, 100, 1, ""});
        QCOMPARE(wire.accept(HostId::Client, synAck).verdict, Wire::Verdict::Hold);
    }

    void dataSentAgainWithANewerAckIsStillARepeat()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, data("hello", 101, 1));
        QCOMPARE(wire.accept(HostId::Client, data("hello", 101, 9)).verdict, Wire::Verdict::Absorb);
        QCOMPARE(wire.accept(HostId::Client, data("hello", 106, 1)).verdict, Wire::Verdict::Hold);
    }

    void pureAcksWithDifferentNumbersAreDifferentPackets()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, data("", 101, 1));
        QCOMPARE(wire.accept(HostId::Client, data("", 101, 2)).verdict, Wire::Verdict::Hold);
    }

    void withoutMergingEveryRepeatIsHeld()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.setMerging(false);
        wire.accept(HostId::Client, syn());
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Hold);
    }

    void flowLetsEverythingGoInOrder()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, syn(1));
        wire.accept(HostId::Server, syn(2));
        const auto decisions = wire.setMode(WireMode::Flow);
        QCOMPARE(decisions.size(), std::size_t {3});
        QVERIFY(eventOf<WireChanged>(decisions[0]));
        QCOMPARE(decisions[1].delivered, PacketId {1});
        QCOMPARE(decisions[2].delivered, PacketId {2});
        QCOMPARE(decisions[2].to, HostId::Client);
    }

    void aLinkKeepsAPacketUnderWayUntilItIsDue()
    {
        Wire wire;
        const auto changed = wire.setLink({20'000'000, 0, 0});
        QCOMPARE(eventOf<LinkChanged>(changed[0])->link.delay, std::int64_t {20'000'000});
        const auto sent = wire.accept(HostId::Client, syn(), 0, {1'000'000});
        QCOMPARE(sent.verdict, Wire::Verdict::Travel);
        QCOMPARE(wire.nextArrival(), Timestamp {21'000'000});
        QVERIFY(wire.arrived({20'999'999}).empty());
        const auto there = wire.arrived({21'000'000});
        QCOMPARE(there.size(), std::size_t {1});
        QCOMPARE(there[0].delivered, sent.packet);
        QCOMPARE(there[0].to, HostId::Server);
        QCOMPARE(there[0].frame, syn());
        QVERIFY(!wire.nextArrival());
    }

    void aPacketThatFindsTheLinksQueueFullIsLost()
    {
        Wire wire;
        wire.setLink({0, 1000, 1}); // the first is half a second in the transmitter
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Travel);
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Travel);
        const auto third = wire.accept(HostId::Client, syn());
        QCOMPARE(third.verdict, Wire::Verdict::Overflow);
        QCOMPARE(third.packet, PacketId {3});
    }

    void whoHoldsTheWireHoldsWhatIsUnderWay()
    {
        Wire wire;
        wire.setLink({20'000'000, 0, 0});
        wire.accept(HostId::Client, syn(1));
        wire.accept(HostId::Server, syn(2));
        const auto decisions = wire.setMode(WireMode::Hold);
        QCOMPARE(decisions.size(), std::size_t {3});
        QCOMPARE(eventOf<PacketHeld>(decisions[1])->packet, PacketId {1});
        QCOMPARE(eventOf<PacketHeld>(decisions[2])->packet, PacketId {2});
        QVERIFY(!wire.nextArrival());
        const auto released = wire.release(2); // by hand: at once
        QVERIFY(released);
        QCOMPARE(released->front().to, HostId::Client);
        QCOMPARE(wire.setMode(WireMode::Flow, {100}).size(), std::size_t {1}); // what is let flow travels
        QCOMPARE(wire.nextArrival(), Timestamp {20'000'100});
    }

    void whoCutsTheWireLosesWhatIsUnderWay()
    {
        Wire wire;
        wire.setLink({20'000'000, 0, 0});
        wire.accept(HostId::Client, syn());
        const auto decisions = wire.setMode(WireMode::Cut);
        QCOMPARE(decisions.size(), std::size_t {2});
        QCOMPARE(eventOf<PacketDropped>(decisions[1])->why, DropReason::WireCut);
        QVERIFY(!wire.nextArrival());
    }

    void withoutALinkWhatIsUnderWayIsThereAtOnce()
    {
        Wire wire;
        wire.setLink({20'000'000, 0, 0});
        wire.accept(HostId::Client, syn());
        const auto decisions = wire.setLink({});
        QCOMPARE(decisions.size(), std::size_t {2});
        QCOMPARE(decisions[1].delivered, PacketId {1});
        QCOMPARE(decisions[1].to, HostId::Server);
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Deliver);
    }

    void whatReturnsToItsSenderMeetsNoLink()
    {
        Bytes looped = syn();
        std::copy_n(looped.begin(), 6, looped.begin() + 6);
        Wire wire;
        wire.setLink({20'000'000, 0, 0});
        QCOMPARE(wire.accept(HostId::Server, looped).verdict, Wire::Verdict::Deliver);
    }

    void aCutWireLosesWhatItHeldAndWhatComes()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, syn());
        const auto decisions = wire.setMode(WireMode::Cut);
        QVERIFY(eventOf<PacketDropped>(decisions[1]));
        QCOMPARE(eventOf<PacketDropped>(decisions[1])->why, DropReason::WireCut);
        QCOMPARE(wire.accept(HostId::Client, syn()).verdict, Wire::Verdict::Drop);
    }

    void aSplitSegmentBecomesTwoWithRightNumbersAndChecksums()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, data("HelloWorld"));
        const auto decisions = wire.split(held.packet, 5);
        QVERIFY(decisions);
        std::vector<const PacketSent*> halves;
        for (const WireDecision& decision : *decisions)
            if (const auto* sent = eventOf<PacketSent>(decision))
                halves.push_back(sent);
        QCOMPARE(halves.size(), std::size_t {2});
        const Packet first = decodePacket(halves[0]->frame);
        const Packet second = decodePacket(halves[1]->frame);
        QCOMPARE(first.payloadLength, std::size_t {5});
        QCOMPARE(second.payloadLength, std::size_t {5});
        QCOMPARE(first.tcp->seq, 101U);
        QCOMPARE(second.tcp->seq, 106U);
        QCOMPARE(asText(ByteView(halves[1]->frame).subspan(second.payloadOffset, 5)), std::string_view("World"));
        QVERIFY(checksumsRight(halves[0]->frame));
        QVERIFY(checksumsRight(halves[1]->frame));
        QCOMPARE(wire.heldCount(), std::size_t {2});
    }

    void onlyDataCanBeSplitAndOnlyInside()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto pure = wire.accept(HostId::Client, syn());
        QVERIFY(!wire.split(pure.packet, 1));
        const auto held = wire.accept(HostId::Client, data("Hi"));
        QVERIFY(!wire.split(held.packet, 2));
        QVERIFY(!wire.split(held.packet, 0));
        QVERIFY(wire.split(held.packet, 1));
    }

    void anIcmpErrorGoesBackToTheSenderAndQuotesThePacket()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        const auto decisions = wire.answerWithIcmp(held.packet, "host-unreachable");
        QVERIFY(decisions);
        const WireDecision& answer = decisions->back();
        QCOMPARE(answer.to, HostId::Client);
        const Packet packet = decodePacket(answer.frame);
        QVERIFY(packet.icmp);
        QCOMPARE(int(packet.icmp->type), 3);
        QCOMPARE(int(packet.icmp->code), 1);
        QVERIFY(checksumsRight(answer.frame));
        QVERIFY(!wire.answerWithIcmp(held.packet, "host-unreachable"));
    }

    void fragmentationNeededSaysTheMtuOfTheNextHop()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const std::string text(1448, 'x');
        const Bytes sent = data(std::string_view(text));
        const auto held = wire.accept(HostId::Client, sent);
        const auto decisions = wire.answerWithIcmp(held.packet, "fragmentation-needed", 1200);
        QVERIFY2(decisions, decisions ? "" : decisions.error().message.c_str());
        QCOMPARE(wire.heldCount(), std::size_t {0});
        const Bytes& answer = decisions->back().frame;
        const Packet packet = decodePacket(answer);
        QCOMPARE(packetKind(packet), std::string("ICMP fragmentation-needed"));
        QCOMPARE(toText(packet.ip->source), std::string("10.9.0.254")); // a router on the way, not the server
        QVERIFY(checksumsRight(answer));
        const std::size_t icmp = packet.payloadOffset - 8;
        QCOMPARE(hex(ByteView(answer).subspan(icmp, 2)), QByteArray("0304"));
        QCOMPARE(hex(ByteView(answer).subspan(icmp + 4, 4)), QByteArray("000004b0"));
        // RFC 792: the packet's IP header and 8 bytes more, by which TCP finds the connection and the sequence number.
        QCOMPARE(answer.size(), icmp + 8 + 28);
        QCOMPARE(hex(ByteView(answer).last(28)), hex(ByteView(sent).subspan(14, 28)));
    }

    void anIpv6PacketIsAnsweredWithPacketTooBig()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto sent = forgedFrame(HostId::Server, {"UDP", *parseEndpoint("[fd09::1]:40000"), *parseEndpoint("[fd09::2]:5000"),
                                                       0, 0, 0, Bytes(1400, 'x')});
        QVERIFY(sent);
        const auto held = wire.accept(HostId::Client, *sent);
        const auto decisions = wire.answerWithIcmp(held.packet, "fragmentation-needed", 1280);
        QVERIFY2(decisions, decisions ? "" : decisions.error().message.c_str());
        const Bytes& answer = decisions->back().frame;
        const Packet packet = decodePacket(answer);
        QCOMPARE(packetKind(packet), std::string("ICMPv6 packet-too-big"));
        QVERIFY(checksumsRight(answer));
        const std::size_t icmp = packet.payloadOffset - 8;
        QCOMPARE(hex(ByteView(answer).subspan(icmp, 2)), QByteArray("0200"));
        QCOMPARE(hex(ByteView(answer).subspan(icmp + 4, 4)), QByteArray("00000500"));
    }

    void anMtuIsSaidByFragmentationNeededAndByNoOther()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        QVERIFY(!wire.answerWithIcmp(held.packet, "fragmentation-needed"));
        for (const std::int64_t wrong : {std::int64_t {-1}, std::int64_t {67}, std::int64_t {65536}, std::int64_t {1} << 40})
            QVERIFY(!wire.answerWithIcmp(held.packet, "fragmentation-needed", wrong));
        QVERIFY(!wire.answerWithIcmp(held.packet, "host-unreachable", 1200));
        QCOMPARE(wire.heldCount(), std::size_t {1});
        QVERIFY(wire.answerWithIcmp(held.packet, "fragmentation-needed", 68));
    }

    void anUnknownIcmpKindIsRefusedAndThePacketStays()
    {
        Wire wire;
        wire.setMode(WireMode::Hold);
        const auto held = wire.accept(HostId::Client, syn());
        QVERIFY(!wire.answerWithIcmp(held.packet, "source-quench"));
        QCOMPARE(wire.heldCount(), std::size_t {1});
    }

    void aForgedSegmentHasRightChecksums()
    {
        const auto frame = forgedFrame(
            HostId::Server,
            {"TCP", *parseEndpoint("10.9.0.101:1111"), *parseEndpoint("10.9.0.2:8080"), TcpFlag::syn, 7, 0, {}});
        QVERIFY(frame);
        QVERIFY(checksumsRight(*frame));
        QCOMPARE(packetKind(decodePacket(*frame)), std::string("SYN"));
        QVERIFY(!forgedFrame(HostId::Server,
                             {"SCTP", *parseEndpoint("10.9.0.101:1"), *parseEndpoint("10.9.0.2:2"), 0, 0, 0, {}}));
    }

    void aPacketIsNamedByNumberOrPlace()
    {
        Wire wire;
        QVERIFY(!wire.resolve("next"));
        wire.setMode(WireMode::Hold);
        wire.accept(HostId::Client, syn(1));
        wire.accept(HostId::Client, syn(2));
        QCOMPARE(*wire.resolve("next"), std::vector<PacketId> {1});
        QCOMPARE(*wire.resolve("last"), std::vector<PacketId> {2});
        QCOMPARE(wire.resolve("all")->size(), std::size_t {2});
        QVERIFY(!wire.resolve("3"));
        QVERIFY(!wire.resolve("-1"));
        QVERIFY(!wire.resolve("first"));
    }
};

QTEST_APPLESS_MAIN(WireTest)
#include "WireTest.moc"
