#pragma once
// StatesLayout: a state diagram as shapes for one size: nodes, the sockets that stand at them, edges with their numbers
// and labels. Pure geometry; no painting. What has no room is left out and counted, never drawn over something else.

#include "views/states/StateHistory.h"

#include <QFont>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <functional>

namespace lab {

struct StatesFonts
{
    QFont node, small;

    static StatesFonts from(const QFont& base, double scale = 1);
};

struct StateChip
{
    SocketId socket = 0; ///< 0: "+12", those that have no room
    int node = 0;
    QRectF rect;
    QString text;
    double clock = -1; ///< what is left of TIME-WAIT, 0 … 1; negative: no clock
};

struct StateLine
{
    int edge = -1; ///< into the graph's edges; -1: a way that is not in the diagram
    int from = 0, to = 0;
    QPolygonF points; ///< from border to border
    std::vector<int> numbers; ///< steps of the shown socket that took it, from 1
    QRectF badge; ///< of the numbers; empty without
    QRectF label; ///< empty: no room
};

/// What the diagram is to show.
struct StatesShown
{
    StateGraphKind kind = StateGraphKind::Connection;
    std::vector<StateStep> path; ///< of the shown socket
    std::vector<std::vector<SocketId>> sockets; ///< at each node
    std::function<QString(SocketId)> text; ///< of a chip; only asked for those in sight
    std::function<double(SocketId)> clock; ///< as StateChip::clock
};

class StatesLayout
{
public:
    StatesLayout(const StatesShown& shown, const StatesFonts& fonts, const QSizeF& size);

    static QSizeF minimumSize(StateGraphKind kind, const StatesFonts& fonts);

    /// The letters with which the diagram fills that room, as on a projector: those asked for, or up to twice as large.
    static StatesFonts fontsFilling(StateGraphKind kind, const QFont& base, const QSizeF& size);
    static QString badgeText(const StateLine& line); ///< "1", "2, 5"

    const std::vector<QRectF>& nodes() const { return m_nodes; }

    /// What else a node is called, above it; empty: it has no other name, or there is no room.
    const std::vector<QRectF>& otherNames() const { return m_otherNames; }

    const std::vector<StateChip>& chips() const { return m_chips; }

    const std::vector<StateLine>& lines() const { return m_lines; }

    int nodeAt(const QPointF& at) const; ///< -1: none
    const StateChip* chipAt(const QPointF& at) const;
    const StateLine* lineAt(const QPointF& at) const; ///< within a few pixels

private:
    void placeNodes(const QSizeF& size);
    double sides(double columnWidth, double width) const;
    void placeOtherNames();
    void placeChips(const StatesShown& shown, const QSizeF& size);
    void addLine(int edge, int from, int to, double bend);
    void placeBadge(StateLine& line);
    void placeLabel(StateLine& line);
    bool isFree(const QRectF& rect) const;

    const StateGraph& m_graph;
    const StatesFonts& m_fonts;
    std::vector<QRectF> m_nodes, m_otherNames;
    std::vector<StateChip> m_chips;
    std::vector<StateLine> m_lines;
    QSizeF m_size, m_pitch; ///< of the picture; between columns and rows
};

} // namespace lab
