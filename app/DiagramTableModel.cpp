#include "app/DiagramTableModel.h"

namespace lab {

void DiagramTableModel::show(std::unique_ptr<DiagramTable> table)
{
    const QStringList columns = table ? table->columns() : QStringList();
    const int rows = table ? static_cast<int>(table->rows()) : 0;
    if (columns != m_columns) {
        beginResetModel();
        m_table = std::move(table);
        m_columns = columns;
        m_rows = rows;
        endResetModel();
        return;
    }
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_table = std::move(table);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_table = std::move(table);
        m_rows = rows;
        endRemoveRows();
    } else {
        m_table = std::move(table);
    }
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1), {Qt::DisplayRole});
}

int DiagramTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int DiagramTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant DiagramTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const QString text = m_table->cell(static_cast<std::size_t>(index.row()), index.column());
    // A cell is one line; a tip has all of them.
    return role == Qt::ToolTipRole ? text : QString(text).replace(QLatin1Char('\n'), QStringLiteral(" · "));
}

QVariant DiagramTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_columns.value(section);
    return {};
}

} // namespace lab
