// The layers of both hosts side by side, between them the header that each layer adds, and below them the wire with the frame.

#include "views/analogy/AnalogyPicture.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lab {

namespace {

class StackArrangement
{
public:
    StackArrangement(const StackScene& scene, const AnalogyFonts& fonts, double width)
        : m_scene(scene)
        , m_fonts(fonts)
    {
        m_picture.size.setWidth(std::max(width, leastAnalogyWidth(fonts)));
        m_middle = std::max(m_picture.size.width() * 0.16, QFontMetricsF(fonts.small).averageCharWidth() * 15);
        m_column = (m_picture.size.width() - 2 * analogyGap - m_middle) / 2;
        m_row = AnalogyFonts::line(fonts.text) + analogyPad;
    }

    AnalogyPicture take()
    {
        const double line = AnalogyFonts::line(m_fonts.smallBold);
        double y = 4;
        if (!m_scene.empty.isEmpty()) {
            m_picture.text(QRectF(analogyGap, y, m_picture.size.width() - 2 * analogyGap, m_row), m_scene.empty, m_fonts.text, Tone::Muted,
                           Qt::AlignHCenter);
            y += m_row + analogyGap;
        } else {
            for (int side = 0; side < 2; ++side)
                m_picture.text(QRectF(left(side), y, m_column, line), m_scene.titles[static_cast<std::size_t>(side)], m_fonts.smallBold,
                               Tone::Muted, side == 0 ? Qt::AlignLeft : Qt::AlignRight);
            y = placeLayers(y + line + 2);
            y = placeWire(y + 4);
        }
        m_picture.sentences(m_fonts, m_scene.nowTitle, m_scene.now, m_scene.failsTitle, m_scene.fails, y + analogyGap);
        return std::move(m_picture);
    }

private:
    double left(int side) const { return side == 0 ? analogyGap : analogyGap + m_column + m_middle; }

    double placeLayers(double y)
    {
        for (int layer = 0; layer < stackLayers; ++layer) {
            for (int side = 0; side < 2; ++side)
                placePart(m_scene.parts[static_cast<std::size_t>(side)][static_cast<std::size_t>(layer)], QRectF(left(side), y, m_column, m_row));
            placeHeader(static_cast<StackLayer>(layer), QRectF(left(0) + m_column + 4, y, m_middle - 8, m_row));
            y += m_row + 3;
            if (layer == 0)
                y = placeBoundary(y);
        }
        return y;
    }

    void placePart(const StackPart& part, const QRectF& row)
    {
        Mark& card = m_picture.add(Mark::Kind::Card, row, part.tone != Tone::Plain ? part.tone : part.lit ? Tone::Good : Tone::Plain);
        card.tip = (part.name + QLatin1Char('\n') + part.holds).trimmed() + QLatin1Char('\n') + part.tip;
        const QRectF inner = row.adjusted(analogyPad, 0, -analogyPad, 0);
        const double name = std::min(inner.width() * 0.4, std::max(QFontMetricsF(m_fonts.smallBold).horizontalAdvance(part.name) + 8, inner.width() * 0.2));
        m_picture.text(QRectF(inner.left(), inner.top(), name, inner.height()), part.name, m_fonts.smallBold);
        m_picture.text(QRectF(inner.left() + name, inner.top(), inner.width() - name, inner.height()), part.holds, m_fonts.small,
                       part.tone != Tone::Plain ? part.tone : Tone::Muted, Qt::AlignRight);
    }

    double placeBoundary(double y)
    {
        const double height = AnalogyFonts::line(m_fonts.small);
        for (int side = 0; side < 2; ++side)
            m_picture.add(Mark::Kind::Boundary, QRectF(left(side), y, m_column, height));
        m_picture.text(QRectF(left(0) + m_column, y, m_middle, height), m_scene.boundary, m_fonts.small, Tone::Accent, Qt::AlignHCenter);
        return y + height + 3;
    }

