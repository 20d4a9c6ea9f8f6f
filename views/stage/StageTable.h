#pragma once
// StageTable: the stage as rows of words, part by part (a host's card, the wire's). A part knows how many rows it has; what one says
// is made when somebody looks at it.

#include "views/shared/DiagramTable.h"

#include <functional>
#include <utility>
#include <vector>

namespace lab {

class StageTable : public DiagramTable
{
public:
    struct Row
    {
        QStringList cells;
        Selection::What what {};
    };

    explicit StageTable(QStringList columns)
        : m_columns(std::move(columns))
    {
    }

    void add(std::size_t rows, std::function<Row(std::size_t)> make)
    {
        m_parts.push_back({m_rows, std::move(make)});
        m_rows += rows;
    }

    QStringList columns() const override { return m_columns; }

    std::size_t rows() const override { return m_rows; }

    QString cell(std::size_t row, int column) const override { return made(row).cells.value(column); }

    Selection::What what(std::size_t row) const override { return made(row).what; }

private:
    struct Part
    {
        std::size_t first = 0;
        std::function<Row(std::size_t)> make;
    };

    Row made(std::size_t row) const
    {
        if (row >= m_rows)
            return {};
        auto part = m_parts.rbegin();
        while (part->first > row)
            ++part;
        return part->make(row - part->first);
    }

    QStringList m_columns;
    std::vector<Part> m_parts;
    std::size_t m_rows = 0;
};

} // namespace lab
