#include "views/states/StatesLayout.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QApplication>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

StateHistory historyOf(const ShownLab& lab)
{
    StateHistory history;
    history.follow(lab.journal, lab.journal.size());
    return history;
}

QStringList wayOf(const StateHistory& history, SocketId socket, StateGraphKind kind, std::size_t position)
{
    QStringList names;
    for (const StateStep& step : history.path(socket, kind, position)) {
        if (names.isEmpty())
            names << stateGraph(kind).nodes[static_cast<std::size_t>(step.from)].name;
        names << stateGraph(kind).nodes[static_cast<std::size_t>(step.to)].name;
    }
    return names;
}

/// One socket through these states, one after the other.
std::vector<Event> socketStory(const std::vector<SocketState>& states, HostId host = HostId::Client)
{
    JournalBuilder story;
    for (const SocketState state : states) {
        if (state == SocketState::None)
            story.gone(host, 5);
        else
            story.socket(socketRow(host, 5, state, clientEnd(4000), serverEnd(80)));
    }
    return story.events();
}

StatesShown crowd(std::size_t sockets)
{
    StatesShown shown;
    shown.sockets.resize(stateGraph(shown.kind).nodes.size());
    for (std::size_t i = 0; i < sockets; ++i)
        shown.sockets[5].push_back(i + 1);
    shown.text = [](SocketId socket) { return QStringLiteral(":%1 →").arg(socket); };
    shown.clock = [](SocketId) { return -1.0; };
    return shown;
}

} // namespace

class StateHistoryTest : public QObject
{
    Q_OBJECT

private slots:

    void everyEdgeJoinsNodesOfItsDiagramOnce()
    {
        for (const auto kind : {StateGraphKind::Connection, StateGraphKind::Listening, StateGraphKind::Datagram}) {
            const StateGraph& graph = stateGraph(kind);
            std::set<std::pair<int, int>> seen;
            for (const StateEdge& edge : graph.edges) {
                QVERIFY(edge.from >= 0 && edge.from < static_cast<int>(graph.nodes.size()));
                QVERIFY(edge.to >= 0 && edge.to < static_cast<int>(graph.nodes.size()));
                QVERIFY(seen.insert({edge.from, edge.to}).second);
                QVERIFY(*edge.label);
            }
            for (const StateNode& node : graph.nodes)
                QVERIFY(!*node.word || !ShownLab::words().text("states", node.word, Language::Korean, {}).empty());
        }
    }

