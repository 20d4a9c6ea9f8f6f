#pragma once
// SocketsView: all sockets at the playhead as a table, as `ss -tanpe` lists them, with what became of their queues and
// states. Selecting a row lights its socket in every view; Enter or a double click moves the playhead to its newest
// change.

#include "views/shared/SliceTimer.h"
#include "views/sockets/SocketTableModel.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace lab {

class SocketsView : public View
{
    Q_OBJECT

public:
    explicit SocketsView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void buildTable();
    void connectAll();
    void retranslate();
    void fillOrders();
    void sizeColumns();
    void becomeDue(); ///< a refresh: now, or with the next frame
    void refresh();
    void readOn();
    void order(int column, bool downwards);
    void headerOrders(int column, Qt::SortOrder way);
    void tell();
    QString whyEmpty() const;
    void choose();
    void goToRow(int row);
    void copyRows();
    void followSelection(bool scrolls);

    SocketTableModel* m_model;
    QLabel* m_filterLabel;
    QLineEdit* m_filter;
    QLabel* m_orderLabel;
    QComboBox* m_order;
    QToolButton* m_way; ///< upwards or downwards
    QCheckBox* m_closed;
    QLabel* m_count;
    QTableView* m_table;
    QLabel* m_empty;
    QTimer m_frame;
    SliceTimer m_reading;
    bool m_due = false;
    bool m_choosing = false; ///< the table's selection is being set by the program, not by a person
};

} // namespace lab
