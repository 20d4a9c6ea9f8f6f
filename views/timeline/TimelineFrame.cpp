// TimelinePicture: what stands around the lanes: their names, the axis, and the marks of the playhead and of measuring.

#include "views/timeline/TimelinePicture.h"

#include "views/shared/Labels.h"

#include <algorithm>
#include <cmath>

namespace lab {

void TimelinePicture::paintNames(QPainter& painter)
{
    painter.save();
    painter.setClipRect(QRectF(0, m_shown->axis, m_shown->names, m_shown->size.height() - m_shown->axis));
    for (std::size_t i = m_firstRow; i < m_lastRow; ++i) {
        const TimelineRow& row = m_layout.rows()[i];
        const TimelineLane& lane = m_index.lanes()[row.lane];
        const double y = m_shown->axis + row.top - m_shown->scroll;
        const bool inner = lane.socket != 0 && lane.group != row.lane;
        const QRectF whole(0, y, m_shown->names, row.height);
        if (row.lane == m_shown->lane)
            painter.fillRect(whole, m_theme->color(Role::Hover));
        if (m_shown->socket != 0 && lane.socket == m_shown->socket)
            painter.fillRect(QRectF(0, y, 3, row.height), m_theme->color(Role::Selection));
        const QRectF room(inner ? 20 : 8, y, m_shown->names - (inner ? 26 : 14), row.height);
        const bool calls = lane.kind == TimelineLane::Kind::Calls;
        const QFont& font = calls ? m_fonts->bold : lane.kind == TimelineLane::Kind::State ? m_fonts->mono : m_fonts->text;
        if (!lane.stepped()) {
            drawLine(painter, room, m_texts.lane(row.lane), font, m_theme->color(Role::Text));
            continue;
        }
        const std::size_t at = lane.steps.at(m_shown->now);
        const QString value = at < lane.steps.size() ? m_texts.value(lane, lane.steps[at].value) : QString();
        const QRectF upper(room.left(), y, room.width(), row.height / 2), lower(room.left(), y + row.height / 2, room.width(), row.height / 2);
        drawLine(painter, upper, m_texts.lane(row.lane), m_fonts->small, m_theme->color(Role::Text));
        drawLine(painter, lower, value, m_fonts->small, m_theme->color(Role::MutedText));
    }
    painter.restore();
    painter.setPen(m_theme->color(Role::CardBorder));
    painter.drawLine(QPointF(m_shown->names - 0.5, 0), QPointF(m_shown->names - 0.5, m_shown->size.height()));
}

void TimelinePicture::paintAxis(QPainter& painter)
{
    painter.fillRect(QRectF(0, 0, m_shown->size.width(), m_shown->axis), m_theme->color(Role::Raised));
    painter.save();
    painter.setClipRect(QRectF(m_shown->plotLeft(), 0, m_shown->scale.width, m_shown->size.height()));
    const QFontMetricsF metrics(m_fonts->small);
    const double apart = metrics.horizontalAdvance(QStringLiteral("1000.000000 s")) + 12;
    for (const TimelineScale::Tick& tick : m_shown->scale.ticks(apart)) {
        const double x = std::round(plotX(tick.time)) + 0.5;
        painter.setPen(m_theme->color(Role::CardBorder));
        painter.drawLine(QPointF(x, m_shown->axis - 5), QPointF(x, m_shown->axis));
        const QString label = toQString(tick.label);
        if (x + 3 + metrics.horizontalAdvance(label) <= m_shown->size.width()) // half a number would be another number
            drawLine(painter, QRectF(x + 3, 0, apart, m_shown->axis), label, m_fonts->small, m_theme->color(Role::MutedText));
    }
    painter.restore();
}

void TimelinePicture::paintMarks(QPainter& painter)
{
    painter.save();
    painter.setClipRect(QRectF(m_shown->plotLeft(), 0, m_shown->scale.width, m_shown->size.height()));
    painter.setRenderHint(QPainter::Antialiasing);
    const double bottom = m_shown->size.height(), right = m_shown->size.width(), now = plotX(m_shown->now);
    if (m_shown->behind && now < right) { // what comes after the playhead has not happened in the other views
        QColor veil = m_theme->color(Role::Card);
        veil.setAlphaF(0.62F);
        painter.fillRect(QRectF(std::max(now, m_shown->plotLeft()), m_shown->axis, right, bottom), veil);
    }
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.6));
    painter.drawLine(QPointF(now, 4), QPointF(now, bottom));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Accent));
    painter.drawPolygon(QPolygonF {QPointF(now - 6, 0), QPointF(now + 6, 0), QPointF(now, 8)});
    if (m_shown->brush) {
        const double left = m_shown->plotLeft() + std::min(m_shown->brush->first, m_shown->brush->second);
        const double width = std::abs(m_shown->brush->first - m_shown->brush->second);
        QColor veil = m_theme->color(Role::Selection);
        veil.setAlphaF(0.18F);
        painter.fillRect(QRectF(left, m_shown->axis, width, bottom), veil);
    }
    painter.setPen(QPen(m_theme->color(Role::Held), 1.6, Qt::DashLine));
    for (const auto& mark : {m_shown->markA, m_shown->markB}) {
        if (mark)
            painter.drawLine(QPointF(plotX(*mark), 0), QPointF(plotX(*mark), bottom));
    }
    if (m_shown->markA && m_shown->markB) {
        const double from = plotX(*m_shown->markA), to = plotX(*m_shown->markB);
        const QString text = toQString(spanText(std::abs(*m_shown->markB - *m_shown->markA)));
        const double width = QFontMetricsF(m_fonts->bold).horizontalAdvance(text) + 14, y = bottom - 24;
        drawArrow(painter, QPointF(from, y), QPointF(to, y), m_theme->color(Role::Held));
        const double left = std::clamp((from + to - width) / 2, m_shown->plotLeft() + 2, std::max(m_shown->plotLeft() + 2, right - width - 2));
        const QRectF plate(left, y - 10, width, 20);
        drawSurface(painter, plate, m_theme->color(Role::HeldSurface), m_theme->color(Role::Held), 4);
        drawLine(painter, plate, text, m_fonts->bold, m_theme->color(Role::Held), Qt::AlignHCenter);
    }
    painter.restore();
}

} // namespace lab
