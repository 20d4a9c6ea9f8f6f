#include "views/states/StatesLayout.h"

#include "views/shared/Painting.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double margin = 8;
constexpr double widest = 2.6; ///< from node to node, in widths of one: more is only longer arrows
constexpr double tallest = 7; ///< the same in heights
constexpr double comfortable = 4.5; ///< heights from node to node, above which letters may grow instead

double nodeWidth(const StateNode& node, const StatesFonts& fonts)
{
    return std::ceil(QFontMetricsF(fonts.node).horizontalAdvance(QCoreApplication::translate("StatesView", node.name))) + 10;
}

double widestNode(const StateGraph& graph, const StatesFonts& fonts)
{
    double width = 0;
    for (const StateNode& node : graph.nodes)
        width = std::max(width, nodeWidth(node, fonts));
    return width;
}

double nodeHeight(const StatesFonts& fonts)
{
    return std::ceil(QFontMetricsF(fonts.node).height()) + 6;
}

double chipHeight(const StatesFonts& fonts)
{
    return std::ceil(QFontMetricsF(fonts.small).height()) + 3;
}

double distance(const QPointF& at, const QPointF& a, const QPointF& b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double part = length == 0 ? 0 : std::clamp(QPointF::dotProduct(at - a, along) / length, 0.0, 1.0);
    const QPointF away = at - (a + part * along);
    return std::hypot(away.x(), away.y());
}

} // namespace

StatesFonts StatesFonts::from(const QFont& base, double scale)
{
    QFont small = sized(base, -2);
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * scale);
    else
        small.setPixelSize(static_cast<int>(small.pixelSize() * scale));
    return {boldFont(small), small};
}

QSizeF StatesLayout::minimumSize(StateGraphKind kind, const StatesFonts& fonts)
{
    const StateGraph& graph = stateGraph(kind);
    const double width = widestNode(graph, fonts);
    return {graph.columns * (width + 14) + width + 2 * margin,
            graph.rows * (nodeHeight(fonts) + chipHeight(fonts) + 10) + nodeHeight(fonts) + chipHeight(fonts) + 2 * margin};
}

StatesFonts StatesLayout::fontsFilling(StateGraphKind kind, const QFont& base, const QSizeF& size)
{
    constexpr double step = 0.1, most = 2; // in steps: each size of letters takes room of its own in Qt's memory
    const StateGraph& graph = stateGraph(kind);
    const StatesFonts fonts = StatesFonts::from(base);
    const double width = widestNode(graph, fonts), height = nodeHeight(fonts);
    const double wide = graph.columns * width * widest + width, high = graph.rows * height * comfortable + height + chipHeight(fonts);
    const double scale = std::min((size.width() - 2 * margin) / wide, (size.height() - 2 * margin) / high);
    return StatesFonts::from(base, std::clamp(std::floor(scale / step) * step, 1.0, most));
}

QString StatesLayout::badgeText(const StateLine& line)
{
    QStringList numbers;
    for (const int number : line.numbers)
        numbers << QString::number(number);
    if (numbers.size() > 3)
        numbers = {numbers.first(), QStringLiteral("…"), numbers.last()};
    return numbers.join(QStringLiteral(", "));
}

StatesLayout::StatesLayout(const StatesShown& shown, const StatesFonts& fonts, const QSizeF& size)
    : m_graph(stateGraph(shown.kind))
    , m_fonts(fonts)
    , m_size(size)
{
    placeNodes(size);
    placeChips(shown, size);
    placeOtherNames();
    for (std::size_t i = 0; i < m_graph.edges.size(); ++i)
        addLine(static_cast<int>(i), m_graph.edges[i].from, m_graph.edges[i].to, m_graph.edges[i].bend);
    for (std::size_t i = 0; i < shown.path.size(); ++i) {
        const StateStep& step = shown.path[i];
        const auto same = [&](const StateLine& line) { return line.from == step.from && line.to == step.to; };
        if (std::none_of(m_lines.begin(), m_lines.end(), same))
            addLine(-1, step.from, step.to, 0.1);
        std::find_if(m_lines.begin(), m_lines.end(), same)->numbers.push_back(static_cast<int>(i) + 1);
    }
    for (StateLine& line : m_lines)
        placeBadge(line);
    // What was taken is labelled first: its label is the one that is looked for.
    for (const bool taken : {true, false}) {
        for (StateLine& line : m_lines) {
            if (line.numbers.empty() != taken)
                placeLabel(line);
        }
    }
}

