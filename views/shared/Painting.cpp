#include "views/shared/Painting.h"

#include <QCache>
#include <QFontMetricsF>
#include <QPainterPath>
#include <QPaintEngine>
#include <QPixmap>
#include <QPixmapCache>
#include <QStaticText>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace lab {

Role textRole(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return Role::Text;
    case Tone::Muted:
        return Role::MutedText;
    case Tone::Accent:
        return Role::Accent;
    case Tone::Held:
        return Role::Held;
    case Tone::Lost:
        return Role::Lost;
    case Tone::Good:
        return Role::Good;
    case Tone::State:
        return Role::State;
    case Tone::Packet:
        return Role::Packet;
    }
    return Role::Text;
}

Role surfaceRole(Tone tone)
{
    switch (tone) {
    case Tone::Held:
        return Role::HeldSurface;
    case Tone::Lost:
        return Role::LostSurface;
    case Tone::Good:
        return Role::GoodSurface;
    default:
        return Role::Raised;
    }
}

Role borderRole(Tone tone)
{
    switch (tone) {
    case Tone::Held:
        return Role::HeldMark;
    case Tone::Lost:
        return Role::Lost;
    case Tone::Good:
        return Role::Good;
    case Tone::Accent:
        return Role::Accent;
    default:
        return Role::CardBorder;
    }
}

namespace {

void paintSurface(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius,
                  Qt::PenStyle style, double width)
{
    painter.setPen(QPen(border, width, style));
    if (fill.alpha() == 0)
        painter.setBrush(Qt::NoBrush);
    else
        painter.setBrush(fill);
    const double inset = width / 2;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
}

/// On the screen, a surface of a size and look that was drawn before is copied: an anti-aliased rounded rectangle takes ten
/// times as long, and the stage has dozens. Not for pictures that are exported: those stay lines.
bool copySurface(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius,
                 Qt::PenStyle style, double width)
{
    const QSize size = rect.size().toSize();
    // A widget that renders itself into a file is the painter's device all the same; the engine is the file's.
    const bool onScreen =
        painter.device()->devType() == QInternal::Widget && painter.paintEngine()->type() == QPaintEngine::Raster;
    if (!onScreen || size.isEmpty() || size.width() > 600 || size.height() > 200
        || painter.transform().type() > QTransform::TxTranslate)
        return false;
    const double scale = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("surface-%1-%2-%3-%4-%5-%6-%7-%8")
                            .arg(size.width())
                            .arg(size.height())
                            .arg(fill.rgba(), 0, 16)
                            .arg(border.rgba(), 0, 16)
                            .arg(radius)
                            .arg(static_cast<int>(style))
                            .arg(width)
                            .arg(scale);
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        picture = QPixmap(size * scale);
        picture.setDevicePixelRatio(scale);
        picture.fill(Qt::transparent);
        QPainter inside(&picture);
        inside.setRenderHint(QPainter::Antialiasing);
        paintSurface(inside, QRectF(QPointF(), QSizeF(size)), fill, border, radius, style, width);
        inside.end();
        QPixmapCache::insert(key, picture);
    }
    painter.drawPixmap(rect.topLeft().toPoint(), picture);
    return true;
}

} // namespace

void drawSurface(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius,
                 Qt::PenStyle style, double width)
{
    if (!copySurface(painter, rect, fill, border, radius, style, width))
        paintSurface(painter, rect, fill, border, radius, style, width);
}

void drawPanel(QPainter& painter, const QRect& rect, const QColor& behind, const QColor& fill, const QColor& border,
               int radius, double width)
{
    // Anti-aliased, a rounded rectangle of this size takes as long as everything on it: only its corners need that.
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, fill);
    const QRect corner(0, 0, radius, radius);
    for (const QPoint& at : {rect.topLeft(), rect.topRight() - QPoint(radius - 1, 0), rect.bottomLeft() - QPoint(0, radius - 1),
                             rect.bottomRight() - QPoint(radius - 1, radius - 1)})
        painter.fillRect(corner.translated(at), behind);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const int size = 2 * radius;
    const QPoint ends[] {rect.topLeft(), rect.topRight() - QPoint(size - 1, 0), rect.bottomRight() - QPoint(size - 1, size - 1),
                         rect.bottomLeft() - QPoint(0, size - 1)};
    for (int i = 0; i < 4; ++i) // sixteenths of a degree, counter-clockwise from three o'clock
        painter.drawPie(QRect(ends[i], QSize(size, size)), ((5 - i) % 4) * 90 * 16, 90 * 16);
    drawSurface(painter, QRectF(rect), Qt::transparent, border, radius, Qt::SolidLine, width);
}

