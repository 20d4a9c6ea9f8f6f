#include "views/stage/HostLayout.h"

#include "views/shared/Labels.h"
#include "views/shared/Painting.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double margin = 12; ///< of the card
constexpr double gap = 6;
constexpr double inside = 8; ///< between a box and its text
constexpr double narrowestSlot = 44;

double lineOf(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

double advance(const QFont& font, const QString& text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace

StageFonts StageFonts::from(const QFont& base)
{
    StageFonts fonts;
    fonts.text = base;
    fonts.bold = boldFont(base);
    fonts.small = sized(base, -1);
    fonts.mono = sized(monoFont(), -0.5);
    fonts.smallMono = sized(monoFont(), -1.5);
    return fonts;
}

HostLayout::HostLayout(std::vector<HostItem> items, const StageFonts& fonts, double width)
    : m_fonts(fonts)
    , m_width(std::max(width, 120.0))
    , m_y(2)
{
    m_items.reserve(items.size());
    for (HostItem& item : items) {
        PlacedItem placed;
        placed.item = std::move(item);
        switch (placed.item.kind) {
        case HostItem::Kind::Actor:
            placeActor(placed);
            break;
        case HostItem::Kind::Heading:
            placeLine(placed, m_fonts.bold, gap);
            break;
        case HostItem::Kind::Socket:
            placeSocket(placed);
            break;
        case HostItem::Kind::Slots:
            placeSlots(placed);
            break;
        case HostItem::Kind::Counter:
            placeLine(placed, m_fonts.smallMono, 0);
            break;
        }
        m_y = placed.rect.bottom() + gap;
        m_items.push_back(std::move(placed));
    }
    m_height = m_y + margin - gap;
}

void HostLayout::placeActor(PlacedItem& placed)
{
    const double left = margin + inside, width = m_width - 2 * (margin + inside);
    if (!m_items.empty())
        m_y += gap;
    double y = m_y + inside - 1;
    const double line = lineOf(m_fonts.bold);
    const double detail = std::min(advance(boldFont(m_fonts.small), placed.item.detail) + 4, width * 0.6);
    placed.detail = QRectF(left + width - detail, y, detail, line);
    placed.text = QRectF(left, y, width - detail - gap, line);
    placed.shown = fitting(placed.item.texts, QFontMetricsF(m_fonts.bold), placed.text.width());
    y += line + 2;
    for (const HostItem::Call& call : placed.item.calls) {
        // A reason may need two lines on a narrow card, never more: the rest is in the tool tip.
        const QFont& font = m_fonts.note(call);
        placed.notes.push_back(call.note.isEmpty() ? QStringList() : linesOf(call.note, font, width, 2));
        const double height = lineOf(m_fonts.mono) + static_cast<double>(placed.notes.back().size()) * lineOf(font);
        placed.parts.emplace_back(left, y, width, height);
        y += height + 2;
    }
    placed.rect = QRectF(margin, m_y, m_width - 2 * margin, y - m_y + inside - 3);
}

void HostLayout::placeSocket(PlacedItem& placed)
{
    const bool numbered = placed.item.fd >= 0;
    const double fd = numbered ? std::max(18.0, advance(m_fonts.mono, QString::number(placed.item.fd)) + 8) : 0;
    const double left = margin + fd, width = m_width - margin - left;
    const double line = lineOf(m_fonts.mono) + 6;
    const double pill =
        placed.item.detail.isEmpty() ? 0 : advance(boldFont(m_fonts.smallMono), placed.item.detail) + 16;
    const double note = placed.item.note.isEmpty() ? 0 : lineOf(m_fonts.small) + 2;
    const double beside = width - pill - inside - (pill > 0 ? 10 : 6);
    // Large letters on a narrow card: which socket it is must not give way to its state.
    const bool below = pill > 0 && !placed.item.texts.isEmpty() && advance(m_fonts.mono, placed.item.texts.last()) > beside;
    const double lines = below ? 2 * line - 2 : line;
    placed.rect = QRectF(margin, m_y, m_width - 2 * margin, lines + note + 4);
    placed.detail = QRectF(left + width - pill - 5, m_y + 4 + lines - line, pill, line - 4);
    placed.text = QRectF(left + inside, m_y + 2, below ? width - 2 * inside : beside, line);
    placed.shown = fitting(placed.item.texts, QFontMetricsF(m_fonts.mono), placed.text.width());
    placed.note = QRectF(left + inside, m_y + lines + 1, width - 2 * inside, note);
    placed.parts = {QRectF(left, m_y, width, placed.rect.height())};
}

void HostLayout::placeSlots(PlacedItem& placed)
{
    const double width = m_width - 2 * margin;
    const auto count = static_cast<double>(placed.item.slots_.size());
    double widest = narrowestSlot;
    for (const HostItem::Slot& slot : placed.item.slots_) {
        widest = std::max(widest, advance(boldFont(m_fonts.small), slot.name) + 6);
        widest = std::max(widest, advance(m_fonts.smallMono, slot.port) + 6);
    }
    const double perRow = std::max(1.0, std::min(count, std::floor((width + 4) / (std::min(widest, width) + 4))));
    const double slotWidth = std::min((width + 4) / perRow - 4, std::max(120.0, widest));
    const double slotHeight = lineOf(m_fonts.small) + lineOf(m_fonts.smallMono) + 5;
    for (std::size_t i = 0; i < placed.item.slots_.size(); ++i) {
        const double row = std::floor(static_cast<double>(i) / perRow), column = static_cast<double>(i) - row * perRow;
        placed.parts.emplace_back(margin + column * (slotWidth + 4), m_y + row * (slotHeight + 4), slotWidth,
                                  slotHeight);
    }
    double bottom = placed.parts.empty() ? m_y : placed.parts.back().bottom();
    if (placed.item.slotsCut > 0) {
        placed.cut = QRectF(margin, bottom + 2, width, lineOf(m_fonts.small));
        bottom = placed.cut.bottom();
    }
    placed.rect = QRectF(margin, m_y, width, bottom - m_y);
}

void HostLayout::placeLine(PlacedItem& placed, const QFont& font, double above)
{
    const double width = m_width - 2 * margin, line = lineOf(font);
    m_y += m_items.empty() ? 0 : above;
    placed.shown = fitting(placed.item.texts, QFontMetricsF(font), width);
    const double title = std::min(advance(font, placed.shown) + 2, width);
    placed.rect = QRectF(margin, m_y, width, line);
    placed.text = QRectF(margin, m_y, title, line);
    placed.detail = QRectF(margin + title + gap, m_y, std::max(0.0, width - title - gap), line);
    if (!placed.item.detail.isEmpty() && advance(boldFont(m_fonts.small), placed.item.detail) > placed.detail.width()) {
        // On a narrow card the count of a queue must not lose its numbers: lines of its own.
        placed.details = linesOf(placed.item.detail, boldFont(m_fonts.small), width, 2);
        placed.detail = QRectF(margin, m_y + line, width, static_cast<double>(placed.details.size()) * lineOf(m_fonts.small));
        placed.rect.setBottom(placed.detail.bottom());
    } else if (!placed.item.detail.isEmpty()) {
        placed.details = {placed.item.detail};
    }
}

const PlacedItem* HostLayout::itemAt(const QPointF& point) const
{
    for (const PlacedItem& placed : m_items) {
        if (placed.rect.contains(point))
            return &placed;
    }
    return nullptr;
}

SocketId HostLayout::socketAt(const QPointF& point) const
{
    const PlacedItem* placed = itemAt(point);
    if (!placed)
        return 0;
    if (placed->item.kind != HostItem::Kind::Slots)
        return placed->item.socket;
    for (std::size_t i = 0; i < placed->parts.size(); ++i) {
        if (placed->parts[i].contains(point) && placed->item.slots_[i].socket != 0)
            return placed->item.slots_[i].socket;
    }
    return placed->item.socket;
}

} // namespace lab
