#include "views/sequence/SequenceCanvas.h"

#include "views/sequence/SequenceTable.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab {

SequenceCanvas::SequenceCanvas(ViewContext& context, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_texts(m_index, *context.playhead)
    , m_fonts(SequenceFonts::from(font()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sequence diagram"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // it fills all of itself: nothing is painted beneath
    setMinimumSize(240, 120);
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_index.reset();
        m_texts.forget();
    });
    refresh();
}

void SequenceCanvas::refresh()
{
    if (m_language != m_context.language) {
        m_language = m_context.language;
        m_texts.forget();
    }
    const bool followed = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    m_index.follow(m_context.playhead->journal());
    measure();
    if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void SequenceCanvas::measure()
{
    m_rowHeight = SequenceLayout::rowHeight(m_fonts);
    m_columns = SequenceColumns::of(m_index, viewport()->width(), SequenceColumns::scaleFor(m_fonts));
    const double visible = viewport()->height() - headerHeight();
    const double wanted = rows() * m_rowHeight + m_rowHeight / 2;
    verticalScrollBar()->setSingleStep(static_cast<int>(m_rowHeight));
    verticalScrollBar()->setPageStep(std::max(1, static_cast<int>(visible)));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(wanted - visible)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_columns.width) - viewport()->width()));
}

QSize SequenceCanvas::wholeSize(int width, std::size_t from) const
{
    const auto hidden = std::min<std::uint32_t>(static_cast<std::uint32_t>(m_index.rowsAt(from)), rows());
    const double shown = std::max<std::uint32_t>(rows() - hidden, 2) * m_rowHeight + m_rowHeight / 2;
    const double wide = std::max<double>(SequenceColumns::of(m_index, width, SequenceColumns::scaleFor(m_fonts)).width, minimumWidth());
    return {static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(headerHeight() + shown))};
}

double SequenceCanvas::headerHeight() const
{
    return std::ceil(QFontMetricsF(m_fonts.bold).height()) + 20;
}

std::uint32_t SequenceCanvas::rows() const
{
    return static_cast<std::uint32_t>(m_index.rowsAt(m_context.playhead->position()));
}

std::uint32_t SequenceCanvas::currentRow() const
{
    const Selection::What& what = m_context.selection->what();
    if (!what.event)
        return noRow;
    const std::uint32_t row = m_index.rowOf(*what.event);
    return row < rows() ? row : noRow;
}

SequenceLit SequenceCanvas::lit() const
{
    const Selection::What& what = m_context.selection->what();
    return {what.packet.value_or(0), what.call.value_or(0), what.socket.value_or(0)};
}

void SequenceCanvas::showSelection()
{
    if (const std::uint32_t row = currentRow(); row != noRow && !m_selecting)
        reveal(row);
    viewport()->update();
}

void SequenceCanvas::reveal(std::uint32_t row)
{
    const double top = row * m_rowHeight, visible = viewport()->height() - headerHeight();
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(static_cast<int>(top));
    else if (top + m_rowHeight > verticalScrollBar()->value() + visible)
        verticalScrollBar()->setValue(static_cast<int>(std::ceil(top + m_rowHeight - visible)));
}

void SequenceCanvas::selectRow(std::uint32_t row)
{
    if (row >= rows())
        return;
    setAccessibleDescription(textOf(row));
    m_selecting = true;
    m_context.selection->select(sequenceWhat(m_index, row));
    m_selecting = false;
    reveal(row);
}

void SequenceCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const Theme& theme = m_context.theme;
    painter.fillRect(viewport()->rect(), theme.color(Role::Card));
    painter.setRenderHint(QPainter::Antialiasing);
    const double scroll = verticalScrollBar()->value(), visible = viewport()->height() - headerHeight();
    const auto first = static_cast<std::uint32_t>(std::max(0.0, std::floor(scroll / m_rowHeight)));
    const auto last = static_cast<std::uint32_t>(std::max(0.0, std::floor((scroll + visible) / m_rowHeight)));

    painter.save();
    painter.setClipRect(QRectF(0, headerHeight(), viewport()->width(), visible));
    painter.translate(-horizontalScrollBar()->value(), headerHeight() - scroll);
    if (const std::uint32_t row = currentRow(); row != noRow) {
        const QRectF band(2, row * m_rowHeight, m_columns.width - 4, m_rowHeight);
        painter.fillRect(band, theme.color(Role::Hover));
        drawRing(painter, band, theme, 3);
    }
    SequenceLayout layout(m_index, m_texts, m_columns, m_fonts, lit());
    for (const SequenceShape& shape : layout.shapes(first, last, m_context.playhead->position()))
        paintShape(painter, shape);
    paintNotes(painter, first, last);
    painter.restore();
    paintHeader(painter);
    if (rows() == 0) {
        drawLine(painter, QRectF(16, headerHeight() + 8, viewport()->width() - 32, 24), tr("Nothing has happened yet."),
                 m_fonts.text, theme.color(Role::MutedText), Qt::AlignHCenter);
    }
    if (hasFocus())
        drawRing(painter, QRectF(viewport()->rect()), theme, 4);
}

