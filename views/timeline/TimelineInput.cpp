// TimelineCanvas's mouse and keys. A drag zooms into what was brushed, with Shift it measures; the middle button moves.

#include "views/timeline/TimelineCanvas.h"

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

constexpr double step = 1.5; ///< of the zoom, for a key or a notch of the wheel
constexpr double dragFrom = 4; ///< px: less is a click

enum class ZoomKey { None, In, Out, Fit };

/// Plus and minus alone (with Ctrl they change the size of all text), and Ctrl with Home: no letters, which an input
/// method would take.
ZoomKey zoomKey(const QKeyEvent& key)
{
    const bool control = key.modifiers() & Qt::ControlModifier;
    if (control)
        return key.key() == Qt::Key_Home ? ZoomKey::Fit : ZoomKey::None;
    switch (key.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return ZoomKey::In;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        return ZoomKey::Out;
    default:
        return ZoomKey::None;
    }
}

} // namespace

std::optional<TimelineHit> TimelineCanvas::hitAt(const QPointF& at) const
{
    if (at.y() < axisHeight())
        return std::nullopt;
    const auto row = m_layout.rowAt(at.y() - axisHeight() + verticalScrollBar()->value());
    if (!row)
        return std::nullopt;
    TimelineHit hit;
    hit.lane = m_layout.rows()[*row].lane;
    if (at.x() < plotLeft())
        return hit;
    return timelineHit(m_index, hit.lane, m_scale, at.x() - plotLeft(), 6, end());
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event)
{
    m_dragFrom = m_dragTo = event->position();
    if (event->button() == Qt::MiddleButton)
        m_drag = Drag::Pan;
    else if (event->button() == Qt::LeftButton && event->position().x() >= plotLeft())
        m_drag = event->modifiers() & Qt::ShiftModifier ? Drag::Measure : Drag::Brush;
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = std::exchange(m_dragTo, event->position());
    if (m_drag == Drag::Pan) {
        setScale(m_scale.panned(before.x() - m_dragTo.x()));
        verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(before.y() - m_dragTo.y()));
    } else if (m_drag == Drag::Measure) {
        m_markA = m_scale.time(m_dragFrom.x() - plotLeft());
        m_markB = m_scale.time(m_dragTo.x() - plotLeft());
        emit marksChanged();
    }
    if (m_drag != Drag::None)
        viewport()->update();
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragTo = event->position();
    const Drag drag = std::exchange(m_drag, Drag::None);
    const double from = std::min(m_dragFrom.x(), m_dragTo.x()) - plotLeft();
    const double width = std::abs(m_dragFrom.x() - m_dragTo.x());
    viewport()->update();
    if (width > dragFrom) {
        if (drag == Drag::Brush) {
            TimelineScale closer = m_scale.zoomed(0, m_scale.width / width);
            closer.from = m_scale.time(std::max(0.0, from));
            setScale(closer);
        }
        return;
    }
    if (drag == Drag::Measure) { // a click sets one mark after the other
        const std::int64_t at = m_scale.time(m_dragTo.x() - plotLeft());
        if (m_markA && !m_markB)
            m_markB = at;
        else
            m_markA = at, m_markB.reset();
        emit marksChanged();
    } else if (event->button() == Qt::LeftButton) {
        const auto hit = hitAt(event->position());
        m_lane = hit ? hit->lane : noLane;
        if (hit && hit->item)
            select(hit->lane, *hit->item);
        else if (hit && m_index.lanes()[hit->lane].socket != 0)
            m_context.selection->select({{}, {}, m_index.lanes()[hit->lane].socket, {}});
        else
            m_context.selection->clear();
    }
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto hit = hitAt(event->position());
    if (hit && hit->item)
        m_context.playhead->moveTo(hit->event + 1);
}

void TimelineCanvas::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0, sideways = event->angleDelta().x() / 120.0;
    const double x = event->position().x() - plotLeft();
    if (x < 0) { // over the names it scrolls the lanes
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier)
        setScale(m_scale.panned(-notches * 80));
    else if (notches != 0)
        setScale(m_scale.zoomed(x, std::pow(step, notches)));
    else
        setScale(m_scale.panned(-sideways * 80));
    event->accept();
}

void TimelineCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (zoomKey(*event)) {
    case ZoomKey::In:
        zoom(step);
        return;
    case ZoomKey::Out:
        zoom(1 / step);
        return;
    case ZoomKey::Fit:
        fit();
        return;
    case ZoomKey::None:
        break;
    }
    const bool pans = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (pans && event->key() == Qt::Key_Left)
        setScale(m_scale.panned(-m_scale.width / 8));
    else if (pans && event->key() == Qt::Key_Right)
        setScale(m_scale.panned(m_scale.width / 8));
    else if (!edgeKey(event->key()))
        QAbstractScrollArea::keyPressEvent(event);
}

bool TimelineCanvas::edgeKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        moveInLane(key == Qt::Key_Left ? -1 : 1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveLane(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (m_lane < m_index.lanes().size() && timelineItems(m_index.lanes()[m_lane]) > 0)
            select(m_lane, key == Qt::Key_Home ? 0 : timelineItems(m_index.lanes()[m_lane]) - 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto item = selectedItem())
            m_context.playhead->moveTo(timelineEvent(m_index.lanes()[item->first], item->second) + 1);
        return true;
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        setMark(key == Qt::Key_BracketRight);
        return true;
    case Qt::Key_Escape:
        m_drag = Drag::None;
        clearMarks();
        return true;
    default:
        return false;
    }
}

void TimelineCanvas::moveInLane(int direction)
{
    const auto chosen = selectedItem();
    if (!chosen) {
        moveLane(0);
        return;
    }
    const std::size_t count = timelineItems(m_index.lanes()[chosen->first]);
    if (direction < 0 && chosen->second > 0)
        select(chosen->first, chosen->second - 1);
    else if (direction > 0 && chosen->second + 1 < count)
        select(chosen->first, chosen->second + 1);
}

/// To the lane above or below, at the time where the selection is; to the first lane if there is none.
void TimelineCanvas::moveLane(int direction)
{
    const auto& rows = m_layout.rows();
    if (rows.empty())
        return;
    std::int64_t time = now();
    if (const auto item = selectedItem())
        time = timelineItem(m_index.lanes()[item->first], item->second, end()).from;
    const auto at = m_layout.rowOf(m_lane);
    const auto last = static_cast<std::int64_t>(rows.size()) - 1;
    const std::int64_t next =
        at ? std::clamp<std::int64_t>(static_cast<std::int64_t>(*at) + direction, 0, last) : direction < 0 ? last : 0;
    const TimelineRow& row = rows[static_cast<std::size_t>(next)];
    const TimelineLane& lane = m_index.lanes()[row.lane];
    const std::size_t count = timelineItems(lane);
    if (count == 0) {
        m_lane = row.lane;
        viewport()->update();
        return;
    }
    const std::size_t item = timelineItemAt(lane, time);
    select(row.lane, item == count ? 0 : item);
}

bool TimelineCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto hit = hitAt(help->pos());
        QToolTip::showText(help->globalPos(), hit ? m_texts.whole(*hit, end()) : QString(), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace lab
