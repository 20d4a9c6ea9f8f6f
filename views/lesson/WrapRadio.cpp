#include "views/lesson/WrapRadio.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace lab {

namespace {

constexpr int gap = 7;
constexpr int padding = 4;

} // namespace

WrapRadio::WrapRadio(const QString& text, QWidget* parent)
    : QRadioButton(text, parent)
{
    // A button's own policy makes its size hint the least width: the text would rather be cut than wrap.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed, QSizePolicy::RadioButton);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int WrapRadio::textLeft() const
{
    return padding + style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, this) + gap;
}

int WrapRadio::heightForWidth(int width) const
{
    const int room = std::max(20, width - textLeft() - padding);
    const QRect needed = fontMetrics().boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap, text());
    const int indicator = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorHeight, nullptr, this);
    return std::max(needed.height(), indicator) + 2 * padding;
}

QSize WrapRadio::sizeHint() const
{
    const int width = textLeft() + fontMetrics().horizontalAdvance(text()) + padding;
    return {std::min(width, 260), heightForWidth(std::min(width, 260))};
}

QSize WrapRadio::minimumSizeHint() const
{
    return {textLeft() + 60, heightForWidth(std::max(width(), textLeft() + 60))};
}

void WrapRadio::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    const int side = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, this);
    const int line = fontMetrics().height();
    option.rect = QRect(padding, padding + std::max(0, (line - side) / 2), side, side);
    style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &option, &painter, this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(rect().adjusted(textLeft(), padding, -padding, -padding), Qt::TextWordWrap, text());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace lab
