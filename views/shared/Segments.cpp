#include "views/shared/Segments.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lab {

SegmentButton::SegmentButton(const char* place, QWidget* parent)
    : QToolButton(parent)
{
    setCheckable(true);
    setProperty("segment", place);
}

QSize SegmentButton::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int more = QFontMetrics(bold).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
    return QToolButton::sizeHint() + QSize(more > 0 ? more : 0, 0);
}

QHBoxLayout* segmentRow(QWidget* parent, std::span<QToolButton*> buttons, const std::function<void(int)>& chosen)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        auto* button = buttons[i] = new SegmentButton(i == 0 ? "first" : i + 1 == buttons.size() ? "last" : "middle", parent);
        button->setProperty("onScreenOnly", true);
        QObject::connect(button, &QToolButton::clicked, parent, [chosen, i] { chosen(static_cast<int>(i)); });
        row->addWidget(button);
    }
    return row;
}

void putBelowSegments(QWidget* diagram, QHBoxLayout* segments, QWidget* shown, QWidget* view)
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(0);
    bar->addLayout(segments);
    bar->addStretch(1);
    bar->addSpacing(8);
    bar->addWidget(shown);
    shown->setProperty("look", "muted");
    auto* box = new QVBoxLayout(view);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(bar);
    box->addWidget(diagram, 1);
}

void checkSegment(std::span<QToolButton* const> buttons, int chosen)
{
    for (std::size_t i = 0; i < buttons.size(); ++i)
        buttons[i]->setChecked(static_cast<int>(i) == chosen);
}

QScrollArea* scrolled(QWidget* page, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace lab
