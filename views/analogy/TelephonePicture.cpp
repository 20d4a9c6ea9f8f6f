// The telephones of both hosts in two columns, the lines between them, and what is on each line.

#include "views/analogy/AnalogyPicture.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t mostPlaces = 8; ///< of a queue, drawn; the text has the number

class TelephoneArrangement
{
public:
    TelephoneArrangement(const TelephoneScene& scene, const AnalogyFonts& fonts, double width)
        : m_scene(scene)
        , m_fonts(fonts)
    {
        m_picture.size.setWidth(std::max(width, leastAnalogyWidth(fonts)));
        m_middle = std::max(m_picture.size.width() * 0.22, QFontMetricsF(fonts.small).averageCharWidth() * 13);
        m_column = (m_picture.size.width() - 2 * analogyGap - m_middle) / 2;
    }

    AnalogyPicture take()
    {
        double bottom = analogyGap;
        if (m_scene.empty.isEmpty()) {
            for (std::size_t side = 0; side < 2; ++side)
                placeColumn(side);
            placeLines();
            bottom = std::max({m_bottom[0], m_bottom[1], m_lineBottom}) + analogyGap;
        } else {
            const double line = AnalogyFonts::line(m_fonts.text);
            m_picture.text(QRectF(analogyGap, bottom, m_picture.size.width() - 2 * analogyGap, line), m_scene.empty, m_fonts.text,
                           Tone::Muted, Qt::AlignHCenter);
            bottom += line + analogyGap;
        }
        m_picture.sentences(m_fonts, m_scene.nowTitle, m_scene.now, m_scene.failsTitle, m_scene.fails, bottom);
        return std::move(m_picture);
    }

private:
    double left(std::size_t side) const { return side == 0 ? analogyGap : analogyGap + m_column + m_middle; }

    void placeColumn(std::size_t side)
    {
        const double small = AnalogyFonts::line(m_fonts.smallBold);
        double y = 4;
        m_picture.text(QRectF(left(side), y, m_column, small), m_scene.titles[side], m_fonts.smallBold, Tone::Muted,
                       side == 0 ? Qt::AlignLeft : Qt::AlignRight);
        y += small + 4;
        m_top = y;
        for (const Phone& phone : m_scene.phones[side]) {
            m_cards[side].push_back(placePhone(phone, QPointF(left(side), y)));
            y = m_cards[side].back().bottom() + analogyGap;
        }
        if (!m_scene.more[side].isEmpty()) {
            m_picture.text(QRectF(left(side), y, m_column, small), m_scene.more[side], m_fonts.small, Tone::Muted);
            y += small;
        }
        m_bottom[side] = y;
    }

    double placeSize() const { return AnalogyFonts::line(m_fonts.small) + 2; }

    /// What it says, whose it is and what the kernel calls it are never cut: the card is as high as they need.
    QRectF placePhone(const Phone& phone, const QPointF& corner)
    {
        const std::size_t surface = m_picture.marks.size();
        m_picture.add(Mark::Kind::Card, QRectF(corner, QSizeF(m_column, 0)), phone.tone);
        const double icon = AnalogyFonts::line(m_fonts.bold) + AnalogyFonts::line(m_fonts.small);
        const QRectF picture(corner + QPointF(analogyPad, analogyPad), QSizeF(icon, icon));
        Mark& instrument = m_picture.add(phone.letters ? Mark::Kind::Letterbox : Mark::Kind::Phone, picture, phone.tone);
        instrument.fill = phone.lifted ? 1 : 0;
        instrument.lit = phone.rings;
        const double x = picture.right() + analogyPad, width = corner.x() + m_column - analogyPad - x;
        double y = corner.y() + analogyPad;
        const auto line = [&](const QString& words, const QFont& font, Tone tone) { y = m_picture.wrapped(QRectF(x, y, width, 0), words, font, tone); };
        line(phone.says, m_fonts.bold, phone.tone);
        line(phone.name, m_fonts.small, Tone::Plain);
        line(phone.real, m_fonts.mono, Tone::Muted);
        if (phone.room > 0)
            y = placeQueue(phone, QRectF(x, y + 2, width, placeSize())) + 2;
        Mark& card = m_picture.marks[surface];
        card.rect.setBottom(y + analogyPad);
        card.lit = phone.shown;
        card.tip = phone.tip;
        card.what.socket = phone.socket;
        return card.rect;
    }

