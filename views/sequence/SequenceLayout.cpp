#include "views/sequence/SequenceLayout.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
constexpr double barWidth = SequenceColumns::barWidth;
constexpr double placeOnWire = 14; ///< between packets held at the same time
} // namespace

double SequenceLayout::heldOffset(std::uint8_t place)
{
    return placeOnWire * ((place + 1) / 2) * (place % 2 == 0 ? 1 : -1);
}

SequenceLayout::SequenceLayout(const SequenceReading& reading, const SequenceTexts& texts, const SequenceColumns& columns,
                               const SequenceFonts& fonts, SequenceLit lit, double height)
    : m_index(reading.index())
    , m_filter(reading.filter())
    , m_axis(reading.axis())
    , m_reading(reading)
    , m_texts(texts)
    , m_columns(columns)
    , m_lit(lit)
    , m_height(height > 0 ? height : rowHeight(fonts))
    , m_textHeight(rowHeight(fonts))
    , m_detail(detailOf(m_height, fonts))
    , m_blockedWidth(QFontMetricsF(fonts.text).horizontalAdvance(SequenceTexts::blocked()))
    , m_words(fonts.text)
    , m_letter(QFontMetricsF(fonts.mono).averageCharWidth())
{
}

double SequenceLayout::rowHeight(const SequenceFonts& fonts)
{
    return std::ceil(std::max(QFontMetricsF(fonts.mono).height(), QFontMetricsF(fonts.text).height())) + 9;
}

SequenceDetail SequenceLayout::detailOf(double height, const SequenceFonts& fonts)
{
    constexpr double spare = 4, leastLine = 3; // between two texts; from line to line
    if (height >= rowHeight(fonts) - spare)
        return SequenceDetail::Texts;
    return height >= leastLine ? SequenceDetail::Lines : SequenceDetail::Blocks;
}

SequenceShape& SequenceLayout::add(SequenceShape::Kind kind, Tone tone)
{
    SequenceShape shape;
    shape.kind = kind;
    shape.tone = tone;
    m_shapes.push_back(std::move(shape));
    return m_shapes.back();
}

double SequenceLayout::topOf(std::uint32_t row) const
{
    const std::size_t slot = m_axis.slotOf(row);
    return (m_axis.has(row) ? m_axis.place(slot) : m_axis.end(slot)) * m_height;
}

double SequenceLayout::lineY(std::uint32_t row) const
{
    return hidden(row) ? topOf(row) : lineOf(topOf(row), m_height);
}

std::vector<SequenceShape> SequenceLayout::shapes(double top, double bottom, std::size_t position)
{
    m_shapes.clear();
    m_position = position;
    m_seenTop = top;
    m_seenBottom = bottom;
    m_slots = m_reading.slotsAt(position);
    lifelines();
    if (m_detail == SequenceDetail::Blocks) {
        blocks();
        return std::move(m_shapes);
    }
    std::vector<std::uint32_t> rows;
    const std::size_t end = std::min(m_axis.slotAt(bottom / m_height) + 1, m_slots);
    for (std::size_t slot = m_axis.slotAt(top / m_height); slot < end; ++slot)
        rows.push_back(m_axis.rowAt(slot));
    if (rows.empty())
        return std::move(m_shapes);
    SequenceIndex::Spans spans = m_index.spans(rows);
    m_filter.reduce(spans);
    bars(rows.front(), rows.back());
    for (const std::uint32_t index : spans.calls)
        blocked(m_index.calls()[index]);
    for (const std::uint32_t index : spans.flights)
        flight(m_index.flight(index));
    for (const std::uint32_t row : rows)
        rowLabels(row);
    return std::move(m_shapes);
}

