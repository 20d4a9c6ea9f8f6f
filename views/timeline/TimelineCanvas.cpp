#include "views/timeline/TimelineCanvas.h"

#include "model/journal/EventKind.h"
#include "views/timeline/TimelineTable.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
/// Events read in one go: some 5 ms; the window answers between two of them.
constexpr std::size_t piece = 4096;
}

TimelineCanvas::TimelineCanvas(ViewContext& context, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_texts(m_index, *context.playhead)
    , m_picture(m_index, m_layout, m_texts)
    , m_fonts(TimelineFonts::from(font()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_rest, &SliceTimer::timeout, this, &TimelineCanvas::readOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Timeline"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 120);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const auto lanes = newestLanes();
        if (!lanes.empty() && std::ranges::all_of(lanes, [this](std::uint32_t lane) { return inSight(lane); }))
            m_scrolledTo = value; // back where it happens: it is followed again
    });
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_index.reset();
        m_layout = TimelineLayout();
        m_texts.forget();
        m_lane = noLane;
        m_revealed = 0;
        m_scrolledTo = 0;
        m_fitted = true;
        clearMarks();
    });
}

void TimelineCanvas::refresh()
{
    if (std::exchange(m_language, m_context.language) != m_context.language)
        m_texts.forget();
    if (isVisible())
        readOn();
    viewport()->update();
}

void TimelineCanvas::readOn()
{
    const bool whole = m_index.follow(m_context.playhead->journal(), piece);
    measure();
    viewport()->update();
    if (!whole)
        m_rest.start();
    else
        followPlayhead();
}

/// Of a capture the wire: each of its sockets, of which there may be tens of thousands, has but a moment of it.
std::vector<std::uint32_t> TimelineCanvas::newestLanes() const
{
    std::vector<std::uint32_t> lanes;
    if (!m_index.hasCalls())
        lanes = {m_index.wireLane(HostId::Client), m_index.wireLane(HostId::Server)};
    std::erase(lanes, noLane);
    if (const std::uint32_t lane = lanes.empty() ? newestLane() : noLane; lane != noLane)
        lanes.push_back(lane);
    return lanes;
}

/// Of a call or a socket: the wire's two lanes have every packet, and say nothing about where one is.
std::uint32_t TimelineCanvas::newestLane() const
{
    constexpr std::size_t farBack = 64; // events; something happens to a socket more often than that
    const Journal& journal = m_context.playhead->journal();
    const std::size_t position = m_context.playhead->position();
    for (std::size_t i = position; i > 0 && position - i < farBack; --i) {
        const int kind = journal.kindOf(i - 1);
        if (kind != kindIndexOf<SocketSampled>() && kind != kindIndexOf<CallEntered>() && kind != kindIndexOf<CallReturned>())
            continue;
        const Event event = journal.at(i - 1);
        std::uint32_t lane = noLane;
        if (const auto* sampled = std::get_if<SocketSampled>(&event.body))
            lane = m_index.laneOf(sampled->row.socket, TimelineLane::Kind::State);
        else if (const auto* entered = std::get_if<CallEntered>(&event.body))
            lane = m_index.laneOf(entered->call);
        else if (const auto* returned = std::get_if<CallReturned>(&event.body))
            lane = m_index.laneOf(returned->call);
        if (lane != noLane)
            return lane;
    }
    return noLane;
}

void TimelineCanvas::followPlayhead()
{
    const std::size_t position = m_context.playhead->position();
    if (std::exchange(m_revealed, position) == position || verticalScrollBar()->maximum() == 0 || selectedItem())
        return;
    const bool scrolledAway = m_context.playhead->live() && verticalScrollBar()->value() != m_scrolledTo;
    const auto lanes = newestLanes();
    if (lanes.empty() || scrolledAway)
        return; // who reads elsewhere while it goes on is left there
    for (const std::uint32_t lane : lanes)
        revealLane(lane);
    m_scrolledTo = verticalScrollBar()->value();
}

bool TimelineCanvas::inSight(std::uint32_t lane) const
{
    const auto row = m_layout.rowOf(lane);
    const double top = row ? m_layout.rows()[*row].top - verticalScrollBar()->value() : -1;
    return top >= 0 && top + m_layout.rows()[*row].height <= viewport()->height() - axisHeight();
}

std::unique_ptr<DiagramTable> TimelineCanvas::table()
{
    readOn();
    return std::make_unique<TimelineTable>(m_index, m_texts, *m_context.playhead, now(), !m_rest.isActive());
}

