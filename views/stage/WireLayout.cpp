#include "views/stage/WireLayout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
constexpr double wireMargin = 10;
constexpr std::size_t recentShown = 4;
} // namespace

WireLayout::WireLayout(const LabState& state, const StageFonts& fonts, double width, std::optional<PacketId> chosen)
{
    const double bold = std::ceil(QFontMetricsF(fonts.bold).height());
    const double small = std::ceil(QFontMetricsF(fonts.smallMono).height());
    const std::vector<const PacketState*> held = state.held();
    if (!held.empty()) {
        const bool known = chosen && std::any_of(held.begin(), held.end(), [&](const PacketState* packet) {
                               return packet->packet == *chosen;
                           });
        m_chosen = known ? *chosen : held.front()->packet;
    }
    double y = 4;
    // The arrow shows at both sides of the box, as far as a narrow card leaves room.
    const double side = std::clamp(width * 0.1, 14.0, 36.0);
    for (const PacketState* packet : held) {
        PlacedPacket placed;
        placed.packet = packet->packet;
        placed.from = packet->from;
        placed.loops = packet->to == packet->from;
        const double height = bold + small + (packet->repeats || packet->original ? small : 0) + 14;
        placed.box = QRectF(side + wireMargin / 2, y, width - 2 * side - wireMargin, height);
        placed.arrowY = placed.box.center().y();
        placed.rect = QRectF(4, y, width - 8, height);
        y += height + 6;
        if (placed.packet == m_chosen) {
            m_buttons = QRectF(wireMargin, y, width - 2 * wireMargin, bold + 12);
            placed.rect.setBottom(m_buttons.bottom() + small + 3); // the keys' names below
            y = placed.rect.bottom() + 8;
        }
        m_packets.push_back(placed);
    }
    if (held.empty()) {
        m_nothingY = y;
        y += bold + 22;
    }
    std::vector<const PacketState*> recent;
    for (auto packet = state.packets().rbegin(); packet != state.packets().rend() && recent.size() < recentShown;
         ++packet) {
        if (packet->fate == PacketFate::Delivered || packet->fate == PacketFate::Dropped)
            recent.push_back(&*packet);
    }
    if (!recent.empty()) {
        m_recentY = y + 4;
        y = m_recentY + small + 6;
    }
    for (const PacketState* packet : recent) {
        PlacedPacket placed;
        placed.packet = packet->packet;
        placed.from = packet->from;
        placed.loops = packet->to == packet->from;
        placed.held = false;
        placed.rect = placed.box = QRectF(wireMargin, y, width - 2 * wireMargin, small + 6);
        placed.arrowY = placed.rect.center().y();
        y += small + 8;
        m_packets.push_back(placed);
    }
    m_height = y + 6;
}

const PlacedPacket* WireLayout::packetAt(const QPointF& point) const
{
    for (const PlacedPacket& placed : m_packets) {
        if (placed.rect.contains(point))
            return &placed;
    }
    return nullptr;
}

} // namespace lab
