#pragma once
// AnalogyPicture: one of the three analogies as marks with places, for one width: what is painted, hit and described is this
// list. Pure geometry from a scene; no painting.

#include "views/analogy/PipeScene.h"
#include "views/analogy/StackScene.h"
#include "views/analogy/TelephoneScene.h"
#include "views/shared/Painting.h"

#include <QFont>
#include <QRectF>

#include <vector>

namespace lab {

struct AnalogyFonts
{
    QFont text, bold, small, smallBold, mono;

    static AnalogyFonts from(const QFont& base);
    static double line(const QFont& font); ///< height of one line
};

struct Mark
{
    enum class Kind : std::uint8_t {
        Card, ///< a surface
        Text, ///< one line, elided
        Prose, ///< wrapped; all of it has room
        Phone, ///< the instrument; `fill` > 0: its handset is lifted
        Letterbox,
        Place, ///< one of a queue: taken or free
        Line, ///< from `rect`'s first to its second corner (rect may be inverted)
        Cross,
        Tank, ///< a buffer; `fill` 0 … 1 of it is full
        Tube, ///< the wire as a pipe
        Boundary, ///< the system-call boundary: a strong dashed line
    };

    Kind kind = Kind::Card;
    QRectF rect;
    QString text;
    QFont font;
    Tone tone = Tone::Plain;
    Qt::Alignment align = Qt::AlignLeft;
    double fill = 0;
    bool lit = false, dashed = false, rightwards = true;
    QString tip; ///< everything, for the pointer
    Selection::What what; ///< to select; nothing: it cannot be selected
};

struct AnalogyPicture
{
    std::vector<Mark> marks;
    QSizeF size; ///< width: at least what was asked for

    const Mark* markAt(const QPointF& point) const; ///< the last one with a tip or something to select

    /// A line of text in `rect`.
    Mark& text(const QRectF& rect, const QString& words, const QFont& font, Tone tone = Tone::Plain,
               Qt::Alignment align = Qt::AlignLeft);
    /// Text in as many lines as it needs from `rect`'s top on; returns where the last one ends.
    double wrapped(const QRectF& rect, const QString& words, const QFont& font, Tone tone);
    Mark& add(Mark::Kind kind, const QRectF& rect, Tone tone = Tone::Plain);
    /// The two sentences under the picture, side by side where there is room; `y`: below what is there already.
    void sentences(const AnalogyFonts& fonts, const QString& nowTitle, const QString& now, const QString& failsTitle,
                   const QString& fails, double y);
};

inline constexpr double analogyGap = 8, analogyPad = 6;
double leastAnalogyWidth(const AnalogyFonts& fonts);
/// Flags of QPainter::drawText() for text of this width: between words, or anywhere if one of them is longer than a line.
int wrapping(const QString& text, const QFont& font, double width);
double proseHeight(const QString& text, const QFont& font, double width); ///< of text that is wrapped; at least a line's

AnalogyPicture pictureOf(const TelephoneScene& scene, const AnalogyFonts& fonts, double width);
AnalogyPicture pictureOf(const PipeScene& scene, const AnalogyFonts& fonts, double width);
AnalogyPicture pictureOf(const StackScene& scene, const AnalogyFonts& fonts, double width);

} // namespace lab
