#pragma once
// PaintedTexts: which words a widget paints, and where. For tests of what is written in a diagram, and of what is cut or written over
// something else; no pixels are compared.

#include <QRectF>
#include <QString>

#include <vector>

class QWidget;

namespace lab::tests {

struct PaintedText
{
    QString text; ///< as it was painted: elided, perhaps; of a line in several fonts, each part
    QRectF rect; ///< of its characters, in the widget
    QRectF clip; ///< what could be seen of it at most
};

/// In the order of painting. The widget and what is in it are painted once, as QWidget::render() does.
std::vector<PaintedText> paintedTexts(QWidget& widget);

} // namespace lab::tests