void drawPill(QPainter& painter, const QRectF& rect, const QString& text, const Theme& theme, Tone tone)
{
    const bool state = tone == Tone::State;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(state ? Role::State : surfaceRole(tone)));
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    drawLine(painter, rect, text, painter.font(), theme.color(state ? Role::StateText : textRole(tone)), Qt::AlignHCenter,
             Qt::ElideNone);
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color, Qt::PenStyle style,
               double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, width, style, Qt::FlatCap));
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    constexpr double length = 7, spread = 0.45;
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-spread, spread})
        painter.drawLine(to, to - QPointF(length * std::cos(angle + side), length * std::sin(angle + side)));
}

void drawCross(QPainter& painter, const QPointF& centre, const QColor& color, double size)
{
    painter.setPen(QPen(color, 2.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - QPointF(size, size), centre + QPointF(size, size));
    painter.drawLine(centre - QPointF(size, -size), centre + QPointF(size, -size));
}

void drawPause(QPainter& painter, const QPointF& centre, const QColor& line, const QColor& fill)
{
    drawSurface(painter, QRectF(centre - QPointF(8, 8), QSizeF(16, 16)), fill, line, 3, Qt::SolidLine, 1.6);
    painter.setPen(QPen(line, 2));
    for (const double x : {-2.5, 2.5})
        painter.drawLine(centre + QPointF(x, -3.5), centre + QPointF(x, 3.5));
}

void drawRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Role::Selection), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
}

namespace {

/// Shaping a text takes ten times as long as drawing it, and a view draws the same hundred texts again and again.
class ShapedTexts
{
public:
    struct Shaped
    {
        QStaticText text;
        QSizeF size;
    };

    /// `width` < 0: as wide as it is.
    const Shaped& shaped(const QString& text, const QFont& font, int width, Qt::TextElideMode elide)
    {
        const Key key {text, font, width, elide};
        if (const Shaped* known = m_known.object(key))
            return *known;
        auto* made = new Shaped;
        made->text.setTextFormat(Qt::PlainText);
        made->text.setText(width < 0 ? text : QFontMetricsF(font).elidedText(text, elide, width));
        made->text.prepare({}, font);
        made->size = made->text.size();
        m_known.insert(key, made);
        return *made;
    }

private:
    struct Key
    {
        QString text;
        QFont font;
        int width;
        Qt::TextElideMode elide;

        friend bool operator==(const Key&, const Key&) = default;

        friend size_t qHash(const Key& key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.font, key.width, static_cast<int>(key.elide));
        }
    };

    QCache<Key, Shaped> m_known {4000};
};

} // namespace

void drawLine(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, const QColor& color,
              Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (rect.width() <= 0 || text.isEmpty())
        return;
    static ShapedTexts texts;
    const ShapedTexts::Shaped* shown = &texts.shaped(text, font, -1, elide);
    if (shown->size.width() > rect.width())
        shown = &texts.shaped(text, font, static_cast<int>(rect.width()), elide);
    const double spare = rect.width() - shown->size.width();
    const double x = alignment & Qt::AlignRight ? spare : alignment & Qt::AlignHCenter ? spare / 2 : 0;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawStaticText(rect.topLeft() + QPointF(x, (rect.height() - shown->size.height()) / 2), shown->text);
}

QStringList linesOf(const QString& text, const QFont& font, double width, int most)
{
    QTextLayout layout(text, font);
    QTextOption anywhere;
    anywhere.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(anywhere);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid() && lines.size() < most; line = layout.createLine()) {
        line.setLineWidth(width);
        const bool last = lines.size() + 1 == most;
        lines << (last ? QFontMetricsF(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width)
                       : text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

QFont boldFont(const QFont& font)
{
    QFont result(font);
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont sized(const QFont& font, double delta)
{
    QFont result(font);
    if (font.pointSizeF() > 0)
        result.setPointSizeF(std::max(6.0, font.pointSizeF() + delta));
    else
        result.setPixelSize(std::max(8, font.pixelSize() + static_cast<int>(std::lround(delta * 1.33))));
    return result;
}

} // namespace lab
