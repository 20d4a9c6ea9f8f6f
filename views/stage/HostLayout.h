#pragma once
// HostLayout: places for the items of one host's card, from their texts, fonts and the card's width. Pure geometry: no
// painting, no window.

#include "views/stage/HostContents.h"

#include <QFont>
#include <QRectF>

namespace lab {

/// The fonts of the stage, from the widget's own.
struct StageFonts
{
    QFont text, bold, small, mono, smallMono;

    static StageFonts from(const QFont& base);

    /// Of what a call came to ("= 3 10.9.0.1:40064") or why it waits.
    const QFont& note(const HostItem::Call& call) const { return call.tone == Tone::Muted || call.tone == Tone::Lost ? smallMono : small; }
};

struct PlacedItem
{
    HostItem item;
    QRectF rect; ///< in the card's content, before scrolling
    QRectF text, detail, note; ///< inside rect
    QString shown; ///< the text that fits
    QStringList details; ///< Heading: the detail, in lines
    std::vector<QRectF> parts; ///< Actor: one a call, note included; Slots: one a slot
    std::vector<QStringList> notes; ///< Actor: of each call, in lines
    QRectF cut; ///< Slots: where "and 12 more" stands
};

class HostLayout
{
public:
    HostLayout() = default;
    HostLayout(std::vector<HostItem> items, const StageFonts& fonts, double width);

    const std::vector<PlacedItem>& items() const { return m_items; }

    double height() const { return m_height; }

    const PlacedItem* itemAt(const QPointF& point) const;
    /// The socket of the item or slot at `point`; 0 for none.
    SocketId socketAt(const QPointF& point) const;

private:
    void placeActor(PlacedItem& placed);
    void placeSocket(PlacedItem& placed);
    void placeSlots(PlacedItem& placed);
    void placeLine(PlacedItem& placed, const QFont& font, double above);

    StageFonts m_fonts;
    double m_width = 0;
    double m_y = 0;
    double m_height = 0;
    std::vector<PlacedItem> m_items;
};

} // namespace lab
