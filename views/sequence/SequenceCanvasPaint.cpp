// SequenceCanvas: the painting.

#include "views/sequence/SequenceCanvas.h"

#include <QPainter>
#include <QPolygonF>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace lab {

void SequenceCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const Theme& theme = m_context.theme;
    painter.fillRect(viewport()->rect(), theme.color(Role::Card));
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = scrolled(), bottom = top + visibleHeight();

    painter.save();
    painter.setClipRect(QRectF(0, headerHeight(), viewport()->width(), visibleHeight()));
    painter.translate(-horizontalScrollBar()->value(), headerHeight() - top);
    paintCurrent(painter);
    SequenceLayout layout(m_reading, m_texts, m_columns, m_fonts, lit(), m_rowHeight);
    for (const SequenceShape& shape : layout.shapes(top, bottom, m_context.playhead->position()))
        paintShape(painter, shape);
    painter.translate(horizontalScrollBar()->value(), 0); // what follows stays at the left edge
    paintGutter(painter, top, bottom);
    paintNotes(painter, top, bottom);
    painter.restore();
    paintHeader(painter);
    if (shownSlots() == 0) {
        drawLine(painter, QRectF(16, headerHeight() + 8, viewport()->width() - 32, m_rowHeight), emptyText(), m_fonts.text,
                 theme.color(Role::MutedText), Qt::AlignHCenter);
    }
    if (hasFocus())
        drawRing(painter, QRectF(viewport()->rect()), theme, 4);
}

QString SequenceCanvas::emptyText() const
{
    if (rows() == 0)
        return tr("Nothing has happened yet.");
    return m_turn.isActive() ? tr("Reading…") : tr("No row is what the filter asks for.");
}

/// The selected row; where a filter hides it, a line between the rows beside it.
void SequenceCanvas::paintCurrent(QPainter& painter) const
{
    const std::uint32_t row = currentRow();
    if (row == noRow)
        return;
    const Theme& theme = m_context.theme;
    const double left = m_columns.gutter + 2, top = topOf(row);
    if (!m_reading.axis().has(row)) {
        painter.setPen(QPen(theme.color(Role::Selection), 1.5, Qt::DashLine));
        painter.drawLine(QPointF(left, top - 2), QPointF(m_columns.width - 2, top - 2));
        return;
    }
    const QRectF band(left, top, m_columns.width - left - 2, std::max(m_rowHeight, 4.0)); // seen among very low rows
    painter.fillRect(band, theme.color(Role::Hover));
    drawRing(painter, band, theme, 3);
}

/// Times at the left, and how true the distances between them are: a line where they are to scale, dots where rows are
/// nearer in time than they are drawn, a zigzag with the wait where it is broken.
void SequenceCanvas::paintGutter(QPainter& painter, double top, double bottom) const
{
    const SequenceGutter gutter = this->gutter();
    if (gutter.width() <= 0)
        return;
    const Theme& theme = m_context.theme;
    painter.fillRect(QRectF(0, top, gutter.width(), bottom - top), theme.color(Role::Card));
    const double x = gutter.lineX();
    const auto line = [&](double from, double to, Qt::PenStyle style) {
        painter.setPen(QPen(theme.color(Role::MutedText), 1.4, style));
        painter.drawLine(QPointF(x, from), QPointF(x, to));
    };
    for (const SequenceWait& wait : gutter.waits(top, bottom, shownSlots())) {
        if (wait.text.isEmpty()) {
            line(wait.from, wait.to, wait.distance == SequenceAxis::Distance::True ? Qt::SolidLine : Qt::DotLine);
            continue;
        }
        const double middle = wait.rect.center().y();
        line(wait.from, middle - 9, Qt::SolidLine);
        line(middle + 9, wait.to, Qt::SolidLine);
        painter.setPen(QPen(theme.color(Role::Held), 1.6));
        painter.drawPolyline(QPolygonF {{QPointF(x, middle - 9), QPointF(x + 5, middle - 6), QPointF(x - 5, middle - 2),
                                         QPointF(x + 5, middle + 2), QPointF(x - 5, middle + 6), QPointF(x, middle + 9)}});
        drawLine(painter, wait.rect, wait.text, m_fonts.text, theme.color(Role::Held), Qt::AlignRight);
    }
    const std::uint32_t current = currentRow();
    for (const SequenceTime& time : gutter.times(top, bottom, shownSlots())) {
        painter.setPen(QPen(theme.color(Role::MutedText), 1.4));
        painter.drawLine(QPointF(x, time.y), QPointF(x + 5, time.y));
        const bool lit = time.row == current;
        drawLine(painter, time.rect, time.text, lit ? boldFont(m_fonts.mono) : m_fonts.mono,
                 theme.color(lit ? Role::Text : Role::MutedText), Qt::AlignRight);
    }
}

/// A sheet at the left edge of every row whose event has a person's note.
void SequenceCanvas::paintNotes(QPainter& painter, double top, double bottom) const
{
    const Theme& theme = m_context.theme;
    const auto& notes = m_context.playhead->notes().all();
    const SequenceAxis& axis = m_reading.axis();
    const std::size_t first = axis.slotAt(top / m_rowHeight);
    if (first >= shownSlots())
        return;
    const std::uint32_t last = axis.rowAt(std::min(axis.slotAt(bottom / m_rowHeight), shownSlots() - 1));
    for (auto note = notes.lower_bound(index().rows().firstOf(axis.rowAt(first))); note != notes.end(); ++note) {
        const std::uint32_t row = index().rowOf(note->first);
        if (row > last)
            break;
        if (!axis.has(row))
            continue;
        const QRectF sheet(4, topOf(row) + (m_rowHeight - 13) / 2, 11, 13);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Role::Accent));
        painter.drawRoundedRect(sheet, 2, 2);
        painter.setPen(QPen(theme.color(Role::AccentText), 1));
        for (const double y : {3.5, 6.5, 9.5})
            painter.drawLine(sheet.topLeft() + QPointF(2.5, y), sheet.topLeft() + QPointF(y < 9 ? 8.5 : 6, y));
    }
}

