#pragma once
// TextRow: widgets side by side whose distance grows with the text. A few pixels are nothing at 28 pt: what is beside each other
// reads as one word there. Also right as a row of another layout, whose distance a QHBoxLayout would otherwise take over.

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QWidget>

namespace lab {

/// Pixels between what stands side by side in a layout: at 10 pt the 6 that Qt's Fusion style has at any size.
inline int besideEachOther(const QLayout& layout)
{
    const QWidget* widget = layout.parentWidget();
    return widget ? QFontMetrics(widget->font()).height() * 3 / 8 : 6;
}

class TextRow : public QHBoxLayout
{
public:
    using QHBoxLayout::QHBoxLayout;

    int spacing() const override { return besideEachOther(*this); }
};

} // namespace lab
