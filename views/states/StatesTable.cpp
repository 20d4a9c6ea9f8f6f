// StatesCanvas's diagram as a table: every socket where it stands at the playhead, and the edges that it took.

#include "views/states/StatesCanvas.h"

#include "model/base/Text.h"
#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t mostWays = 200; ///< sockets whose way is told; beyond them only the shown one's

/// -1: none.
int edgeBetween(const StateGraph& graph, const StateStep& step)
{
    const auto edge = std::find_if(graph.edges.begin(), graph.edges.end(), [&step](const StateEdge& one) { return one.from == step.from && one.to == step.to; });
    return edge == graph.edges.end() ? -1 : static_cast<int>(edge - graph.edges.begin());
}

} // namespace

std::unique_ptr<DiagramTable> StatesCanvas::table()
{
    readOn();
    auto table = std::make_unique<ListedTable>(
        QStringList {tr("Socket"), tr("Step"), tr("From"), tr("To"), tr("What came / was sent"), tr("Time (s)")}, !m_rest.isActive());
    const Journal& journal = m_context.playhead->journal();
    const std::size_t position = m_context.playhead->position();
    std::vector<SocketId> ways;
    std::vector<std::vector<SocketId>> there = sockets();
    for (std::size_t node = 0; node < there.size(); ++node) {
        std::sort(there[node].begin(), there[node].end());
        for (const SocketId socket : there[node]) {
            Selection::What what;
            what.socket = socket;
            what.event = m_history.lastChange(socket, position);
            const QString left = clockOf(socket) < 0 ? QString() : durationLabel(m_context.playhead->state().socket(socket)->timerDue.ns - m_context.playhead->state().now().ns);
            table->add({socketText(socket), tr("now"), {}, nodeName(static_cast<int>(node)), left.isEmpty() ? QString() : tr("ends in %1").arg(left),
                        what.event ? toQString(secondsText(journal.timeOf(*what.event).ns)) : QString()},
                       what);
            if (socket == m_socket || ways.size() < mostWays)
                ways.push_back(socket);
        }
    }
    if (m_socket != 0 && std::find(ways.begin(), ways.end(), m_socket) == ways.end())
        ways.push_back(m_socket); // it is gone by now
    // The picture has the shown one first; rows must not move when another one is chosen in them.
    std::sort(ways.begin(), ways.end());
    const StateGraph& graph = stateGraph(m_kind);
    for (const SocketId socket : ways) {
        int number = 0;
        for (const StateStep& step : m_history.path(socket, m_kind, position)) {
            Selection::What what;
            what.socket = socket;
            what.event = step.event;
            const int edge = edgeBetween(graph, step);
            const QString came = edge < 0 ? unseenWay() : QString::fromLatin1(graph.edges[static_cast<std::size_t>(edge)].label);
            table->add({socketText(socket), QString::number(++number), nodeName(step.from), nodeName(step.to), came,
                        toQString(secondsText(journal.timeOf(step.event).ns))},
                       what);
        }
    }
    return table;
}

} // namespace lab