/// Beside the outermost lines there are words: as much room as the longest of them, where the picture is wide enough.
double StatesLayout::sides(double columnWidth, double width) const
{
    double longest = 0;
    for (const StateEdge& edge : m_graph.edges) {
        const double from = m_graph.nodes[static_cast<std::size_t>(edge.from)].column, to = m_graph.nodes[static_cast<std::size_t>(edge.to)].column;
        if (std::min(from, to) < 0.5)
            longest = std::max(longest, QFontMetricsF(m_fonts.small).horizontalAdvance(QString::fromLatin1(edge.label)));
    }
    const double least = m_graph.columns * (columnWidth + 14) + columnWidth;
    return std::clamp(longest - columnWidth / 2, margin, std::max(margin, (width - least) / 2));
}

void StatesLayout::placeNodes(const QSizeF& size)
{
    const double width = widestNode(m_graph, m_fonts), height = nodeHeight(m_fonts), chips = chipHeight(m_fonts) + 3;
    const double side = sides(width, size.width());
    m_pitch = QSizeF(std::max(width + 14, (size.width() - width - 2 * side) / m_graph.columns),
                     std::max(height + chips + 6, (size.height() - height - chips - 2 * margin) / m_graph.rows));
    // Wide windows: the diagram stays one that the eye takes in at once.
    m_pitch.setWidth(std::min(m_pitch.width(), width * widest));
    m_pitch.setHeight(std::min(m_pitch.height(), height * tallest));
    const double left = std::max(side, (size.width() - m_graph.columns * m_pitch.width() - width) / 2);
    const double top = std::max(margin, (size.height() - m_graph.rows * m_pitch.height() - height - chips) / 2);
    for (const StateNode& node : m_graph.nodes) {
        const double own = nodeWidth(node, m_fonts);
        m_nodes.emplace_back(left + node.column * m_pitch.width() + (width - own) / 2, top + node.row * m_pitch.height(), own, height);
    }
}

/// Below their node, in rows as wide as the column: as many as there is room for, the rest as a number.
void StatesLayout::placeChips(const StatesShown& shown, const QSizeF& size)
{
    const QFontMetricsF metrics(m_fonts.small);
    const double height = chipHeight(m_fonts), half = m_pitch.width() / 2 - 5;
    for (std::size_t node = 0; node < shown.sockets.size() && node < m_nodes.size(); ++node) {
        const std::vector<SocketId>& all = shown.sockets[node];
        const QRectF& box = m_nodes[node];
        const double bottom = std::min(box.bottom() + std::max(height + 4, m_pitch.height() * 0.75 - box.height()), size.height() - 2);
        const double right = std::min(box.center().x() + half, size.width() - 3);
        double left = box.left();
        double x = left, y = box.bottom() + 3;
        for (std::size_t i = 0; i < all.size(); ++i) {
            StateChip chip {all[i], static_cast<int>(node), {}, shown.text(all[i]), shown.clock(all[i])};
            const double width = metrics.horizontalAdvance(chip.text) + 8 + (chip.clock >= 0 ? height - 2 : 0);
            const QString rest = QStringLiteral("+%1").arg(all.size() - i);
            const double reserve = i + 1 < all.size() ? metrics.horizontalAdvance(rest) + 11 : 0;
            const auto lastRow = [&] { return y + 2 * height + 3 > bottom; };
            const double together = width + (lastRow() ? reserve : 0);
            if (i == 0 && left + together > right) // a wide one begins left of its node
                x = left = std::max(3.0, right - together);
            if (x > left && x + width > right && !lastRow()) {
                x = left;
                y += height + 3;
            }
            if (i > 0 && lastRow() && x + width + reserve > right) {
                const double wide = metrics.horizontalAdvance(rest) + 8;
                m_chips.push_back({0, static_cast<int>(node), {std::max(3.0, std::min(x, size.width() - 3 - wide)), y, wide, height}, rest});
                break;
            }
            chip.rect = QRectF(x, y, width, height);
            x += width + 3;
            m_chips.push_back(std::move(chip));
        }
    }
}

void StatesLayout::placeOtherNames()
{
    const QFontMetricsF metrics(m_fonts.small);
    for (std::size_t node = 0; node < m_nodes.size(); ++node) {
        const QSizeF size(metrics.horizontalAdvance(QString::fromLatin1(m_graph.nodes[node].more)) + 4, metrics.height());
        const QRectF rect(QPointF(m_nodes[node].center().x() - size.width() / 2, m_nodes[node].top() - 1 - size.height()), size);
        m_otherNames.push_back(*m_graph.nodes[node].more != 0 && isFree(rect) ? rect : QRectF());
    }
}

