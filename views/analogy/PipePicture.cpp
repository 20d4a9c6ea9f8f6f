// The two directions of a connection as pipes, one above the other: program, send buffer, wire, receive buffer, program.

#include "views/analogy/AnalogyPicture.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lab {

namespace {

class PipeArrangement
{
public:
    PipeArrangement(const PipeScene& scene, const AnalogyFonts& fonts, double width)
        : m_scene(scene)
        , m_fonts(fonts)
    {
        m_picture.size.setWidth(std::max(width, leastAnalogyWidth(fonts)));
    }

    AnalogyPicture take()
    {
        const double line = AnalogyFonts::line(m_fonts.text);
        double y = analogyGap;
        if (!m_scene.empty.isEmpty()) {
            m_picture.text(QRectF(analogyGap, y, m_picture.size.width() - 2 * analogyGap, line), m_scene.empty, m_fonts.text,
                           Tone::Muted, Qt::AlignHCenter);
            y += line + analogyGap;
        } else {
            for (int way = 0; way < 2; ++way)
                y = placeWay(way, y) + analogyGap;
        }
        m_picture.sentences(m_fonts, m_scene.nowTitle, m_scene.now, m_scene.failsTitle, m_scene.fails, y);
        return std::move(m_picture);
    }

private:
    /// The cells of one direction from left to right; the parts stand the other way round where bytes go leftwards.
    double placeWay(int index, double y)
    {
        constexpr std::array<double, 5> shares {0.20, 0.17, 0.26, 0.17, 0.20};
        const double whole = m_picture.size.width() - 2 * analogyGap - 4 * 4;
        const double height = 2 * analogyPad + AnalogyFonts::line(m_fonts.smallBold) + AnalogyFonts::line(m_fonts.text) + AnalogyFonts::line(m_fonts.small);
        double x = analogyGap;
        for (int i = 0; i < 5; ++i) {
            const int part = index == 0 ? i : 4 - i;
            const QRectF cell(x, y, whole * shares[static_cast<std::size_t>(i)], height);
            part == 2 ? placeWire(index, cell) : placePart(index, part, cell);
            x = cell.right() + 4;
        }
        return y + height;
    }

    void placePart(int index, int part, const QRectF& cell)
    {
        const PipeWay& way = m_scene.ways[static_cast<std::size_t>(index)];
        const bool tank = part == 1 || part == 3, blocked = (part == 0 && way.writerBlocked) || (part == 4 && way.readerBlocked);
        const std::int64_t bytes = part == 1 ? way.unacked : way.unread;
        Tone tone = tank && bytes > 0 ? Tone::Good : Tone::Plain;
        if (blocked || (part == 1 && way.writerBlocked) || (part == 3 && way.window == 0))
            tone = Tone::Held;
        if (way.broken && !tank)
            tone = Tone::Muted;
        Mark& card = m_picture.add(tank ? Mark::Kind::Tank : Mark::Kind::Card, cell, tone);
        card.rightwards = index == 0;
        card.dashed = way.broken || (tank && bytes < 0);
        if (tank && bytes > 0) {
            const std::uint32_t limit = part == 1 ? way.sendLimit : way.receiveLimit;
            const bool stopped = (part == 1 && way.writerBlocked) || (part == 3 && way.window == 0);
            // The kernel's limit counts memory, which is more than the bytes in it: full is what blocks, not a number.
            card.fill = stopped ? 1 : limit == 0 ? 0.3 : std::clamp(static_cast<double>(bytes) / limit, 0.08, 0.92);
        }
        const auto& texts = m_scene.texts[static_cast<std::size_t>(index)][static_cast<std::size_t>(part)];
        card.tip = (QStringList {m_scene.names[part], texts[0], texts[1]}).join(QLatin1Char('\n')).trimmed();
        writeCell(cell, m_scene.names[part], texts, tank, tone);
    }

    void writeCell(const QRectF& cell, const QString& name, const std::array<QString, 2>& texts, bool tank, Tone tone)
    {
        const QRectF inner = cell.adjusted(analogyPad, analogyPad, -analogyPad, -analogyPad);
        const double head = AnalogyFonts::line(m_fonts.smallBold), text = AnalogyFonts::line(m_fonts.text);
        m_picture.text(QRectF(inner.left(), inner.top(), inner.width(), head), name, m_fonts.smallBold, Tone::Muted);
        m_picture.text(QRectF(inner.left(), inner.top() + head, inner.width(), text), texts[0], tank ? m_fonts.bold : m_fonts.text);
        m_picture.text(QRectF(inner.left(), inner.top() + head + text, inner.width(), inner.height() - head - text), texts[1],
                       tank ? m_fonts.small : m_fonts.mono, tone == Tone::Held ? Tone::Held : Tone::Muted);
    }

    void placeWire(int index, const QRectF& cell)
    {
        const PipeWay& way = m_scene.ways[static_cast<std::size_t>(index)];
        Mark& tube = m_picture.add(Mark::Kind::Tube, cell, way.broken ? Tone::Lost : Tone::Plain);
        tube.rightwards = index == 0;
        tube.dashed = way.broken;
        tube.lit = way.ended; // closed at the writer's end: nothing more goes in
        const auto& texts = m_scene.texts[static_cast<std::size_t>(index)][2];
        const QRectF inner = cell.adjusted(analogyPad, analogyPad, -analogyPad, -analogyPad);
        const double head = AnalogyFonts::line(m_fonts.smallBold);
        const QString name = m_scene.names[2] + QStringLiteral(": ") + texts[0];
        m_picture.text(QRectF(inner.left(), inner.top(), inner.width(), head), name, m_fonts.smallBold, Tone::Muted, Qt::AlignHCenter);
        const double height = AnalogyFonts::line(m_fonts.small) + 4, y = inner.bottom() - height - 2;
        if (way.wire.empty())
            return;
        const auto count = static_cast<double>(way.wire.size() + (way.wireMore > 0 ? 1 : 0));
        const double wide = (inner.width() - 3 * (count - 1)) / count;
        double x = inner.left();
        // Whoever is nearest to the reader was sent first.
        std::vector<PipePiece> pieces = way.wire;
        if (index == 0)
            std::reverse(pieces.begin(), pieces.end());
        const auto more = [&] {
            m_picture.text(QRectF(x, y, wide, height), QStringLiteral("+%1").arg(way.wireMore), m_fonts.small, Tone::Muted, Qt::AlignHCenter);
            x += wide + 3;
        };
        if (index == 0 && way.wireMore > 0)
            more();
        for (const PipePiece& piece : pieces) {
            const QRectF box(x, y, wide, height);
            Mark& card = m_picture.add(Mark::Kind::Card, box, Tone::Held);
            card.dashed = piece.again;
            card.tip = piece.tip;
            card.what.packet = piece.packet;
            m_picture.text(box.adjusted(3, 0, -3, 0), piece.text, m_fonts.small, Tone::Plain, Qt::AlignHCenter).tip = piece.tip;
            x += wide + 3;
        }
        if (index == 1 && way.wireMore > 0)
            more();
    }

    const PipeScene& m_scene;
    const AnalogyFonts& m_fonts;
    AnalogyPicture m_picture;
};

} // namespace

AnalogyPicture pictureOf(const PipeScene& scene, const AnalogyFonts& fonts, double width)
{
    return PipeArrangement(scene, fonts, width).take();
}

} // namespace lab
