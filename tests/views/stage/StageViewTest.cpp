#include "views/stage/StageView.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/stage/HostCard.h"
#include "views/stage/WireCard.h"

#include <QPushButton>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

/// The handshake story up to the held SYN, and a second and a third packet held behind it.
std::vector<Event> heldStory()
{
    std::vector<Event> events;
    std::optional<PacketSent> syn;
    for (const Event& event : handshakeStory()) {
        events.push_back(event);
        if (const auto* sent = std::get_if<PacketSent>(&event.body))
            syn = *sent;
        if (std::holds_alternative<PacketHeld>(event.body))
            break;
    }
    for (const PacketId packet : {PacketId {70}, PacketId {71}}) {
        syn->packet = packet;
        events.push_back({events.back().time, *syn});
        events.push_back({events.back().time, PacketHeld {packet}});
    }
    return events;
}

/// A server of this machine that is watched and waits in accept().
std::vector<Event> watchedStory()
{
    std::vector<Event> events {{{}, LabStarted {}}, {{}, SettingWritten {HostId::Client, "network", "this machine", true}}};
    events.push_back({{}, ActorStarted {1, HostId::Client, "nginx", 4711, "nginx -g daemon", 0}});
    CallEntered accept;
    accept.call = accept.actor = 1;
    accept.name = "accept4";
    events.push_back({{}, accept});
    return events;
}

class ShownStage : public ShownLab
{
public:
    explicit ShownStage(const std::vector<Event>& events)
        : ShownLab(events)
        , stage(context, nullptr)
    {
        stage.resize(820, 380);
        stage.show();
    }

    QPushButton& button(const char* name) { return *stage.findChild<QPushButton*>(QLatin1String(name)); }

    WireCard& wire() { return *stage.findChild<WireCard*>(); }

    StageView stage;
};

} // namespace

class StageViewTest : public QObject
{
    Q_OBJECT

private slots:

