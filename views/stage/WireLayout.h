#pragma once
// WireLayout: places for the packets that the wire holds (and the last that crossed) on the wire's card. Pure geometry.

#include "model/lab/LabState.h"
#include "views/stage/HostLayout.h"

#include <QRectF>

#include <vector>

namespace lab {

struct PlacedPacket
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    bool loops = false; ///< goes back to the host it came from
    bool held = true; ///< false: one of the last that crossed or were lost
    QRectF rect; ///< the whole strip: arrow, box, buttons
    QRectF box; ///< the dashed box
    double arrowY = 0;
};

class WireLayout
{
public:
    WireLayout() = default;
    /// `chosen`: the packet whose buttons are shown, if it is held; else the first held one.
    WireLayout(const LabState& state, const StageFonts& fonts, double width, std::optional<PacketId> chosen);

    const std::vector<PlacedPacket>& packets() const { return m_packets; }

    /// The held packet with the buttons; 0: nothing is held.
    PacketId chosen() const { return m_chosen; }

    const QRectF& buttons() const { return m_buttons; }

    double nothingY() const { return m_nothingY; } ///< where "nothing on the way" stands; 0: something is

    double recentY() const { return m_recentY; } ///< where the heading of the last packets stands; 0: none

    double height() const { return m_height; }

    const PlacedPacket* packetAt(const QPointF& point) const;

private:
    std::vector<PlacedPacket> m_packets;
    PacketId m_chosen = 0;
    QRectF m_buttons;
    double m_nothingY = 0, m_recentY = 0, m_height = 0;
};

} // namespace lab
