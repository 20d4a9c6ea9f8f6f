#pragma once
// Projector: the window as an audience sees it: full screen with one diagram (Presentation), or black. It lends the
// panels' diagrams to the page and brings everything back as it was. It performs no step.

#include "app/Presentation.h"

#include <QMainWindow>

class QStackedWidget;

namespace lab {

class BlackScreen;
class Panels;

class Projector : public QObject
{
    Q_OBJECT

public:
    /// `hidden` are widgets of the window that a presentation does not show.
    Projector(QMainWindow* window, QStackedWidget* stack, QWidgetList hidden, ViewContext& context);

    bool presenting() const { return m_panels != nullptr; }

    Presentation& page() { return *m_page; }

    void begin(Panels* panels); ///< with the diagram that has the keyboard, or the stage
    void end(); ///< the stack shows the panels again; nothing while not presenting
    void showDiagram(const QString& id);
    void black();

private:
    QMainWindow* m_window;
    QStackedWidget* m_stack;
    QWidgetList m_hidden;
    ViewContext& m_context;
    Presentation* m_page;
    BlackScreen* m_black;
    Panels* m_panels = nullptr; ///< of whom the diagram is; nullptr: nothing is presented
    Qt::WindowStates m_before;
};

} // namespace lab
