#include "views/shared/Playhead.h"

#include "model/journal/EventKind.h"
#include "tests/support/CapturedStory.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/StateText.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QSignalSpy>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

std::vector<Event> manyCommands(std::size_t count)
{
    std::vector<Event> events {{Timestamp {0}, LabStarted {}}};
    for (std::size_t i = 1; i < count; ++i)
        events.push_back({Timestamp {std::int64_t(i)}, CommandGiven {CommandId(i), "lab: settle"}});
    return events;
}

} // namespace

class PlayheadTest : public QObject
{
    Q_OBJECT

private slots:

    void anyWayToAPositionGivesTheSameState()
    {
        ShownLab lab(handshakeStory());
        Playhead& playhead = lab.playhead;
        QStringList forwards;
        LabState state;
        forwards << stateText(state);
        for (std::size_t i = 0; i < lab.journal.size(); ++i) {
            state.apply(lab.journal.at(i));
            forwards << stateText(state);
        }
        for (std::size_t position = lab.journal.size() + 1; position-- > 0;) {
            playhead.moveTo(position);
            QCOMPARE(stateText(playhead.state()), forwards[static_cast<int>(position)]);
        }
    }

    void theStateIsRightFarFromAnyCheckpoint()
    {
        // More events than checkpoints are kept for: they were thinned out at least once.
        constexpr std::size_t count = 140'000;
        ShownLab lab(manyCommands(count));
        for (const std::size_t position : {count - 1, std::size_t {1}, count / 2, std::size_t {4001}, count - 3}) {
            lab.playhead.moveTo(position);
            QCOMPARE(lab.playhead.state().applied(), position);
            QCOMPARE(lab.playhead.state().lastCommand(), CommandId(position - 1));
        }
    }

