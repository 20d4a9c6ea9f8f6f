// Panels' order of what Tab goes to.

#include "app/PanelScroll.h"
#include "app/Panels.h"

#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>

namespace lab {

namespace {

Qt::FocusReason reasonOf(bool next)
{
    return next ? Qt::TabFocusReason : Qt::BacktabFocusReason;
}

QWidget* besideInFocusChain(const QWidget& widget, bool next)
{
    return next ? widget.nextInFocusChain() : widget.previousInFocusChain();
}

bool isTabStop(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.focusProxy() && widget.isVisible() && widget.isEnabled();
}

} // namespace

/// Of a widget in here among the panels: even for the tabs above them, odd in a panel.
qsizetype Panels::placeOf(const QWidget* widget) const
{
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        if (m_panels[i].scroll->isAncestorOf(widget))
            return 2 * i + 1;
        const bool firstTab = m_panels[i].tabs && (i == 0 || m_panels[i - 1].tabs != m_panels[i].tabs);
        const QWidget* page = firstTab ? m_panels[i].tabs->findChild<QStackedWidget*>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
        if (firstTab && m_panels[i].tabs->isAncestorOf(widget) && !page->isAncestorOf(widget))
            return 2 * i;
    }
    return -1;
}

/// What Tab goes to in here, in the panels' order, and within each in Qt's.
QWidgetList Panels::tabStops() const
{
    QWidgetList stops;
    for (QWidget* widget = nextInFocusChain(); widget != this; widget = widget->nextInFocusChain())
        if (isTabStop(*widget) && isAncestorOf(widget))
            stops << widget;
    std::ranges::stable_sort(stops, {}, [this](const QWidget* widget) { return placeOf(widget); });
    return stops;
}

void Panels::enter(bool next)
{
    const QWidgetList stops = tabStops();
    if (!stops.empty())
        (next ? stops.front() : stops.back())->setFocus(reasonOf(next));
}

bool Panels::focusNextPrevChild(bool next)
{
    const QWidgetList stops = tabStops();
    const QWidget* now = window()->focusWidget();
    qsizetype there = stops.indexOf(now) + (next ? 1 : -1);
    if (!stops.contains(now)) { // a click has led to what Tab passes by, or it is disabled by now
        const auto place = [this](const QWidget* widget) { return placeOf(widget); };
        const auto after = std::ranges::lower_bound(stops, placeOf(now), {}, place);
        there = after - stops.begin() - (next ? 0 : 1);
    }
    if (there >= 0 && there < stops.size()) {
        stops[there]->setFocus(reasonOf(next));
        return true;
    }
    // Out of here: to what comes next beside the panels.
    for (QWidget* widget = besideInFocusChain(*this, next); widget != this; widget = besideInFocusChain(*widget, next)) {
        if (!isTabStop(*widget) || isAncestorOf(widget))
            continue;
        widget->setFocus(reasonOf(next));
        return true;
    }
    return QWidget::focusNextPrevChild(next);
}

} // namespace lab
