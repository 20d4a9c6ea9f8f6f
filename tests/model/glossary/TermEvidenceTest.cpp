// Which events of a run show a term: every term has its row, and on stories made by hand each is found where it happens.

#include "model/glossary/TermEvidence.h"

#include "model/calls/CallTable.h"
#include "model/glossary/Glossary.h"
#include "model/journal/EventKind.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

const Words& projectWords()
{
    static const Words read = [] {
        auto result = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        return result ? std::move(*result) : Words();
    }();
    return read;
}

Journal journalOf(const std::vector<Event>& events)
{
    Journal journal;
    Bytes bytes = journalHeader(0);
    for (const Event& event : events)
        encodeEvent(event, 0, bytes);
    if (!journal.feed(bytes))
        qFatal("a story is no journal");
    return journal;
}

std::vector<std::size_t> hitsIn(const Journal& journal, const std::string& id)
{
    EvidenceScan scan(id);
    scan.read(journal, journal.size());
    return scan.hits();
}

/// "packet-sent packet-sent", or what the hits' kinds are.
QStringList kindsIn(const Journal& journal, const std::string& id)
{
    QStringList kinds;
    for (const std::size_t hit : hitsIn(journal, id))
        kinds << QString::fromUtf8(kindName(journal.at(hit).body).data());
    return kinds;
}

/// "SYN", "SYN+ACK" of the frames that are hits.
QStringList packetsIn(const Journal& journal, const std::string& id)
{
    QStringList kinds;
    for (const std::size_t hit : hitsIn(journal, id)) {
        const Event event = journal.at(hit);
        if (const auto* sent = std::get_if<PacketSent>(&event.body))
            kinds << QString::fromStdString(packetKind(decodePacket(sent->frame)));
    }
    return kinds;
}

SocketRow row(SocketId id, SocketState state, const Endpoint& local, const Endpoint& remote)
{
    return socketRow(HostId::Client, id, state, local, remote);
}

} // namespace

class TermEvidenceTest : public QObject
{
    Q_OBJECT

private slots:

    void everyTermHasAMatcherOrAReason()
    {
        const Glossary glossary(projectWords());
        QVERIFY(glossary.entries().size() > 250);
        std::set<std::string> terms;
        for (const GlossaryEntry& entry : glossary.entries()) {
            const bool seen = static_cast<bool>(evidenceOf(entry.id));
            QVERIFY2(seen != (whyUnseen(entry.id) != Unseen::No), (entry.id + ": a matcher or a reason, and not both").c_str());
            if (entry.section == "terms")
                terms.insert(entry.key);
        }
        for (const EvidenceRow& one : evidenceRows())
            QVERIFY2(terms.contains(std::string(one.term)), (std::string(one.term) + " is no term").c_str());
        QCOMPARE(evidenceRows().size(), terms.size());
    }

    void theHandshakeIsItsThreePackets()
    {
        const Journal journal = journalOf(handshakeStory());
        QCOMPARE(packetsIn(journal, "terms/three-way-handshake"), (QStringList {"SYN", "SYN+ACK", "ACK"}));
        QCOMPARE(packetsIn(journal, "terms/connection-request"), QStringList {"SYN"});
        QCOMPARE(packetsIn(journal, "flags/FIN"), (QStringList {"FIN+ACK", "FIN+ACK"}));
    }

    void theCallsOfAServerShowTheirTerms()
    {
        const Journal journal = journalOf(handshakeStory());
        const auto listens = hitsIn(journal, "terms/backlog");
        QCOMPARE(listens.size(), std::size_t {1});
        const Event event = journal.at(listens[0]);
        QCOMPARE(std::get<CallEntered>(event.body).name, std::string("listen"));
        QCOMPARE(hitsIn(journal, "calls/listen"), listens);
        QCOMPARE(kindsIn(journal, "terms/waiting-for-connections"), QStringList {"call-blocked"});
        QVERIFY(hitsIn(journal, "calls/poll").empty());
    }

    void aStateIsWhereASocketEntersIt()
    {
        const Journal journal = journalOf(handshakeStory());
        const auto waits = hitsIn(journal, "states/TIME-WAIT");
        QCOMPARE(waits.size(), std::size_t {1});
        const Event event = journal.at(waits[0]);
        QVERIFY(std::get<SocketSampled>(event.body).row.state == SocketState::TimeWait);
        QCOMPARE(hitsIn(journal, "terms/graceful-close"), waits);
    }

