#pragma once
// SequenceTable: the rows that the sequence diagram shows as a table: when, from whom to whom, what, and the states that begin.

#include "views/sequence/SequenceReading.h"
#include "views/sequence/SequenceTexts.h"
#include "views/shared/DiagramTable.h"

namespace lab {

/// What a row of the diagram stands for.
Selection::What sequenceWhat(const SequenceIndex& index, std::uint32_t row);

class SequenceTable : public DiagramTable
{
    Q_DECLARE_TR_FUNCTIONS(SequenceTable)

public:
    SequenceTable(const SequenceReading& reading, const SequenceTexts& texts, const SequenceColumns& columns, const Playhead& playhead);

    QStringList columns() const override;

    std::size_t rows() const override { return m_rows; }

    QString cell(std::size_t row, int column) const override;
    Selection::What what(std::size_t row) const override;

    bool newestLast() const override { return true; }

    bool whole() const override { return m_whole; }

private:
    QString from(const SequenceRow& row) const;
    QString to(const SequenceRow& row) const;
    QString states(std::uint32_t row) const;
    QString program(std::uint32_t lane) const; ///< with the column that it is folded into
    QString kernel(HostId host) const;

    const SequenceReading& m_reading;
    const SequenceIndex& m_index;
    const SequenceTexts& m_texts;
    const SequenceColumns& m_columns;
    const Playhead& m_playhead;
    std::size_t m_rows;
    bool m_whole;
};

} // namespace lab