void SequenceCanvas::paintHead(QPainter& painter, const SequenceHead& head) const
{
    const Theme& theme = m_context.theme;
    const QColor color = theme.color(head.ended ? Role::MutedText : Role::Text);
    drawSurface(painter, head.rect, theme.color(Role::Raised), theme.color(Role::CardBorder), 4);
    QRectF words = head.rect.adjusted(4, 0, -4, 0);
    if (head.mark) { // a triangle: down, or to the right where it is folded
        const double x = head.text.isEmpty() ? head.rect.center().x() : head.rect.left() + SequenceHeads::markWidth - 2;
        const QPointF at(x, head.rect.center().y());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Role::MutedText));
        painter.drawPolygon(head.folded ? QPolygonF {{at + QPointF(-2, -4), at + QPointF(3, 0), at + QPointF(-2, 4)}}
                                        : QPolygonF {{at + QPointF(-4, -2), at + QPointF(4, -2), at + QPointF(0, 3)}});
        words.setLeft(words.left() + SequenceHeads::markWidth - 1);
    }
    drawLine(painter, words, head.text, m_fonts.bold, color, Qt::AlignHCenter);
}

void SequenceCanvas::paintHeader(QPainter& painter) const
{
    painter.save();
    painter.setClipRect(QRectF(m_columns.gutter, 0, viewport()->width() - m_columns.gutter, headerHeight()));
    painter.translate(-horizontalScrollBar()->value(), 0);
    const double left = horizontalScrollBar()->value();
    for (const SequenceHead& head : heads().between(left, left + viewport()->width(), m_context.playhead->position()))
        paintHead(painter, head);
    painter.restore();
    if (m_columns.gutter > 0)
        drawLine(painter, QRectF(4, 6, m_columns.gutter - 12, headerHeight() - 12), tr("time, s"), m_fonts.text,
                 m_context.theme.color(Role::MutedText), Qt::AlignRight);
}

void SequenceCanvas::paintShape(QPainter& painter, const SequenceShape& shape) const
{
    const Theme& theme = m_context.theme;
    const QColor color = theme.color(textRole(shape.tone));
    const double width = shape.lit ? 2.6 : 1.5;
    switch (shape.kind) {
    case SequenceShape::Kind::Lifeline:
        painter.setPen(QPen(theme.color(Role::CardBorder), 1.4));
        painter.drawLine(shape.from, shape.to);
        break;
    case SequenceShape::Kind::Bar: {
        QColor fill = theme.color(shape.faint ? Role::HeldMark : Role::State);
        if (shape.faint)
            fill.setAlphaF(shape.lit ? 0.75F : 0.42F);
        painter.setPen(shape.lit ? QPen(theme.color(Role::Selection), 2) : QPen(Qt::NoPen));
        painter.setBrush(fill);
        painter.drawRoundedRect(shape.rect, 1.5, 1.5);
        break;
    }
    case SequenceShape::Kind::Line: {
        QPen pen(theme.color(shape.tone == Tone::Held ? Role::HeldMark : textRole(shape.tone)), width);
        pen.setStyle(shape.dashed ? Qt::DashLine : Qt::SolidLine);
        painter.setPen(pen);
        painter.drawLine(shape.from, shape.to);
        break;
    }
    case SequenceShape::Kind::Arrow:
        drawArrow(painter, shape.from, shape.to, color, shape.dashed ? Qt::DashLine : Qt::SolidLine, width);
        break;
    case SequenceShape::Kind::Cross:
        drawCross(painter, shape.from, color);
        break;
    case SequenceShape::Kind::Pause:
        drawPause(painter, shape.from, theme.color(Role::HeldMark), theme.color(Role::Card));
        break;
    case SequenceShape::Kind::Block: {
        QColor fill = theme.color(shape.tone == Tone::Held ? Role::HeldMark : textRole(shape.tone));
        fill.setAlphaF(static_cast<float>(shape.strength));
        painter.fillRect(shape.rect, fill);
        break;
    }
    case SequenceShape::Kind::Label:
        paintLabel(painter, shape);
        break;
    }
}

void SequenceCanvas::paintLabel(QPainter& painter, const SequenceShape& shape) const
{
    const QFont font =
        shape.lit ? boldFont(shape.mono ? m_fonts.mono : m_fonts.text) : (shape.mono ? m_fonts.mono : m_fonts.text);
    const QFontMetricsF metrics(font);
    // Lines may pass under a text; the text stays readable.
    const double width = std::min(metrics.horizontalAdvance(shape.text), shape.rect.width()) + 4;
    double left = shape.rect.left() - 2;
    if (shape.align == Qt::AlignRight)
        left = shape.rect.right() - width + 2;
    else if (shape.align == Qt::AlignHCenter)
        left = shape.rect.center().x() - width / 2;
    const bool current = currentRow() == shape.row;
    QColor ground = m_context.theme.color(current ? Role::Hover : Role::Card);
    ground.setAlphaF(0.85F);
    painter.fillRect(QRectF(left, shape.rect.top() + 1, width, shape.rect.height() - 1), ground);
    drawLine(painter, shape.rect, shape.text, font, m_context.theme.color(textRole(shape.tone)), shape.align);
}

} // namespace lab
