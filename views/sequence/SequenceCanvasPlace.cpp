// SequenceCanvas's place in the diagram: what stays in sight while rows come and go, the end that is followed, and what is
// scrolled to.

#include "views/sequence/SequenceCanvas.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace lab {

bool SequenceCanvas::followsEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

/// The selected row if it is in sight, else the first in sight; the end is followed wherever that goes.
void SequenceCanvas::holdPlace()
{
    const SequenceAxis& axis = m_reading.axis();
    forgetPlaceIfScrolled();
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

bool SequenceCanvas::scrolledSinceHeld() const
{
    return verticalScrollBar()->value() != std::min(m_anchored, verticalScrollBar()->maximum());
}

/// What somebody looks at now is another place than the one that was held.
void SequenceCanvas::forgetPlaceIfScrolled()
{
    if (m_anchor && scrolledSinceHeld())
        m_anchor.reset();
}

void SequenceCanvas::restorePlace(bool finished)
{
    const SequenceAxis& axis = m_reading.axis();
    const bool moved = scrolledSinceHeld();
    if (!moved && (finished || axis.slotOf(m_anchor->row) < axis.size()))
        scrollTo(topOf(m_anchor->row) - m_anchor->below);
    m_anchored = verticalScrollBar()->value();
    if (moved || finished)
        m_anchor.reset();
}

void SequenceCanvas::reveal(std::uint32_t row)
{
    m_revealing = false;
    const double top = topOf(row), visible = visibleHeight();
    if (top < scrolled())
        scrollTo(top);
    else if (top + m_rowHeight > scrolled() + visible)
        verticalScrollBar()->setValue(static_cast<int>(std::ceil((top + m_rowHeight - visible) / m_step)));
    revealAcross(row);
}

/// Where lifelines stand further apart than the window is wide, what happens may lie at either side of it.
void SequenceCanvas::revealAcross(std::uint32_t row)
{
    const int room = viewport()->width() - static_cast<int>(m_columns.gutter);
    if (horizontalScrollBar()->maximum() == 0 || room <= 0 || inSightAcross(row))
        return;
    auto [from, to] = m_columns.spanOf(index(), row);
    from -= m_columns.gutter;
    to -= m_columns.gutter;
    const int value = horizontalScrollBar()->value();
    const double wanted = to - from > room ? from : from < value ? from : to - room;
    horizontalScrollBar()->setValue(static_cast<int>(std::lround(wanted)));
}

bool SequenceCanvas::inSightAcross(std::uint32_t row) const
{
    const auto [from, to] = m_columns.spanOf(index(), row);
    const int value = horizontalScrollBar()->value();
    return from >= value + m_columns.gutter && to <= value + viewport()->width();
}

void SequenceCanvas::followAcross()
{
    if (rows() == 0 || currentRow() != noRow)
        return;
    const auto last = static_cast<std::uint32_t>(rows() - 1);
    if (m_context.playhead->live() && horizontalScrollBar()->value() != std::min(m_followedTo, horizontalScrollBar()->maximum()))
        return;
    revealAcross(last);
    m_followedTo = horizontalScrollBar()->value();
}

} // namespace lab
