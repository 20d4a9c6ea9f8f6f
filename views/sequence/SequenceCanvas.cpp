#include "views/sequence/SequenceCanvas.h"

#include "views/sequence/SequenceTable.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr std::chrono::milliseconds slice {6}; ///< of reading: a frame of 60 Hz has 16
constexpr double mostSteps = 1 << 30; ///< of a scroll bar

} // namespace

SequenceCanvas::SequenceCanvas(ViewContext& context, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_texts(m_reading.index(), *context.playhead)
    , m_fonts(SequenceFonts::from(font()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sequence diagram"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // it fills all of itself: nothing is painted beneath
    setMinimumSize(240, 120);
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &SequenceCanvas::readOn);
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_reading.reset();
        m_texts.forget();
        m_anchor.reset();
    });
    refresh();
}

void SequenceCanvas::refresh()
{
    if (m_language != m_context.language) {
        m_language = m_context.language;
        m_texts.forget();
    }
    readOn();
}

void SequenceCanvas::readOn()
{
    const bool followed = followsEnd();
    if (!m_anchor && !followed)
        holdPlace();
    const bool finished = m_reading.readOn(m_context.playhead->journal(), slice);
    measure();
    if (m_anchor)
        restorePlace(finished);
    else if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (!finished)
        m_turn.start(0);
    if (const std::uint32_t row = currentRow(); m_revealing && row != noRow && finished)
        reveal(row);
    viewport()->update();
    emit progressed();
}

bool SequenceCanvas::followsEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

/// The selected row if it is in sight, else the first in sight; the end is followed wherever that goes.
void SequenceCanvas::holdPlace()
{
    const SequenceAxis& axis = m_reading.axis();
    if (m_anchor || axis.size() == 0)
        return;
    const std::uint32_t current = currentRow();
    const double top = current == noRow ? -1 : topOf(current) - scrolled();
    const bool inSight = top >= 0 && top + m_rowHeight <= visibleHeight();
    if (!inSight && followsEnd())
        return;
    const std::uint32_t row = inSight ? current : axis.rowAt(axis.slotAt(scrolled() / m_rowHeight));
    m_anchor = {row, topOf(row) - scrolled()};
    m_anchored = verticalScrollBar()->value();
}

void SequenceCanvas::restorePlace(bool finished)
{
    const SequenceAxis& axis = m_reading.axis();
    const bool moved = verticalScrollBar()->value() != std::min(m_anchored, verticalScrollBar()->maximum());
    if (!moved && (finished || axis.slotOf(m_anchor->row) < axis.size()))
        scrollTo(topOf(m_anchor->row) - m_anchor->below);
    m_anchored = verticalScrollBar()->value();
    if (moved || finished)
        m_anchor.reset();
}

void SequenceCanvas::setFilter(EventFilter filter)
{
    if (filter == m_reading.filter().words())
        return;
    holdPlace();
    m_reading.setFilter(std::move(filter));
    readOn();
}

void SequenceCanvas::setTimed(bool timed)
{
    if (timed == m_reading.axis().timed())
        return;
    holdPlace();
    m_reading.setTimed(timed);
    readOn();
}

void SequenceCanvas::setScale(std::int64_t nsPerRow)
{
    holdPlace();
    m_reading.setScale(nsPerRow);
    readOn();
}

void SequenceCanvas::changeScale(int steps)
{
    if (m_reading.axis().timed())
        setScale(SequenceAxis::otherScale(m_reading.axis().scale(), steps));
}

SequenceGutter SequenceCanvas::gutter() const
{
    return {m_reading, m_context.playhead->journal(), m_fonts};
}

void SequenceCanvas::measure()
{
    m_rowHeight = SequenceLayout::rowHeight(m_fonts);
    m_columns = SequenceColumns::of(index(), viewport()->width(), SequenceColumns::scaleFor(m_fonts), gutter().width());
    const double visible = visibleHeight();
    const double wanted = m_reading.axis().end(shownSlots()) * m_rowHeight + m_rowHeight / 2;
    m_step = std::max(1.0, std::ceil(wanted / mostSteps));
    const auto steps = [this](double pixels) { return static_cast<int>(pixels / m_step); };
    verticalScrollBar()->setSingleStep(std::max(1, steps(m_rowHeight)));
    verticalScrollBar()->setPageStep(std::max(1, steps(visible)));
    verticalScrollBar()->setRange(0, std::max(0, steps(wanted - visible)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_columns.width) - viewport()->width()));
}

QSize SequenceCanvas::wholeSize(int width, std::size_t from)
{
    m_reading.finish(m_context.playhead->journal());
    measure();
    const SequenceAxis& axis = m_reading.axis();
    const std::size_t all = shownSlots(), hidden = std::min(m_reading.slotsAt(from), all);
    const double above = hidden < all ? axis.place(hidden) : axis.end(all);
    const double shown = std::max(axis.end(all) - above, 2.0) * m_rowHeight + m_rowHeight / 2;
    const auto columns = SequenceColumns::of(index(), width, SequenceColumns::scaleFor(m_fonts), gutter().width());
    const double wide = std::max<double>(columns.width, minimumWidth());
    return {static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(headerHeight() + shown))};
}

double SequenceCanvas::headerHeight() const
{
    return std::ceil(QFontMetricsF(m_fonts.bold).height()) + 20;
}

double SequenceCanvas::visibleHeight() const
{
    return viewport()->height() - headerHeight();
}

