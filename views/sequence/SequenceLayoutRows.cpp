// SequenceLayout: what stands in a row of its own: calls, the words of packets and states.

#include "views/sequence/SequenceLayout.h"

#include <algorithm>
#include <cmath>

namespace lab {

QString SequenceLayout::textOf(std::uint32_t row) const
{
    return m_detail == SequenceDetail::Texts ? m_texts.row(row) : QString();
}

QString SequenceLayout::textOf(std::uint32_t row, double room) const
{
    const QString text = textOf(row);
    return text.isEmpty() || m_words.horizontalAdvance(text) <= room ? text : m_texts.brief(row);
}

/// The state is more than the port, by whose bar it stands; measuring each would take longer than painting it.
QString SequenceLayout::stateText(std::uint32_t bar, double room) const
{
    const QString text = m_texts.bar(bar);
    double wide = 0;
    for (const QChar letter : text)
        wide += letter.unicode() < 0x1100 ? m_letter : 2 * m_letter; // Hangul
    return wide <= room + 1 ? text : m_texts.briefBar(bar);
}

QRectF SequenceLayout::labelRect(std::uint32_t row, double left, double right) const
{
    const double height = m_textHeight - 8; // right above its line, however high the row is
    return {left, lineOf(topOf(row), m_height) - 2 - height, right - left, height};
}

void SequenceLayout::label(std::uint32_t row, double left, double right, const QString& text, Tone tone,
                           Qt::AlignmentFlag align, bool mono, bool lit)
{
    if (m_detail != SequenceDetail::Texts || text.isEmpty() || right - left < 12)
        return;
    SequenceShape& shape = add(SequenceShape::Kind::Label, tone);
    shape.rect = labelRect(row, left, right);
    shape.text = text;
    shape.align = align;
    shape.mono = mono;
    shape.row = row;
    shape.lit = lit;
}

void SequenceLayout::rowLabels(std::uint32_t row)
{
    const SequenceRow what = m_index.rows()[row];
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
    for (const std::uint32_t bar : m_index.rows().barsIn(row)) {
        if (bar != noRow && m_filter.showsBar(bar) && happened(m_index.bars().from(bar)))
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
    const bool texts = m_columns.callTexts[side(what.host)];
    if (exit) {
        SequenceShape& cross = add(SequenceShape::Kind::Cross, Tone::Muted);
        cross.from = cross.to = QPointF(program, lineY(row));
        if (texts)
            label(row, left + 4, right, textOf(row), Tone::Muted,
                  what.host == HostId::Client ? Qt::AlignLeft : Qt::AlignRight, false);
        return;
    }
    const bool back = what.kind == SequenceRow::Kind::Return;
    SequenceShape& arrow = add(arrowKind(), Tone::Accent);
    arrow.from = QPointF(back ? kernel : program, lineY(row));
    arrow.to = QPointF(back ? program : kernel, lineY(row));
    arrow.dashed = back;
    arrow.row = row;
    arrow.lit = lit;
    if (!texts)
        return;
    const QString text = textOf(row);
    label(row, left, right, text, text.startsWith(QLatin1String("= -1")) ? Tone::Lost : Tone::Accent, Qt::AlignHCenter,
          true, lit);
}

void SequenceLayout::packetLabel(std::uint32_t row, const SequenceRow& what)
{
    using Kind = SequenceRow::Kind;
    const double left = m_columns.inner[0] + 10, right = m_columns.inner[1] - 10;
    if (what.kind == Kind::Counter) {
        if (m_detail != SequenceDetail::Texts)
            block(m_columns.wireMiddle() - 8, m_columns.wireMiddle() + 8, lineY(row) - 1, 2, Tone::Lost, 1);
        label(row, left, right, textOf(row, right - left), Tone::Lost,
              what.host == HostId::Client ? Qt::AlignLeft : Qt::AlignRight, false);
        return;
    }
    const SequenceFlight flight = m_index.flight(what.ref);
    const bool lit = m_lit.packet != 0 && m_lit.packet == flight.packet;
    const bool rightwards = flight.from == HostId::Client;
    const auto towardsSource = rightwards ? Qt::AlignLeft : Qt::AlignRight;
    const auto towardsTarget = rightwards ? Qt::AlignRight : Qt::AlignLeft;
    // Beyond the middle, where the pause mark or the cross stands.
    const double middle = m_columns.wireMiddle() + heldOffset(flight.place);
    const double farLeft = rightwards ? middle + 13 : left, farRight = rightwards ? right : middle - 13;
    switch (what.kind) {
    case Kind::Sent:
        label(row, left, right, textOf(row), Tone::Packet, towardsSource, true, lit);
        break;
    case Kind::Copied:
        label(row, left, right, textOf(row), Tone::Packet, Qt::AlignHCenter, true, lit);
        break;
    case Kind::Held:
        label(row, farLeft, farRight, textOf(row, farRight - farLeft), Tone::Held, towardsSource, false, lit);
        break;
    case Kind::Dropped:
        label(row, farLeft, farRight, textOf(row), Tone::Lost, towardsSource, false, lit);
        break;
    case Kind::Repeated: {
        SequenceShape& stub = add(SequenceShape::Kind::Line, Tone::Held);
        const double from = m_columns.inner[side(flight.from)];
        stub.from = QPointF(from, lineY(row));
        stub.to = QPointF(from + (rightwards ? 46 : -46), lineY(row) + 3);
        stub.dashed = true;
        label(row, left, right, textOf(row), Tone::Held, towardsSource, false, lit);
        break;
    }
    default:
        label(row, left, right, textOf(row), Tone::Packet, towardsTarget, true, lit);
    }
}

void SequenceLayout::stateLabel(std::uint32_t row, std::uint32_t index)
{
    const SequenceBar bar = m_index.bars()[index];
    if (m_columns.kernelFolded[side(bar.host)])
        return;
    const double kernel = m_columns.outer[side(bar.host)];
    if (m_detail != SequenceDetail::Texts) { // many may stand here: that one begins is seen all the same
        block(std::min(kernel, kernel + outwards(bar.host) * 6), std::max(kernel, kernel + outwards(bar.host) * 6),
              lineY(row) - m_height / 2, std::min(2.0, m_height / 2), Tone::State, 1);
        return;
    }
    const bool lit = m_lit.socket != 0 && m_lit.socket == bar.socket;
    // Up to the nearest lifeline, on whose other side a waiting call may be named.
    const double room = m_columns.gap[side(bar.host)] - std::abs(kernel - m_columns.kernel[side(bar.host)]) - 12;
    const QString text = stateText(index, room);
    if (bar.host == HostId::Client)
        label(row, kernel - 4 - room, kernel - 4, text, Tone::State, Qt::AlignRight, true, lit);
    else
        label(row, kernel + 4, kernel + 4 + room, text, Tone::State, Qt::AlignLeft, true, lit);
}

} // namespace lab
