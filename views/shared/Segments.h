#pragma once
// Segments: buttons side by side of which one is chosen, as one piece (the style sheet's "segment").

#include <QToolButton>

#include <functional>
#include <span>

class QHBoxLayout;
class QScrollArea;

namespace lab {

/// Room for its words in bold, which it has when it is chosen: the sheet's fonts for a state are not in Qt's size hint.
class SegmentButton : public QToolButton
{
    Q_OBJECT

public:
    SegmentButton(const char* place, QWidget* parent); ///< "first", "middle", "last" or "only"

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }
};

/// Makes the buttons, without words. `chosen` is told the place of the one that was pressed.
QHBoxLayout* segmentRow(QWidget* parent, std::span<QToolButton*> buttons, const std::function<void(int)>& chosen);
/// The layout of a view: above its diagram the segments, and at the other end, muted, which `shown` it is.
void putBelowSegments(QWidget* diagram, QHBoxLayout* segments, QWidget* shown, QWidget* view);
void checkSegment(std::span<QToolButton* const> buttons, int chosen);

/// A page that scrolls where it is larger than its room. What is on it takes the keyboard, not the scroll area.
QScrollArea* scrolled(QWidget* page, QWidget* parent);

} // namespace lab