    void aTableSaysWhatItSaidUntilThereIsANewOne()
    {
        ShownStage lab(queuesStory());
        const auto table = lab.stage.table();
        const auto text = [&table] {
            QString all;
            for (std::size_t row = 0; row < table->rows(); ++row)
                for (int column = 0; column < table->columns().size(); ++column)
                    all += table->cell(row, column) + (column == 3 ? '\n' : '|');
            return all;
        };
        const QString before = text();
        for (const char* words : {"Client host|address|10.9.0.1|", "Server host|descriptor 3: ", "place in the queue|", "Wire|c1>server ACK seq 1"})
            QVERIFY2(before.contains(words), qPrintable(before));
        int sockets = 0, packets = 0, calls = 0;
        for (std::size_t row = 0; row < table->rows(); ++row) {
            const Selection::What what = table->what(row);
            sockets += what.socket ? 1 : 0;
            packets += what.packet ? 1 : 0;
            calls += what.call ? 1 : 0;
        }
        QVERIFY(sockets > 3 && packets > 1 && calls > 1);
        lab.playhead.moveTo(0);
        lab.stage.grab();
        QCOMPARE(text(), before);
        QVERIFY(table->cell(100'000, 0).isEmpty());
    }

    void theButtonsSubmitForTheFirstHeldPacket()
    {
        ShownStage lab(heldStory());
        for (const char* name : {"release", "drop", "copy"}) {
            QVERIFY(lab.button(name).isVisible());
            QVERIFY(!lab.button(name).text().isEmpty());
            QTest::mouseClick(&lab.button(name), Qt::LeftButton);
        }
        const QStringList expected {QStringLiteral("wire: release 1"), QStringLiteral("wire: drop 1"),
                                    QStringLiteral("wire: duplicate 1")};
        QCOMPARE(lab.submitted, expected);
    }

    void keysSubmitForTheChosenPacket()
    {
        ShownStage lab(heldStory());
        QTest::keyClick(&lab.wire(), Qt::Key_Down);
        QCOMPARE(lab.selection.what().packet, std::optional<PacketId>(70));
        QTest::keyClick(&lab.wire(), Qt::Key_Return);
        QTest::keyClick(&lab.wire(), Qt::Key_Down);
        QTest::keyClick(&lab.wire(), Qt::Key_Down);
        QTest::keyClick(&lab.wire(), Qt::Key_Delete);
        QTest::keyClick(lab.stage.findChild<HostCard*>(), Qt::Key_Insert);
        const QStringList expected {QStringLiteral("wire: release 70"), QStringLiteral("wire: drop 71"),
                                    QStringLiteral("wire: duplicate 71")};
        QCOMPARE(lab.submitted, expected);
    }

    void aClickOnAPacketChoosesItAndMovesTheButtons()
    {
        ShownStage lab(heldStory());
        const int before = lab.button("release").y();
        const QRectF box = lab.wire().layoutNow().packets().at(1).box;
        const double scrolled = lab.button("release").y() - lab.wire().layoutNow().buttons().top();
        QTest::mouseClick(lab.wire().viewport(), Qt::LeftButton, {},
                          QPointF(box.center().x(), box.center().y() + scrolled).toPoint());
        QCOMPARE(lab.selection.what().packet, std::optional<PacketId>(70));
        QVERIFY(lab.button("release").y() > before);
    }

    void thePastIsOnlyLookedAt()
    {
        ShownStage lab(heldStory());
        lab.playhead.moveTo(lab.journal.size() - 1);
        QVERIFY(!lab.button("release").isEnabled());
        QTest::keyClick(&lab.wire(), Qt::Key_Return);
        QVERIFY(lab.submitted.isEmpty());
    }

    void nothingHeldMeansNoButtons()
    {
        ShownStage lab(handshakeStory());
        QVERIFY(lab.wire().layoutNow().chosen() == 0);
        QVERIFY(!lab.button("release").isVisible());
        QVERIFY(lab.wire().layoutNow().nothingY() > 0);
        QVERIFY(!lab.wire().layoutNow().packets().empty());
    }

    void theDirectionsOfHeldPacketsAreKept()
    {
        ShownStage lab(handshakeStory());
        lab.playhead.moveTo(lab.after<PacketSent>([](const PacketSent& sent) { return sent.from == HostId::Server; })
                            + 1);
        const std::vector<PlacedPacket>& packets = lab.wire().layoutNow().packets();
        QVERIFY(packets.front().held);
        QCOMPARE(packets.front().from, HostId::Server);
    }

    void aClickOnASocketSelectsIt()
    {
        ShownStage lab(handshakeStory());
        lab.playhead.moveTo(lab.after<SocketSampled>(
            [](const SocketSampled& sampled) { return sampled.row.state == SocketState::Listen; }));
        HostCard* server = lab.stage.findChildren<HostCard*>().at(1);
        QTest::keyClick(server, Qt::Key_Down);
        QCOMPARE(lab.selection.what().socket, std::optional<SocketId>(101));
        lab.selection.clear();
        for (const PlacedItem& placed : server->layoutNow().items()) {
            if (placed.item.socket != 101 || placed.item.kind != HostItem::Kind::Socket)
                continue;
            // The header's height is what a click at content y lacks.
            for (int y = 0; y < server->viewport()->height() && !lab.selection.what().socket; y += 4)
                QTest::mouseClick(server->viewport(), Qt::LeftButton, {}, QPoint(int(placed.rect.center().x()), y));
        }
        QCOMPARE(lab.selection.what().socket, std::optional<SocketId>(101));
    }

    void theCardsStandSideBySide()
    {
        ShownStage lab(heldStory());
        for (const QSize size : {QSize(610, 300), QSize(820, 330), QSize(1400, 600)}) {
            lab.stage.resize(size);
            const auto hosts = lab.stage.findChildren<HostCard*>();
            QVERIFY(hosts.at(0)->geometry().right() < lab.wire().geometry().left());
            QVERIFY(lab.wire().geometry().right() < hosts.at(1)->geometry().left());
            QCOMPARE(hosts.at(1)->geometry().right(), size.width() - 1);
            for (const char* name : {"release", "drop", "copy"})
                QVERIFY(lab.wire().viewport()->rect().contains(lab.button(name).geometry()));
        }
    }

    void aWatchedMachineIsOneHostWithoutAWire()
    {
        ShownStage lab(watchedStory());
        const auto hosts = lab.stage.findChildren<HostCard*>();
        QVERIFY(hosts.at(0)->isVisible() && !hosts.at(1)->isVisible());
        QCOMPARE(hosts.at(0)->accessibleName(), QString("This machine"));
        QCOMPARE(lab.wire().geometry().right(), lab.stage.width() - 1);
        lab.playhead.moveTo(0); // nor at the beginning
        QVERIFY(!hosts.at(1)->isVisible());
        // Another journal in the same window has its two hosts again.
        const ShownLab other(heldStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(hosts.at(1)->isVisible());
        QCOMPARE(hosts.at(0)->accessibleName(), QString("Client host"));
        lab.playhead.setJournal(&lab.journal);
    }

    void everyPartHasANameForScreenReaders()
    {
        ShownStage lab(heldStory());
        QVERIFY(!lab.wire().accessibleName().isEmpty());
        for (const HostCard* host : lab.stage.findChildren<HostCard*>())
            QVERIFY(!host->accessibleName().isEmpty());
        QVERIFY(!lab.button("drop").accessibleDescription().isEmpty());
    }
};

QTEST_MAIN(StageViewTest)
#include "StageViewTest.moc"
