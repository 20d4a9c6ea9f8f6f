// A wire that takes time: the kernels' own round-trip times, windows and losses on a link with delay, rate and queue. Limits are
// lower ones where time is meant: a machine may be slow, but no packet is ever early.

#include "tests/support/LabRun.h"

#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::int64_t ms = 1'000'000;

void connectPair(LabRun& lab)
{
    lab.perform({"lab: actor server server", "lab: actor client client", "server: socket as=L", "server: bind sockfd=L addr=10.9.0.2:8080",
                 "server: listen sockfd=L backlog=3", "client: socket as=C"});
}

/// From entering to returning, in ns.
std::int64_t lastDuration(const LabRun& lab, std::string_view call)
{
    std::int64_t entered = 0, took = -1;
    CallId id = 0;
    for (const Event& event : lab.events()) {
        if (const auto* e = std::get_if<CallEntered>(&event.body); e && e->name == call) {
            id = e->call;
            entered = event.time.ns;
        }
        if (const auto* e = std::get_if<CallReturned>(&event.body); e && e->call == id)
            took = event.time.ns - entered;
    }
    return took;
}

/// Of every packet that arrived: how long it was on its way.
std::vector<std::int64_t> journeys(const LabRun& lab)
{
    std::vector<std::int64_t> all;
    for (const PacketState& packet : lab.state().packets())
        if (packet.fate == PacketFate::Delivered && packet.decoded.tcp)
            all.push_back(packet.endedAt.ns - packet.sentAt.ns);
    return all;
}

std::size_t lost(const LabRun& lab, DropReason why)
{
    const auto& packets = lab.state().packets();
    return static_cast<std::size_t>(std::count_if(packets.begin(), packets.end(), [why](const PacketState& packet) {
        return packet.fate == PacketFate::Dropped && packet.why == why;
    }));
}

std::uint32_t roundTrip(const LabRun& lab) // µs, as the client's kernel measured it
{
    std::uint32_t rtt = 0;
    for (const SocketRow& row : lab.state().host(HostId::Client).sockets)
        if (row.state == SocketState::Established && row.info)
            rtt = row.info->rtt;
    return rtt;
}

} // namespace

