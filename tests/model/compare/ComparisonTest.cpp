#include "model/compare/Comparison.h"

#include "model/compare/FactText.h"
#include "model/compare/RunFacts.h"
#include "tests/support/ComparedRuns.h"
#include "tests/support/Stories.h"

#include <QElapsedTimer>
#include <QTest>

using namespace lab;
using namespace lab::tests;

class ComparisonTest : public QObject
{
    Q_OBJECT

private slots:

    void whatIsAnotherValueInEveryRunIsNoDifference()
    {
        RunVariant other;
        other.clientPort = 59123;
        other.clientNumber = 4'000'000'000;
        other.serverNumber = 7;
        other.firstSocket = 4711;
        QCOMPARE(comparedLines(conversation({}), conversation(other)), QStringList());
    }

    void everyThingOfBothIsInOneRow()
    {
        QCOMPARE(comparedLines(conversation({}), conversation({}), true),
                 QStringList({"= lab", "= command", "= program", "= command", "= call", "= packet", "= packet", "= packet", "= state",
                              "= command", "= command", "= call", "= packet", "= packet"}));
    }

    void anotherResultIsOneRowThatSaysSo()
    {
        RunVariant refused;
        refused.connectError = 111;
        QCOMPARE(comparedLines(conversation({}), conversation(refused)), QStringList({"≠ call [result, errno]"}));
    }

    void aDroppedPacketIsOnlyInItsOwnRun()
    {
        RunVariant dropped;
        dropped.dropped = true;
        QCOMPARE(comparedLines(conversation({}), conversation(dropped)), QStringList({"+ packet"}));
        QCOMPARE(comparedLines(conversation(dropped), conversation({})), QStringList({"- packet"}));
    }

    void otherDataDiffersInWhatIsSaidOfIt()
    {
        RunVariant other;
        other.data = "Hallo";
        QCOMPARE(comparedLines(conversation({}), conversation(other)), QStringList({"≠ call [arguments]"}));
        other.data = "Hi";
        QCOMPARE(comparedLines(conversation({}), conversation(other)),
                 QStringList({"≠ call [arguments, result]", "≠ packet [length]", "≠ packet [acknowledged]"}));
    }

    void aCommandThatOnlyOneHasTakesNothingElseAlong()
    {
        RunVariant other;
        other.mark = "lab: note 1 \"why?\"";
        QCOMPARE(comparedLines(conversation({}), conversation(other)), QStringList({"- command", "+ command"}));
        other.mark = "lab: mark step 3";
        QCOMPARE(comparedLines(conversation({}), conversation(other)), QStringList({"≠ command [line]"}));
    }

    void aPacketInACommandIsThePacketAndNotItsNumber()
    {
        const auto run = [](bool another, const char* verb) {
            JournalBuilder builder;
            if (another)
                builder.sent(HostId::Client, udpFrame(clientEnd(1000), serverEnd(2000), "another"));
            const PacketId packet = builder.held(HostId::Client, udpFrame(clientEnd(40000), serverEnd(53), "question"));
            const CommandId command = builder.command(std::string("wire: ") + verb + " " + std::to_string(packet));
            builder.delivered(packet);
            builder.settled(command);
            return builder.events();
        };
        QCOMPARE(comparedLines(run(false, "release"), run(true, "release")), QStringList({"+ packet"}));
        QCOMPARE(comparedLines(run(false, "release"), run(false, "drop")), QStringList({"≠ command [line]"}));
    }

    void processIdsInNamesAreNoDifferenceAndOtherNumbersAre()
    {
        const auto run = [](std::int32_t pid, const std::string& size) {
            JournalBuilder builder;
            const ActorId parent = builder.actor(HostId::Server, "srv");
            builder.add(ActorStarted {parent + 1, HostId::Server, "srv." + std::to_string(pid), pid, "", parent});
            builder.add(ActorOutput {parent + 1, 1, Bytes {'0'}});
            builder.done("srv." + std::to_string(pid) + ": kill size=" + size + " path=/home/" + std::to_string(pid) + "/x");
            return builder.events();
        };
        QCOMPARE(comparedLines(run(4711, "10"), run(815, "10")), QStringList());
        QCOMPARE(comparedLines(run(4711, "4711"), run(815, "4711")), QStringList()); // equal by chance, and equal all the same
        QCOMPARE(comparedLines(run(4711, "10"), run(815, "11")), QStringList({"≠ command [line]"}));
    }

