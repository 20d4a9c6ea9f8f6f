// The lanes themselves are written into an image, a column of colours for each pixel of time; what is wide enough to be
// seen by itself is painted over it as a box with its name.

#include "views/timeline/TimelinePicture.h"

#include "views/shared/Labels.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double boxFrom = 16; ///< px; narrower spans are columns
constexpr std::array<Role, 3> spanRoles[] {
    {Role::Call, Role::HeldMark, Role::MutedText}, // calls
    {Role::State, Role::State, Role::State}, // states
    {Role::Packet, Role::HeldMark, Role::Lost}, // packets
};

/// One line of a lane's columns. All that a picture of a million spans does for each of its pixels: no branches, and arrays
/// that do not overlap, so that the compiler takes several at a time.
void chooseInks(QRgb* __restrict line, const std::int32_t* __restrict first, const std::int32_t* __restrict second,
                const std::int32_t* __restrict third, const QRgb* __restrict hatched, std::size_t count, std::int32_t level,
                QRgb solid, QRgb striped, QRgb card)
{
    for (std::size_t x = 0; x < count; ++x) {
        // Read whether they are needed or not: a read that may be left out would be a branch.
        const QRgb hatch = hatched[x];
        const std::int32_t one = first[x], two = second[x], three = third[x];
        const QRgb upper = level < three ? striped : card;
        const QRgb middle = level < two ? hatch : upper;
        line[x] = level < one ? solid : middle;
    }
}

const std::array<Role, 3>& rolesOf(const TimelineLane& lane)
{
    return spanRoles[lane.kind == TimelineLane::Kind::Packets ? 2 : lane.kind == TimelineLane::Kind::State ? 1 : 0];
}

} // namespace

TimelineFonts TimelineFonts::from(const QFont& base)
{
    const QFont text = sized(base, -1);
    return {text, boldFont(text), monoFont(-1.5), sized(base, -2)};
}

/// The colours of a picture as pixels, looked up once.
struct TimelinePicture::Inks
{
    QRgb card, band, area, line;
    std::array<std::array<QRgb, 3>, 3> spans;

    explicit Inks(const Theme& theme)
        : card(theme.color(Role::Card).rgb())
        , band(theme.color(Role::Accent).rgb())
        , area(0)
        , line(theme.color(Role::Accent).rgb())
    {
        const QColor over = theme.color(Role::Accent), under = theme.color(Role::Card);
        const auto mix = [](int a, int b) { return (a + 3 * b) / 4; };
        area = qRgb(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
        for (std::size_t kind = 0; kind < 3; ++kind) {
            for (std::size_t look = 0; look < 3; ++look)
                spans[kind][look] = theme.color(spanRoles[kind][look]).rgb();
        }
    }
};

void TimelinePicture::paint(QPainter& painter, const TimelineShown& shown, const Theme& theme, const TimelineFonts& fonts)
{
    m_shown = &shown;
    m_theme = &theme;
    m_fonts = &fonts;
    if (m_index.lanes().empty()) { // a sentence stands here, and there is no time to mark
        painter.fillRect(QRectF(QPointF(0, 0), shown.size), theme.color(Role::Card));
        return;
    }
    painter.fillRect(QRectF(0, 0, shown.plotLeft(), shown.size.height()), theme.color(Role::Card));
    paintPlot(painter);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRectF(shown.plotLeft(), shown.axis, shown.scale.width, shown.size.height() - shown.axis));
    for (std::size_t i = m_firstRow; i < m_lastRow; ++i)
        paintBoxes(painter, m_layout.rows()[i]);
    painter.restore();
    paintNames(painter);
    paintAxis(painter);
    paintMarks(painter);
}

