#include "views/stage/HostLayout.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

std::vector<HostItem> contents(const ShownLab& lab, HostId host)
{
    return hostContents(lab.context, host, lab.playhead.state().now());
}

std::vector<const HostItem*> ofKind(const std::vector<HostItem>& items, HostItem::Kind kind)
{
    std::vector<const HostItem*> found;
    for (const HostItem& item : items) {
        if (item.kind == kind)
            found.push_back(&item);
    }
    return found;
}

} // namespace

class HostLayoutTest : public QObject
{
    Q_OBJECT

private slots:

    void theAcceptQueueHasBacklogPlusOneSlots()
    {
        const ShownLab lab(queuesStory());
        const auto items = contents(lab, HostId::Server);
        const auto queues = ofKind(items, HostItem::Kind::Slots);
        QCOMPARE(queues.size(), std::size_t {2});
        const HostItem& accept = *queues.back();
        QCOMPARE(accept.slots_.size(), std::size_t {2});
        QVERIFY(accept.slots_[0].taken);
        QCOMPARE(accept.slots_[0].name, QStringLiteral("c2"));
        QCOMPARE(accept.slots_[0].port, QStringLiteral(":40065"));
        QVERIFY(!accept.slots_[1].taken);
    }

    void ofVeryManyKernelSocketsTheNewestAndTheSelectedOneAreListed()
    {
        JournalBuilder journal;
        constexpr SocketId all = 1000;
        for (SocketId id = 1; id <= all; ++id) {
            SocketRow row;
            row.socket = id;
            row.state = SocketState::TimeWait;
            row.local = serverEnd(static_cast<std::uint16_t>(id));
            row.remote = clientEnd(40'000);
            row.host = HostId::Server;
            journal.add(SocketSampled {row});
        }
        ShownLab lab(journal.events());
        const auto listed = [&] {
            const auto items = contents(lab, HostId::Server);
            std::vector<SocketId> sockets;
            for (const HostItem* item : ofKind(items, HostItem::Kind::Socket))
                sockets.push_back(item->socket);
            return sockets;
        };
        const auto newest = listed();
        QVERIFY(newest.size() >= 20 && newest.size() <= 100);
        for (std::size_t i = 0; i < newest.size(); ++i)
            QCOMPARE(newest[i], all - newest.size() + 1 + i);
        const auto items = contents(lab, HostId::Server);
        QVERIFY(ofKind(items, HostItem::Kind::Heading).front()->detail.contains(QLatin1String("1000")));

        Selection::What what;
        what.socket = 17;
        lab.selection.select(what);
        const auto withIt = listed();
        QCOMPARE(withIt.size(), newest.size() + 1);
        QCOMPARE(withIt.front(), SocketId {17});
    }

    void aFullAcceptQueueSaysSo()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.after<CallEntered>([](const CallEntered& call) { return call.name == "accept"; }));
        const auto items = contents(lab, HostId::Server);
        bool said = false;
        for (const HostItem* heading : ofKind(items, HostItem::Kind::Heading))
            said =
                said || (heading->tone == Tone::Lost && heading->detail.contains(QLatin1String("2 of backlog 1 (+1)")));
        QVERIFY(said);
        for (const HostItem::Slot& slot : ofKind(items, HostItem::Kind::Slots).back()->slots_)
            QVERIFY(slot.taken);
    }

    void aRequestWaitsInTheSynQueueUntilTheFinalAck()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.after<SocketSampled>(
            [](const SocketSampled& sampled) { return sampled.row.state == SocketState::SynRecv; }));
        const auto items = contents(lab, HostId::Server);
        const auto queues = ofKind(items, HostItem::Kind::Slots);
        QCOMPARE(queues.size(), std::size_t {2});
        QCOMPARE(queues[0]->slots_[0].name, QStringLiteral("c1"));
        QVERIFY(queues[0]->slots_[0].taken);
        QVERIFY(!queues[1]->slots_[0].taken);
    }

    void aBlockedProgramSaysSinceWhenAndWhy()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(lab.afterFirst<CallBlocked>());
        const std::int64_t now = lab.playhead.state().now().ns;
        const auto items = hostContents(lab.context, HostId::Server, Timestamp {now + 2'100'000'000});
        const HostItem& actor = *ofKind(items, HostItem::Kind::Actor).front();
        QCOMPARE(actor.detail, QStringLiteral("blocked 2.1 s"));
        QCOMPARE(actor.tone, Tone::Held);
        QVERIFY(actor.calls.front().text.startsWith(QLatin1String("accept(3")));
        QCOMPARE(actor.calls.front().note, lab.context.word("blocked", "accept-queue-empty"));
        QVERIFY(anythingWaits(lab.playhead.state()));
    }

    void aSocketThatTheKernelDoesNotListYetIsShown()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(lab.after<DescriptorsChanged>(
            [](const DescriptorsChanged& changed) { return changed.descriptors.back().kind == "socket"; }));
        const auto items = contents(lab, HostId::Server);
        const auto sockets = ofKind(items, HostItem::Kind::Socket);
        QCOMPARE(sockets.size(), std::size_t {1});
        QCOMPARE(sockets.front()->fd, 3);
        QVERIFY(sockets.front()->detail.isEmpty());
        QVERIFY(sockets.front()->texts.front().contains(QLatin1String("TCP")));
    }

    void aSocketThatIsNeitherTcpNorUdpIsCalledWhatItIs()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        std::vector<Descriptor> opened;
        const std::pair<int, int> kinds[] {{1, 1}, {17, 3}, {2, 3}, {2, 1}, {10, 2}, {1, 2}}; // domain and type as in socket(2)
        for (const auto& [domain, type] : kinds) {
            opened.push_back(socketDescriptor(3 + static_cast<int>(opened.size()), 70 + opened.size(), type));
            opened.back().domain = domain;
        }
        journal.opened(client, opened);
        const ShownLab lab(journal.events());
        const auto items = contents(lab, HostId::Client);
        QStringList texts;
        for (const HostItem* item : ofKind(items, HostItem::Kind::Socket))
            texts << item->texts.front();
        QCOMPARE(texts, (QStringList {"AF_UNIX, SOCK_STREAM", "AF_PACKET, SOCK_RAW", "AF_INET, SOCK_RAW", "TCP, not connected",
                                      "UDP, no port yet", "AF_UNIX, SOCK_DGRAM"}));
    }

    void timeWaitStaysWithoutAProgram()
    {
        const ShownLab lab(handshakeStory());
        const auto items = contents(lab, HostId::Client);
        const auto sockets = ofKind(items, HostItem::Kind::Socket);
        QCOMPARE(sockets.size(), std::size_t {1});
        QCOMPARE(sockets.front()->fd, -1);
        QCOMPARE(sockets.front()->detail, QStringLiteral("TIME-WAIT"));
    }

    void countersThatTellSomethingAreShown()
    {
        auto events = queuesStory();
        CountersChanged counters {HostId::Server, {{"TcpInSegs", 9}, {"TcpExtListenOverflows", 1}}};
        events.push_back({events.back().time, counters});
        const ShownLab lab(events);
        const auto items = contents(lab, HostId::Server);
        const auto shown = ofKind(items, HostItem::Kind::Counter);
        QCOMPARE(shown.size(), std::size_t {1});
        QCOMPARE(shown.front()->texts.front(), QStringLiteral("ListenOverflows +1"));
    }

    void inLargeTextTheCountOfAQueueIsBrokenAndNotCut()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.after<CallEntered>([](const CallEntered& call) { return call.name == "accept"; }));
        QFont large;
        large.setPointSize(28);
        const HostLayout layout(contents(lab, HostId::Server), StageFonts::from(large), 420);
        bool broken = false;
        for (const PlacedItem& placed : layout.items()) {
            if (placed.item.kind != HostItem::Kind::Heading)
                continue;
            QCOMPARE(placed.details.join(QLatin1Char(' ')), placed.item.detail);
            broken = broken || placed.details.size() > 1;
        }
        QVERIFY(broken);
    }

    void nothingOverlapsAtAnyWidth()
    {
        ShownLab lab(queuesStory());
        const StageFonts fonts = StageFonts::from(QFont());
        for (std::size_t position = 0; position <= lab.journal.size(); position += 3) {
            lab.playhead.moveTo(position);
            for (const HostId host : {HostId::Client, HostId::Server}) {
                for (double width = 200; width <= 600; width += 80) {
                    const HostLayout layout(contents(lab, host), fonts, width);
                    double bottom = 0;
                    for (const PlacedItem& placed : layout.items()) {
                        QVERIFY(placed.rect.top() >= bottom);
                        QVERIFY(placed.rect.left() >= 0 && placed.rect.right() <= width);
                        QVERIFY(placed.text.isEmpty() || placed.detail.isEmpty()
                                || !placed.text.intersects(placed.detail));
                        for (const QRectF& part : placed.parts)
                            QVERIFY(placed.rect.adjusted(-0.1, -0.1, 0.1, 0.1).contains(part));
                        bottom = placed.rect.bottom();
                    }
                    QVERIFY(layout.height() >= bottom);
                }
            }
        }
    }

    void aSocketsAddressIsShortenedBeforeItIsCut()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& sampled) {
            return sampled.row.state == SocketState::Established && sampled.row.host == HostId::Client;
        }));
        const StageFonts fonts = StageFonts::from(QFont());
        const auto shown = [&](double width) {
            const HostLayout layout(contents(lab, HostId::Client), fonts, width);
            for (const PlacedItem& placed : layout.items()) {
                if (placed.item.kind == HostItem::Kind::Socket)
                    return placed.shown;
            }
            return QString();
        };
        QCOMPARE(shown(900), QStringLiteral("10.9.0.1:40001 → 10.9.0.2:8080"));
        QCOMPARE(shown(210), QStringLiteral(":40001 → :8080"));
    }
};

QTEST_MAIN(HostLayoutTest)
#include "HostLayoutTest.moc"
