#include "views/analogy/Talk.h"

#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTest>

#include <cerrno>

using namespace lab;
using namespace lab::tests;

namespace {

/// The moments of a story, each once, in their order.
std::vector<Moment> momentsOf(const std::vector<Event>& events)
{
    std::vector<Moment> moments;
    LabState state;
    for (const Event& event : events) {
        state.apply(event);
        const Moment now = talkShown(state, {}).moment;
        if (moments.empty() || moments.back() != now)
            moments.push_back(now);
    }
    return moments;
}

LabState fold(const std::vector<Event>& events)
{
    LabState state;
    for (const Event& event : events)
        state.apply(event);
    return state;
}

/// socket() and connect() to a port where nobody listens; the SYN is answered with a RST.
JournalBuilder refusedCall(bool seen)
{
    JournalBuilder journal;
    const ActorId client = journal.actor(HostId::Client, "client");
    CallId call = journal.enter(client, "socket", {number(2), number(1), number(0)});
    journal.returned(call, 3);
    journal.opened(client, {socketDescriptor(3, 7)});
    call = journal.enter(client, "connect", {number(3), address(serverEnd(8080)), number(16)});
    if (seen)
        journal.socket(socketRow(HostId::Client, 7, SocketState::SynSent, clientEnd(40000), serverEnd(8080)));
    journal.delivered(journal.sent(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, 1000})));
    journal.delivered(journal.sent(
        HostId::Server, tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::rst | TcpFlag::ack, 0, 1001})));
    if (seen)
        journal.gone(HostId::Client, 7);
    journal.returned(call, -1, ECONNREFUSED);
    return journal;
}

} // namespace

class TalkTest : public QObject
{
    Q_OBJECT

private slots:

    void aConversationGoesThroughItsMoments()
    {
        const std::vector<Moment> moments = momentsOf(handshakeStory());
        const std::vector<Moment> inOrder {Moment::Nothing, Moment::Socket,   Moment::Bound,      Moment::Listening, Moment::Dialling,
                                           Moment::HalfOpen, Moment::Talking, Moment::HalfClosed, Moment::Closed};
        auto at = moments.begin();
        for (const Moment wanted : inOrder) {
            at = std::find(at, moments.end(), wanted);
            QVERIFY2(at != moments.end(), momentKey(wanted).data());
        }
    }

    void whoWaitsInTheAcceptQueueIsNotTalkingYet()
    {
        const std::vector<Moment> moments = momentsOf(queuesStory());
        QVERIFY(std::find(moments.begin(), moments.end(), Moment::Waiting) != moments.end());
        QCOMPARE(moments.back(), Moment::Talking);
    }

    void theClientStandsOnTheLeftWhoeverSpokeLast()
    {
        LabState state;
        for (const Event& event : handshakeStory()) {
            state.apply(event);
            const Talk talk = talkShown(state, {});
            QCOMPARE(talk.ends[0].host, HostId::Client);
            QCOMPARE(talk.ends[1].host, HostId::Server);
        }
    }

    void theSelectionDecidesWhoseTalkItIs()
    {
        const LabState state = fold(queuesStory());
        Selection::What what;
        what.socket = 111;
        QCOMPARE(talkShown(state, what).ends[0].own.port, std::uint16_t {40065});
        QCOMPARE(talkShown(state, what).moment, Moment::Waiting);
        what.socket = 110;
        QCOMPARE(talkShown(state, what).ends[0].own.port, std::uint16_t {40064});
        QCOMPARE(talkShown(state, what).moment, Moment::Talking);
        what.socket = 101;
        QCOMPARE(talkShown(state, what).moment, Moment::Listening);
    }

    void aSelectedSocketThatIsGoneDecidesNothing()
    {
        const LabState state = fold(queuesStory());
        Selection::What what;
        what.socket = 4711;
        QCOMPARE(talkShown(state, what).moment, talkShown(state, {}).moment);
    }

    void aRefusedCallIsRefusedWhetherOrNotItsSocketWasSeen()
    {
        for (const bool seen : {false, true}) {
            const LabState state = fold(refusedCall(seen).events());
            QCOMPARE(talkShown(state, {}).moment, Moment::Refused);
            QCOMPARE(momentOf(state, 7, openSocket(state, 7)), Moment::Refused);
        }
    }

    void aResetTalkIsCutOffAsLongAsAProgramHasTheSocket()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        journal.opened(client, {socketDescriptor(3, 7)});
        journal.socket(socketRow(HostId::Client, 7, SocketState::Established, clientEnd(40000), serverEnd(8080)));
        journal.delivered(
            journal.sent(HostId::Server, tcpFrame({serverEnd(8080), clientEnd(40000), TcpFlag::rst | TcpFlag::ack, 5, 6})));
        journal.gone(HostId::Client, 7);
        const LabState cut = fold(journal.events());
        QCOMPARE(momentOf(cut, 7, openSocket(cut, 7)), Moment::CutOff);
        journal.opened(client, {});
        const LabState closed = fold(journal.events());
        QVERIFY(!openSocket(closed, 7).actor);
        QVERIFY(!closed.lastRow(7));
    }

    void aDatagramHasTwoEndsWithoutAConnection()
    {
        const LabState state = fold(datagramStory());
        const Talk talk = talkShown(state, {});
        QCOMPARE(talk.moment, Moment::Datagram);
        QCOMPARE(talk.protocol, std::uint8_t {17});
        QCOMPARE(talk.ends[0].own.port, std::uint16_t {40123});
        QCOMPARE(talk.ends[1].own.port, std::uint16_t {5000});
        QVERIFY(talk.ends[0].row && talk.ends[1].row);
    }

    void aSocketpairIsNoTelephone()
    {
        JournalBuilder journal;
        const ActorId program = journal.actor(HostId::Client, "client");
        Descriptor end = socketDescriptor(3, 7);
        end.domain = 1;
        journal.opened(program, {end});
        const LabState state = fold(journal.events());
        QCOMPARE(momentOf(state, 7, openSocket(state, 7)), Moment::Unix);
    }
};

QTEST_APPLESS_MAIN(TalkTest)
#include "TalkTest.moc"
