#include "tests/support/PaintedTexts.h"

#include <QGuiApplication>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QScreen>
#include <QWidget>

namespace lab::tests {

namespace {

/// Takes everything and keeps the texts.
class Listener : public QPaintEngine
{
public:
    explicit Listener(const QSize& size)
        : QPaintEngine(AllFeatures)
        , m_all(QPointF(), QSizeF(size))
    {
    }

    bool begin(QPaintDevice*) override { return true; }

    bool end() override { return true; }

    Type type() const override { return User; }

    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }

    void drawPath(const QPainterPath&) override { }

    void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }

    void updateState(const QPaintEngineState&) override { }

    void drawTextItem(const QPointF& where, const QTextItem& item) override
    {
        const QRectF rect(where.x(), where.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        if (!item.text().trimmed().isEmpty())
            texts.push_back({item.text(), state->transform().mapRect(rect), clip()});
    }

    std::vector<PaintedText> texts;

private:
    /// What the widget may paint on, and within it what its painter was told.
    QRectF clip() const
    {
        QRectF clip = m_all;
        if (!systemClip().isEmpty())
            clip &= QRectF(systemClip().boundingRect());
        if (painter()->hasClipping())
            clip &= state->transform().mapRect(painter()->clipBoundingRect());
        return clip;
    }

    QRectF m_all;
};

class Paper : public QPaintDevice
{
public:
    explicit Paper(const QSize& size)
        : m_size(size)
        , m_listener(size)
    {
    }

    QPaintEngine* paintEngine() const override { return &m_listener; }

    std::vector<PaintedText> take() { return std::move(m_listener.texts); }

protected:
    int metric(PaintDeviceMetric which) const override
    {
        const int dots = static_cast<int>(QGuiApplication::primaryScreen()->logicalDotsPerInchY());
        switch (which) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return dots;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return QPaintDevice::metric(which);
        }
    }

private:
    QSize m_size;
    mutable Listener m_listener;
};

} // namespace

std::vector<PaintedText> paintedTexts(QWidget& widget)
{
    Paper paper(widget.size());
    widget.render(&paper, {}, {}, QWidget::DrawChildren);
    return paper.take();
}

} // namespace lab::tests
