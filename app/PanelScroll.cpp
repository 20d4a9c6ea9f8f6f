#include "app/PanelScroll.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>

namespace lab {

namespace {

/// px. All columns and rows of panels together fit into 1280x720 beside a menu bar and a top bar of large text.
constexpr QSize mostLeast {300, 96};
constexpr int leastRow = 42;

} // namespace

PanelScroll::PanelScroll(View* view, bool oneRow, QWidget* parent)
    : QScrollArea(parent)
    , m_oneRow(oneRow)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    takeBack(view);
    // QScrollArea itself follows the focus only while it stays within.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (!now || !isAncestorOf(now))
            return;
        // A diagram that is partly in sight must not jump away under the click that gave it the focus.
        const QRect seen = viewport()->rect(), there(now->mapTo(viewport(), QPoint()), now->size());
        if ((there.width() <= seen.width() && there.height() <= seen.height()) || !seen.intersects(there))
            ensureWidgetVisible(now, 4, 4);
    });
}

View* PanelScroll::lend()
{
    return static_cast<View*>(takeWidget());
}

void PanelScroll::takeBack(View* view)
{
    setWidget(view);
    view->setAutoFillBackground(false); // the card's own surface shows
    view->show();
    fit();
}

QSize PanelScroll::least() const
{
    return widget() ? widget()->minimumSizeHint().expandedTo(widget()->minimumSize()) : QSize();
}

void PanelScroll::fit()
{
    if (m_oneRow && widget()) {
        const bool scrolls = least().width() > width();
        const int row = std::max(leastRow, widget()->sizeHint().height());
        setFixedHeight(row + (scrolls ? horizontalScrollBar()->sizeHint().height() : 0));
    }
    updateGeometry();
}

QSize PanelScroll::sizeHint() const
{
    return widget() ? widget()->sizeHint() : QScrollArea::sizeHint();
}

QSize PanelScroll::minimumSizeHint() const
{
    return least().boundedTo(mostLeast);
}

void PanelScroll::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (m_oneRow)
        fit();
}

} // namespace lab
