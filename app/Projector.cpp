#include "app/Projector.h"

#include "app/BlackScreen.h"
#include "app/Panels.h"

#include <QApplication>
#include <QStackedWidget>

namespace lab {

namespace {

/// The view that has the keyboard, if it is one of `ids`; else the first of them.
QString focusedOf(const QStringList& ids)
{
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
        if (const auto* view = qobject_cast<View*>(widget); view && ids.contains(view->objectName()))
            return view->objectName();
    return ids.value(0);
}

} // namespace

Projector::Projector(QMainWindow* window, QStackedWidget* stack, QWidgetList hidden, ViewContext& context)
    : QObject(window)
    , m_window(window)
    , m_stack(stack)
    , m_hidden(std::move(hidden))
    , m_context(context)
    , m_page(new Presentation(context, stack))
    , m_black(new BlackScreen(window))
{
    m_stack->addWidget(m_page);
    connect(m_page, &Presentation::diagramWanted, this, &Projector::showDiagram);
    connect(m_page, &Presentation::blackWanted, this, &Projector::black);
}

void Projector::begin(Panels* panels)
{
    const QString first = focusedOf(panels->shownOne());
    m_panels = panels;
    m_before = m_window->windowState();
    for (QWidget* widget : m_hidden)
        widget->hide();
    m_stack->setCurrentWidget(m_page);
    showDiagram(first);
    m_window->setWindowState(m_before | Qt::WindowFullScreen);
}

void Projector::end()
{
    if (!m_panels)
        return;
    View* view = m_page->shown();
    Panels* panels = std::exchange(m_panels, nullptr);
    m_page->forget();
    panels->takeBack(view);
    m_stack->setCurrentWidget(panels);
    for (QWidget* widget : m_hidden)
        widget->show();
    m_window->setWindowState(m_before);
    panels->showView(view->objectName());
    view->setFocus();
}

void Projector::showDiagram(const QString& id)
{
    if (m_page->shown() && m_page->shown()->objectName() == id)
        return;
    View* view = m_panels->lend(id);
    if (!view)
        return;
    if (View* before = m_page->shown()) {
        m_page->forget();
        m_panels->takeBack(before);
    }
    m_page->present(view, m_panels->shownOne());
    view->setFocus();
}

void Projector::black()
{
    m_black->cover();
}

} // namespace lab