    void aStateThatWasSeenOnTheWayByChanceIsNoDifference()
    {
        RunVariant seen;
        seen.seenOnTheWay = true;
        QCOMPARE(comparedLines(conversation({}), conversation(seen)), QStringList());
        QVERIFY(!comparedLines(conversation({}), conversation(seen), true).contains("+ state"));
    }

    void aStateThatWasSeenByChanceBeforeTheSocketWasGoneIsNoDifference()
    {
        const auto closed = [](bool seen, bool atRest) {
            std::vector<Event> events = conversation({});
            const auto add = [&](const EventBody& body) { events.push_back({events.back().time, body}); };
            const auto command = [&](CommandId number, const char* line) {
                CommandGiven given;
                given.command = number;
                given.line = line;
                add(given);
            };
            const auto rest = [&](CommandId number) {
                Settled settled;
                settled.command = number;
                add(settled);
            };
            command(98, "client: close fd=C");
            if (seen)
                add(SocketSampled {socketRow(HostId::Client, 1, SocketState::CloseWait, clientEnd(41000), serverEnd(8080))});
            if (atRest) {
                rest(98);
                command(99, "wire: flow");
            }
            add(SocketGone {HostId::Client, 1});
            rest(atRest ? 99 : 98);
            return events;
        };
        QCOMPARE(comparedLines(closed(false, false), closed(true, false)), QStringList());
        QCOMPARE(comparedLines(closed(false, true), closed(true, true)), QStringList({"+ state"})); // it rested in it
    }

    void recordingsWithoutCommandsAreAlignedToo()
    {
        const auto exchange = [](std::uint16_t port, bool answered) {
            JournalBuilder builder;
            builder.sent(HostId::Client, udpFrame(clientEnd(port), serverEnd(53), "question"));
            if (answered)
                builder.sent(HostId::Server, udpFrame(serverEnd(53), clientEnd(port), "answer"));
            builder.sent(HostId::Client, udpFrame(clientEnd(port), serverEnd(53), "question, again"));
            return builder.events();
        };
        QCOMPARE(comparedLines(exchange(40001, true), exchange(50001, true)), QStringList());
        QCOMPARE(comparedLines(exchange(40001, true), exchange(50001, false)), QStringList({"- packet"}));
    }

    void everyStoryIsEqualToItselfAndEveryFactHasWords()
    {
        const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        QVERIFY(words.has_value());
        const Language english = Language::English;
        for (const auto& events : {handshakeStory(), queuesStory(), datagramStory(), conversation({})}) {
            QCOMPARE(comparedLines(events, events), QStringList());
            const auto journal = journalOf(events);
            RunFacts facts;
            facts.follow(*journal);
            const FactText text(*journal, *words, english);
            for (const RunFact& fact : facts.all())
                if (fact.kind != RunFact::Kind::Ignored)
                    QVERIFY2(!text.of(fact).what.empty() && !text.of(fact).who.empty(), kindName(fact.kind).data());
        }
        for (int i = 1; i < factPartCount; ++i)
            QVERIFY(words->find("compare", "part-" + std::string(partName(static_cast<FactPart>(i)))));
    }

    void aHundredThousandCommandsAreComparedInAboutTheTimeOfReadingThem()
    {
        const auto run = [](int without) {
            JournalBuilder builder;
            for (int i = 0; i < 100'000; ++i)
                if (i != without)
                    builder.done("lab: mark " + std::to_string(i % 7 == 0 ? 0 : i));
            return journalOf(builder.events());
        };
        const auto left = run(-1), right = run(50'001);
        RunFacts leftFacts, rightFacts;
        leftFacts.follow(*left);
        rightFacts.follow(*right);
        QElapsedTimer clock;
        clock.start();
        const Comparison comparison = compareRuns(leftFacts.all(), rightFacts.all());
        QCOMPARE(comparison.differences.size(), std::size_t {1});
        QCOMPARE(comparison.rows[comparison.differences[0]].verdict, RowVerdict::OnlyLeft);
        QVERIFY2(clock.elapsed() < 20'000, qPrintable(QString::number(clock.elapsed()))); // quadratic: ten minutes
    }

    void aCancelledComparisonEndsAtOnce()
    {
        const auto journal = journalOf(conversation({}));
        RunFacts facts;
        facts.follow(*journal);
        const std::atomic<bool> cancelled = true;
        QVERIFY(compareRuns(facts.all(), facts.all(), &cancelled).rows.empty());
    }
};

QTEST_APPLESS_MAIN(ComparisonTest)
#include "ComparisonTest.moc"
