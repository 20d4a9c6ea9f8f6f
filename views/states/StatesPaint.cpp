// StatesCanvas's painting and tooltips.

#include "views/states/StatesCanvas.h"

#include "views/shared/Labels.h"
#include "views/shared/Painting.h"

#include <QHelpEvent>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace lab {

QString StatesCanvas::nodeName(int node) const
{
    return QCoreApplication::translate("StatesView", stateGraph(m_kind).nodes[static_cast<std::size_t>(node)].name);
}

QString StatesCanvas::nodeText(int node) const
{
    const StateNode& row = stateGraph(m_kind).nodes[static_cast<std::size_t>(node)];
    QString text = nodeName(node);
    if (*row.more)
        text += QStringLiteral(" (%1)").arg(QString::fromLatin1(row.more));
    if (*row.word)
        text += QLatin1Char('\n') + m_context.word("states", row.word);
    return text;
}

QString StatesCanvas::unseenWay()
{
    return tr("Not in the diagram: by RST, by a time-out, or states between that nobody saw.");
}

QString StatesCanvas::whole(const StateLine& line) const
{
    QStringList lines {nodeName(line.from) + QStringLiteral(" → ") + nodeName(line.to)};
    if (line.edge >= 0)
        lines << tr("comes / is sent: %1").arg(QString::fromLatin1(stateGraph(m_kind).edges[static_cast<std::size_t>(line.edge)].label));
    else
        lines << unseenWay();
    const std::vector<StateStep> steps = path();
    for (const int number : line.numbers)
        lines << tr("step %1 of %2: event %3").arg(number).arg(socketText(m_socket)).arg(steps[static_cast<std::size_t>(number) - 1].event + 1);
    return lines.join(QLatin1Char('\n'));
}

bool StatesCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const StatesLayout layout = arranged();
        QString text;
        if (const StateChip* chip = layout.chipAt(help->pos()); chip && chip->socket != 0)
            text = socketText(chip->socket) + QLatin1Char('\n') + nodeText(chip->node);
        else if (const int node = layout.nodeAt(help->pos()); node >= 0)
            text = nodeText(node);
        else if (const StateLine* line = layout.lineAt(help->pos()))
            text = whole(*line);
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void StatesCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = m_context.theme;
    painter.fillRect(rect(), theme.color(Role::Card));
    painter.setRenderHint(QPainter::Antialiasing);
    const StatesLayout layout = arranged();
    const std::vector<StateStep> steps = path();
    const int here = steps.empty() ? -1 : steps.back().to;
    const int last = static_cast<int>(steps.size());
    for (const bool taken : {false, true}) { // those taken lie on top
        for (const StateLine& line : layout.lines()) {
            if (line.numbers.empty() != taken)
                paintLine(painter, line, !line.numbers.empty() && line.numbers.back() == last);
        }
    }
    for (std::size_t i = 0; i < layout.nodes().size(); ++i)
        paintNode(painter, static_cast<int>(i), layout, here == static_cast<int>(i));
    for (const StateChip& chip : layout.chips())
        paintChip(painter, chip);
    if (hasFocus())
        drawRing(painter, QRectF(rect()), theme, 4);
}

void StatesCanvas::paintLine(QPainter& painter, const StateLine& line, bool last) const
{
    const Theme& theme = m_context.theme;
    const bool taken = !line.numbers.empty();
    const auto selected = m_context.selection->what().event;
    bool lit = false;
    if (taken && selected) {
        const std::vector<StateStep> steps = path();
        for (const int number : line.numbers)
            lit = lit || steps[static_cast<std::size_t>(number) - 1].event == *selected;
    }
    QColor ink = theme.color(lit ? Role::Selection : taken ? Role::State : Role::MutedText);
    if (!taken)
        ink.setAlphaF(0.5F);
    QPen pen(ink, lit ? 3 : last ? 2.4 : taken ? 1.8 : 1.2, line.edge < 0 ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line.points);
    drawArrow(painter, line.points[line.points.size() - 2], line.points.last(), ink, Qt::SolidLine,
              pen.widthF());
    if (!line.label.isEmpty())
        drawLine(painter, line.label, QString::fromLatin1(stateGraph(m_kind).edges[static_cast<std::size_t>(line.edge)].label),
                 m_fonts.small, theme.color(taken ? Role::Text : Role::MutedText), Qt::AlignHCenter);
    if (!line.badge.isEmpty()) {
        painter.setPen(lit ? QPen(theme.color(Role::Selection), 2) : QPen(Qt::NoPen));
        painter.setBrush(theme.color(Role::State));
        painter.drawRoundedRect(line.badge, line.badge.height() / 2, line.badge.height() / 2);
        drawLine(painter, line.badge, StatesLayout::badgeText(line), m_fonts.small, theme.color(Role::StateText), Qt::AlignHCenter);
    }
}

void StatesCanvas::paintNode(QPainter& painter, int node, const StatesLayout& layout, bool here) const
{
    const Theme& theme = m_context.theme;
    const StateGraph& graph = stateGraph(m_kind);
    const bool ends = node == graph.begin || node == graph.end;
    const QRectF& rect = layout.nodes()[static_cast<std::size_t>(node)];
    const QRectF& otherName = layout.otherNames()[static_cast<std::size_t>(node)];
    drawSurface(painter, rect, theme.color(here ? Role::State : Role::Raised), theme.color(here ? Role::State : Role::CardBorder), 5,
                ends ? Qt::DashLine : Qt::SolidLine, here ? 2 : 1.2);
    drawLine(painter, rect, nodeName(node), m_fonts.node, theme.color(here ? Role::StateText : ends ? Role::MutedText : Role::Text),
             Qt::AlignHCenter);
    if (!otherName.isEmpty())
        drawLine(painter, otherName, QString::fromLatin1(graph.nodes[static_cast<std::size_t>(node)].more), m_fonts.small,
                 theme.color(Role::MutedText), Qt::AlignHCenter);
}

void StatesCanvas::paintChip(QPainter& painter, const StateChip& chip) const
{
    const Theme& theme = m_context.theme;
    const bool chosen = chip.socket != 0 && chip.socket == m_socket;
    drawSurface(painter, chip.rect, theme.color(chosen ? Role::Hover : Role::Card), theme.color(chosen ? Role::Selection : Role::State),
                chip.rect.height() / 2, Qt::SolidLine, chosen ? 2 : 1);
    QRectF room = chip.rect.adjusted(4, 0, -2, 0);
    if (chip.clock >= 0) { // what is left of the minute, as a clock that empties
        const double size = chip.rect.height() - 5;
        const QRectF face(chip.rect.left() + 3, chip.rect.top() + 2.5, size, size);
        painter.setPen(QPen(theme.color(Role::Held), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(face);
        painter.setBrush(theme.color(Role::HeldMark));
        painter.setPen(Qt::NoPen);
        painter.drawPie(face, 90 * 16, static_cast<int>(-360 * 16 * chip.clock));
        room.setLeft(face.right() + 3);
    }
    drawLine(painter, room, chip.text, m_fonts.small, theme.color(Role::Text));
}

} // namespace lab
