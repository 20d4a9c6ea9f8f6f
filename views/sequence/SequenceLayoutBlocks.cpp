// SequenceLayout: where several rows share a pixel. Each band of pixels shows all that begins in it: a packet as the half of the
// wire at its sender, a call between its kernel and the nearest program, a loss in the middle.

#include "views/sequence/SequenceLayout.h"

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double band = 2; ///< px
constexpr double weakest = 0.3; ///< of a block: one among very many is seen
constexpr double lossHalf = 7; ///< px, half a loss's width

} // namespace

void SequenceLayout::block(double left, double right, double y, double height, Tone tone, double strength)
{
    SequenceShape& shape = add(SequenceShape::Kind::Block, tone);
    shape.rect = QRectF(left, y, right - left, height);
    shape.strength = strength;
}

std::size_t SequenceLayout::slotFrom(double place) const
{
    const std::size_t slot = m_axis.slotAt(place);
    return slot < m_slots && m_axis.place(slot) < place ? slot + 1 : slot;
}

void SequenceLayout::blocks()
{
    using What = SequenceDensity::What;
    if (m_slots == 0)
        return;
    const double from = std::floor(m_seenTop / band) * band, to = std::min(m_seenBottom, bottom()), middle = m_columns.wireMiddle();
    std::array<double, hostCount> nearest = m_columns.outer;
    for (const SequenceColumn& column : m_columns.programs) {
        double& x = nearest[side(column.host)];
        const double kernel = m_columns.outer[side(column.host)];
        if (x == kernel || std::abs(column.x - kernel) < std::abs(x - kernel))
            x = column.x;
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows; // of each band
    std::size_t first = std::min(slotFrom(from / m_height), m_slots);
    for (double y = from; y < to; y += band) {
        const std::size_t end = std::min(slotFrom((y + band) / m_height), m_slots);
        const std::uint32_t last = m_axis.rowAt(end > 0 ? end - 1 : 0);
        rows.emplace_back(end > first ? m_axis.rowAt(first) : last, last);
        const SequenceDensity::Counts counts = m_reading.density().count(first, end);
        const auto strength = [&](What what) {
            const double all = static_cast<double>(std::max<std::size_t>(end - first, 1));
            return weakest + (1 - weakest) * counts[static_cast<std::size_t>(what)] / all;
        };
        const auto add = [&](What what, double a, double b, Tone tone, double drawn) {
            if (counts[static_cast<std::size_t>(what)] > 0)
                block(std::min(a, b), std::max(a, b), y, band, tone, drawn);
        };
        add(What::FromClient, m_columns.inner[0], middle, Tone::Packet, strength(What::FromClient));
        add(What::FromServer, middle, m_columns.inner[1], Tone::Packet, strength(What::FromServer));
        add(What::ClientCall, nearest[0], m_columns.outer[0], Tone::Accent, strength(What::ClientCall));
        add(What::ServerCall, m_columns.outer[1], nearest[1], Tone::Accent, strength(What::ServerCall));
        add(What::Lost, middle - lossHalf, middle + lossHalf, Tone::Lost, 1);
        first = end;
    }
    barBlocks(from, to, rows);
}

/// Bars as far as one stands at their place, band by band.
void SequenceLayout::barBlocks(double from, double to, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& rows)
{
    const SequenceCover& cover = m_filter.active() ? m_filter.cover() : m_index.cover();
    std::vector<SequenceCover::Events> events;
    for (const auto& [first, last] : rows)
        events.push_back(m_index.eventsOf(first, last));
    for (const HostId host : {HostId::Client, HostId::Server}) {
        if (m_columns.kernelFolded[side(host)])
            continue;
        for (int place = 0; place < m_index.places(host); ++place) {
            const double x = m_columns.kernel[side(host)] + outwards(host) * place * SequenceColumns::barWidth;
            std::size_t begin = 0;
            for (std::size_t i = 0; i <= rows.size(); ++i) {
                const bool stands = i < rows.size() && cover.covers(m_index.bars(), host, place, events[i]);
                if (stands)
                    continue;
                const double top = from + static_cast<double>(begin) * band;
                if (i > begin)
                    block(x - SequenceColumns::barWidth / 2 + 0.5, x + SequenceColumns::barWidth / 2 - 0.5, top,
                          std::min(static_cast<double>(i - begin) * band, to - top), Tone::State, 1);
                begin = i + 1;
            }
        }
    }
}

} // namespace lab
