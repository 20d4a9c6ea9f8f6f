#include "app/HelpDesk.h"

#include "app/DiagramTableDialog.h"
#include "app/MainWindow.h"
#include "app/ManualWindow.h"
#include "app/Panels.h"
#include "app/Tour.h"

#include <QAction>
#include <QTimer>
#include <QWhatsThis>

namespace lab {

namespace {
const QString besideId = QStringLiteral("beside"); ///< of a view that is in no panel
}

HelpDesk::HelpDesk(MainWindow& window, ViewContext& context)
    : QObject(&window)
    , m_window(window)
    , m_context(context)
{
}

HelpDesk::~HelpDesk()
{
    delete m_tables;
    delete m_manual;
    delete m_tour;
}

DiagramTableDialog& HelpDesk::tables()
{
    if (!m_tables) {
        const auto viewOf = [this](const QString& id) -> View* {
            if (id == besideId)
                return m_beside;
            return m_window.panels() ? m_window.panels()->view(id) : nullptr;
        };
        m_tables = new DiagramTableDialog(m_context, viewOf, &m_window);
        m_tables->addActions(m_window.actions()); // the lab's keys work in it, too
    }
    return *m_tables;
}

void HelpDesk::showTable(const View* diagram)
{
    Panels* panels = m_window.panels();
    if (!panels)
        return;
    QString id = diagram ? diagram->objectName() : panels->inFront(QStringLiteral("sequence"));
    const View* front = panels->view(id);
    const ViewRow* row = front ? rowOf(*front) : nullptr;
    if (!row || !row->diagram)
        id = QStringLiteral("stage");
    tables().showDiagram(id);
}

void HelpDesk::showTableBeside(View& view)
{
    m_beside = &view;
    tables().offer(besideId);
    tables().showDiagram(besideId);
}

/// Beside the lab, which goes on.
void HelpDesk::showManual()
{
    if (!m_manual)
        m_manual = new ManualWindow(m_context.language, &m_window);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

QWidget* HelpDesk::find(const TourStation& station) const
{
    QWidget* found = &m_window;
    if (*station.view) {
        if (!m_window.panels() || !m_window.panels()->isVisible())
            return nullptr;
        found = m_window.panels()->view(QLatin1String(station.view));
        m_window.panels()->showView(QLatin1String(station.view));
    }
    if (found && *station.part)
        found = found->findChild<QWidget*>(QLatin1String(station.part));
    return found && found->isVisible() ? found : nullptr;
}

void HelpDesk::takeTour()
{
    if (!m_tour) {
        m_tour = new Tour([this](const TourStation& station) { return find(station); }, &m_window);
        connect(m_tour, &Tour::ended, this, [this] {
            m_tour->deleteLater();
            m_tour.clear();
        });
    }
    m_tour->begin(m_context.theme);
    emit tourSeen();
}

void HelpDesk::endTour()
{
    if (m_tour)
        m_tour->end();
}

void HelpDesk::sessionStarted(bool offer)
{
    if (!offer || m_tour)
        return;
    // When the lab has its place in the window.
    QTimer::singleShot(0, this, [this] {
        if (!m_tour)
            takeTour();
    });
}

void HelpDesk::contextChanged()
{
    if (m_tour)
        m_tour->setTheme(m_context.theme);
    if (m_manual)
        m_manual->setLanguage(m_context.language);
}

bool HelpDesk::explainByToolTip(QWidget* widget, const QPoint& where)
{
    if (!widget->whatsThis().isEmpty() || widget->toolTip().isEmpty())
        return false;
    QWhatsThis::showText(where, widget->toolTip(), widget);
    return true;
}

} // namespace lab
