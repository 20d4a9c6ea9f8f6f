#pragma once
// Panels: every view of ViewCatalog in its place, in splitters. Knows rows and places, no view by name.

#include "views/ViewCatalog.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QFrame;
class QMenu;
class QSplitter;
class QTabWidget;

namespace lab {

class PanelScroll;

class Panels : public QWidget
{
    Q_OBJECT

public:
    explicit Panels(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged(); ///< tells every view
    void enter(bool next); ///< Tab (or Shift+Tab) has come in from outside: the first one (or the last) has the focus
    bool makeNext(); ///< one of the views that will be seen first; false: all of them are made
    /// The same, and then, hidden and of this size, one of the columns is laid out and painted where nobody sees it: what its fonts,
    /// icons and frames look like is then known, and being seen for the first time takes half as long. False: all of it is done.
    bool prepareNext(const QSize& size);
    /// It is shown for the first time: the diagram in the middle is painted at once, the stage above it and each column beside it in
    /// a turn of its own.
    void appear();
    View* view(const QString& id) const; ///< made, if it is not yet: a panel has its view when it is first seen; nullptr: no such row
    void showView(const QString& id); ///< brings it to the front, also out of hiding
    void hideView(const QString& id);
    QString inFront(const QString& id) const; ///< of the tabs that this view is among: the one that is shown; or empty

    QStringList shownOne() const; ///< ids of the views that can be shown alone: the stage and what is below it
    View* lend(const QString& id); ///< out of its panel, to be shown elsewhere; nullptr: no such row, or lent already
    void takeBack(View* view);

    void fillMenu(QMenu* menu); ///< a checkable line for every panel
    QByteArray layoutState() const;
    void restoreLayout(const QByteArray& state); ///< empty or foreign: the layout of the first start

protected:
    void changeEvent(QEvent* event) override;
    /// Qt's order is that in which widgets were made; this is the panels', whenever their views were made.
    bool focusNextPrevChild(bool next) override;

private:
    struct Panel
    {
        const ViewRow* row;
        PanelScroll* scroll; ///< the view's place
        QFrame* card;
        QTabWidget* tabs; ///< nullptr: a card of its own
    };

    void add(const ViewRow& row, ViewContext& context);
    static void name(View& view, const ViewRow& row);
    QFrame* makeCard(QSplitter* column);
    QTabWidget* makeTabs(QSplitter* column);
    void setShown(const Panel& panel, bool shown);
    bool shown(const Panel& panel) const;
    QWidgetList tabStops() const;
    qsizetype placeOf(const QWidget* widget) const;
    void retranslate();
    void defaultSizes();
    void paintNext();

    QSplitter *m_columns = nullptr, *m_left = nullptr, *m_centre = nullptr, *m_right = nullptr;
    QTabWidget *m_leftTabs = nullptr, *m_centreTabs = nullptr;
    QList<Panel> m_panels;
    std::size_t m_painted = 0; ///< columns, ahead
    QWidgetList m_unpainted; ///< what appears later than the middle
    QTimer m_appearing;
};

} // namespace lab
