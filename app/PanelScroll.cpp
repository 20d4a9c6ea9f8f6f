#include "app/PanelScroll.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>

namespace lab {

namespace {

/// px. All columns and rows of panels together fit into 1280x720 beside a menu bar and a top bar of large text.
constexpr QSize mostLeast {300, 96};
constexpr int leastRow = 42;

/// In `area` and in all scroll areas within it: QScrollArea itself follows the focus only while it stays inside.
void bringIntoSight(const QScrollArea& area, QWidget& widget)
{
    QWidget* inner = nullptr; // what an area further inside shows of the widget
    for (QWidget* parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        auto* around = qobject_cast<QScrollArea*>(parent);
        if (!around || !around->viewport()->isAncestorOf(&widget))
            continue;
        const QRect seen = around->viewport()->rect();
        QRect there(widget.mapTo(around->viewport(), QPoint()), widget.size());
        if (inner)
            there &= QRect(inner->mapTo(around->viewport(), QPoint()), inner->size());
        // A diagram that is partly in sight must not jump away under the click that gave it the focus.
        if ((there.width() <= seen.width() && there.height() <= seen.height()) || !seen.intersects(there)) {
            const QPoint middle = there.center() - around->widget()->pos();
            around->ensureVisible(middle.x(), middle.y(), std::min(there.width(), seen.width()) / 2,
                                  std::min(there.height(), seen.height()) / 2);
        }
        if (around == &area)
            return;
        inner = around->viewport();
    }
}

} // namespace

PanelScroll::PanelScroll(bool oneRow, Make make, QWidget* parent)
    : QScrollArea(parent)
    , m_oneRow(oneRow)
    , m_make(std::move(make))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && viewport()->isAncestorOf(now))
            bringIntoSight(*this, *now);
    });
}

View& PanelScroll::view()
{
    if (!m_view) {
        m_view = m_make(viewport());
        takeBack();
    }
    return *m_view;
}

View* PanelScroll::lend()
{
    (void)view();
    return static_cast<View*>(takeWidget());
}

void PanelScroll::takeBack()
{
    setWidget(m_view);
    m_view->setAutoFillBackground(false); // the card's own surface shows
    m_view->show();
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

void PanelScroll::showEvent(QShowEvent* event)
{
    (void)view();
    QScrollArea::showEvent(event);
}

void PanelScroll::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (m_oneRow)
        fit();
}

} // namespace lab
