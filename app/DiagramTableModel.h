#pragma once
// DiagramTableModel: a view's DiagramTable as a Qt model. Another table of the same columns only changes rows, so that whoever reads
// keeps the place. It makes no cell that nobody looks at.

#include "views/shared/DiagramTable.h"

#include <QAbstractTableModel>

#include <memory>

namespace lab {

class DiagramTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(std::unique_ptr<DiagramTable> table); ///< nullptr: none

    const DiagramTable* table() const { return m_table.get(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::unique_ptr<DiagramTable> m_table;
    QStringList m_columns;
    int m_rows = 0;
};

} // namespace lab