void SequenceLayout::lifelines()
{
    const auto line = [&](double x, double end) {
        SequenceShape& shape = add(SequenceShape::Kind::Lifeline, Tone::Muted);
        shape.from = {x, m_seenTop};
        shape.to = {x, end};
    };
    // Of programs that share a column, the line goes as far as the last of them lives.
    std::vector<double> ends(m_columns.programs.size(), m_seenTop);
    for (std::size_t i = 0; i < m_columns.columnOf.size(); ++i) {
        if (m_columns.columnOf[i] == noRow)
            continue;
        const SequenceLane& lane = m_index.lanes()[i];
        double& end = ends[m_columns.columnOf[i]];
        end = std::max(end, happened(lane.exited) ? std::min(m_seenBottom, lineY(lane.exitRow)) : m_seenBottom);
    }
    for (std::size_t i = 0; i < ends.size(); ++i)
        if (ends[i] > m_seenTop)
            line(m_columns.programs[i].x, ends[i]);
    for (std::size_t host = m_columns.oneHost ? 1 : 0; host < m_columns.kernel.size(); ++host)
        line(m_columns.kernel[host], m_seenBottom);
}

void SequenceLayout::addBar(SequenceShape shape, double top, double bottom)
{
    const double beyond = m_height; // its ends stay out of sight
    const double from = std::max(top, m_seenTop - beyond), to = std::min(std::max(bottom, top + 4), m_seenBottom + beyond);
    if (to <= from)
        return;
    shape.kind = SequenceShape::Kind::Bar;
    shape.rect = QRectF(shape.rect.left(), from, shape.rect.width(), to - from);
    m_shapes.push_back(std::move(shape));
}

/// Of very many sockets that share a place, those that hide the others; what is selected is seen among them.
void SequenceLayout::bars(std::uint32_t first, std::uint32_t last)
{
    std::vector<std::uint32_t> found;
    const SequenceCover::Events events = m_index.eventsOf(first, last);
    (m_filter.active() ? m_filter.cover() : m_index.cover()).find(m_index.bars(), events, found);
    for (const std::uint32_t index : found)
        if (m_lit.socket == 0 || m_index.bars().socket(index) != m_lit.socket)
            bar(index, false);
    if (m_lit.socket == 0)
        return;
    for (const std::uint32_t index : m_index.barsOf(m_lit.socket)) {
        if (m_index.bars().from(index) < events.end && m_index.bars().to(index) >= events.first && m_filter.showsBar(index))
            bar(index, true);
    }
}

void SequenceLayout::bar(std::uint32_t index, bool lit)
{
    const SequenceBar what = m_index.bars()[index];
    if (!happened(what.from) || m_columns.kernelFolded[side(what.host)])
        return;
    const double x = m_columns.kernel[side(what.host)] + outwards(what.host) * what.place * barWidth;
    double bottom = this->bottom();
    const std::uint32_t row = m_index.rowOf(what.from), last = m_index.rowOf(what.to);
    if (happened(what.to))
        bottom = (hidden(last) ? lineY(last) : lineY(last) - m_height / 2) - 1;
    SequenceShape shape;
    shape.tone = Tone::State;
    shape.rect = QRectF(x - barWidth / 2 + 0.5, 0, barWidth - 1, 0);
    shape.row = row;
    shape.lit = lit;
    addBar(std::move(shape), lineY(row) - m_height / 2, bottom);
}

