#pragma once
// DiagramTableDialog: one diagram after another as an accessible table that follows the playhead. A row selects what it stands for;
// the lab goes on, and its keys work here too.

#include "views/shared/View.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace lab {

class DiagramTableModel;

class DiagramTableDialog : public QDialog
{
    Q_OBJECT

public:
    /// `viewOf`: the view with an id of ViewCatalog.
    DiagramTableDialog(ViewContext& context, std::function<View*(const QString&)> viewOf, QWidget* parent);

    void showDiagram(const QString& id);
    void offer(const QString& id); ///< a view beside those of the catalog; it is called what its accessible name says

    QString shown() const; ///< its id

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void build();
    void retranslate();
    void chosen();
    void later(); ///< refresh, once for many changes
    void refresh();
    void sizeColumns();
    void chooseRow();
    void showRow();
    void goToRow();

    ViewContext& m_context;
    std::function<View*(const QString&)> m_viewOf;
    DiagramTableModel* m_model;
    QLabel* m_label;
    QComboBox* m_diagram;
    QLabel* m_state;
    QTableView* m_table;
    QLabel* m_row; ///< the chosen one: a cell may have more words than room
    QPushButton* m_close;
    QTimer m_timer;
    bool m_follows = true; ///< the last row is in sight, and the next ones shall be
    bool m_sized = false;
};

} // namespace lab
