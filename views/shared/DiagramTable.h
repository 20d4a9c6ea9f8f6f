#pragma once
// DiagramTable: what a diagram shows at the playhead, as rows and columns of words, for people who do not see it. A cell is made
// when somebody asks for it: a million rows cost nothing before. No widget.

#include "views/shared/Selection.h"

#include <QStringList>

#include <utility>
#include <vector>

namespace lab {

class DiagramTable
{
public:
    virtual ~DiagramTable() = default;

    virtual QStringList columns() const = 0;
    virtual std::size_t rows() const = 0;
    virtual QString cell(std::size_t row, int column) const = 0;

    /// What is selected with a row; nothing: it can't be.
    virtual Selection::What what(std::size_t row) const = 0;

    /// Do its rows stand in the order in which they happened, the newest last?
    virtual bool newestLast() const { return false; }

    /// Is the journal read as far as the diagram reads it? If not, the view reads on, and a later table has more.
    virtual bool whole() const { return true; }
};

/// One of few rows, which are all made.
class ListedTable : public DiagramTable
{
public:
    ListedTable(QStringList columns, bool whole = true)
        : m_columns(std::move(columns))
        , m_whole(whole)
    {
    }

    void add(const QStringList& cells, const Selection::What& what = {}) { m_rows.push_back({cells, what}); }

    QStringList columns() const override { return m_columns; }

    std::size_t rows() const override { return m_rows.size(); }

    QString cell(std::size_t row, int column) const override { return m_rows[row].first.value(column); }

    Selection::What what(std::size_t row) const override { return m_rows[row].second; }

    bool whole() const override { return m_whole; }

private:
    QStringList m_columns;
    bool m_whole;
    std::vector<std::pair<QStringList, Selection::What>> m_rows;
};

} // namespace lab