void TimelinePicture::paintPlot(QPainter& painter)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const double height = std::max(0.0, m_shown->size.height() - m_shown->axis);
    const QSize size(static_cast<int>(std::ceil(m_shown->scale.width * ratio)), static_cast<int>(std::ceil(height * ratio)));
    const auto& rows = m_layout.rows();
    m_firstRow = m_layout.firstBelow(m_shown->scroll);
    m_lastRow = m_firstRow;
    while (m_lastRow < rows.size() && rows[m_lastRow].top < m_shown->scroll + height)
        ++m_lastRow;
    m_wide.assign(m_lastRow - m_firstRow, {});
    if (size.isEmpty())
        return;
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_RGB32);
    const Inks inks(*m_theme);
    m_written = 0;
    TimelineScale scale = m_shown->scale;
    scale.perPixel /= ratio;
    scale.width = size.width();
    for (std::size_t i = m_firstRow; i < m_lastRow; ++i)
        paintRow(rows[i], scale, ratio, inks);
    // Below the last row there is nothing to copy.
    const double done = m_written / ratio;
    painter.fillRect(QRectF(m_shown->plotLeft(), m_shown->axis + done, m_shown->scale.width, height - done), m_theme->color(Role::Card));
    painter.drawImage(QRectF(m_shown->plotLeft(), m_shown->axis, size.width() / ratio, done), m_image, QRectF(0, 0, size.width(), m_written));
}

/// What lies between rows, down to line `end` of the image.
void TimelinePicture::blank(int end, QRgb ink)
{
    for (end = std::min(end, m_image.height()); m_written < end; ++m_written) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(m_written));
        std::fill_n(line, m_image.width(), ink);
    }
}

void TimelinePicture::paintRow(const TimelineRow& row, const TimelineScale& scale, double ratio, const Inks& inks)
{
    const TimelineLane& lane = m_index.lanes()[row.lane];
    const int top = static_cast<int>(std::lround((row.top - m_shown->scroll) * ratio));
    const int height = static_cast<int>(std::lround(row.height * ratio));
    blank(lane.stepped() ? top + height : top, inks.card);
    if (lane.stepped()) {
        m_ranges.assign(static_cast<std::size_t>(m_image.width()), {});
        lane.steps.summarise(scale, m_ranges);
        fillSteps(lane, top, height, inks);
        return;
    }
    m_columns.assign(static_cast<std::size_t>(m_image.width()), {});
    std::vector<std::uint32_t>& wide = m_wide[&row - &m_layout.rows()[m_firstRow]];
    lane.spans.summarise(scale, m_columns, boxFrom * ratio, wide);
    if (lane.open) {
        putSpan(timelineItem(lane, lane.spans.size(), m_index.last()), scale, m_columns);
        wide.push_back(static_cast<std::uint32_t>(lane.spans.size()));
    }
    fillSpans(lane, top, height, inks);
    m_written = std::max(m_written, std::min(top + height, m_image.height()));
}

/// Where each look of a column ends, from the bottom. A column grows with the share of its time that is taken and shows
/// every look that is there; packets take no time, so theirs grows with the logarithm of their number.
void TimelinePicture::stack(const TimelineLane& lane, int height)
{
    const bool ticks = lane.kind == TimelineLane::Kind::Packets;
    std::uint32_t most = 1;
    for (const TimelineColumn& column : m_columns)
        most = std::max(most, column.count);
    for (std::vector<std::int32_t>& ends : m_stacks)
        ends.assign(m_columns.size(), 0);
    for (std::size_t x = 0; x < m_columns.size(); ++x) {
        const TimelineColumn& column = m_columns[x];
        if (column.count == 0)
            continue;
        if (ticks) {
            const double whole = most == 1 ? 1 : 0.4 + 0.6 * std::log2(1.0 + column.count) / std::log2(1.0 + most);
            for (std::size_t look = column.looks & 4 ? 2 : column.looks & 2 ? 1 : 0; look < 3; ++look)
                m_stacks[look][x] = static_cast<std::int32_t>(std::lround(whole * height));
            continue;
        }
        const float taken = column.share[0] + column.share[1] + column.share[2];
        // The least that is well seen, and the rest by the share.
        const float whole = static_cast<float>(height) * (0.3F + 0.7F * std::min(1.0F, taken));
        int end = 0;
        for (std::size_t look = 0; look < 3; ++look) {
            if (column.looks & (1U << look))
                end += std::max(2, static_cast<int>(taken > 0 ? whole * column.share[look] / taken + 0.5F : whole));
            m_stacks[look][x] = std::min(end, height);
        }
    }
}