double SequenceCanvas::scrolled() const
{
    return verticalScrollBar()->value() * m_step;
}

void SequenceCanvas::scrollTo(double top)
{
    verticalScrollBar()->setValue(static_cast<int>(std::lround(top / m_step)));
}

std::size_t SequenceCanvas::shownSlots() const
{
    return m_reading.slotsAt(m_context.playhead->position());
}

std::size_t SequenceCanvas::rows() const
{
    return index().rowsAt(m_context.playhead->position());
}

double SequenceCanvas::topOf(std::uint32_t row) const
{
    const SequenceAxis& axis = m_reading.axis();
    const std::size_t slot = axis.slotOf(row);
    return (axis.has(row) ? axis.place(slot) : axis.end(slot)) * m_rowHeight;
}

/// Of what is selected; a filter may hide it.
std::uint32_t SequenceCanvas::currentRow() const
{
    const Selection::What& what = m_context.selection->what();
    if (!what.event || *what.event >= index().followed())
        return noRow;
    const std::uint32_t row = index().rowOf(*what.event);
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
    else
        m_revealing = row == noRow && m_context.selection->what().event.has_value();
    viewport()->update();
}

void SequenceCanvas::reveal(std::uint32_t row)
{
    m_revealing = false;
    const double top = topOf(row), visible = visibleHeight();
    if (top < scrolled())
        scrollTo(top);
    else if (top + m_rowHeight > scrolled() + visible)
        verticalScrollBar()->setValue(static_cast<int>(std::ceil((top + m_rowHeight - visible) / m_step)));
}

void SequenceCanvas::selectRow(std::uint32_t row)
{
    if (row >= rows())
        return;
    setAccessibleDescription(textOf(row));
    m_selecting = true;
    m_context.selection->select(sequenceWhat(index(), row));
    m_selecting = false;
    reveal(row);
}

void SequenceCanvas::resizeEvent(QResizeEvent* event)
{
    const bool followed = followsEnd();
    QAbstractScrollArea::resizeEvent(event);
    measure();
    if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

/// Between two rows that are far apart: the nearer one.
std::uint32_t SequenceCanvas::rowAt(double y) const
{
    const SequenceAxis& axis = m_reading.axis();
    const double place = (y - headerHeight() + scrolled()) / m_rowHeight;
    const std::size_t count = shownSlots();
    if (y < headerHeight() || place < 0 || place >= axis.end(count))
        return noRow;
    std::size_t slot = axis.slotAt(place);
    if (slot + 1 < count && axis.place(slot + 1) - place < place - axis.place(slot) - 1)
        ++slot;
    return axis.rowAt(slot);
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

void SequenceCanvas::wheelEvent(QWheelEvent* event)
{
    if (!m_reading.axis().timed() || !(event->modifiers() & Qt::ControlModifier) || event->angleDelta().y() == 0)
        return QAbstractScrollArea::wheelEvent(event);
    changeScale(event->angleDelta().y() > 0 ? -1 : 1);
}

/// Where a key leads to from the selected row, or from where it would be; -1: it leads nowhere.
std::int64_t SequenceCanvas::slotForKey(int key) const
{
    const SequenceAxis& axis = m_reading.axis();
    const auto count = static_cast<std::int64_t>(shownSlots());
    const std::uint32_t current = currentRow();
    const std::int64_t here = current == noRow ? count : static_cast<std::int64_t>(axis.slotOf(current));
    const bool hidden = current != noRow && !axis.has(current);
    const auto place = [&] { return here < count ? axis.place(static_cast<std::size_t>(here)) : axis.end(shownSlots()); };
    const double page = std::max(visibleHeight() / m_rowHeight - 1, 1.0);
    std::int64_t next = -1;
    switch (key) {
    case Qt::Key_Up:
        next = here - 1;
        break;
    case Qt::Key_Down:
        next = current == noRow ? 0 : here + (hidden ? 0 : 1);
        break;
    case Qt::Key_PageUp:
        next = std::min(static_cast<std::int64_t>(axis.slotAt(place() - page)), here - 1);
        break;
    case Qt::Key_PageDown:
        next = std::max(static_cast<std::int64_t>(axis.slotAt(place() + page)), here + 1);
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = count;
        break;
    default:
        return -1;
    }
    return std::clamp<std::int64_t>(next, 0, std::max<std::int64_t>(count - 1, 0));
}

void SequenceCanvas::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (const std::int64_t slot = slotForKey(key); slot >= 0) {
        if (shownSlots() > 0)
            selectRow(m_reading.axis().rowAt(static_cast<std::size_t>(slot)));
    } else if (key == Qt::Key_Escape && m_reading.filter().active()) {
        emit filterLeft();
    } else if (m_reading.axis().timed() && (key == Qt::Key_Plus || key == Qt::Key_Equal)) {
        changeScale(-1);
    } else if (m_reading.axis().timed() && (key == Qt::Key_Minus || key == Qt::Key_Underscore)) {
        changeScale(1);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

QString SequenceCanvas::textOf(std::uint32_t row) const
{
    QString text = m_texts.whole(row);
    const auto& notes = m_context.playhead->notes().all();
    for (auto note = notes.lower_bound(index().rows()[row].first); note != notes.end() && index().rowOf(note->first) == row; ++note)
        text += QLatin1Char('\n') + tr("Note: %1").arg(QString::fromStdString(note->second.text));
    return text;
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
