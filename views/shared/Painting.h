#pragma once
// Painting: the few marks that every view draws the same way: surfaces, pills, arrows, the cross of a lost packet and
// the pause mark of a held one. Pure functions on a QPainter; no state, no layout.

#include "views/shared/Theme.h"

#include <QPainter>
#include <QStringList>

namespace lab {

/// How something is meant, as a colour and (always) a word or shape beside it.
enum class Tone : std::uint8_t { Plain, Muted, Accent, Held, Lost, Good, State, Packet };

Role textRole(Tone tone);
Role surfaceRole(Tone tone); ///< of a box in that tone
Role borderRole(Tone tone);

void drawSurface(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius = 5,
                 Qt::PenStyle style = Qt::SolidLine, double width = 1);
/// A large surface, quickly: the whole of `rect` is filled, `behind` showing at the rounded corners.
void drawPanel(QPainter& painter, const QRect& rect, const QColor& behind, const QColor& fill, const QColor& border,
               int radius, double width);
/// A state's pill: white on purple.
void drawPill(QPainter& painter, const QRectF& rect, const QString& text, const Theme& theme, Tone tone = Tone::State);
/// Line with an open head at `to`.
void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color,
               Qt::PenStyle style = Qt::SolidLine, double width = 1.5);
void drawCross(QPainter& painter, const QPointF& centre, const QColor& color, double size = 5);
void drawPause(QPainter& painter, const QPointF& centre, const QColor& line, const QColor& fill);
void drawRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius = 6);

/// One line, vertically centred, cut with "…" at `rect`'s width.
void drawLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
              Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight);

/// Text in lines of `width` pixels, at most `most` of them; what has no room in the last one is "…".
QStringList linesOf(const QString& text, const QFont& font, double width, int most);

QFont boldFont(const QFont& font);
QFont sized(const QFont& font, double delta); ///< points larger or smaller

} // namespace lab
