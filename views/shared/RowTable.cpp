#include "views/shared/RowTable.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace lab {

void setUpRowTable(QTableView* table)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false); // Tab leaves the table: every control is reached by it
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
}

void setUpEmptyNote(QLabel* note, QTableView* table)
{
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignCenter);
    note->setProperty("look", "muted");
    auto* inside = new QVBoxLayout(table->viewport());
    inside->setSizeConstraint(QLayout::SetNoConstraint); // the sentence wraps; it makes no window larger
    inside->addWidget(note);
}

void showColumn(QTableView* table, int column, bool shown, int instead)
{
    const QModelIndex current = table->currentIndex();
    if (!shown && current.isValid() && current.column() == column)
        table->selectionModel()->setCurrentIndex(current.siblingAtColumn(instead), QItemSelectionModel::NoUpdate);
    table->setColumnHidden(column, !shown);
}

} // namespace lab
