#include "model/export/EventFilter.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTest>

#include <cerrno>

using namespace lab;
using namespace lab::tests;

namespace {

std::unique_ptr<Journal> journalFrom(const JournalBuilder& story)
{
    auto journal = std::make_unique<Journal>();
    if (!journal->feed(story.bytes()))
        qFatal("the story is no journal");
    return journal;
}

/// A connect that is refused, another one that is not, and their packets.
JournalBuilder refusedStory()
{
    JournalBuilder story;
    const ActorId client = story.actor(HostId::Client, "client");
    const auto connect = [&](std::uint16_t port, int errnum) {
        const CallId call = story.enter(client, "connect", {number(3), address(serverEnd(port)), number(16)});
        story.delivered(story.sent(HostId::Client, tcpFrame({clientEnd(40001), serverEnd(port), TcpFlag::syn})));
        const std::uint8_t answer = TcpFlag::ack | (errnum ? TcpFlag::rst : TcpFlag::syn);
        story.delivered(story.sent(HostId::Server, tcpFrame({serverEnd(port), clientEnd(40001), answer})));
        story.returned(call, errnum ? -1 : 0, errnum);
    };
    connect(7, ECONNREFUSED);
    connect(8080, 0);
    story.add(CountersChanged {HostId::Server, {{"TcpExtListenDrops", 1}}});
    story.add(ActorExited {client, 0, 0});
    return story;
}

/// How many events of a kind are kept.
template<class Kind>
int kept(const Journal& journal, const std::string& words, bool lookAhead = true)
{
    auto filter = EventFilter::parse(words);
    if (!filter)
        qFatal("%s", filter.error().message.c_str());
    if (lookAhead)
        filter->lookAhead(journal);
    const auto part = keptEvents(journal, *filter);
    int found = 0;
    for (std::size_t i = 0; i < part->size(); ++i)
        found += std::holds_alternative<Kind>(part->at(i).body) ? 1 : 0;
    return found;
}

} // namespace

class EventFilterTest : public QObject
{
    Q_OBJECT

private slots:

    void aFlagIsOfPacketsAndSeveralAtAWordMustAllBeThere()
    {
        const auto journal = journalFrom(refusedStory());
        QCOMPARE(kept<PacketSent>(*journal, "flag=SYN"), 3);
        QCOMPARE(kept<PacketDelivered>(*journal, "flag=SYN"), 3);
        QCOMPARE(kept<CallEntered>(*journal, "flag=SYN"), 0);
        QCOMPARE(kept<PacketSent>(*journal, "flag=syn+ack"), 1);
        QCOMPARE(kept<PacketSent>(*journal, "flag=SYN+ACK flag=RST"), 2); // one kind: alternatives
        QCOMPARE(kept<PacketSent>(*journal, "flag=RST client"), 0); // different kinds: both
        QCOMPARE(kept<PacketSent>(*journal, "flag=URG"), 0);
    }

    void aCallThatFailsIsKeptFromItsBeginning()
    {
        const auto journal = journalFrom(refusedStory());
        QCOMPARE(kept<CallEntered>(*journal, "errno=ECONNREFUSED"), 1);
        QCOMPARE(kept<CallReturned>(*journal, "errno=econnrefused"), 1);
        QCOMPARE(kept<CallEntered>(*journal, "errno=ECONNREFUSED", false), 0); // nobody knows it then
        QCOMPARE(kept<CallReturned>(*journal, "errno=ECONNREFUSED", false), 1);
        QCOMPARE(kept<CallReturned>(*journal, "errno=ENOTCONN"), 0);
        QCOMPARE(kept<PacketSent>(*journal, "errno=ECONNREFUSED"), 0);
    }

    void aConnectionIsBothOfItsPorts()
    {
        const auto journal = journalFrom(refusedStory());
        QCOMPARE(kept<PacketSent>(*journal, "connection=40001-8080"), 2);
        QCOMPARE(kept<PacketSent>(*journal, "connection=7-40001"), 2);
        QCOMPARE(kept<PacketSent>(*journal, "connection=7-8080"), 0);
        QCOMPARE(kept<PacketSent>(*journal, "connection=40001-7 connection=40001-8080"), 4);
    }

    void whatIsNotUnderstoodIsNamed()
    {
        for (const char* wrong : {"flag=SIN", "flag=", "flag=SYN+", "errno=EWHAT", "errno=", "errno=111", "connection=8080",
                                  "connection=1-70000", "connection=a-b", "port=-1", "flags=SYN"}) {
            const std::string words = std::string("tcp ") + wrong + " client";
            QCOMPARE(EventFilter::misunderstood(words), std::string(wrong));
            const auto filter = EventFilter::parse(words);
            QVERIFY(!filter);
            QVERIFY(QString::fromStdString(filter.error().message).contains(QStringLiteral("\"%1\"").arg(wrong)));
        }
        QVERIFY(EventFilter::misunderstood("  tcp  flag=FIN+ACK errno=EAGAIN errno=EWOULDBLOCK").empty());
        QVERIFY(EventFilter::parse("  ")->empty());
        QVERIFY(*EventFilter::parse("tcp client") == *EventFilter::parse("client  tcp"));
        QVERIFY(!(*EventFilter::parse("flag=SYN") == *EventFilter::parse("flag=ACK")));
    }

    void whoShowsOnlyWhatIsAskedForLeavesTheRestOut()
    {
        const auto journal = journalFrom(refusedStory());
        const auto concerned = [&](const char* words) {
            const auto filter = EventFilter::parse(words);
            LabState state;
            QStringList kinds;
            for (std::size_t i = 0; i < journal->size(); ++i) {
                const Event event = journal->at(i);
                state.apply(event);
                const bool end = std::holds_alternative<ActorExited>(event.body);
                const bool counter = std::holds_alternative<CountersChanged>(event.body);
                if ((end || counter || std::holds_alternative<LabStarted>(event.body)) && filter->concerns(event, state))
                    kinds << (end ? "end" : counter ? "counter" : "start");
            }
            return kinds.join(' ');
        };
        QCOMPARE(concerned(""), QString("start counter end"));
        QCOMPARE(concerned("client"), QString("end"));
        QCOMPARE(concerned("server"), QString("counter"));
        QCOMPARE(concerned("program=client"), QString("end"));
        QCOMPARE(concerned("program=server"), QString());
        QCOMPARE(concerned("packets"), QString());
        QCOMPARE(concerned("flag=SYN"), QString());
    }
};

QTEST_APPLESS_MAIN(EventFilterTest)
#include "EventFilterTest.moc"