QSize TimelineCanvas::wholeSize(int width, std::size_t from)
{
    m_index.follow(m_context.playhead->journal(), SIZE_MAX);
    m_fitFrom = from;
    measure();
    const double high = axisHeight() + m_layout.height() + 2 * frameWidth();
    return {std::max(width, minimumWidth()), std::max(static_cast<int>(std::ceil(high)), minimumHeight())};
}

void TimelineCanvas::measure()
{
    m_layout.arrange(m_index, std::ceil(QFontMetricsF(m_fonts.text).height()));
    const double visible = std::max(1.0, viewport()->height() - axisHeight());
    verticalScrollBar()->setSingleStep(static_cast<int>(QFontMetricsF(m_fonts.text).height()));
    verticalScrollBar()->setPageStep(static_cast<int>(visible));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(m_layout.height() - visible))));
    const double width = std::max(1.0, viewport()->width() - plotLeft());
    const Journal& journal = m_context.playhead->journal();
    const std::int64_t first = m_fitFrom > 0 && m_fitFrom < journal.size() ? journal.timeOf(m_fitFrom).ns : m_index.first();
    m_scale = m_fitted ? TimelineScale::fitting(first, end(), width) : m_scale.resized(width);
}

TimelineScale TimelineCanvas::scale() const
{
    return m_scale;
}

double TimelineCanvas::plotLeft() const
{
    const double wanted = QFontMetricsF(m_fonts.text).averageCharWidth() * 24 + 20;
    return std::floor(std::min(wanted, viewport()->width() * 0.34));
}

double TimelineCanvas::axisHeight() const
{
    return std::ceil(QFontMetricsF(m_fonts.small).height()) + 8;
}

std::int64_t TimelineCanvas::end() const
{
    return m_index.last();
}

std::int64_t TimelineCanvas::now() const
{
    const std::size_t position = m_context.playhead->position();
    return position == 0 ? m_index.first() : m_context.playhead->journal().timeOf(position - 1).ns;
}

TimelineShown TimelineCanvas::shown() const
{
    TimelineShown shown;
    shown.scale = m_scale;
    shown.size = viewport()->size();
    shown.names = plotLeft();
    shown.axis = axisHeight();
    shown.scroll = verticalScrollBar()->value();
    shown.now = now();
    shown.behind = m_context.playhead->position() < m_context.playhead->journal().size();
    if (const auto item = selectedItem())
        shown.event = timelineEvent(m_index.lanes()[item->first], item->second);
    shown.socket = m_context.selection->what().socket.value_or(0);
    shown.lane = m_lane;
    if (m_drag == Drag::Brush)
        shown.brush = {m_dragFrom.x() - plotLeft(), m_dragTo.x() - plotLeft()};
    shown.markA = m_markA;
    shown.markB = m_markB;
    return shown;
}

void TimelineCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    m_picture.paint(painter, shown(), m_context.theme, m_fonts);
    if (m_index.lanes().empty()) {
        drawLine(painter, QRectF(16, axisHeight() + 8, viewport()->width() - 32, QFontMetricsF(m_fonts.text).height()), tr("Nothing has happened yet."),
                 m_fonts.text, m_context.theme.color(Role::MutedText), Qt::AlignHCenter);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus())
        drawRing(painter, QRectF(viewport()->rect()), m_context.theme, 4);
}

void TimelineCanvas::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void TimelineCanvas::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    readOn();
}

void TimelineCanvas::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        m_texts.forget();
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        m_fonts = TimelineFonts::from(font());
        m_layout = TimelineLayout();
        refresh();
        measure();
    }
}

void TimelineCanvas::setScale(const TimelineScale& scale)
{
    m_fitted = false;
    m_scale = scale;
    viewport()->update();
}

void TimelineCanvas::zoom(double factor)
{
    double about = m_scale.width / 2;
    if (const auto item = selectedItem()) {
        const double x = m_scale.x(timelineItem(m_index.lanes()[item->first], item->second, end()).from);
        if (x >= 0 && x <= m_scale.width)
            about = x;
    }
    setScale(m_scale.zoomed(about, factor));
}

void TimelineCanvas::fit()
{
    m_fitted = true;
    measure();
    viewport()->update();
}

std::optional<std::int64_t> TimelineCanvas::measured() const
{
    if (!m_markA || !m_markB)
        return std::nullopt;
    return *m_markB - *m_markA;
}