void TimelinePicture::fillSpans(const TimelineLane& lane, int top, int height, const Inks& inks)
{
    const bool ticks = lane.kind == TimelineLane::Kind::Packets;
    const auto& colours = inks.spans[ticks ? 2 : lane.kind == TimelineLane::Kind::State ? 1 : 0];
    stack(lane, height);
    m_hatch.assign(m_columns.size() + 4, colours[1]); // a line further down begins a pixel further right in it
    for (std::size_t x = 3; !ticks && x < m_hatch.size(); x += 4)
        m_hatch[x] = inks.card;
    for (int y = std::max(0, -top); y < height && top + y < m_image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(top + y));
        const int fromBottom = height - 1 - y;
        // Hatched and striped, so that the looks differ without their colours, too.
        const QRgb striped = !ticks && (y & 3) > 1 ? inks.card : colours[2];
        chooseInks(line, m_stacks[0].data(), m_stacks[1].data(), m_stacks[2].data(), m_hatch.data() + (y & 3), m_columns.size(),
                   fromBottom, colours[0], striped, inks.card);
    }
}

void TimelinePicture::fillSteps(const TimelineLane& lane, int top, int height, const Inks& inks)
{
    const double most = std::max({lane.steps.most(), lane.limit, 1U});
    const auto level = [&](std::uint32_t value) { return static_cast<int>(std::lround(value / most * (height - 2))); };
    int before = -1;
    const double seen = std::clamp(m_shown->scale.x(m_index.last()) / m_shown->scale.width, 0.0, 1.0);
    const auto end = std::min(m_ranges.size(), static_cast<std::size_t>(seen * static_cast<double>(m_ranges.size())) + 1);
    for (std::size_t x = 0; x < end; ++x) {
        const TimelineRange& range = m_ranges[x];
        if (!range.known)
            continue;
        int low = level(range.least), high = level(range.most);
        if (before >= 0 && range.changes > 0) { // a step is drawn down or up to where it came from
            low = std::min(low, before);
            high = std::max(high, before);
        }
        before = level(range.last);
        for (int value = 0; value <= high; ++value) {
            const int y = top + height - 1 - value;
            if (y < 0 || y >= m_image.height())
                continue;
            auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
            line[x] = value >= low ? inks.line : inks.area;
        }
    }
}

bool TimelinePicture::isLit(const TimelineLane& lane, std::uint32_t event) const
{
    (void)lane;
    return m_shown->event && *m_shown->event == event;
}

void TimelinePicture::paintBoxes(QPainter& painter, const TimelineRow& row)
{
    const TimelineLane& lane = m_index.lanes()[row.lane];
    if (lane.kind == TimelineLane::Kind::Packets) {
        paintTicks(painter, row);
        return;
    }
    if (lane.stepped()) {
        paintLimit(painter, row);
        return;
    }
    const double y = m_shown->axis + row.top - m_shown->scroll;
    for (const std::uint32_t item : m_wide[&row - &m_layout.rows()[m_firstRow]]) {
        const TimelineSpan span = timelineItem(lane, item, m_index.last());
        const double left = std::max(plotX(span.from), m_shown->plotLeft() - 4);
        const double right = std::min(plotX(span.to), m_shown->size.width() + 4);
        const bool lasts = lane.open && item == lane.spans.size();
        if (right - left >= (lasts ? 2 : boxFrom - 1) || isLit(lane, span.event))
            paintBox(painter, lane, QRectF(left, y, std::max(2.0, right - left), row.height), span, isLit(lane, span.event));
    }
}