void StatesLayout::addLine(int edge, int from, int to, double bend)
{
    constexpr int pieces = 32;
    const QRectF start = m_nodes[static_cast<std::size_t>(from)].adjusted(-2, -2, 2, 2);
    const QRectF end = m_nodes[static_cast<std::size_t>(to)].adjusted(-3, -3, 3, 3);
    const QPointF a = start.center(), b = end.center(), along = b - a;
    const QPointF control = (a + b) / 2 + QPointF(-along.y(), along.x()) * bend * 2;
    StateLine line {edge, from, to, {}, {}, {}, {}};
    for (int i = 0; i <= pieces; ++i) {
        const double t = double(i) / pieces, u = 1 - t;
        const QPointF at = u * u * a + 2 * u * t * control + t * t * b;
        if (!start.contains(at) && !end.contains(at))
            line.points << at;
    }
    if (line.points.size() < 2)
        line.points = QPolygonF {a, b};
    m_lines.push_back(std::move(line));
}

bool StatesLayout::isFree(const QRectF& rect) const
{
    const auto meets = [&](const QRectF& other) { return rect.intersects(other); };
    return rect.left() >= 0 && rect.right() <= m_size.width() && rect.top() >= 0 && rect.bottom() <= m_size.height()
        && std::none_of(m_nodes.begin(), m_nodes.end(), meets) && std::none_of(m_otherNames.begin(), m_otherNames.end(), meets)
        && std::none_of(m_chips.begin(), m_chips.end(), [&](const StateChip& chip) { return meets(chip.rect); })
        && std::none_of(m_lines.begin(), m_lines.end(),
                        [&](const StateLine& line) { return meets(line.badge) || meets(line.label); });
}

void StatesLayout::placeBadge(StateLine& line)
{
    if (line.numbers.empty())
        return;
    const QFontMetricsF metrics(m_fonts.small);
    const QSizeF size(std::max(metrics.height(), metrics.horizontalAdvance(badgeText(line)) + 8), metrics.height());
    // On the line, or above or below it where it is too short for that.
    for (const double away : {0.0, -0.75, 0.75}) {
        for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
            const QPointF at = line.points[static_cast<qsizetype>(part * static_cast<double>(line.points.size() - 1))];
            line.badge = QRectF();
            const QRectF rect(at + QPointF(-size.width() / 2, (away - 0.5) * size.height()), size);
            if (isFree(rect)) {
                line.badge = rect;
                return;
            }
        }
    }
    line.badge = QRectF(line.points[line.points.size() / 2] - QPointF(size.width() / 2, size.height() / 2), size);
}

void StatesLayout::placeLabel(StateLine& line)
{
    if (line.edge < 0)
        return;
    const QFontMetricsF metrics(m_fonts.small);
    const QString text = QString::fromLatin1(m_graph.edges[static_cast<std::size_t>(line.edge)].label);
    const QSizeF size(metrics.horizontalAdvance(text) + 4, metrics.height());
    for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7}) {
        const QPointF at = line.points[static_cast<qsizetype>(part * static_cast<double>(line.points.size() - 1))];
        // Above or below the line where it is flat, beside it where it is steep.
        for (const QPointF& away : {QPointF(0, -size.height() / 2 - 2), QPointF(0, size.height() / 2 + 2), QPointF(size.width() / 2 + 5, 0),
                                    QPointF(-size.width() / 2 - 5, 0)}) {
            const QRectF rect(at + away - QPointF(size.width() / 2, size.height() / 2), size);
            if (!isFree(rect))
                continue;
            bool crossed = false; // by any line
            for (const StateLine& other : m_lines)
                for (const QPointF& point : other.points)
                    crossed = crossed || rect.contains(point);
            if (crossed)
                continue;
            line.label = rect;
            return;
        }
    }
}

int StatesLayout::nodeAt(const QPointF& at) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].contains(at))
            return static_cast<int>(i);
    }
    return -1;
}

const StateChip* StatesLayout::chipAt(const QPointF& at) const
{
    for (const StateChip& chip : m_chips) {
        if (chip.rect.contains(at))
            return &chip;
    }
    return nullptr;
}

const StateLine* StatesLayout::lineAt(const QPointF& at) const
{
    const StateLine* nearest = nullptr;
    double least = 7;
    for (const StateLine& line : m_lines) {
        double away = line.badge.contains(at) || line.label.contains(at) ? 0 : 1e9;
        for (qsizetype i = 1; i < line.points.size(); ++i)
            away = std::min(away, distance(at, line.points[i - 1], line.points[i]));
        if (away < least) {
            least = away;
            nearest = &line;
        }
    }
    return nearest;
}

} // namespace lab
