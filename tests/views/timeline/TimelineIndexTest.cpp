#include "views/timeline/TimelineLayout.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

using Kind = TimelineLane::Kind;

namespace {

TimelineIndex indexOf(const std::vector<Event>& events)
{
    TimelineIndex index;
    for (std::size_t i = 0; i < events.size(); ++i)
        index.take(i, events[i]);
    return index;
}

std::vector<std::uint32_t> lanesOf(const TimelineIndex& index, Kind kind)
{
    std::vector<std::uint32_t> found;
    for (const std::uint32_t lane : index.order()) {
        if (index.lanes()[lane].kind == kind)
            found.push_back(lane);
    }
    return found;
}

/// The looks of a lane's spans in order, the one that lasts last.
std::vector<int> looks(const TimelineLane& lane)
{
    std::vector<int> all;
    for (std::size_t i = 0; i < timelineItems(lane); ++i)
        all.push_back(timelineItem(lane, i, 1'000'000'000).look);
    return all;
}

} // namespace

class TimelineIndexTest : public QObject
{
    Q_OBJECT

private slots:

    void everyThreadSocketAndDirectionHasALane()
    {
        const TimelineIndex index = indexOf(handshakeStory());
        QCOMPARE(lanesOf(index, Kind::Calls).size(), std::size_t {2});
        QCOMPARE(lanesOf(index, Kind::Packets).size(), std::size_t {2});
        QVERIFY(lanesOf(index, Kind::State).size() >= 2);
        QCOMPARE(lanesOf(index, Kind::AcceptQueue).size(), std::size_t {1});
        QCOMPARE(lanesOf(index, Kind::SynQueue).size(), std::size_t {1});
    }

    void theClientIsAboveTheWireAndTheServerBelow()
    {
        const TimelineIndex index = indexOf(handshakeStory());
        int before = 0;
        for (const std::uint32_t i : index.order()) {
            const TimelineLane& lane = index.lanes()[i];
            const int place = lane.kind == Kind::Packets ? 1 : lane.host == HostId::Client ? 0 : 2;
            QVERIFY(place >= before);
            before = place;
        }
        QCOMPARE(before, 2);
    }

    void aSocketThatIsToldOnAnotherHostHasItsLanesThere()
    {
        JournalBuilder story;
        story.socket(socketRow(HostId::Client, 100, SocketState::Listen, serverEnd(8080), {}));
        TimelineIndex index = indexOf(story.events());
        QCOMPARE(index.order().size(), std::size_t {2}); // its state, its accept queue
        story.socket(socketRow(HostId::Server, 100, SocketState::Listen, serverEnd(8080), {}));
        index.take(story.events().size() - 1, story.events().back());
        QCOMPARE(index.order().size(), std::size_t {2});
        for (const TimelineLane& lane : index.lanes())
            QCOMPARE(lane.host, HostId::Server);
    }

    void aCallRunsBlocksAndReturns()
    {
        JournalBuilder story;
        const ActorId server = story.actor(HostId::Server, "server");
        const CallId call = story.after(100).enter(server, "accept", {number(3)});
        story.after(10).blocked(call, "inet_csk_accept");
        story.after(500).returned(call, 4);
        const TimelineIndex index = indexOf(story.events());
        const TimelineLane& lane = index.lanes()[index.laneOf(call)];
        QVERIFY(looks(lane) == (std::vector<int> {int(CallLook::Running), int(CallLook::Blocked)}));
        QVERIFY(!lane.open);
        QCOMPARE(lane.spans[0].to, lane.spans[1].from);
        QCOMPARE(lane.spans[1].to, story.events().back().time.ns);
        QCOMPARE(lane.spans[0].event, lane.spans[1].event); // both are the one call
    }

    void standingBeforeAndBehindACallIsALookOfItsOwn()
    {
        JournalBuilder story;
        const ActorId client = story.actor(HostId::Client, "client");
        const CallId call = story.after(100).enter(client, "send", {number(3)});
        story.after(10).add(CallStopped {call, false});
        story.after(900).add(CallResumed {call});
        story.after(20).returned(call, 5);
        story.add(CallStopped {call, true});
        story.after(700).add(CallResumed {call});
        const TimelineIndex index = indexOf(story.events());
        const std::vector<int> expected {int(CallLook::Running), int(CallLook::Stopped), int(CallLook::Running),
                                         int(CallLook::Stopped)};
        QVERIFY(looks(index.lanes()[index.laneOf(call)]) == expected);
    }

    void aSignalHandlersCallLiesOnTopOfTheInterruptedOne()
    {
        JournalBuilder story;
        const ActorId client = story.actor(HostId::Client, "client");
        const CallId outer = story.enter(client, "recv", {number(3)});
        story.after(10).blocked(outer, "sk_wait_data");
        const CallId inner = story.after(10).enter(client, "send", {number(4)});
        story.after(10).returned(inner, 1);
        story.after(10).returned(outer, -1, 4);
        const TimelineIndex index = indexOf(story.events());
        const TimelineLane& lane = index.lanes()[index.laneOf(outer)];
        const std::vector<int> expected {int(CallLook::Running), int(CallLook::Blocked), int(CallLook::Running),
                                         int(CallLook::Blocked)};
        QVERIFY(looks(lane) == expected);
        QCOMPARE(lane.spans[3].event, lane.spans[1].event);
    }

    void aKilledProgramsCallEndsWithIt()
    {
        JournalBuilder story;
        const ActorId client = story.actor(HostId::Client, "client");
        const CallId call = story.enter(client, "recv", {number(3)});
        story.after(10).add(ActorExited {client, 0, 9});
        story.after(1000).done("wire: hold");
        const TimelineIndex index = indexOf(story.events());
        QVERIFY(!index.lanes()[index.laneOf(call)].open);
    }

    void aSocketsStatesFollowOneAnotherWithoutAGap()
    {
        const TimelineIndex index = indexOf(handshakeStory());
        const TimelineLane& lane = index.lanes()[index.laneOf(SocketId {102}, Kind::State)];
        const std::vector<int> expected {int(StateLook::Opening), int(StateLook::Open), int(StateLook::Closing),
                                         int(StateLook::Closing), int(StateLook::Closing)};
        QVERIFY(looks(lane) == expected);
        QVERIFY(lane.open); // TIME-WAIT is still there
        for (std::size_t i = 1; i < lane.spans.size(); ++i)
            QCOMPARE(lane.spans[i].from, lane.spans[i - 1].to);
    }

    void theQueuesGrowAndShrink()
    {
        const TimelineIndex index = indexOf(queuesStory());
        const auto accept = lanesOf(index, Kind::AcceptQueue);
        QCOMPARE(accept.size(), std::size_t {1});
        const TimelineLane& queue = index.lanes()[accept[0]];
        QCOMPARE(queue.limit, 2U); // backlog 1 and the one more that Linux takes
        QCOMPARE(queue.steps.most(), 2U);
        QVERIFY(queue.steps[queue.steps.size() - 1].value < 2);
        const TimelineLane& syn = index.lanes()[lanesOf(index, Kind::SynQueue)[0]];
        QVERIFY(syn.steps.most() >= 1);
        QCOMPARE(syn.steps[syn.steps.size() - 1].value, 0U);
        QCOMPARE(syn.group, queue.group); // the two stand together
    }

    void buffersAndWhatTcpMeasuredArePlotted()
    {
        JournalBuilder story;
        SocketRow row = socketRow(HostId::Client, 7, SocketState::Established, clientEnd(4000), serverEnd(80));
        story.socket(row);
        row.sendQueue = 500;
        row.info = TcpInfo {.rtt = 250, .sndCwnd = 10};
        story.after(10).socket(row);
        row.sendQueue = 0;
        row.info = TcpInfo {.rtt = 250, .sndCwnd = 11};
        story.after(10).socket(row);
        const TimelineIndex index = indexOf(story.events());
        const TimelineLane& sent = index.lanes()[index.laneOf(SocketId {7}, Kind::SendQueue)];
        QCOMPARE(sent.steps.most(), 500U);
        QCOMPARE(sent.steps[1].value, 0U);
        QCOMPARE(index.lanes()[index.laneOf(SocketId {7}, Kind::Window)].steps.most(), 11U);
        QCOMPARE(index.lanes()[index.laneOf(SocketId {7}, Kind::Window)].steps[0].value, 10U);
        QCOMPARE(index.laneOf(SocketId {7}, Kind::RoundTrip), noLane); // it never changed
        QCOMPARE(index.laneOf(SocketId {7}, Kind::ReceiveQueue), noLane); // nothing ever waited there
    }

    void aPacketsFateIsSeenAtItsTick()
    {
        JournalBuilder story;
        const Bytes frame = tcpFrame({clientEnd(1), serverEnd(2), TcpFlag::syn});
        const PacketId passed = story.sent(HostId::Client, frame), held = story.held(HostId::Client, frame);
        const PacketId lost = story.after(10).sent(HostId::Server, frame);
        story.delivered(passed);
        story.dropped(lost);
        story.dropped(99); // of a packet that was never seen
        const TimelineIndex index = indexOf(story.events());
        const auto look = [&](PacketId id) {
            const TimelineIndex::PacketPlace place = index.placeOf(id);
            return index.lanes()[place.lane].spans[place.span].look;
        };
        QCOMPARE(look(passed), std::uint8_t(PacketLook::Passed));
        QCOMPARE(look(held), std::uint8_t(PacketLook::Held));
        QCOMPARE(look(lost), std::uint8_t(PacketLook::Lost));
        QCOMPARE(index.placeOf(99).lane, noLane);
    }

    void readingInPiecesGivesTheSame()
    {
        const ShownLab lab(handshakeStory());
        TimelineIndex pieces, whole;
        while (!pieces.follow(lab.journal, 3)) { }
        QVERIFY(whole.follow(lab.journal, 1'000'000));
        QCOMPARE(pieces.lanes().size(), whole.lanes().size());
        for (std::size_t i = 0; i < whole.lanes().size(); ++i) {
            QCOMPARE(timelineItems(pieces.lanes()[i]), timelineItems(whole.lanes()[i]));
            QVERIFY(looks(pieces.lanes()[i]) == looks(whole.lanes()[i]));
        }
        QVERIFY(pieces.order() == whole.order());
    }

    void rowsDoNotOverlapAndEveryOneIsFound()
    {
        const TimelineIndex index = indexOf(queuesStory());
        TimelineLayout layout;
        layout.arrange(index, 15);
        QCOMPARE(layout.rows().size(), index.lanes().size());
        double bottom = 0;
        for (std::size_t i = 0; i < layout.rows().size(); ++i) {
            const TimelineRow& row = layout.rows()[i];
            QVERIFY(row.top >= bottom);
            bottom = row.top + row.height;
            QCOMPARE(layout.rowAt(row.top + row.height / 2), std::optional(i));
            QCOMPARE(layout.rowOf(row.lane), std::optional(i));
        }
        QVERIFY(layout.height() >= bottom);
        QVERIFY(!layout.rowAt(bottom + 100));
    }

    void whatLiesUnderAPointIsTheNearestSpan()
    {
        JournalBuilder story;
        const ActorId server = story.actor(HostId::Server, "server");
        const CallId first = story.after(1000).enter(server, "bind", {number(3)});
        story.after(100).returned(first, 0);
        const CallId second = story.after(1000).enter(server, "accept", {number(3)});
        const TimelineIndex index = indexOf(story.events());
        const std::uint32_t lane = index.laneOf(first);
        const std::int64_t end = index.last() + 1'000'000;
        const auto scale = TimelineScale::fitting(0, end, 600);
        const TimelineSpan bind = timelineItem(index.lanes()[lane], 0, end), accept = timelineItem(index.lanes()[lane], 1, end);
        QCOMPARE(timelineHit(index, lane, scale, scale.x(bind.from) - 3, 5, end).item, std::optional<std::size_t>(0));
        QVERIFY(!timelineHit(index, lane, scale, scale.x(bind.from) - 30, 5, end).item);
        const TimelineHit open = timelineHit(index, lane, scale, scale.x((accept.from + accept.to) / 2), 5, end);
        QCOMPARE(open.item, std::optional<std::size_t>(1));
        QVERIFY(std::get<CallEntered>(story.events()[open.event].body).call == second);
    }
};

QTEST_APPLESS_MAIN(TimelineIndexTest)
#include "TimelineIndexTest.moc"
