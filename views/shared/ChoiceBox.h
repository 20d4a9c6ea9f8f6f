#pragma once
// ChoiceBox: a combo box in which its longest choice is seen whole. Qt asks how wide the ink of the words is and leaves out where it
// begins (QFontMetrics::boundingRect() and not horizontalAdvance()): in large letters the last of them lost its end.

#include <QComboBox>
#include <QFontMetrics>

namespace lab {

class ChoiceBox : public QComboBox
{
public:
    using QComboBox::QComboBox;

    QSize sizeHint() const override { return wider(QComboBox::sizeHint()); }

    QSize minimumSizeHint() const override { return wider(QComboBox::minimumSizeHint()); }

private:
    QSize wider(QSize size) const { return {size.width() + fontMetrics().height() / 6, size.height()}; }
};

} // namespace lab
