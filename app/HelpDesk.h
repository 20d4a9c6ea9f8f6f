#pragma once
// HelpDesk: the help that belongs to the whole window: the tour, the diagrams as tables, the manual, and "What is this?".

#include "views/shared/View.h"

#include <QObject>
#include <QPointer>

namespace lab {

class DiagramTableDialog;
class MainWindow;
class ManualWindow;
class Tour;
struct TourStation;

class HelpDesk : public QObject
{
    Q_OBJECT

public:
    HelpDesk(MainWindow& window, ViewContext& context);
    ~HelpDesk() override;

    void showTable(const View* diagram); ///< nullptr: the diagram in front
    void showTableBeside(View& view); ///< of one that is in no panel
    void showManual();
    void takeTour();
    void endTour();
    /// `offer`: to a person who has not seen the tour.
    void sessionStarted(bool offer);
    void contextChanged(); ///< language or theme

    /// What "What is this?" shows of a widget that has no text of its own but a tooltip. False: it has none either.
    static bool explainByToolTip(QWidget* widget, const QPoint& where);

signals:
    void tourSeen(); ///< begun, however it ends

private:
    QWidget* find(const TourStation& station) const;
    DiagramTableDialog& tables();

    MainWindow& m_window;
    ViewContext& m_context;
    QPointer<DiagramTableDialog> m_tables;
    QPointer<View> m_beside;
    QPointer<ManualWindow> m_manual;
    QPointer<Tour> m_tour;
};

} // namespace lab