void SequenceLayout::blocked(const SequenceCall& call)
{
    if (!happened(call.blocked))
        return;
    const double x = m_columns.lanes[call.lane];
    const bool ended = happened(call.returned);
    SequenceShape bar;
    bar.tone = Tone::Held;
    bar.faint = true;
    bar.row = call.enteredRow;
    bar.rect = QRectF(x - 5, 0, 10, 0);
    bar.lit = m_lit.call != 0 && m_lit.call == call.call;
    addBar(std::move(bar), lineY(call.enteredRow), ended ? lineY(call.returnedRow) : bottom());

    const SequenceColumn& column = m_columns.programs[m_columns.columnOf[call.lane]];
    if (column.folded || m_detail != SequenceDetail::Texts)
        return;
    // The word stands where nothing else of this host's programs is written: beside a packet's row.
    const HostId host = m_index.lanes()[call.lane].host;
    const std::size_t first = m_axis.slotOf(call.enteredRow) + 1, end = ended ? m_axis.slotOf(call.returnedRow) : m_slots;
    for (std::size_t slot = first; slot < std::min(std::min(end, m_slots), first + 39); ++slot) {
        const std::uint32_t row = m_axis.rowAt(slot);
        const SequenceRow what = m_index.rows()[row];
        if (!what.ofPacket() && (what.host == host || what.kind != SequenceRow::Kind::Call))
            continue;
        const double out = x + outwards(host) * 9;
        const double room = column.beyond;
        if (room < m_blockedWidth)
            return; // the bar alone says it between crowded lifelines
        if (host == HostId::Client)
            label(row, std::max(m_columns.gutter + 1, out - room), out, SequenceTexts::blocked(), Tone::Held, Qt::AlignRight, false);
        else
            label(row, out, std::min(m_columns.width - 1, out + room), SequenceTexts::blocked(), Tone::Held,
                  Qt::AlignLeft, false);
        return;
    }
}

void SequenceLayout::flight(const SequenceFlight& flight)
{
    if (!happened(flight.sent))
        return;
    const bool lit = m_lit.packet != 0 && m_lit.packet == flight.packet;
    const double source = m_columns.inner[side(flight.from)];
    const double middle = m_columns.wireMiddle() + heldOffset(flight.place);
    const double target = flight.loops ? source : m_columns.inner[side(otherHost(flight.from))];
    const bool held = happened(flight.held), ended = happened(flight.ended);
    const auto line = [&](SequenceShape::Kind kind, Tone tone, QPointF from, QPointF to, bool dashed) {
        SequenceShape& shape = add(kind, tone);
        shape.from = from;
        shape.to = to;
        shape.dashed = dashed;
        shape.lit = lit;
        shape.row = flight.sentRow;
    };
    using Kind = SequenceShape::Kind;
    QPointF at(flight.copy ? middle : source, lineY(flight.sentRow));
    const Tone travelling = ended && !flight.dropped ? Tone::Packet : (ended ? Tone::Lost : Tone::Held);
    if (held) {
        const QPointF stop(middle, lineY(flight.heldRow));
        line(Kind::Line, ended ? travelling : Tone::Held, at, stop, !ended);
        // It leaves the wire in the row before it arrives, as slanted as it came.
        const double leave =
            ended ? std::max(stop.y(), lineY(flight.endRow) - (flight.dropped ? 0 : m_height)) : bottom();
        const double mark = marks() ? 8 : 1;
        if (leave > stop.y() + mark + 1)
            line(Kind::Line, Tone::Held, stop + QPointF(0, mark), QPointF(middle, leave), true);
        at = QPointF(middle, leave);
    }
    if (!ended) {
        if (!held)
            line(Kind::Line, Tone::Packet, at,
                 QPointF((at.x() * 2 + (flight.loops ? middle : target)) / 3, at.y() + m_height / 2), false);
    } else if (flight.dropped) {
        const QPointF stop(middle, lineY(flight.endRow));
        if (!held)
            line(Kind::Line, Tone::Lost, at, stop, false);
        line(Kind::Cross, Tone::Lost, stop, stop, false);
    } else {
        if (flight.loops && !held && !flight.copy) { // out, and round the wire's middle
            const QPointF turn(middle, (at.y() + lineY(flight.endRow)) / 2);
            line(Kind::Line, Tone::Packet, at, turn, false);
            at = turn;
        }
        line(arrowKind(), Tone::Packet, at, QPointF(target, lineY(flight.endRow)), false);
    }
    if (!held)
        return;
    const QPointF stop(middle, lineY(flight.heldRow));
    if (marks())
        line(Kind::Pause, Tone::Held, stop, {}, false);
    else
        block(middle - 3, middle + 3, stop.y() - 1, 2, Tone::Held, 1);
}

} // namespace lab
