#pragma once
// LabStyle: Fusion with marks that grow with the text (Qt's have a fixed number of pixels, which nobody sees at 28 pt) and that
// are seen in every theme: the boxes of check boxes and radio buttons, and arrows. All else is the theme's sheet.

#include <QProxyStyle>

namespace lab {

class LabStyle : public QProxyStyle
{
    Q_OBJECT

public:
    LabStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;

    /// Side of the box of a check box beside such text, pixels.
    static int boxSide(const QFontMetrics& text);
};

} // namespace lab