    void theClientsWayIsTheActiveOpenAndTheActiveClose()
    {
        const ShownLab lab(handshakeStory());
        QCOMPARE(wayOf(historyOf(lab), 102, StateGraphKind::Connection, lab.journal.size()),
                 (QStringList {"CLOSED", "SYN-SENT", "ESTAB", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"}));
    }

    void theServersConnectionComesOutOfListen()
    {
        const ShownLab lab(handshakeStory());
        const StateHistory history = historyOf(lab);
        bool found = false;
        for (const SocketRow& row : lab.playhead.state().host(HostId::Server).sockets)
            found = found || history.isChild(row.socket);
        std::size_t children = 0;
        for (SocketId id = 100; id < 110; ++id) {
            if (!history.isChild(id))
                continue;
            ++children;
            const QStringList way = wayOf(history, id, StateGraphKind::Connection, lab.journal.size());
            QCOMPARE(way.mid(0, 3), (QStringList {"LISTEN", "SYN-RECV", "ESTAB"}));
            const QStringList queues = wayOf(history, id, StateGraphKind::Listening, lab.journal.size());
            QCOMPARE(queues.mid(0, 2), (QStringList {"LISTEN", "SYN queue"}));
        }
        QCOMPARE(children, std::size_t {1});
    }

    void goingBackTakesEdgesAway()
    {
        const ShownLab lab(handshakeStory());
        const StateHistory history = historyOf(lab);
        const auto all = history.path(102, StateGraphKind::Connection, lab.journal.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(history.path(102, StateGraphKind::Connection, all[i].event).size(), i);
            QCOMPARE(history.path(102, StateGraphKind::Connection, all[i].event + 1).size(), i + 1);
            QCOMPARE(history.nodeAt(102, StateGraphKind::Connection, all[i].event + 1), std::optional(all[i].to));
            QCOMPARE(history.lastChange(102, all[i].event + 1), std::optional(all[i].event));
        }
    }

    void bothSidesConnectingAtOnceGoThroughTheOtherSynRecv()
    {
        const ShownLab lab(socketStory({SocketState::SynSent, SocketState::SynRecv, SocketState::Established}));
        const auto way = historyOf(lab).path(5, StateGraphKind::Connection, lab.journal.size());
        QCOMPARE(way.size(), std::size_t {3});
        const StateGraph& graph = stateGraph(StateGraphKind::Connection);
        QVERIFY(!*graph.nodes[static_cast<std::size_t>(way[1].to)].more); // not the small object of the SYN queue
        for (const StateStep& step : way) {
            const auto same = [&](const StateEdge& edge) { return edge.from == step.from && edge.to == step.to; };
            QVERIFY(std::any_of(graph.edges.begin(), graph.edges.end(), same));
        }
    }

    void aRefusedConnectAndAClosedListenerGoBackToTheBeginning()
    {
        for (const SocketState state : {SocketState::SynSent, SocketState::Listen}) {
            const ShownLab lab(socketStory({state, SocketState::None}));
            const auto way = historyOf(lab).path(5, StateGraphKind::Connection, lab.journal.size());
            QCOMPARE(way.back().to, stateGraph(StateGraphKind::Connection).begin);
        }
        const ShownLab reset(socketStory({SocketState::SynSent, SocketState::Established, SocketState::None}));
        const auto way = historyOf(reset).path(5, StateGraphKind::Connection, reset.journal.size());
        QCOMPARE(way.back().to, stateGraph(StateGraphKind::Connection).end);
    }

    void aUdpSocketHasItsOwnDiagram()
    {
        const ShownLab lab(datagramStory());
        const StateHistory history = historyOf(lab);
        const SocketId newest = history.newest(lab.journal.size());
        QVERIFY(newest != 0);
        QVERIFY(graphOf(*history.row(newest)) == StateGraphKind::Datagram);
        QCOMPARE(wayOf(history, newest, StateGraphKind::Datagram, lab.journal.size()).value(1), QString("UNCONN"));
    }

    void readingInPiecesGivesTheSame()
    {
        const ShownLab lab(queuesStory());
        StateHistory pieces;
        while (!pieces.follow(lab.journal, 7)) { }
        const StateHistory whole = historyOf(lab);
        for (SocketId id = 0; id < 200; ++id)
            QCOMPARE(wayOf(pieces, id, StateGraphKind::Listening, lab.journal.size()),
                     wayOf(whole, id, StateGraphKind::Listening, lab.journal.size()));
    }

    void nothingLiesOnAnythingElse()
    {
        const StatesFonts fonts = StatesFonts::from(QApplication::font());
        for (const auto kind : {StateGraphKind::Connection, StateGraphKind::Listening, StateGraphKind::Datagram}) {
            for (const QSizeF size : {StatesLayout::minimumSize(kind, fonts), QSizeF(900, 300), QSizeF(1900, 900)}) {
                StatesShown shown = crowd(0);
                shown.kind = kind;
                shown.sockets.resize(stateGraph(kind).nodes.size());
                for (auto& there : shown.sockets)
                    there = {1, 2, 3, 4, 5, 6, 7, 8, 9};
                shown.path = {{0, 1, 3}, {1, 2, 5}};
                const StatesLayout layout(shown, fonts, size);
                std::vector<QRectF> all = layout.nodes();
                for (const StateChip& chip : layout.chips())
                    all.push_back(chip.rect);
                for (const StateLine& line : layout.lines()) {
                    if (!line.label.isEmpty())
                        all.push_back(line.label);
                }
                for (std::size_t i = 0; i < all.size(); ++i) {
                    QVERIFY(QRectF(QPointF(0, 0), size).adjusted(-1, -1, 1, 1).contains(all[i]));
                    for (std::size_t j = i + 1; j < all.size(); ++j)
                        QVERIFY2(!all[i].intersects(all[j]), qPrintable(QStringLiteral("diagram %1, %2 and %3").arg(int(kind)).arg(i).arg(j)));
                }
            }
        }
    }

    void socketsWithoutRoomAreCounted()
    {
        const StatesFonts fonts = StatesFonts::from(QApplication::font());
        const StatesShown shown = crowd(4096);
        const StatesLayout layout(shown, fonts, {900, 300});
        std::size_t seen = 0;
        for (const StateChip& chip : layout.chips())
            seen += chip.socket != 0;
        QVERIFY(seen >= 1);
        QCOMPARE(layout.chips().back().text, QStringLiteral("+%1").arg(4096 - seen));
        const StatesLayout few(crowd(1), fonts, {900, 300});
        QCOMPARE(few.chips().size(), std::size_t {1});
    }

    void anEdgeTakenTwiceHasBothNumbers()
    {
        const StatesFonts fonts = StatesFonts::from(QApplication::font());
        StatesShown shown = crowd(0);
        shown.kind = StateGraphKind::Datagram;
        shown.sockets.resize(stateGraph(shown.kind).nodes.size());
        shown.path = {{0, 1, 1}, {1, 2, 2}, {2, 1, 3}, {1, 2, 4}};
        const StatesLayout layout(shown, fonts, {900, 300});
        bool found = false;
        for (const StateLine& line : layout.lines()) {
            if (line.from == 1 && line.to == 2) {
                QCOMPARE(StatesLayout::badgeText(line), QString("2, 4"));
                QVERIFY(layout.lineAt(line.badge.center()) == &line);
                found = true;
            }
        }
        QVERIFY(found);
        shown.path.push_back({2, 0, 9}); // a way that the diagram does not have
        const StatesLayout more(shown, fonts, {900, 300});
        QCOMPARE(more.lines().back().edge, -1);
    }
};

QTEST_MAIN(StateHistoryTest)
#include "StateHistoryTest.moc"
