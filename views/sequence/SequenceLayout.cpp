#include "views/sequence/SequenceLayout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double barWidth = 8;
constexpr double edge = 62; ///< beside the outermost lifelines: half a header, or "blocked"
constexpr double laneDistance = 78; ///< between programs of one host
constexpr double narrowLanes = 52; ///< the same, where there are many
constexpr double leastGap = 140; ///< between a kernel and its nearest program
constexpr double leastWire = 248;
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

SequenceFonts SequenceFonts::from(const QFont& base)
{
    return {sized(base, -1), boldFont(sized(base, -1)), sized(monoFont(), -1.5)};
}

double SequenceColumns::scaleFor(const SequenceFonts& fonts)
{
    constexpr double usual = 22.5; // px, a line of text, up to which the distances above do
    return std::max(1.0, QFontMetricsF(fonts.text).height() / usual);
}

SequenceColumns SequenceColumns::of(const SequenceIndex& index, double width, double scale)
{
    const double edge = lab::edge * scale, leastGap = lab::leastGap * scale, leastWire = lab::leastWire * scale;
    const double narrowLanes = lab::narrowLanes * scale, laneDistance = lab::laneDistance * scale;
    // A program without calls has a lifeline only while its host has no other to show.
    std::array<bool, hostCount> called {};
    for (const SequenceLane& lane : index.lanes())
        called[side(lane.host)] = called[side(lane.host)] || lane.calls;
    std::array<std::size_t, hostCount> programs {};
    for (const SequenceLane& lane : index.lanes())
        programs[side(lane.host)] += lane.calls || !called[side(lane.host)] ? 1 : 0;
    const auto inners = [&](std::size_t host) { return programs[host] > 1 ? double(programs[host] - 1) : 0.0; };
    const bool oneHost = index.oneHost();
    const double fixed = (oneHost ? 1 : 2) * (edge + leastGap) + leastWire, between = inners(0) + inners(1);
    SequenceColumns columns;
    columns.oneHost = oneHost;
    columns.laneGap = between > 0 ? std::clamp((width - fixed) / between, narrowLanes, laneDistance) : laneDistance;
    const double least = fixed + between * columns.laneGap;
    columns.width = std::max(width, least);
    // Calls are long ("connect(3, 10.9.0.2:8080)"): they get as much of the room as the wire does.
    const double extra = columns.width - least;
    const double gap = leastGap + std::min(extra * 0.3, 150.0 * scale);
    columns.gap = gap;
    columns.kernel[0] = oneHost ? 0 : edge + inners(0) * columns.laneGap + gap;
    columns.kernel[1] = columns.width - edge - inners(1) * columns.laneGap - gap;
    if (index.thisMachine()) {
        columns.kernel[0] += std::max(0.0, (columns.width - columns.kernel[0] - edge - leastWire) * 0.5);
        columns.kernel[1] = columns.width + 2 * edge; // there is none: out of sight
    }
    for (const HostId host : {HostId::Client, HostId::Server}) {
        const double out = outwards(host);
        columns.outer[side(host)] = columns.kernel[side(host)] + out * ((index.places(host) - 0.5) * barWidth + 2);
        columns.inner[side(host)] = columns.kernel[side(host)] - out * (barWidth / 2 + 2);
    }
    std::array<std::size_t, hostCount> placed {};
    for (const SequenceLane& lane : index.lanes()) {
        if (!lane.calls && called[side(lane.host)]) {
            columns.lanes.push_back(-1);
            continue;
        }
        const double number = static_cast<double>(placed[side(lane.host)]++) * columns.laneGap;
        columns.lanes.push_back(lane.host == HostId::Client ? edge + number : columns.kernel[1] + gap + number);
    }
    return columns;
}

SequenceLayout::SequenceLayout(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns,
                               const SequenceFonts& fonts, SequenceLit lit)
    : m_index(index)
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

