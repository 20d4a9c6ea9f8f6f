#include "app/DialogSize.h"

#include <QFontInfo>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace lab {

QSize largestDialog(const QWidget& dialog)
{
    constexpr QSize frame(20, 40); // of a usual window manager
    return dialog.screen()->availableSize() - frame;
}

QSize dialogSize(const QWidget& dialog, const QSize& usual)
{
    const double larger = std::max(1.0, QFontInfo(dialog.font()).pointSizeF() / 10);
    return QSize(qRound(usual.width() * larger), qRound(usual.height() * larger)).boundedTo(largestDialog(dialog));
}

} // namespace lab
