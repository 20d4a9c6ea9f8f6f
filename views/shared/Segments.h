#pragma once
// Segments: buttons side by side of which one is chosen, as one piece (the style sheet's "segment").

#include <functional>
#include <span>

class QHBoxLayout;
class QScrollArea;
class QToolButton;
class QWidget;

namespace lab {

/// Makes the buttons, without words. `chosen` is told the place of the one that was pressed.
QHBoxLayout* segmentRow(QWidget* parent, std::span<QToolButton*> buttons, const std::function<void(int)>& chosen);
void checkSegment(std::span<QToolButton* const> buttons, int chosen);

/// A page that scrolls where it is larger than its room. What is on it takes the keyboard, not the scroll area.
QScrollArea* scrolled(QWidget* page, QWidget* parent);

} // namespace lab