QRectF SequenceLayout::labelRect(std::uint32_t row, double left, double right) const
{
    return {left, row * m_height + 1, right - left, m_height - 8};
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

std::vector<SequenceShape> SequenceLayout::shapes(std::uint32_t first, std::uint32_t last, std::size_t position)
{
    m_shapes.clear();
    m_position = position;
    m_rows = static_cast<std::uint32_t>(m_index.rowsAt(position));
    lifelines(first, last);
    if (m_rows == 0 || first >= m_rows)
        return std::move(m_shapes);
    last = std::min(last, m_rows - 1);
    const SequenceIndex::Spans spans = m_index.spans(first, last);
    bars(spans);
    for (const std::uint32_t index : spans.calls)
        blocked(m_index.calls()[index]);
    for (const std::uint32_t index : spans.flights)
        flight(m_index.flights()[index]);
    for (std::uint32_t row = first; row <= last; ++row)
        rowLabels(row);
    return std::move(m_shapes);
}

void SequenceLayout::lifelines(std::uint32_t first, std::uint32_t last)
{
    const double top = first * m_height, bottom = (last + 1.0) * m_height;
    const auto line = [&](double x, double end) {
        SequenceShape& shape = add(SequenceShape::Kind::Lifeline, Tone::Muted);
        shape.from = {x, top};
        shape.to = {x, end};
    };
    for (std::size_t i = 0; i < m_columns.lanes.size(); ++i) {
        if (m_columns.lanes[i] < 0)
            continue;
        const SequenceLane& lane = m_index.lanes()[i];
        const bool ended = happened(lane.exited);
        const double end = ended ? std::min(bottom, lineY(lane.exitRow)) : bottom;
        if (end > top)
            line(m_columns.lanes[i], end);
    }
    for (std::size_t host = m_columns.oneHost ? 1 : 0; host < m_columns.kernel.size(); ++host)
        line(m_columns.kernel[host], bottom);
}

void SequenceLayout::bars(const SequenceIndex::Spans& spans)
{
    for (const std::uint32_t index : spans.bars) {
        const SequenceBar& bar = m_index.bars()[index];
        if (!happened(bar.from))
            continue;
        const double x = m_columns.kernel[side(bar.host)] + outwards(bar.host) * bar.place * barWidth;
        const double top = lineY(bar.fromRow) - m_height / 2;
        const double bottom = happened(bar.to) ? lineY(bar.toRow) - m_height / 2 - 1 : m_rows * m_height;
        SequenceShape& shape = add(SequenceShape::Kind::Bar, Tone::State);
        shape.rect = QRectF(x - barWidth / 2 + 0.5, top, barWidth - 1, std::max(bottom - top, 4.0));
        shape.row = bar.fromRow;
        shape.text = m_texts.bar(index);
        shape.lit = m_lit.socket != 0 && m_lit.socket == bar.socket;
    }
}

void SequenceLayout::blocked(const SequenceCall& call)
{
    if (!happened(call.blocked))
        return;
    const double x = m_columns.lanes[call.lane];
    const std::uint32_t end = happened(call.returned) ? call.returnedRow : m_rows;
    const double top = lineY(call.enteredRow);
    SequenceShape& shape = add(SequenceShape::Kind::Bar, Tone::Held);
    shape.faint = true;
    shape.row = call.enteredRow;
    shape.rect = QRectF(x - 5, top, 10, std::max(4.0, (end == m_rows ? m_rows * m_height : lineY(end)) - top));
    shape.text = m_texts.row(call.enteredRow);
    shape.lit = m_lit.call != 0 && m_lit.call == call.call;

    // The word stands where nothing else of this host's programs is written: beside a packet's row.
    const HostId host = m_index.lanes()[call.lane].host;
    const std::uint32_t until = std::min(std::min(end, m_rows), call.enteredRow + 40);
    for (std::uint32_t row = call.enteredRow + 1; row < until; ++row) {
        const SequenceRow& what = m_index.rows()[row];
        if (!what.ofPacket() && (what.host == host || what.kind != SequenceRow::Kind::Call))
            continue;
        const double out = x + outwards(host) * 9;
        const bool outermost = x < edge + 1 || x > m_columns.width - edge - 1;
        const double room = outermost ? edge - 10 : m_columns.laneGap - 20;
        if (room < m_blockedWidth)
            return; // the bar alone says it between crowded lifelines
        if (host == HostId::Client)
            label(row, std::max(1.0, out - room), out, SequenceTexts::blocked(), Tone::Held, Qt::AlignRight, false);
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
            ended ? std::max(stop.y(), lineY(flight.endRow) - (flight.dropped ? 0 : m_height)) : m_rows * m_height;
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
    if (happened(what.event)) {
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
        if (bar != noRow && happened(m_index.bars()[bar].from))
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
