// SequenceCanvas: keys, mouse and what the pointer rests on.

#include "views/sequence/SequenceCanvas.h"
#include "views/sequence/SequenceFoldMenu.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace lab {

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
    if (const auto head = headAt(event->position()); head && head->fold)
        fold(*head->fold, !head->folded);
    else if (row == noRow)
        m_context.selection->clear();
    else
        selectRow(row);
}

void SequenceCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const auto head = headAt(event->position());
    viewport()->setCursor(head && head->fold ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SequenceCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() != QContextMenuEvent::Mouse)
        openFoldMenu();
    else if (event->pos().y() < headerHeight())
        openFoldMenu(event->globalPos());
}

SequenceFoldMenu* SequenceCanvas::openFoldMenu(std::optional<QPoint> where)
{
    auto* menu = new SequenceFoldMenu(index(), m_texts, m_columns, m_folds, this);
    connect(menu, &SequenceFoldMenu::chosen, this, &SequenceCanvas::fold);
    connect(menu, &SequenceFoldMenu::everythingUnfolded, this, [this] { setFolds({}); });
    menu->popup(where.value_or(viewport()->mapToGlobal(QPoint(8, static_cast<int>(headerHeight())))));
    menu->setActiveAction(menu->actions().front());
    return menu;
}

std::optional<SequenceHead> SequenceCanvas::headAt(QPointF at) const
{
    if (at.y() >= headerHeight() || at.x() < m_columns.gutter)
        return {};
    const QPointF point(at.x() + horizontalScrollBar()->value(), at.y());
    for (const SequenceHead& head : heads().between(point.x(), point.x(), m_context.playhead->position()))
        if (head.rect.contains(point))
            return head;
    return {};
}

/// With Ctrl rows become higher or lower; with Shift, too, the true time of a row becomes more or less. A fine wheel or a touch pad
/// sends parts of a step.
void SequenceCanvas::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    constexpr int whole = 120;
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / whole;
    m_wheel -= steps * whole;
    if (steps == 0)
        return;
    if (event->modifiers() & Qt::ShiftModifier)
        changeScale(-steps);
    else
        zoomRows(steps, event->position().y() - headerHeight());
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
    for (auto note = notes.lower_bound(index().rows().firstOf(row)); note != notes.end() && index().rowOf(note->first) == row; ++note)
        text += QLatin1Char('\n') + tr("Note: %1").arg(QString::fromStdString(note->second.text));
    return text;
}

/// Where rows share a pixel: how many more begin there.
QString SequenceCanvas::othersAt(std::uint32_t row) const
{
    const SequenceAxis& axis = m_reading.axis();
    const std::size_t slot = axis.slotOf(row), end = std::min(axis.slotAt(axis.place(slot) + 1 / m_rowHeight) + 1, shownSlots());
    if (SequenceLayout::detailOf(m_rowHeight, m_fonts) != SequenceDetail::Blocks || end < slot + 2)
        return {};
    return QLatin1Char('\n') + tr("and %n more rows in this line", nullptr, static_cast<int>(end - slot - 1));
}

bool SequenceCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto head = headAt(help->pos())) {
            const QString does = head->folded ? tr("Click: unfold") : tr("Click: fold into a narrow column");
            QToolTip::showText(help->globalPos(), head->fold ? head->whole + QLatin1Char('\n') + does : head->whole, this);
            return true;
        }
        const std::uint32_t row = rowAt(help->pos().y());
        QToolTip::showText(help->globalPos(), row == noRow ? QString() : textOf(row) + othersAt(row), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace lab
