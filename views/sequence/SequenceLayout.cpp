#include "views/sequence/SequenceLayout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double barWidth = SequenceColumns::barWidth, edge = SequenceColumns::edge;
constexpr double placeOnWire = 14; ///< between packets held at the same time

std::size_t side(HostId host)
{
    return static_cast<std::size_t>(host);
}

/// -1 for what lies left of the client kernel, 1 for what lies right of the server kernel.
double outwards(HostId host)
{
    return host == HostId::Client ? -1 : 1;
}

double heldOffset(std::uint8_t place)
{
    return placeOnWire * ((place + 1) / 2) * (place % 2 == 0 ? 1 : -1);
}

} // namespace

SequenceLayout::SequenceLayout(const SequenceReading& reading, const SequenceTexts& texts, const SequenceColumns& columns,
                               const SequenceFonts& fonts, SequenceLit lit)
    : m_index(reading.index())
    , m_filter(reading.filter())
    , m_axis(reading.axis())
    , m_reading(reading)
    , m_texts(texts)
    , m_columns(columns)
    , m_lit(lit)
    , m_height(rowHeight(fonts))
    , m_blockedWidth(QFontMetricsF(fonts.text).horizontalAdvance(SequenceTexts::blocked()))
{
}

double SequenceLayout::rowHeight(const SequenceFonts& fonts)
{
    return std::ceil(std::max(QFontMetricsF(fonts.mono).height(), QFontMetricsF(fonts.text).height())) + 9;
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

QRectF SequenceLayout::labelRect(std::uint32_t row, double left, double right) const
{
    return {left, topOf(row) + 1, right - left, m_height - 8};
}

void SequenceLayout::label(std::uint32_t row, double left, double right, const QString& text, Tone tone,
                           Qt::AlignmentFlag align, bool mono, bool lit)
{
    if (text.isEmpty() || right - left < 12)
        return;
    SequenceShape& shape = add(SequenceShape::Kind::Label, tone);
    shape.rect = labelRect(row, left, right);
    shape.text = text;
    shape.align = align;
    shape.mono = mono;
    shape.row = row;
    shape.lit = lit;
}

std::vector<SequenceShape> SequenceLayout::shapes(double top, double bottom, std::size_t position)
{
    m_shapes.clear();
    m_position = position;
    m_seenTop = top;
    m_seenBottom = bottom;
    m_slots = m_reading.slotsAt(position);
    lifelines();
    std::vector<std::uint32_t> rows;
    const std::size_t end = std::min(m_axis.slotAt(bottom / m_height) + 1, m_slots);
    for (std::size_t slot = m_axis.slotAt(top / m_height); slot < end; ++slot)
        rows.push_back(m_axis.rowAt(slot));
    if (rows.empty())
        return std::move(m_shapes);
    SequenceIndex::Spans spans = m_index.spans(rows);
    m_filter.reduce(spans);
    bars(spans, rows.front(), rows.back());
    for (const std::uint32_t index : spans.calls)
        blocked(m_index.calls()[index]);
    for (const std::uint32_t index : spans.flights)
        flight(m_index.flights()[index]);
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
    for (std::size_t i = 0; i < m_columns.lanes.size(); ++i) {
        if (m_columns.lanes[i] < 0)
            continue;
        const SequenceLane& lane = m_index.lanes()[i];
        const bool ended = happened(lane.exited);
        const double end = ended ? std::min(m_seenBottom, lineY(lane.exitRow)) : m_seenBottom;
        if (end > m_seenTop)
            line(m_columns.lanes[i], end);
    }
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

/// Of very many sockets that stay as they are all share a few places: those that only pass through what is in sight look
/// the same, and one at each place is enough.
void SequenceLayout::bars(const SequenceIndex::Spans& spans, std::uint32_t first, std::uint32_t last)
{
    std::array<std::array<bool, SequenceIndex::mostPlaces>, hostCount> passes {};
    for (const std::uint32_t index : spans.bars) {
        const SequenceBar& bar = m_index.bars()[index];
        if (!happened(bar.from))
            continue;
        const bool ended = happened(bar.to), lit = m_lit.socket != 0 && m_lit.socket == bar.socket;
        if (!lit && bar.fromRow < first && (!ended || bar.toRow > last)) {
            bool& passed = passes[side(bar.host)][bar.place];
            if (passed)
                continue;
            passed = true;
        }
        const double x = m_columns.kernel[side(bar.host)] + outwards(bar.host) * bar.place * barWidth;
        double bottom = this->bottom();
        if (ended)
            bottom = (hidden(bar.toRow) ? lineY(bar.toRow) : lineY(bar.toRow) - m_height / 2) - 1;
        SequenceShape shape;
        shape.tone = Tone::State;
        shape.rect = QRectF(x - barWidth / 2 + 0.5, 0, barWidth - 1, 0);
        shape.row = bar.fromRow;
        shape.text = m_texts.bar(index);
        shape.lit = lit;
        addBar(std::move(shape), lineY(bar.fromRow) - m_height / 2, bottom);
    }
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
    bar.text = m_texts.row(call.enteredRow);
    bar.lit = m_lit.call != 0 && m_lit.call == call.call;
    addBar(std::move(bar), lineY(call.enteredRow), ended ? lineY(call.returnedRow) : bottom());

    // The word stands where nothing else of this host's programs is written: beside a packet's row.
    const HostId host = m_index.lanes()[call.lane].host;
    const std::size_t first = m_axis.slotOf(call.enteredRow) + 1, end = ended ? m_axis.slotOf(call.returnedRow) : m_slots;
    for (std::size_t slot = first; slot < std::min(std::min(end, m_slots), first + 39); ++slot) {
        const std::uint32_t row = m_axis.rowAt(slot);
        const SequenceRow& what = m_index.rows()[row];
        if (!what.ofPacket() && (what.host == host || what.kind != SequenceRow::Kind::Call))
            continue;
        const double out = x + outwards(host) * 9;
        const bool outermost = x - m_columns.gutter < edge + 1 || x > m_columns.width - edge - 1;
        const double room = outermost ? edge - 10 : m_columns.laneGap - 20;
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
        if (leave > stop.y() + 9)
            line(Kind::Line, Tone::Held, stop + QPointF(0, 8), QPointF(middle, leave), true);
        at = QPointF(middle, leave);
    }
    if (!ended) {
        if (!held)
            line(Kind::Line, Tone::Packet, at, QPointF((at.x() * 2 + (flight.loops ? middle : target)) / 3, at.y() + m_height / 2), false);
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
        line(Kind::Arrow, Tone::Packet, at, QPointF(target, lineY(flight.endRow)), false);
    }
    if (held)
        line(Kind::Pause, Tone::Held, QPointF(middle, lineY(flight.heldRow)), {}, false);
}

void SequenceLayout::rowLabels(std::uint32_t row)
{
    const SequenceRow& what = m_index.rows()[row];
    if (happened(what.event) && m_filter.showsItself(what)) {
        switch (what.kind) {
        case SequenceRow::Kind::Call:
        case SequenceRow::Kind::Return:
        case SequenceRow::Kind::Exit:
            callRow(row, what);
            break;
        case SequenceRow::Kind::State:
        case SequenceRow::Kind::Delivered:
            break;
        default:
            packetLabel(row, what);
        }
    }
    for (const std::uint32_t bar : what.bar) {
        if (bar != noRow && m_filter.showsBar(bar) && happened(m_index.bars()[bar].from))
            stateLabel(row, bar);
    }
}

void SequenceLayout::callRow(std::uint32_t row, const SequenceRow& what)
{
    const bool exit = what.kind == SequenceRow::Kind::Exit;
    const double program = m_columns.lanes[exit ? what.ref : m_index.calls()[what.ref].lane];
    if (program < 0)
        return;
    const double kernel = m_columns.outer[side(what.host)];
    const bool lit = !exit && m_lit.call != 0 && m_index.calls()[what.ref].call == m_lit.call;
    const double left = std::min(program, kernel) + 8, right = std::max(program, kernel) - 8;
    if (exit) {
        SequenceShape& cross = add(SequenceShape::Kind::Cross, Tone::Muted);
        cross.from = cross.to = QPointF(program, lineY(row));
        label(row, left + 4, right, m_texts.row(row), Tone::Muted,
              what.host == HostId::Client ? Qt::AlignLeft : Qt::AlignRight, false);
        return;
    }
    const bool back = what.kind == SequenceRow::Kind::Return;
    SequenceShape& arrow = add(SequenceShape::Kind::Arrow, Tone::Accent);
    arrow.from = QPointF(back ? kernel : program, lineY(row));
    arrow.to = QPointF(back ? program : kernel, lineY(row));
    arrow.dashed = back;
    arrow.row = row;
    arrow.lit = lit;
    const QString text = m_texts.row(row);
    label(row, left, right, text, text.startsWith(QLatin1String("= -1")) ? Tone::Lost : Tone::Accent, Qt::AlignHCenter,
          true, lit);
}

void SequenceLayout::packetLabel(std::uint32_t row, const SequenceRow& what)
{
    using Kind = SequenceRow::Kind;
    const double left = m_columns.inner[0] + 10, right = m_columns.inner[1] - 10;
    if (what.kind == Kind::Counter) {
        label(row, left, right, m_texts.row(row), Tone::Lost,
              what.host == HostId::Client ? Qt::AlignLeft : Qt::AlignRight, false);
        return;
    }
    const SequenceFlight& flight = m_index.flights()[what.ref];
    const bool lit = m_lit.packet != 0 && m_lit.packet == flight.packet;
    const bool rightwards = flight.from == HostId::Client;
    const auto towardsSource = rightwards ? Qt::AlignLeft : Qt::AlignRight;
    const auto towardsTarget = rightwards ? Qt::AlignRight : Qt::AlignLeft;
    // Beyond the middle, where the pause mark or the cross stands.
    const double middle = m_columns.wireMiddle() + heldOffset(flight.place);
    const double farLeft = rightwards ? middle + 13 : left, farRight = rightwards ? right : middle - 13;
    switch (what.kind) {
    case Kind::Sent:
        label(row, left, right, m_texts.row(row), Tone::Packet, towardsSource, true, lit);
        break;
    case Kind::Copied:
        label(row, left, right, m_texts.row(row), Tone::Packet, Qt::AlignHCenter, true, lit);
        break;
    case Kind::Held:
        label(row, farLeft, farRight, m_texts.row(row), Tone::Held, towardsSource, false, lit);
        break;
    case Kind::Dropped:
        label(row, farLeft, farRight, m_texts.row(row), Tone::Lost, towardsSource, false, lit);
        break;
    case Kind::Repeated: {
        SequenceShape& stub = add(SequenceShape::Kind::Line, Tone::Held);
        const double from = m_columns.inner[side(flight.from)];
        stub.from = QPointF(from, lineY(row));
        stub.to = QPointF(from + (rightwards ? 46 : -46), lineY(row) + 3);
        stub.dashed = true;
        label(row, left, right, m_texts.row(row), Tone::Held, towardsSource, false, lit);
        break;
    }
    default:
        label(row, left, right, m_texts.row(row), Tone::Packet, towardsTarget, true, lit);
    }
}

void SequenceLayout::stateLabel(std::uint32_t row, std::uint32_t index)
{
    const SequenceBar& bar = m_index.bars()[index];
    const double kernel = m_columns.outer[side(bar.host)];
    const bool lit = m_lit.socket != 0 && m_lit.socket == bar.socket;
    // Up to the nearest lifeline, on whose other side a waiting call may be named.
    const double room = m_columns.gap - std::abs(kernel - m_columns.kernel[side(bar.host)]) - 12;
    if (bar.host == HostId::Client)
        label(row, kernel - 4 - room, kernel - 4, m_texts.bar(index), Tone::State, Qt::AlignRight, true, lit);
    else
        label(row, kernel + 4, kernel + 4 + room, m_texts.bar(index), Tone::State, Qt::AlignLeft, true, lit);
}

} // namespace lab