void TimelinePicture::paintBox(QPainter& painter, const TimelineLane& lane, const QRectF& box, const TimelineSpan& span, bool lit)
{
    const bool state = lane.kind == TimelineLane::Kind::State;
    const QColor ink = m_theme->color(rolesOf(lane)[span.look]);
    const bool blocked = !state && span.look == static_cast<int>(CallLook::Blocked);
    const bool stopped = !state && span.look == static_cast<int>(CallLook::Stopped);
    const bool solid = state && span.look == static_cast<int>(StateLook::Open);
    const QColor fill = solid ? ink : m_theme->color(blocked ? Role::HeldSurface : Role::Raised);
    const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRect(box);
    if (blocked || (state && span.look == static_cast<int>(StateLook::Closing))) {
        QColor hatch = ink;
        hatch.setAlphaF(blocked ? 0.65F : 0.4F);
        painter.setBrush(QBrush(hatch, blocked ? Qt::BDiagPattern : Qt::FDiagPattern));
        painter.drawRect(box);
    }
    const bool dashed = stopped || (state && span.look == static_cast<int>(StateLook::Opening));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(lit ? QPen(m_theme->color(Role::Selection), 2.5) : QPen(ink, 1.2, dashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(inner);
    if (!state && !blocked && !stopped) // what runs has a solid edge where it began
        painter.fillRect(QRectF(box.left(), box.top(), std::min(3.0, box.width()), box.height()), ink);
    const double left = std::max(box.left(), m_shown->plotLeft());
    const QRectF room(left + 5, box.top(), box.right() - left - 8, box.height());
    if (room.width() < 14)
        return;
    const QString text = m_texts.span(lane, span.event);
    const QFont& font = state ? m_fonts->small : m_fonts->mono;
    const double width = std::min(room.width(), QFontMetricsF(font).horizontalAdvance(text));
    if (!solid) {
        QColor ground = fill;
        ground.setAlphaF(0.9F);
        painter.fillRect(QRectF(room.left() - 2, box.top() + 2, width + 4, box.height() - 4), ground);
    }
    drawLine(painter, room, text, font, m_theme->color(solid ? Role::StateText : Role::Text));
}

/// Few enough to be seen one by one: each with its name, if there is room before the next one.
bool TimelinePicture::paintTicks(QPainter& painter, const TimelineRow& row)
{
    const TimelineLane& lane = m_index.lanes()[row.lane];
    const TimelineScale& scale = m_shown->scale;
    const std::size_t first = lane.spans.firstEndingAt(scale.from), end = lane.spans.firstAfter(scale.to());
    if (end - first > 300)
        return false;
    const double y = m_shown->axis + row.top - m_shown->scroll, middle = y + row.height / 2;
    double free = -1e9;
    for (std::size_t i = first; i < end; ++i) {
        const TimelineSpan& tick = lane.spans[i];
        const double x = plotX(tick.from);
        const QColor ink = m_theme->color(rolesOf(lane)[tick.look]);
        const bool lit = isLit(lane, tick.event);
        painter.setPen(QPen(lit ? m_theme->color(Role::Selection) : ink, lit ? 4 : 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, y + 1), QPointF(x, y + row.height - 1));
        double after = 4;
        if (tick.look == static_cast<int>(PacketLook::Lost) && x > free) {
            drawCross(painter, QPointF(x, middle), ink, 4);
            after = 8;
        } else if (tick.look == static_cast<int>(PacketLook::Held) && x > free) {
            drawSurface(painter, QRectF(x - 3, middle - 3, 6, 6), m_theme->color(Role::Card), ink, 1, Qt::SolidLine, 1.5);
            after = 7;
        }
        free = std::max(free, x + after);
        const double room = (i + 1 < lane.spans.size() ? plotX(lane.spans[i + 1].from) : m_shown->size.width()) - x - after - 6;
        if (room < 16)
            continue;
        const QString text = m_texts.span(lane, tick.event);
        const double width = QFontMetricsF(m_fonts->small).horizontalAdvance(text);
        if (width <= room)
            drawLine(painter, QRectF(x + after, y, width + 2, row.height), text, m_fonts->small, m_theme->color(Role::Text));
    }
    return true;
}

void TimelinePicture::paintLimit(QPainter& painter, const TimelineRow& row)
{
    const TimelineLane& lane = m_index.lanes()[row.lane];
    if (lane.limit == 0)
        return;
    const double most = std::max({lane.steps.most(), lane.limit, 1U});
    const double y = m_shown->axis + row.top - m_shown->scroll + row.height - 1 - lane.limit / most * (row.height - 2);
    painter.setPen(QPen(m_theme->color(Role::Held), 1, Qt::DashLine));
    painter.drawLine(QPointF(m_shown->plotLeft(), y), QPointF(m_shown->size.width(), y));
}

} // namespace lab