    void theQueuesAreWhereTheyGrew()
    {
        const Journal journal = journalOf(queuesStory());
        const auto requests = hitsIn(journal, "terms/syn-queue");
        QVERIFY(!requests.empty());
        for (const std::size_t hit : requests) {
            const Event event = journal.at(hit);
            const SocketState state = std::get<SocketSampled>(event.body).row.state;
            QVERIFY(state == SocketState::SynRecv || state == SocketState::NewSynRecv);
        }
        std::uint32_t waiting = 0;
        const auto accepted = hitsIn(journal, "terms/accept-queue");
        QVERIFY(!accepted.empty());
        for (const std::size_t hit : accepted) {
            const Event event = journal.at(hit);
            const SocketRow& listener = std::get<SocketSampled>(event.body).row;
            QVERIFY(listener.state == SocketState::Listen);
            QVERIFY(listener.recvQueue > waiting);
            waiting = listener.recvQueue;
        }
    }

    void aRetransmissionIsTheSegmentThatCarriesNothingNew()
    {
        JournalBuilder story;
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::syn, 100, 0, ""}));
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::syn, 100, 0, ""}));
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 101, 1, "hello"}));
        const Journal journal = journalOf(story.events());
        QCOMPARE(packetsIn(journal, "terms/retransmission"), QStringList {"SYN"});
        QCOMPARE(packetsIn(journal, "terms/byte-stream"), QStringList {"DATA(5)"});
        QVERIFY(hitsIn(journal, "terms/reset").empty());
    }

    void anErrorIsTheCallThatFailedWithIt()
    {
        JournalBuilder story;
        const ActorId client = story.actor(HostId::Client, "client");
        const CallId call = story.enter(client, "connect", {number(3), address(serverEnd(8080)), number(16)});
        story.returned(call, -1, *errnoValue("ECONNREFUSED"));
        const Journal journal = journalOf(story.events());
        QCOMPARE(kindsIn(journal, "errnos/ECONNREFUSED"), QStringList {"call-returned"});
        QCOMPARE(hitsIn(journal, "terms/connection-refused"), hitsIn(journal, "errnos/ECONNREFUSED"));
        QVERIFY(hitsIn(journal, "terms/timed-out").empty());
    }

    void anEphemeralPortIsOneThatNobodyAskedFor()
    {
        JournalBuilder story;
        const ActorId client = story.actor(HostId::Client, "client");
        const CallId bind = story.enter(client, "bind", {number(3), address(clientEnd(41000)), number(16)});
        story.returned(bind, 0);
        story.socket(row(1, SocketState::SynSent, clientEnd(41000), serverEnd(8080)));
        QVERIFY(hitsIn(journalOf(story.events()), "terms/ephemeral-port").empty());
        story.socket(row(2, SocketState::SynSent, clientEnd(41001), serverEnd(8080)));
        story.socket(row(2, SocketState::Established, clientEnd(41001), serverEnd(8080)));
        const Journal journal = journalOf(story.events());
        const auto hits = hitsIn(journal, "terms/ephemeral-port");
        QCOMPARE(hits, std::vector<std::size_t> {journal.size() - 2});
        // A server's port is no ephemeral one, and is not in the range.
        QVERIFY(hitsIn(journalOf(queuesStory()), "terms/ephemeral-port").size() < hitsIn(journalOf(queuesStory()), "terms/endpoint").size());
    }

    void anOptionIsSeenInTheCallThatNamesIt()
    {
        JournalBuilder story;
        const ActorId server = story.actor(HostId::Server, "server");
        ArgumentValue one;
        one.memory = {1, 0, 0, 0};
        one.fullLength = 4;
        const CallId call = story.enter(server, "setsockopt", {number(3), number(1), number(2), one, number(4)});
        story.returned(call, 0);
        const CallId sent = story.enter(server, "write", {number(3), text("SO_REUSEADDR"), number(12)});
        story.returned(sent, 12);
        const Journal journal = journalOf(story.events());
        QCOMPARE(hitsIn(journal, "options/SO_REUSEADDR").size(), std::size_t {1}); // what is sent may say anything
        QVERIFY(hitsIn(journal, "options/SO_REUSEPORT").empty());
        QCOMPARE(kindsIn(journal, "terms/socket-option"), QStringList {"call-entered"});
    }

    void aPacketOvertakesTheOneThatIsHeld()
    {
        JournalBuilder story;
        const Endpoint client = clientEnd(40000), server = serverEnd(8080);
        const PacketId first = story.held(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 1, 1, "a"}));
        const PacketId second = story.held(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 2, 1, "b"}));
        story.delivered(second);
        story.delivered(first);
        const Journal journal = journalOf(story.events());
        QCOMPARE(hitsIn(journal, "terms/reordering"), std::vector<std::size_t> {journal.size() - 2});
        QCOMPARE(hitsIn(journal, "terms/release").size(), std::size_t {2});
    }

    void aFloodIsOfSynsThatNoKernelSent()
    {
        JournalBuilder story;
        const Bytes syn = tcpFrame({clientEnd(40000), serverEnd(8080), TcpFlag::syn, 100, 0, ""});
        story.sent(HostId::Client, syn);
        QVERIFY(hitsIn(journalOf(story.events()), "terms/syn-flood").empty());
        story.sent(HostId::Client, syn, PacketOrigin::Injected);
        QCOMPARE(hitsIn(journalOf(story.events()), "terms/syn-flood").size(), std::size_t {1});
    }

    void ofTlsOnlyTheRecordsCanBeSeen()
    {
        JournalBuilder story;
        const Endpoint client = clientEnd(40000), server = serverEnd(8443);
        using namespace std::string_literals;
        const std::string hello = "\x16\x03\x01\0\x05\x01\0\0\x01x"s, data = "\x17\x03\x03\0\x02zz"s;
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 1, 1, hello}));
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 11, 1, data}));
        story.sent(HostId::Client, tcpFrame({client, server, TcpFlag::ack, 18, 1, "GET / HTTP/1.1\r\n"}));
        const Journal journal = journalOf(story.events());
        QCOMPARE(hitsIn(journal, "terms/client-hello"), std::vector<std::size_t> {journal.size() - 3});
        QCOMPARE(hitsIn(journal, "terms/tls-record").size(), std::size_t {2});
        QVERIFY(whyUnseen("terms/certificate") == Unseen::InTheBytes);
    }

    void anEndOfStreamIsNoEmptyDatagram()
    {
        JournalBuilder story;
        const ActorId server = story.actor(HostId::Server, "server");
        story.opened(server, {socketDescriptor(3, 7, 1), socketDescriptor(4, 8, 2)});
        for (const int fd : {3, 4}) {
            const CallId call = story.enter(server, "recvfrom", {number(fd), number(0), number(100), number(0), number(0), number(0)});
            story.returned(call, 0);
        }
        const Journal journal = journalOf(story.events());
        const auto hits = hitsIn(journal, "terms/end-of-stream");
        QCOMPARE(hits.size(), std::size_t {1});
        QCOMPARE(hits[0], journal.size() - 3);
    }

    void whatNoEventShowsIsNotReadFor()
    {
        const Journal journal = journalOf(handshakeStory());
        EvidenceScan scan("terms/chapter");
        QVERIFY(scan.enough());
        scan.read(journal, journal.size());
        QCOMPARE(scan.followed(), std::size_t {0});
        QVERIFY(whyUnseen("terms/chapter") == Unseen::Learning);
    }

    void aScanGoesOnWhereItStoppedAndEndsWhenItHasEnough()
    {
        JournalBuilder story;
        for (std::size_t i = 0; i < 2 * EvidenceScan::mostHits; ++i)
            story.sent(HostId::Client, udpFrame(clientEnd(5000), serverEnd(53), "x"));
        const Journal journal = journalOf(story.events());
        EvidenceScan scan("terms/datagram");
        while (!scan.enough())
            scan.read(journal, 3);
        QCOMPARE(scan.hits().size(), EvidenceScan::mostHits);
        QVERIFY(scan.followed() < journal.size());
        QCOMPARE(hitsIn(journal, "terms/name-resolution"), scan.hits());
    }
};

QTEST_APPLESS_MAIN(TermEvidenceTest)
#include "TermEvidenceTest.moc"