    /// As many places as there is room for: the callers that wait first, the free ones after them; in a row of their own where the
    /// number leaves none. Returns where it ends.
    double placeQueue(const Phone& phone, QRectF row)
    {
        const std::size_t all = std::min({std::max(phone.room, phone.waitingCount), mostPlaces});
        const double wide = QFontMetricsF(m_fonts.small).horizontalAdvance(QStringLiteral(":40000")) + 6;
        const double number = QFontMetricsF(m_fonts.smallBold).horizontalAdvance(phone.queue) + analogyPad;
        const Tone tone = phone.waitingCount >= phone.room ? Tone::Lost : Tone::Muted;
        if (number + wide <= row.width()) {
            m_picture.text(QRectF(row.topLeft(), QSizeF(number, row.height())), phone.queue, m_fonts.smallBold, tone);
            row.setLeft(row.left() + number);
        } else {
            row.moveTop(m_picture.wrapped(row, phone.queue, m_fonts.smallBold, tone) + 2);
        }
        double x = row.left();
        for (std::size_t i = 0; i < all && x + wide <= row.right() + 0.5; ++i, x += wide + 3) {
            const bool taken = i < phone.waitingCount;
            Mark& place = m_picture.add(Mark::Kind::Place, QRectF(x, row.top(), wide, row.height()), taken ? Tone::Good : Tone::Plain);
            place.dashed = !taken;
            place.font = m_fonts.small;
            place.text = taken ? phone.waiting.value(static_cast<qsizetype>(i)) : QString();
        }
        return row.bottom();
    }

    void placeLines()
    {
        const double from = left(0) + m_column, to = left(1);
        std::vector<std::pair<std::size_t, double>> plates; ///< line, y
        for (std::size_t i = 0; i < m_scene.lines.size(); ++i) {
            const PhoneLine& line = m_scene.lines[i];
            const double middle = (from + to) / 2;
            const bool broken = line.moment == Moment::CutOff || line.moment == Moment::Refused || line.moment == Moment::NoAnswer
                || line.moment == Moment::Unreachable;
            const QPointF start = line.left >= 0 ? edge(0, line.left) : QPointF(middle, edge(1, line.right).y());
            const QPointF end = line.right >= 0 ? edge(1, line.right) : QPointF(middle, edge(0, line.left).y());
            if (line.left >= 0 || line.right >= 0) {
                Mark& wire = m_picture.add(Mark::Kind::Line, QRectF(start, end), broken ? Tone::Lost : line.moment == Moment::Talking ? Tone::Good : Tone::Muted);
                wire.dashed = line.moment != Moment::Talking && line.moment != Moment::HalfClosed;
            }
            if (broken)
                m_picture.add(Mark::Kind::Cross, QRectF(QPointF(middle - 6, (start.y() + end.y()) / 2 - 6), QSizeF(12, 12)), Tone::Lost);
            if (!line.words.isEmpty())
                plates.emplace_back(i, (start.y() + end.y()) / 2);
        }
        std::stable_sort(plates.begin(), plates.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        m_lineBottom = m_top;
        for (const auto& [line, y] : plates)
            placeWords(m_scene.lines[line], y, from, to);
    }

    void placeWords(const PhoneLine& line, double y, double from, double to)
    {
        const double height = AnalogyFonts::line(m_fonts.smallBold) + 4;
        const double all = height * static_cast<double>(line.words.size());
        double top = std::max(m_lineBottom, y - all / 2);
        for (qsizetype i = 0; i < line.words.size(); ++i, top += height) {
            const QRectF plate(from + 6, top, to - from - 12, height - 2);
            Mark& card = m_picture.add(Mark::Kind::Card, plate, Tone::Held);
            card.what.packet = line.packets[static_cast<std::size_t>(i)];
            card.tip = line.words[i];
            m_picture.text(plate.adjusted(4, 0, -4, 0), line.words[i], m_fonts.smallBold, Tone::Held, Qt::AlignHCenter);
        }
        m_lineBottom = top + 2;
    }

    QPointF edge(std::size_t side, int phone) const
    {
        const QRectF& card = m_cards[side][static_cast<std::size_t>(phone)];
        return {side == 0 ? card.right() : card.left(), card.center().y()};
    }

    const TelephoneScene& m_scene;
    const AnalogyFonts& m_fonts;
    AnalogyPicture m_picture;
    double m_middle = 0, m_column = 0, m_top = 0, m_lineBottom = 0;
    std::array<double, 2> m_bottom {};
    std::array<std::vector<QRectF>, 2> m_cards;
};

} // namespace

AnalogyPicture pictureOf(const TelephoneScene& scene, const AnalogyFonts& fonts, double width)
{
    return TelephoneArrangement(scene, fonts, width).take();
}

} // namespace lab
