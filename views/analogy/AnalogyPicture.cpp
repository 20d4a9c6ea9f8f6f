#include "views/analogy/AnalogyPicture.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr double leastCharacters = 58;
constexpr double sideBySideCharacters = 84; ///< of small text: two sentences beside each other, each read easily

} // namespace

AnalogyFonts AnalogyFonts::from(const QFont& base)
{
    QFont mono = monoFont();
    mono.setPointSizeF(sized(base, -2).pointSizeF());
    return {sized(base, -1), boldFont(sized(base, -1)), sized(base, -2), boldFont(sized(base, -2)), mono};
}

double AnalogyFonts::line(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

int wrapping(const QString& text, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    const auto words = QStringView(text).split(QLatin1Char(' '));
    const bool fits = std::all_of(words.begin(), words.end(), [&](QStringView word) { return metrics.horizontalAdvance(word.toString()) <= width; });
    return Qt::AlignLeft | Qt::AlignTop | (fits ? Qt::TextWordWrap : Qt::TextWrapAnywhere);
}

double proseHeight(const QString& text, const QFont& font, double width)
{
    const QRectF room(0, 0, std::max(10.0, width), 1e6);
    return std::ceil(QFontMetricsF(font).boundingRect(room, wrapping(text, font, room.width()), text).height());
}

double leastAnalogyWidth(const AnalogyFonts& fonts)
{
    return std::ceil(QFontMetricsF(fonts.small).averageCharWidth() * leastCharacters);
}

const Mark* AnalogyPicture::markAt(const QPointF& point) const
{
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        const bool answers = !mark->tip.isEmpty() || mark->what != Selection::What {};
        if (answers && mark->rect.normalized().contains(point))
            return &*mark;
    }
    return nullptr;
}

Mark& AnalogyPicture::add(Mark::Kind kind, const QRectF& rect, Tone tone)
{
    Mark mark;
    mark.kind = kind;
    mark.rect = rect;
    mark.tone = tone;
    marks.push_back(std::move(mark));
    return marks.back();
}

Mark& AnalogyPicture::text(const QRectF& rect, const QString& words, const QFont& font, Tone tone, Qt::Alignment align)
{
    Mark& mark = add(Mark::Kind::Text, rect, tone);
    mark.text = words;
    mark.font = font;
    mark.align = align;
    // What is cut can be read all the same; a card under it may say more.
    if (QFontMetricsF(font).horizontalAdvance(words) > rect.width())
        mark.tip = words;
    return mark;
}

double AnalogyPicture::wrapped(const QRectF& rect, const QString& words, const QFont& font, Tone tone)
{
    if (QFontMetricsF(font).horizontalAdvance(words) <= rect.width()) {
        text(QRectF(rect.topLeft(), QSizeF(rect.width(), AnalogyFonts::line(font))), words, font, tone);
    } else {
        Mark& mark = add(Mark::Kind::Prose, QRectF(rect.topLeft(), QSizeF(rect.width(), proseHeight(words, font, rect.width()))), tone);
        mark.text = words;
        mark.font = font;
    }
    return marks.back().rect.bottom();
}

void AnalogyPicture::sentences(const AnalogyFonts& fonts, const QString& nowTitle, const QString& now, const QString& failsTitle,
                               const QString& fails, double y)
{
    const double whole = size.width() - 2 * analogyGap;
    const bool beside = whole >= QFontMetricsF(fonts.small).averageCharWidth() * sideBySideCharacters;
    const double width = beside ? (whole - analogyGap) / 2 : whole;
    const double title = AnalogyFonts::line(fonts.smallBold), inner = width - 2 * analogyPad;
    double heights[] {proseHeight(now, fonts.text, inner), proseHeight(fails, fonts.text, inner)};
    if (beside)
        heights[0] = heights[1] = std::max(heights[0], heights[1]);
    double x = analogyGap, bottom = y;
    for (int i = 0; i < 2; ++i) {
        const Tone tone = i == 0 ? Tone::Plain : Tone::Held;
        const QRectF card(x, y, width, title + heights[i] + 2 * analogyPad);
        add(Mark::Kind::Card, card, tone);
        text(QRectF(card.left() + analogyPad, card.top() + analogyPad, inner, title), i == 0 ? nowTitle : failsTitle, fonts.smallBold,
             i == 0 ? Tone::Accent : Tone::Held);
        Mark& prose = add(Mark::Kind::Prose, QRectF(card.left() + analogyPad, card.top() + analogyPad + title, inner, heights[i]));
        prose.text = i == 0 ? now : fails;
        prose.font = fonts.text;
        bottom = std::max(bottom, card.bottom());
        if (beside)
            x += width + analogyGap;
        else
            y = card.bottom() + analogyGap;
    }
    size.setHeight(bottom + analogyGap);
}

} // namespace lab