    void ofALongCaptureTheLastPacketsAreKnownAtEveryPlace()
    {
        const Bytes frame = tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::ack, 1, 1});
        std::vector<Event> events;
        for (std::size_t i = 0; i < 30'000; ++i) {
            const Timestamp time {static_cast<std::int64_t>(i)};
            const bool quiet = i > 12'000 && i < 17'000; // so few that those that are kept reach far back
            if (quiet ? i % 100 == 0 : i % 2 == 0)
                events.push_back({time, PacketSent {i + 1, HostId::Client, PacketOrigin::Kernel, frame, 54}});
            else
                events.push_back({time, Notice {Notice::Severity::Info, "quiet", {}}});
        }
        ShownLab lab(events);
        const auto known = [](const LabState& state) {
            std::vector<PacketId> ids;
            for (const PacketState& packet : state.packets())
                ids.push_back(packet.packet);
            return ids;
        };
        for (const std::size_t position : {30'000, 4001, 4000, 12'001, 14'100, 17'050, 18'001, 18'600, 3, 29'999}) {
            LabState all;
            while (all.applied() < position)
                all.apply(events[all.applied()]);
            lab.playhead.moveTo(position);
            QVERIFY(known(lab.playhead.state()) == known(all));
            QVERIFY(!lab.playhead.state().packetsForgotten());
            QCOMPARE(lab.playhead.state().packet(all.packets().back().packet)->sentAt, all.packets().back().sentAt);
        }
    }

    void ofACaptureTheStateIsTheSameHoweverItWasCome()
    {
        constexpr std::size_t parts = 20, each = 500;
        const Journal journal = capturedStory(parts, each);
        Playhead playhead;
        playhead.setJournal(&journal);
        const std::size_t end = journal.size();
        for (const std::size_t position : {end, std::size_t {2}, end / 2, end / 2 + 3, end - 1, std::size_t {2500}, end / 3, end}) {
            LabState all;
            while (all.applied() < position)
                all.apply(journal.at(all.applied()));
            playhead.moveTo(position);
            QCOMPARE(stateText(playhead.state()), stateText(all));
        }
    }

    void whileACaptureIsFoldedWhatIsShownHasItsPackets()
    {
        Journal journal = capturedStory(1, 700);
        Playhead playhead;
        playhead.setJournal(&journal, 50'000);
        for (std::size_t packets = 700; packets < 21'000; packets += 700)
            journal.take(capturedPart(packets, 700));
        LabState all;
        const auto isWhole = [&] {
            while (all.applied() < playhead.state().applied())
                all.apply(journal.at(all.applied()));
            return stateText(playhead.state()) == stateText(all);
        };
        std::size_t shown = 0;
        for (bool folded = false; !folded; shown = playhead.state().applied()) {
            folded = playhead.prepare(std::chrono::microseconds(50));
            playhead.journalGrew(Playhead::Fold::Later);
            QVERIFY(playhead.state().applied() > shown);
            QVERIFY(isWhole());
        }
        QCOMPARE(playhead.state().applied(), journal.size());
        for (const std::size_t more : {3, 400, 1900, 100}) { // fewer than a state keeps, and more
            journal.take(capturedPart(all.packets().back().packet, more));
            playhead.prepareMore();
            playhead.journalGrew();
            QVERIFY(isWhole());
            QCOMPARE(playhead.state().applied(), journal.size());
        }
    }

    void aPacketIsKnownAsItWasSentWhereverThePlayheadStands_data()
    {
        QTest::addColumn<bool>("saved");
        QTest::newRow("a capture, which tells it itself") << false;
        QTest::newRow("the same as a recording of ours, which is folded") << true;
    }

    void aPacketIsKnownAsItWasSentWhereverThePlayheadStands()
    {
        QFETCH(bool, saved);
        const Journal captured = capturedStory(12, 500);
        const auto recording = Journal::read(captured.encoded(), "the same");
        const Journal& journal = saved ? **recording : captured;
        QCOMPARE(journal.isCapture(), !saved);
        Playhead playhead;
        playhead.setJournal(&journal);
        std::vector<std::pair<std::size_t, QString>> expected; // by packet
        const auto textOf = [saved](const PacketState& packet) { // a capture does not tell whether bytes were sent before
            const bool again = saved && packet.retransmission;
            return QStringLiteral("%1 %2 %3 %4").arg(QString::fromStdString(packet.name)).arg(again).arg(packet.base ? packet.base->seq : 0).arg(packet.sentAt.ns);
        };
        LabState all;
        while (all.applied() < journal.size()) {
            const std::size_t event = all.applied();
            all.apply(journal.at(event));
            if (journal.kindOf(event) == kindIndexOf<PacketSent>())
                expected.emplace_back(event, textOf(all.packets().back()));
        }
        const auto isKnown = [&](std::size_t number) {
            const auto& [event, text] = expected[number];
            const PacketState* packet = playhead.packetSent(number + 1, event);
            return packet != nullptr && packet->packet == number + 1 && textOf(*packet) == text;
        };
        for (const std::size_t position : {journal.size(), std::size_t {3}, journal.size() / 2}) {
            playhead.moveTo(position);
            for (std::size_t i = 0; i < expected.size(); i += 37)
                QVERIFY(isKnown(i));
            for (std::size_t i = expected.size(); i-- > 0;) // upwards, one after the other
                QVERIFY(isKnown(i));
            QCOMPARE(playhead.state().applied(), position);
        }
    }

    void whileALongFileIsOpenedItsPacketsAreKnownOnceTheyAreFoldedAndThoseOfACaptureAtOnce()
    {
        for (const bool saved : {false, true}) {
            Journal captured = capturedStory(12, 500), recording;
            const Bytes begun = captured.encoded();
            QVERIFY(recording.feed(begun));
            const Journal& journal = saved ? recording : captured;
            Playhead playhead;
            playhead.setJournal(&journal, 100'000); // which has just begun
            for (std::size_t packets = 6000; packets < 12'000; packets += 500)
                captured.take(capturedPart(packets, 500));
            const Bytes whole = captured.encoded();
            QVERIFY(recording.feed(ByteView(whole).subspan(begun.size())));
            playhead.journalGrew(Playhead::Fold::Later);
            QVERIFY(playhead.packetSent(100, *captured.sentOfCapture(100)) != nullptr);
            QCOMPARE(playhead.packetSent(11'900, *captured.sentOfCapture(11'900)) == nullptr, saved);
            playhead.prepare();
            QVERIFY(playhead.packetSent(11'900, *captured.sentOfCapture(11'900)) != nullptr);
        }
    }

    void whatIsFoldedAheadIsToldLaterAndIsTheSame()
    {
        constexpr std::size_t count = 90'000;
        const std::vector<Event> events = manyCommands(count);
        Journal journal;
        Bytes bytes = journalHeader(0);
        const auto add = [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                encodeEvent(events[i], 0, bytes);
            QVERIFY(journal.feed(std::exchange(bytes, {})));
        };
        add(0, 100);
        Playhead playhead;
        playhead.setJournal(&journal);
        QSignalSpy moved(&playhead, &Playhead::moved);
        for (std::size_t from = 100; from < count; from += 10'000) {
            add(from, std::min(from + 10'000, count));
            playhead.prepare();
        }
        QCOMPARE(moved.count(), 0);
        QCOMPARE(playhead.position(), std::size_t {100});
        QCOMPARE(playhead.state().applied(), std::size_t {100});
        QCOMPARE(playhead.newest().applied(), count);
        playhead.journalGrew();
        QCOMPARE(moved.count(), 1);
        QCOMPARE(playhead.state().lastCommand(), CommandId(count - 1));
        for (const std::size_t position : {std::size_t {1}, count / 2, count - 1}) {
            playhead.moveTo(position);
            QCOMPARE(playhead.state().applied(), position);
            QCOMPARE(playhead.state().lastCommand(), CommandId(position - 1));
        }
    }

    void whatWasReadIsShownBeforeItIsFolded()
    {
        const std::vector<Event> story = handshakeStory();
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() / 2);
        ShownLab lab({story.begin(), half});
        const std::size_t before = lab.journal.size();
        QSignalSpy moved(&lab.playhead, &Playhead::moved), appended(&lab.playhead, &Playhead::appended);
        lab.append({half, story.end()});
        lab.playhead.journalGrew(Playhead::Fold::Later);
        QCOMPARE(lab.playhead.position(), lab.journal.size());
        QCOMPARE(lab.playhead.state().applied(), before);
        QCOMPARE(lab.playhead.lookup().followed(), lab.journal.size());
        QVERIFY(lab.playhead.preparedPercent() < 100);
        QVERIFY(!lab.playhead.folded());
        QCOMPARE(appended.count(), 1);
        QCOMPARE(moved.count(), 1);
        while (!lab.playhead.prepare(std::chrono::microseconds(0)))
            QVERIFY(lab.playhead.newest().applied() > before);
        QCOMPARE(lab.playhead.state().applied(), before); // nobody was told
        lab.playhead.journalGrew();
        QCOMPARE(lab.playhead.state().applied(), lab.journal.size());
        QCOMPARE(lab.playhead.preparedPercent(), 100);
        QVERIFY(lab.playhead.folded());
        QCOMPARE(moved.count(), 2);
        lab.playhead.journalGrew(); // and it has not
        QCOMPARE(moved.count(), 2);
    }

    void whoGoesSomewhereBeforeItIsFoldedIsThereWithTheRightState()
    {
        const std::vector<Event> story = handshakeStory();
        for (const std::size_t to : {std::size_t {2}, std::size_t {9}, story.size() - 3}) {
            ShownLab lab({story.begin(), story.begin() + 5});
            lab.append({story.begin() + 5, story.end()});
            lab.playhead.journalGrew(Playhead::Fold::Later);
            lab.playhead.moveTo(to);
            QVERIFY(!lab.playhead.live());
            QCOMPARE(lab.playhead.state().applied(), to);
            lab.playhead.journalGrew(Playhead::Fold::Later);
            QCOMPARE(lab.playhead.position(), to);
            LabState all;
            for (std::size_t i = 0; i < to; ++i)
                all.apply(lab.journal.at(i));
            QCOMPARE(stateText(lab.playhead.state()), stateText(all));
        }
    }

    void whoGoesFarWhileALongRecordingIsOpenedIsThereAtOnceAndHasTheStateLater()
    {
        constexpr std::size_t count = 90'000, far = 60'000;
        const std::vector<Event> events = manyCommands(count);
        Journal journal;
        Bytes bytes = journalHeader(0);
        Playhead playhead;
        for (std::size_t i = 0; i < count; ++i) {
            encodeEvent(events[i], 0, bytes);
            if (i != 100 && i + 1 != count)
                continue;
            QVERIFY(journal.feed(std::exchange(bytes, {})));
            if (i == 100)
                playhead.setJournal(&journal, count);
        }
        playhead.journalGrew(Playhead::Fold::Later);
        QSignalSpy moved(&playhead, &Playhead::moved);
        playhead.moveTo(far);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(playhead.position(), far);
        QVERIFY(!playhead.live() && !playhead.folded() && !playhead.due());
        QCOMPARE(playhead.state().applied(), std::size_t {101});
        while (!playhead.due()) {
            playhead.journalGrew(Playhead::Fold::Later); // it is told how far it has come
            QCOMPARE(playhead.state().applied(), playhead.newest().applied());
            playhead.prepare(std::chrono::microseconds(100));
        }
        playhead.journalGrew(Playhead::Fold::Later);
        QVERIFY(playhead.folded());
        QCOMPARE(playhead.position(), far);
        QCOMPARE(playhead.state().lastCommand(), CommandId(far - 1));
        playhead.moveTo(50); // what is near is folded at once
        QCOMPARE(playhead.state().applied(), std::size_t {50});
        playhead.prepare();
        playhead.moveTo(far); // and when all is folded, so is everything
        QCOMPARE(playhead.state().lastCommand(), CommandId(far - 1));
    }

    void theNewestStateIsKeptWhileOneLooksBack()
    {
        const std::vector<Event> story = handshakeStory();
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() / 2);
        ShownLab lab({story.begin(), half});
        LabState all;
        for (std::size_t i = 0; i < lab.journal.size(); ++i)
            all.apply(lab.journal.at(i));
        lab.playhead.moveTo(3);
        QCOMPARE(stateText(lab.playhead.newest()), stateText(all));
        lab.append({half, story.end()});
        for (std::size_t i = all.applied(); i < lab.journal.size(); ++i)
            all.apply(lab.journal.at(i));
        lab.playhead.prepare();
        QCOMPARE(stateText(lab.playhead.newest()), stateText(all));
        lab.playhead.moveTo(7); // and it goes nowhere
        QCOMPARE(lab.playhead.state().applied(), std::size_t {7});
        QCOMPARE(stateText(lab.playhead.newest()), stateText(all));
    }

    void whatIsAskedOfAnIdIsKnownOfTheWholeJournal()
    {
        const std::vector<Event> story = handshakeStory();
        const auto half = story.begin() + static_cast<std::ptrdiff_t>(story.size() / 2);
        ShownLab lab({story.begin(), half});
        const std::size_t before = lab.playhead.lookup().followed();
        QCOMPARE(before, lab.journal.size());
        lab.append({half, story.end()});
        lab.playhead.moveTo(1);
        lab.playhead.journalGrew();
        QCOMPARE(lab.playhead.lookup().followed(), lab.journal.size());
        const ShownLab other({story.begin(), story.begin() + 2});
        lab.playhead.setJournal(&other.journal);
        QCOMPARE(lab.playhead.lookup().followed(), std::size_t {2});
        QVERIFY(!lab.playhead.lookup().sent(1));
    }

    void steppingStopsAtWhatAPersonSees()
    {
        ShownLab lab(handshakeStory());
        int steps = 0;
        for (std::size_t before = lab.playhead.position(); before > 0; before = lab.playhead.position(), ++steps) {
            lab.playhead.stepBack();
            const std::size_t now = lab.playhead.position();
            QVERIFY(now < before);
            if (now > 0)
                QVERIFY(isStepStop(lab.journal.kindOf(now - 1)));
            for (std::size_t i = now; i + 1 < before; ++i)
                QVERIFY(!isStepStop(lab.journal.kindOf(i)));
        }
        QVERIFY(steps > 20);
        for (int i = 0; i < steps + 1; ++i)
            lab.playhead.stepForward();
        QCOMPARE(lab.playhead.position(), lab.journal.size());
        QVERIFY(lab.playhead.live());
    }

    void steppingFromRestToRestPassesOverWhatNobodySees()
    {
        JournalBuilder builder;
        const ActorId server = builder.actor(HostId::Server, "server");
        const CommandId first = builder.command("server: socket as=L");
        const CallId call = builder.enter(server, "socket", {number(2), number(1), number(0)});
        builder.returned(call, 3);
        builder.settled(first);
        const std::size_t afterFirst = builder.events().size();
        builder.done("lab: settle");
        builder.done("lab: mark seen");
        const CommandId second = builder.command("server: listen fd=L backlog=3");
        builder.returned(builder.enter(server, "listen", {number(3), number(3)}), 0);
        builder.settled(second);
        ShownLab lab(builder.events());
        lab.playhead.restBack();
        const std::size_t beforeSecond = lab.playhead.position();
        QVERIFY(beforeSecond >= afterFirst); // listen() is not seen, socket() is
        QCOMPARE(lab.journal.kindOf(beforeSecond - 1), kindIndexOf<Settled>());
        lab.playhead.restBack();
        QCOMPARE(lab.playhead.position(), std::size_t {0}); // socket() is not seen: the program's start isn't a rest
        lab.playhead.restForward();
        QCOMPARE(lab.playhead.position(), afterFirst);
        lab.playhead.restForward();
        QVERIFY(lab.playhead.live());
    }

    void whereNothingSaysThatTheLabRestedStepsAreEvents()
    {
        JournalBuilder builder;
        const ActorId client = builder.actor(HostId::Client, "client");
        builder.returned(builder.enter(client, "socket", {number(2), number(1), number(0)}), 3);
        ShownLab lab(builder.events());
        ShownLab other(builder.events());
        for (int i = 0; i < 3; ++i) {
            lab.playhead.restBack();
            other.playhead.stepBack();
            QCOMPARE(lab.playhead.position(), other.playhead.position());
        }
        lab.playhead.restForward();
        other.playhead.stepForward();
        QCOMPARE(lab.playhead.position(), other.playhead.position());
    }

    void aLivePlayheadFollows()
    {
        ShownLab lab(handshakeStory());
        const std::size_t before = lab.playhead.position();
        QSignalSpy moved(&lab.playhead, &Playhead::moved), appended(&lab.playhead, &Playhead::appended);
        lab.append({{Timestamp {1}, CommandGiven {900, "lab: settle"}}});
        lab.playhead.journalGrew();
        QCOMPARE(lab.playhead.position(), before + 1);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(appended.count(), 1);
    }

    void aPlayheadInThePastStays()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(5);
        QSignalSpy moved(&lab.playhead, &Playhead::moved);
        lab.append({{Timestamp {1}, CommandGiven {900, "lab: settle"}}});
        lab.playhead.journalGrew();
        QCOMPARE(lab.playhead.position(), std::size_t {5});
        QCOMPARE(moved.count(), 0);
        lab.playhead.goLive();
        QCOMPARE(lab.playhead.position(), lab.journal.size());
    }

    void anotherJournalStartsAfresh()
    {
        ShownLab lab(handshakeStory());
        const ShownLab other(datagramStory());
        lab.playhead.moveTo(7);
        QSignalSpy changed(&lab.playhead, &Playhead::journalChanged);
        lab.playhead.setJournal(&other.journal);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(stateText(lab.playhead.state()), stateText(other.playhead.state()));
        lab.playhead.setJournal(nullptr);
        QCOMPARE(lab.playhead.position(), std::size_t {0});
        QVERIFY(lab.playhead.state().actors().empty());
    }

    void selectingTheSameAgainSaysNothing()
    {
        Selection selection;
        QSignalSpy changed(&selection, &Selection::changed);
        Selection::What what;
        what.packet = 3;
        selection.select(what);
        selection.select(what);
        QCOMPARE(changed.count(), 1);
        selection.clear();
        QCOMPARE(changed.count(), 2);
        QVERIFY(!selection.what().packet);
    }
};

QTEST_MAIN(PlayheadTest)
#include "PlayheadTest.moc"
