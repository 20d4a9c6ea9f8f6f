#pragma once
// EventsView: the journal as a table of events. Selecting a row lights it in every view; Enter or a double click moves
// the playhead to it. Follows the live end and what is selected elsewhere.

#include "views/events/EventTableModel.h"

class QComboBox;
class QLabel;
class QTableView;

namespace lab {

class EventsView : public View
{
    Q_OBJECT

public:
    explicit EventsView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void sizeColumns(), sizeNumbers();
    void fitColumns();
    void showEmpty();
    void chooseRow(int row);
    void goToRow(int row);
    void followSelection();
    void followPlayhead();

    EventTableModel* m_model;
    QLabel* m_filterLabel;
    QComboBox* m_filter;
    QLabel* m_hint;
    QTableView* m_table;
    QLabel* m_empty; ///< why there are no rows
    qsizetype m_digits = 0; ///< that the column of numbers has room for
    int m_leastWithTime = 0; ///< as wide as it must be for the time to have room, too; pixels
    bool m_choosing = false; ///< the selection changes because of this view
};

} // namespace lab
