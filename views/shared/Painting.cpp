#include "views/shared/Painting.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lab {

Role textRole(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return Role::Text;
    case Tone::Muted:
        return Role::MutedText;
    case Tone::Accent:
        return Role::Accent;
    case Tone::Held:
        return Role::Held;
    case Tone::Lost:
        return Role::Lost;
    case Tone::Good:
        return Role::Good;
    case Tone::State:
        return Role::State;
    case Tone::Packet:
        return Role::Packet;
    }
    return Role::Text;
}

Role surfaceRole(Tone tone)
{
    switch (tone) {
    case Tone::Held:
        return Role::HeldSurface;
    case Tone::Lost:
        return Role::LostSurface;
    case Tone::Good:
        return Role::GoodSurface;
    default:
        return Role::Raised;
    }
}

Role borderRole(Tone tone)
{
    switch (tone) {
    case Tone::Held:
        return Role::HeldMark;
    case Tone::Lost:
        return Role::Lost;
    case Tone::Good:
        return Role::Good;
    case Tone::Accent:
        return Role::Accent;
    default:
        return Role::CardBorder;
    }
}

void drawSurface(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius,
                 Qt::PenStyle style, double width)
{
    painter.setPen(QPen(border, width, style));
    painter.setBrush(fill);
    const double inset = width / 2;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

void drawPill(QPainter& painter, const QRectF& rect, const QString& text, const Theme& theme, Tone tone)
{
    const bool state = tone == Tone::State;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(state ? Role::State : surfaceRole(tone)));
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    painter.setPen(theme.color(state ? Role::StateText : textRole(tone)));
    painter.drawText(rect, Qt::AlignCenter, text);
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color, Qt::PenStyle style,
               double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, width, style, Qt::FlatCap));
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    constexpr double length = 7, spread = 0.45;
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-spread, spread})
        painter.drawLine(to, to - QPointF(length * std::cos(angle + side), length * std::sin(angle + side)));
}

void drawCross(QPainter& painter, const QPointF& centre, const QColor& color, double size)
{
    painter.setPen(QPen(color, 2.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - QPointF(size, size), centre + QPointF(size, size));
    painter.drawLine(centre - QPointF(size, -size), centre + QPointF(size, -size));
}

void drawPause(QPainter& painter, const QPointF& centre, const QColor& line, const QColor& fill)
{
    drawSurface(painter, QRectF(centre - QPointF(8, 8), QSizeF(16, 16)), fill, line, 3, Qt::SolidLine, 1.6);
    painter.setPen(QPen(line, 2));
    for (const double x : {-2.5, 2.5})
        painter.drawLine(centre + QPointF(x, -3.5), centre + QPointF(x, 3.5));
}

void drawRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Role::Selection), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
}

void drawLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
              Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (rect.width() <= 0 || text.isEmpty())
        return;
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetricsF(font).elidedText(text, elide, rect.width());
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

QFont boldFont(const QFont& font)
{
    QFont result(font);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont sized(const QFont& font, double delta)
{
    QFont result(font);
    if (font.pointSizeF() > 0)
        result.setPointSizeF(std::max(6.0, font.pointSizeF() + delta));
    else
        result.setPixelSize(std::max(8, font.pixelSize() + static_cast<int>(std::lround(delta * 1.33))));
    return result;
}

} // namespace lab
