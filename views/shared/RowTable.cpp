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

} // namespace lab
