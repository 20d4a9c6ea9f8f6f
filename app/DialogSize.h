#pragma once
// DialogSize: how large a dialog begins: larger with larger text, and never larger than its screen.

#include <QSize>

class QWidget;

namespace lab {

/// `usual` is its size in px with text of 10 points.
QSize dialogSize(const QWidget& dialog, const QSize& usual);

QSize largestDialog(const QWidget& dialog); ///< that its screen has room for, with a frame around

} // namespace lab
