// AnalogyCanvas's painting: each kind of mark, in the theme's roles.

#include "views/analogy/AnalogyCanvas.h"

#include <QPainterPath>

#include <algorithm>

namespace lab {

namespace {

/// The instrument: a body with its dial, and the handset on it, or beside it when it is lifted.
void drawPhone(QPainter& painter, const QRectF& rect, const QColor& line, const QColor& fill, bool lifted)
{
    const double w = rect.width(), h = rect.height();
    const auto at = [&](double x, double y) { return QPointF(rect.left() + x * w, rect.top() + y * h); };
    painter.setPen(QPen(line, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(fill);
    QPainterPath body;
    body.moveTo(at(0.24, 0.46));
    body.lineTo(at(0.76, 0.46));
    body.lineTo(at(0.92, 0.92));
    body.lineTo(at(0.08, 0.92));
    body.closeSubpath();
    painter.drawPath(body);
    painter.drawEllipse(at(0.5, 0.70), w * 0.13, h * 0.13);
    painter.save();
    painter.translate(at(0.5, lifted ? 0.20 : 0.33));
    painter.rotate(lifted ? -14 : 0);
    QPainterPath handset;
    handset.moveTo(-0.44 * w, 0.12 * h);
    handset.quadTo(-0.46 * w, -0.16 * h, 0, -0.16 * h);
    handset.quadTo(0.46 * w, -0.16 * h, 0.44 * w, 0.12 * h);
    handset.lineTo(0.24 * w, 0.12 * h);
    handset.quadTo(0.24 * w, -0.01 * h, 0, -0.01 * h);
    handset.quadTo(-0.24 * w, -0.01 * h, -0.24 * w, 0.12 * h);
    handset.closeSubpath();
    painter.setBrush(line);
    painter.drawPath(handset);
    painter.restore();
}

void drawLetterbox(QPainter& painter, const QRectF& rect, const QColor& line, const QColor& fill)
{
    const QRectF box = rect.adjusted(rect.width() * 0.08, rect.height() * 0.22, -rect.width() * 0.08, -rect.height() * 0.18);
    painter.setPen(QPen(line, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 2, 2);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF {box.topLeft(), QPointF(box.center().x(), box.center().y() + 1), box.topRight()});
}

} // namespace

void AnalogyCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_context.theme;
    painter.fillRect(rect(), theme.color(Role::Card));
    for (const Mark& mark : m_picture.marks)
        paintMark(painter, mark);
    if (hasFocus())
        drawRing(painter, QRectF(rect()), theme, 4);
}

void AnalogyCanvas::paintMark(QPainter& painter, const Mark& mark) const
{
    const Theme& theme = m_context.theme;
    const QColor border = theme.color(borderRole(mark.tone)), ink = theme.color(textRole(mark.tone));
    switch (mark.kind) {
    case Mark::Kind::Card:
    case Mark::Kind::Place:
        drawSurface(painter, mark.rect, theme.color(surfaceRole(mark.tone)), mark.lit ? theme.color(Role::Accent) : border, 5,
                    mark.dashed ? Qt::DashLine : Qt::SolidLine, mark.lit ? 2 : 1);
        if (!mark.text.isEmpty())
            drawLine(painter, mark.rect.adjusted(2, 0, -2, 0), mark.text, mark.font, theme.color(Role::Text), Qt::AlignHCenter);
        break;
    case Mark::Kind::Text:
        drawLine(painter, mark.rect, mark.text, mark.font, ink, mark.align);
        break;
    case Mark::Kind::Prose:
        painter.setFont(mark.font);
        painter.setPen(ink);
        painter.drawText(mark.rect, wrapping(mark.text, mark.font, mark.rect.width()), mark.text);
        break;
    case Mark::Kind::Phone:
        paintPhone(painter, mark);
        break;
    case Mark::Kind::Letterbox:
        drawLetterbox(painter, mark.rect, theme.color(Role::Text), theme.color(Role::Card));
        break;
    case Mark::Kind::Line:
        painter.setPen(QPen(ink, mark.tone == Tone::Good ? 2.2 : 1.6, mark.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(mark.rect.topLeft(), mark.rect.bottomRight());
        break;
    case Mark::Kind::Cross:
        drawCross(painter, mark.rect.center(), theme.color(Role::Lost), mark.rect.width() / 2);
        break;
    case Mark::Kind::Tank:
        paintTank(painter, mark);
        break;
    case Mark::Kind::Tube:
        paintTube(painter, mark);
        break;
    case Mark::Kind::Boundary:
        painter.setPen(QPen(theme.color(Role::Accent), 2, Qt::DashLine));
        painter.drawLine(QPointF(mark.rect.left(), mark.rect.center().y()), QPointF(mark.rect.right(), mark.rect.center().y()));
        break;
    }
    if (isChosen(mark) && mark.kind != Mark::Kind::Text)
        drawRing(painter, mark.rect, theme, 5);
}

void AnalogyCanvas::paintPhone(QPainter& painter, const Mark& mark) const
{
    const Theme& theme = m_context.theme;
    const QColor ink = theme.color(mark.tone == Tone::Plain ? Role::MutedText : textRole(mark.tone));
    drawPhone(painter, mark.rect, ink, theme.color(Role::Card), mark.fill > 0 && !mark.lit);
    if (!mark.lit)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Role::HeldMark), 1.6, Qt::SolidLine, Qt::RoundCap));
    for (const double side : {-1.0, 1.0}) { // it rings
        const QRectF arc(mark.rect.center().x() + side * mark.rect.width() * 0.42 - 5, mark.rect.top(), 10, 12);
        painter.drawArc(arc, side < 0 ? 110 * 16 : -70 * 16, 140 * 16); // sixteenths of a degree
    }
}

/// Filled from the side at which the bytes come in.
void AnalogyCanvas::paintTank(QPainter& painter, const Mark& mark) const
{
    const Theme& theme = m_context.theme;
    const QColor border = theme.color(borderRole(mark.tone));
    drawSurface(painter, mark.rect, theme.color(Role::Card), border, 3, mark.dashed ? Qt::DashLine : Qt::SolidLine, 1.4);
    if (mark.fill <= 0)
        return;
    const double wide = (mark.rect.width() - 4) * std::min(1.0, mark.fill);
    const double left = mark.rightwards ? mark.rect.right() - 2 - wide : mark.rect.left() + 2;
    const QRectF full(left, mark.rect.top() + 2, wide, mark.rect.height() - 4);
    painter.fillRect(full, theme.color(surfaceRole(mark.tone)));
    painter.fillRect(QRectF(full.left(), full.bottom() - 3, full.width(), 3), border);
}

/// A pipe lying on its side; a bar at its mouth where nothing more can come in.
void AnalogyCanvas::paintTube(QPainter& painter, const Mark& mark) const
{
    const Theme& theme = m_context.theme;
    const QRectF& rect = mark.rect;
    drawSurface(painter, rect, theme.color(Role::Wire), theme.color(borderRole(mark.tone)), 9, mark.dashed ? Qt::DashLine : Qt::SolidLine, 1.4);
    const double tip = mark.rightwards ? rect.right() - 4 : rect.left() + 4, back = mark.rightwards ? -5 : 5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Role::MutedText), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double y = rect.center().y();
    painter.drawPolyline(QPolygonF {QPointF(tip + back, y - 5), QPointF(tip, y), QPointF(tip + back, y + 5)});
    if (mark.lit) {
        painter.setPen(QPen(theme.color(Role::Lost), 3));
        const double mouth = mark.rightwards ? rect.left() + 2 : rect.right() - 2;
        painter.drawLine(QPointF(mouth, rect.top() + 5), QPointF(mouth, rect.bottom() - 5));
    }
}

} // namespace lab