/// A sheet at the left edge of every row whose event has a person's note.
void SequenceCanvas::paintNotes(QPainter& painter, std::uint32_t first, std::uint32_t last) const
{
    const Theme& theme = m_context.theme;
    const auto& notes = m_context.playhead->notes().all();
    if (first >= rows())
        return;
    for (auto note = notes.lower_bound(m_index.rows()[first].first); note != notes.end(); ++note) {
        const std::uint32_t row = m_index.rowOf(note->first);
        if (row > last || row >= rows())
            break;
        const QRectF sheet(4, row * m_rowHeight + (m_rowHeight - 13) / 2, 11, 13);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Role::Accent));
        painter.drawRoundedRect(sheet, 2, 2);
        painter.setPen(QPen(theme.color(Role::AccentText), 1));
        for (const double y : {3.5, 6.5, 9.5})
            painter.drawLine(sheet.topLeft() + QPointF(2.5, y), sheet.topLeft() + QPointF(y < 9 ? 8.5 : 6, y));
    }
}

QString SequenceCanvas::textOf(std::uint32_t row) const
{
    QString text = m_texts.whole(row);
    const auto& notes = m_context.playhead->notes().all();
    for (auto note = notes.lower_bound(m_index.rows()[row].first); note != notes.end() && m_index.rowOf(note->first) == row; ++note)
        text += QLatin1Char('\n') + tr("Note: %1").arg(QString::fromStdString(note->second.text));
    return text;
}

void SequenceCanvas::paintHeader(QPainter& painter) const
{
    const Theme& theme = m_context.theme;
    painter.save();
    painter.setClipRect(QRectF(0, 0, viewport()->width(), headerHeight()));
    painter.translate(-horizontalScrollBar()->value(), 0);
    const QFontMetricsF metrics(m_fonts.bold);
    const double from = horizontalScrollBar()->value() - m_columns.laneGap;
    const double to = horizontalScrollBar()->value() + viewport()->width() + m_columns.laneGap;
    const auto head = [&](double x, const QString& text, double room, bool ended) {
        const double width = std::min(metrics.horizontalAdvance(text) + 22, room);
        const double left = std::clamp(x - width / 2, 2.0, std::max(2.0, m_columns.width - width - 2));
        const QRectF box(left, 6, width, headerHeight() - 12);
        drawSurface(painter, box, theme.color(Role::Raised), theme.color(Role::CardBorder), 4);
        drawLine(painter, box.adjusted(4, 0, -4, 0), text, m_fonts.bold,
                 theme.color(ended ? Role::MutedText : Role::Text), Qt::AlignHCenter);
    };
    for (std::uint32_t i = 0; i < m_columns.lanes.size(); ++i) {
        if (m_columns.lanes[i] < std::max(from, 0.0) || m_columns.lanes[i] > to)
            continue; // not shown, or not in sight: there may be thousands
        const bool ended = m_index.lanes()[i].exited < m_context.playhead->position();
        head(m_columns.lanes[i], m_texts.lane(i), m_columns.laneGap - 6, ended);
    }
    const double kernelRoom = 124 * SequenceColumns::scaleFor(m_fonts);
    if (m_columns.oneHost) {
        const double room = m_columns.kernel[1] - 70; // up to the kernel's own header
        head(room / 2, SequenceTexts::loopback(), room, false);
        head(m_columns.kernel[1], SequenceTexts::oneKernel(), kernelRoom, false);
    } else {
        for (const HostId host : {HostId::Client, HostId::Server})
            if (host == HostId::Client || !m_index.thisMachine())
                head(m_columns.kernel[static_cast<std::size_t>(host)], m_texts.kernel(host), kernelRoom, false);
    }
    painter.restore();
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

void SequenceCanvas::resizeEvent(QResizeEvent* event)
{
    const bool followed = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    QAbstractScrollArea::resizeEvent(event);
    measure();
    if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

std::uint32_t SequenceCanvas::rowAt(double y) const
{
    const double row = (y - headerHeight() + verticalScrollBar()->value()) / m_rowHeight;
    return y < headerHeight() || row < 0 || row >= rows() ? noRow : static_cast<std::uint32_t>(row);
}

void SequenceCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const std::uint32_t row = rowAt(event->position().y());
    if (row == noRow)
        m_context.selection->clear();
    else
        selectRow(row);
}

void SequenceCanvas::keyPressEvent(QKeyEvent* event)
{
    const std::uint32_t count = rows(), current = currentRow();
    const auto page = static_cast<std::int64_t>((viewport()->height() - headerHeight()) / m_rowHeight > 2
                                                    ? (viewport()->height() - headerHeight()) / m_rowHeight - 1
                                                    : 1);
    const std::int64_t here = current == noRow ? static_cast<std::int64_t>(count) : current;
    std::int64_t next = here;
    switch (event->key()) {
    case Qt::Key_Up:
        next = here - 1;
        break;
    case Qt::Key_Down:
        next = current == noRow ? 0 : here + 1;
        break;
    case Qt::Key_PageUp:
        next = here - page;
        break;
    case Qt::Key_PageDown:
        next = here + page;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = count;
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (count > 0)
        selectRow(static_cast<std::uint32_t>(std::clamp<std::int64_t>(next, 0, std::int64_t {count} - 1)));
}

bool SequenceCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::uint32_t row = rowAt(help->pos().y());
        QToolTip::showText(help->globalPos(), row == noRow ? QString() : textOf(row), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void SequenceCanvas::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Sequence diagram"));
        m_texts.forget();
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        m_fonts = SequenceFonts::from(font());
        refresh();
    }
}

} // namespace lab