void TimelineCanvas::setMark(bool second)
{
    std::int64_t at = now();
    if (const auto item = selectedItem())
        at = timelineItem(m_index.lanes()[item->first], item->second, end()).from;
    (second ? m_markB : m_markA) = at;
    emit marksChanged();
    viewport()->update();
}

void TimelineCanvas::clearMarks()
{
    m_markA.reset();
    m_markB.reset();
    emit marksChanged();
    viewport()->update();
}

/// Where the selection is in the timeline's own terms: chosen here, or found from what was chosen in another view.
std::optional<std::pair<std::uint32_t, std::size_t>> TimelineCanvas::selectedItem() const
{
    const Selection::What& what = m_context.selection->what();
    if (!what.event && !what.call && !what.packet && !what.socket)
        return std::nullopt;
    if (m_lane < m_index.lanes().size() && m_item < timelineItems(m_index.lanes()[m_lane]) && what.event
        && timelineEvent(m_index.lanes()[m_lane], m_item) == *what.event)
        return std::pair(m_lane, m_item);
    if (what.packet) {
        const TimelineIndex::PacketPlace place = m_index.placeOf(*what.packet);
        return place.lane == noLane ? std::nullopt : std::optional(std::pair(place.lane, std::size_t {place.span}));
    }
    std::uint32_t lane = noLane;
    if (what.call)
        lane = m_index.laneOf(*what.call);
    else if (what.socket)
        lane = m_index.laneOf(*what.socket, TimelineLane::Kind::State);
    if (lane == noLane || !what.event || *what.event >= m_context.playhead->journal().size())
        return std::nullopt;
    // Just before the event's own time: at its end a span gives way to the next one.
    const std::size_t count = timelineItems(m_index.lanes()[lane]);
    const std::size_t item = timelineItemAt(m_index.lanes()[lane], m_context.playhead->journal().timeOf(*what.event).ns);
    if (item == count)
        return std::nullopt;
    if (what.call && timelineEvent(m_index.lanes()[lane], item) > *what.event && item > 0)
        return std::pair(lane, item - 1);
    return std::pair(lane, item);
}

void TimelineCanvas::showSelection()
{
    if (!m_selecting && isVisible()) {
        if (const auto item = selectedItem()) {
            const TimelineSpan span = timelineItem(m_index.lanes()[item->first], item->second, end());
            m_lane = item->first;
            m_item = item->second;
            reveal(item->first, span.from, span.to);
        }
    }
    viewport()->update();
}

void TimelineCanvas::revealLane(std::uint32_t lane)
{
    if (const auto row = m_layout.rowOf(lane)) {
        const double top = m_layout.rows()[*row].top, bottom = top + m_layout.rows()[*row].height;
        const double visible = viewport()->height() - axisHeight();
        if (top < verticalScrollBar()->value())
            verticalScrollBar()->setValue(static_cast<int>(top) - 4);
        else if (bottom > verticalScrollBar()->value() + visible)
            verticalScrollBar()->setValue(static_cast<int>(std::ceil(bottom - visible)) + 4);
    }
}

void TimelineCanvas::reveal(std::uint32_t lane, std::int64_t from, std::int64_t to)
{
    revealLane(lane);
    if (m_scale.x(to) < 0 || m_scale.x(from) < 0 || m_scale.x(from) > m_scale.width - 20) {
        const bool fits = m_scale.x(to) - m_scale.x(from) < m_scale.width * 0.8;
        TimelineScale moved = m_scale;
        moved.from = from - static_cast<std::int64_t>(m_scale.width * m_scale.perPixel * (fits ? 0.3 : 0.05));
        setScale(moved);
    }
}

void TimelineCanvas::select(std::uint32_t lane, std::size_t item)
{
    const TimelineLane& shown = m_index.lanes()[lane];
    const Selection::What what = timelineWhat(m_context.playhead->journal(), shown, timelineEvent(shown, item));
    m_lane = lane;
    m_item = item;
    TimelineHit hit;
    hit.lane = lane;
    hit.item = item;
    hit.event = *what.event;
    setAccessibleDescription(m_texts.whole(hit, end()));
    m_selecting = true;
    m_context.selection->select(what);
    m_selecting = false;
    const TimelineSpan span = timelineItem(shown, item, end());
    reveal(lane, span.from, span.to);
    viewport()->update();
}

} // namespace lab