    /// What this layer has written in front of the bytes, with the way that the packet takes.
    void placeHeader(StackLayer layer, const QRectF& row)
    {
        const auto piece = std::find_if(m_scene.pieces.begin(), m_scene.pieces.end(), [&](const StackPiece& one) { return one.layer == layer; });
        if (piece == m_scene.pieces.end())
            return;
        const QString text = (m_scene.rightwards ? QStringLiteral("↓ %1 B ↑") : QStringLiteral("↑ %1 B ↓")).arg(piece->bytes);
        m_picture.add(Mark::Kind::Card, row, layer == StackLayer::Program ? Tone::Good : Tone::Accent).what.packet = m_scene.packet;
        m_picture.text(row.adjusted(2, 0, -2, 0), text, m_fonts.small, Tone::Plain, Qt::AlignHCenter);
    }

    /// The whole frame in its proportions where it is: in the middle on the wire, at the end it has come to.
    double placeWire(double y)
    {
        const double head = AnalogyFonts::line(m_fonts.smallBold), height = AnalogyFonts::line(m_fonts.small) + 6;
        const QRectF tube(analogyGap, y, m_picture.size.width() - 2 * analogyGap, head + height + 3 * 4);
        m_picture.add(Mark::Kind::Tube, tube).rightwards = m_scene.rightwards;
        const QRectF title = QRectF(tube.left() + 10, tube.top() + 2, tube.width() - 20, head);
        m_picture.text(title, m_scene.packet == 0 ? m_scene.wire : m_scene.wire + QStringLiteral(": ") + m_scene.packetText, m_fonts.smallBold,
                       m_scene.onWire ? Tone::Held : Tone::Muted, Qt::AlignHCenter);
        if (m_scene.pieces.empty())
            return tube.bottom();
        const double wide = std::min(tube.width() * 0.62, QFontMetricsF(m_fonts.small).averageCharWidth() * 64);
        const bool came = m_scene.fate == PacketFate::Delivered;
        const double x = !came ? tube.center().x() - wide / 2 : m_scene.rightwards ? tube.right() - wide - 14 : tube.left() + 14;
        placeFrame(QRectF(x, title.bottom() + 3, wide, height));
        return tube.bottom();
    }

    void placeFrame(const QRectF& frame)
    {
        std::size_t all = 0;
        for (const StackPiece& piece : m_scene.pieces)
            all += piece.bytes;
        // Names need room, however few bytes there are: half by name, half by size.
        const auto count = static_cast<double>(m_scene.pieces.size());
        double x = frame.left();
        for (const StackPiece& piece : m_scene.pieces) {
            const double share = 0.75 / count + 0.25 * static_cast<double>(piece.bytes) / static_cast<double>(std::max<std::size_t>(1, all));
            const QRectF box(x, frame.top(), frame.width() * share - 2, frame.height());
            const bool data = piece.layer == StackLayer::Program;
            Mark& card = m_picture.add(Mark::Kind::Card, box, m_scene.fate == PacketFate::Dropped ? Tone::Lost : data ? Tone::Good : Tone::Accent);
            card.what.packet = m_scene.packet;
            card.dashed = !m_scene.onWire;
            card.tip = m_scene.packetTip;
            m_picture.text(box.adjusted(2, 0, -2, 0), QStringLiteral("%1 %2 B").arg(piece.name).arg(piece.bytes), m_fonts.small, Tone::Plain,
                           Qt::AlignHCenter);
            x += frame.width() * share;
        }
        if (m_scene.fate == PacketFate::Dropped)
            m_picture.add(Mark::Kind::Cross, QRectF(frame.right() + 8, frame.center().y() - 6, 12, 12), Tone::Lost);
    }

    const StackScene& m_scene;
    const AnalogyFonts& m_fonts;
    AnalogyPicture m_picture;
    double m_middle = 0, m_column = 0, m_row = 0;
};

} // namespace

AnalogyPicture pictureOf(const StackScene& scene, const AnalogyFonts& fonts, double width)
{
    return StackArrangement(scene, fonts, width).take();
}

} // namespace lab
