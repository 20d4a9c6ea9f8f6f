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

/// A socket at a node, or a step that it took. There may be very many sockets, and few of them are looked at.
struct StatesEntry
{
    SocketId socket = 0;
    int number = 0; ///< of the step; 0: where it stands
    StateStep step;
};

class StatesTable : public DiagramTable
{
public:
    using Cell = std::function<QString(const StatesEntry&, int column)>;
    using Event = std::function<std::optional<std::size_t>(const StatesEntry&)>;

    StatesTable(QStringList columns, std::vector<StatesEntry> entries, Cell cell, Event event, bool whole)
        : m_columns(std::move(columns))
        , m_entries(std::move(entries))
        , m_cell(std::move(cell))
        , m_event(std::move(event))
        , m_whole(whole)
    {
    }

    QStringList columns() const override { return m_columns; }

    std::size_t rows() const override { return m_entries.size(); }

    QString cell(std::size_t row, int column) const override { return m_cell(m_entries[row], column); }

    Selection::What what(std::size_t row) const override
    {
        Selection::What what;
        what.socket = m_entries[row].socket;
        what.event = m_event(m_entries[row]);
        return what;
    }

    bool whole() const override { return m_whole; }

private:
    QStringList m_columns;
    std::vector<StatesEntry> m_entries;
    Cell m_cell;
    Event m_event;
    bool m_whole;
};

} // namespace

std::unique_ptr<DiagramTable> StatesCanvas::table()
{
    readOn();
    const std::size_t position = m_context.playhead->position();
    std::vector<StatesEntry> entries;
    std::vector<SocketId> ways;
    std::vector<std::vector<SocketId>> there = sockets();
    for (std::size_t node = 0; node < there.size(); ++node) {
        std::sort(there[node].begin(), there[node].end());
        for (const SocketId socket : there[node]) {
            entries.push_back({socket, 0, {0, static_cast<int>(node), 0}});
            if (socket == m_socket || ways.size() < mostWays)
                ways.push_back(socket);
        }
    }
    if (m_socket != 0 && std::find(ways.begin(), ways.end(), m_socket) == ways.end())
        ways.push_back(m_socket); // it is gone by now
    // The picture has the shown one first; rows must not move when another one is chosen in them.
    std::sort(ways.begin(), ways.end());
    for (const SocketId socket : ways) {
        int number = 0;
        for (const StateStep& step : m_history.path(socket, m_kind, position))
            entries.push_back({socket, ++number, step});
    }
    const auto event = [this, position](const StatesEntry& entry) {
        return entry.number == 0 ? m_history.lastChange(entry.socket, position) : std::optional(entry.step.event);
    };
    const auto cell = [this, event, kind = m_kind](const StatesEntry& entry, int column) {
        if (kind != m_kind) // another diagram is shown by now
            return QString();
        const SocketRow* row = m_context.playhead->state().socket(entry.socket);
        switch (column) {
        case 0:
            return socketText(entry.socket);
        case 1:
            return entry.number == 0 ? tr("now") : QString::number(entry.number);
        case 2:
            return entry.number == 0 ? QString() : nodeName(entry.step.from);
        case 3:
            return nodeName(entry.step.to);
        case 4:
            if (entry.number == 0)
                return row && clockOf(entry.socket) >= 0 ? tr("ends in %1").arg(durationLabel(row->timerDue.ns - m_context.playhead->state().now().ns)) : QString();
            if (const int edge = edgeBetween(stateGraph(m_kind), entry.step); edge >= 0)
                return QString::fromLatin1(stateGraph(m_kind).edges[static_cast<std::size_t>(edge)].label);
            return unseenWay();
        default:
            const auto when = event(entry);
            return when && *when < m_context.playhead->journal().size() ? toQString(secondsText(m_context.playhead->journal().timeOf(*when).ns)) : QString();
        }
    };
    return std::make_unique<StatesTable>(QStringList {tr("Socket"), tr("Step"), tr("From"), tr("To"), tr("What came / was sent"), tr("Time (s)")},
                                         std::move(entries), cell, event, !m_rest.isActive());
}

} // namespace lab
