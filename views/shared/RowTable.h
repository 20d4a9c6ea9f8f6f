#pragma once
// RowTable: how the tables of events and of output are set up: whole rows are chosen, nothing is edited.

class QTableView;

namespace lab {

void setUpRowTable(QTableView* table);

} // namespace lab