class LinkTest : public QObject
{
    Q_OBJECT

private slots:
    void aDelayIsMetOnBothWaysAndTheKernelMeasuresIt()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"wire: link delay=50ms", "client: connect sockfd=C addr=10.9.0.2:8080"});
        QCOMPARE(lab.lastReturn("client").result, std::int64_t {0}); // the command was settled only when it had returned
        QVERIFY2(lastDuration(lab, "connect") >= 100 * ms, qPrintable(QString::number(lastDuration(lab, "connect"))));
        lab.perform({"server: accept sockfd=L as=A", "client: send sockfd=C buf=\"Hello\"", "server: recv sockfd=A len=100"});
        QCOMPARE(lab.lastReturn("server").result, std::int64_t {5});
        const auto all = journeys(lab);
        QVERIFY(all.size() >= 5);
        QVERIFY(*std::min_element(all.begin(), all.end()) >= 50 * ms);
        QVERIFY2(roundTrip(lab) >= 100'000, qPrintable(QString::number(roundTrip(lab))));
    }

    void aRateIsNeverExceeded()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"client: connect sockfd=C addr=10.9.0.2:8080", "server: accept sockfd=L as=A", "wire: link rate=4mbit",
                     "client: send sockfd=C size=14480"});
        // Ten segments, each of 1448 bytes and 66 of headers: 3.028 ms in the transmitter, one after the other.
        std::vector<const PacketState*> segments;
        for (const PacketState& packet : lab.state().packets())
            if (packet.decoded.payloadLength == 1448)
                segments.push_back(&packet);
        QCOMPARE(segments.size(), std::size_t {10});
        for (std::size_t i = 0; i < segments.size(); ++i) {
            QCOMPARE(segments[i]->fate, PacketFate::Delivered);
            const std::int64_t after = segments[i]->endedAt.ns - segments.front()->sentAt.ns;
            QVERIFY2(after >= static_cast<std::int64_t>(i + 1) * 3'028'000, qPrintable(QString("%1: %2 ns").arg(i).arg(after)));
        }
        lab.perform({"server: recv sockfd=A len=14480 flags=MSG_WAITALL"});
        QCOMPARE(lab.lastReturn("server").result, std::int64_t {14480});
    }

    void aFullQueueLosesPacketsAndTcpSendsThemAgain()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"client: connect sockfd=C addr=10.9.0.2:8080", "server: accept sockfd=L as=A", "wire: link rate=10mbit delay=5ms queue=4",
                     "client: send sockfd=C size=14480", "server: recv sockfd=A len=14480 flags=MSG_WAITALL"});
        // At most 10 at once against room for 1 + 4; the kernel repeats what was lost, by its timer if need be.
        QVERIFY(lab.until([](const LabState& state) {
            const ActorState* server = state.actor("server");
            return server->threads.front().call && server->threads.front().call->phase == CallPhase::Returned;
        }));
        QCOMPARE(lab.lastReturn("server").result, std::int64_t {14480});
        QVERIFY(lost(lab, DropReason::QueueFull) >= 1);
        const auto& packets = lab.state().packets();
        QVERIFY(std::any_of(packets.begin(), packets.end(), [](const PacketState& packet) { return packet.retransmission; }));
    }

    void whoHoldsTheWireFindsWhatWasUnderWay()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"wire: link delay=10s"});
        lab.giveOnly("client: connect sockfd=C addr=10.9.0.2:8080");
        QVERIFY(lab.until([](const LabState& state) { return !state.packets().empty() && state.packets().back().decoded.tcp; }));
        QCOMPARE(lab.give("wire: hold"), std::string()); // heard although the SYN is still on its way
        QCOMPARE(lab.state().held().size(), std::size_t {1});
        QCOMPARE(lab.state().held().front()->name, std::string("client>server SYN"));
        lab.perform({"wire: release next"});
        QCOMPARE(lab.state().held().front()->name, std::string("server>client SYN+ACK"));
    }

    void whatIsUnderWayStandsStillWhileTheLabIsPaused()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"wire: link delay=100ms"});
        lab.giveOnly("client: connect sockfd=C addr=10.9.0.2:8080");
        QVERIFY(lab.until([](const LabState& state) { return !state.packets().empty() && state.packets().back().decoded.tcp; }));
        QCOMPARE(lab.give("lab: pause"), std::string());
        const PacketId syn = lab.state().packets().back().packet;
        const Timestamp paused = lab.state().now();
        // Longer than the delay: nothing may arrive, so there is nothing to wait for but time.
        lab.until([](const LabState&) { return false; }, 250);
        QCOMPARE(lab.state().packet(syn)->fate, PacketFate::InFlight);
        QCOMPARE(lab.give("lab: resume"), std::string());
        QVERIFY(lab.until([syn](const LabState& state) { return state.packet(syn)->fate == PacketFate::Delivered; }));
        QVERIFY(lab.state().packet(syn)->endedAt.ns - paused.ns >= 250 * ms);
    }

    void aLinkThatIsTakenAwayDeliversWhatWasUnderWay()
    {
        LabRun lab;
        connectPair(lab);
        lab.perform({"wire: link delay=10s"});
        lab.giveOnly("client: connect sockfd=C addr=10.9.0.2:8080");
        QVERIFY(lab.until([](const LabState& state) { return !state.packets().empty() && state.packets().back().decoded.tcp; }));
        QCOMPARE(lab.give("wire: link"), std::string());
        QCOMPARE(lab.lastReturn("client").result, std::int64_t {0});
    }

    void aWrongLinkIsRefusedInWords()
    {
        LabRun lab;
        const std::string refusal = lab.give("wire: link delay=20");
        QVERIFY2(refusal.find("delay '20'") != std::string::npos, refusal.c_str());
        QVERIFY(lab.state().link().isInstant());
        lab.perform({"wire: link delay=20ms rate=2mbit queue=10"});
        QCOMPARE(lab.state().link(), (Link {20 * ms, 2'000'000, 10}));
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "LinkTest.moc"
