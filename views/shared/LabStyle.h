#pragma once
// LabStyle: Fusion with marks that grow with the text (Qt's have a fixed number of pixels, which nobody sees at 28 pt) and that
// are seen in every theme: the boxes of check boxes and radio buttons, arrows, and the margins of cells. All else is the theme's sheet.

#include <QFontMetrics>
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

    /// Left or right of the text in a cell of a table, pixels: what ends at the right and what begins at the left beside it are not one word.
    static int cellMargin(const QFontMetrics& text);
    /// What a column of such cells needs beside its longest text, with some air.
    static int besideText(const QFontMetrics& text) { return 2 * (cellMargin(text) + 1) + 14; }
};

} // namespace lab
