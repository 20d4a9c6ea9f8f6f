#pragma once
// RowTable: how the tables of events and of output are set up: whole rows are chosen, nothing is edited.

class QLabel;
class QTableView;

namespace lab {

void setUpRowTable(QTableView* table);

/// Where there is little room for a column. Up and Down lead along one that is seen: `instead`, if they were in this one.
void showColumn(QTableView* table, int column, bool shown, int instead);

/// Puts it in the middle of the table: a sentence that says why there are no rows.
void setUpEmptyNote(QLabel* note, QTableView* table);

} // namespace lab
