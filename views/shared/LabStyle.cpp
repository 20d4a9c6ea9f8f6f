#include "views/shared/LabStyle.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>
#include <optional>

namespace lab {

namespace {

QFontMetrics metricsOf(const QStyleOption* option, const QWidget* widget)
{
    if (widget)
        return widget->fontMetrics();
    return option ? option->fontMetrics : QFontMetrics(QApplication::font());
}

void prepare(QPainter& painter, const QStyleOption& option, double line)
{
    const bool enabled = option.state & QStyle::State_Enabled, on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor mark = option.palette.color(group, QPalette::Highlight);
    // Muted text has the contrast that a control's outline needs, in every theme; a card's border has not.
    const QColor edge = on ? mark : option.palette.color(group, enabled ? QPalette::PlaceholderText : QPalette::Mid);
    painter.setPen(QPen(option.state & QStyle::State_HasFocus ? option.palette.color(group, QPalette::WindowText) : edge, line));
    painter.setBrush(on ? mark : option.palette.color(group, QPalette::Base));
}

void drawBox(QPainter& painter, const QStyleOption& option)
{
    const double side = std::min(option.rect.width(), option.rect.height()), line = std::max(1.2, side / 11);
    const QRectF box = QRectF(option.rect).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    prepare(painter, option, line);
    painter.drawRoundedRect(box, side / 6, side / 6);
    QPen pen(option.palette.color(QPalette::HighlightedText), side / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    const auto at = [&](double x, double y) { return QPointF(box.left() + x * box.width(), box.top() + y * box.height()); };
    if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF {at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)});
    else if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
}

void drawDot(QPainter& painter, const QStyleOption& option)
{
    const double side = std::min(option.rect.width(), option.rect.height()), line = std::max(1.2, side / 11);
    const QRectF box = QRectF(option.rect).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    prepare(painter, option, line);
    painter.drawEllipse(box);
    if (option.state & QStyle::State_On) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(option.palette.color(QPalette::HighlightedText));
        painter.drawEllipse(box.center(), side / 5, side / 5);
    }
}

/// A small triangle in the middle of its room, which may be narrower: a style sheet's box leaves its arrow few pixels.
void drawTriangle(QPainter& painter, const QStyleOption& option, int textHeight, double degrees)
{
    const QPalette::ColorGroup group = option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
    const double half = std::min(std::max(4.0, textHeight * 0.22), option.rect.height() / 2.0);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.palette.color(group, group == QPalette::Active ? QPalette::PlaceholderText : QPalette::Mid));
    painter.translate(QRectF(option.rect).center());
    painter.rotate(degrees);
    painter.drawPolygon(QPolygonF {{-half, -half / 2}, {half, -half / 2}, {0, half * 0.7}});
}

/// Clockwise from downwards; none: it is no arrow.
std::optional<double> directionOf(QStyle::PrimitiveElement element, const QStyleOption& option)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
        return 0;
    case QStyle::PE_IndicatorArrowLeft:
        return 90;
    case QStyle::PE_IndicatorArrowUp:
        return 180;
    case QStyle::PE_IndicatorArrowRight:
        return 270;
    case QStyle::PE_IndicatorBranch: // of a tree: to the right, or down when it is open
        if (option.state & QStyle::State_Children)
            return option.state & QStyle::State_Open ? 0 : 270;
        return {};
    default:
        return {};
    }
}

} // namespace

LabStyle::LabStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

int LabStyle::boxSide(const QFontMetrics& text)
{
    return std::max(13, text.ascent());
}

int LabStyle::cellMargin(const QFontMetrics& text)
{
    return std::max(2, (text.height() - 8) / 4);
}

int LabStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return boxSide(metricsOf(option, widget));
    case PM_FocusFrameHMargin: // of an item's text, and one pixel more
        return cellMargin(metricsOf(option, widget));
    case PM_TabBarScrollButtonWidth:
        return std::max(QProxyStyle::pixelMetric(metric, option, widget), metricsOf(option, widget).height() * 2 / 3);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void LabStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto draw = [painter](auto&& what) {
        painter->save();
        what();
        painter->restore();
    };
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return draw([&] { drawBox(*painter, *option); });
    case PE_IndicatorRadioButton:
        return draw([&] { drawDot(*painter, *option); });
    case PE_IndicatorBranch:
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        if (const auto degrees = directionOf(element, *option))
            draw([&] { drawTriangle(*painter, *option, metricsOf(option, widget).height(), *degrees); });
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

} // namespace lab
