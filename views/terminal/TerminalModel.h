#pragma once
// TerminalModel: the lines of TerminalIndex up to the playhead, of all programs or of one, as a table.

#include "views/shared/View.h"
#include "views/terminal/TerminalIndex.h"

#include <QAbstractTableModel>
#include <QCache>

namespace lab {

class TerminalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Program, Stream, Text, columnCount_ };

    explicit TerminalModel(ViewContext& context, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void journalChanged(); ///< another journal
    void journalGrew();
    void playheadMoved(); ///< lines come and go at the end
    void setProgram(std::optional<std::uint32_t> program); ///< index into index().programs(); nothing: all
    void restyle(); ///< another language or theme

    std::size_t eventAt(int row) const { return lineAt(row).event; }
    std::optional<int> rowOf(std::size_t event) const; ///< the first line of that event, if it is shown
    QString text(int row) const;

    const TerminalIndex& lines() const { return m_index; }

    std::size_t everShown() const { return m_program ? m_numbers.size() : m_index.rows().size(); } ///< also behind the playhead

private:
    const TerminalRow& lineAt(int row) const { return m_index.rows()[number(row)]; }
    std::size_t number(int row) const; ///< of a line among all
    int countBefore(std::size_t position) const;
    void indexNew();
    QString streamText(TerminalStream stream) const;
    Role streamRole(TerminalStream stream) const;

    ViewContext& m_context;
    TerminalIndex m_index;
    std::optional<std::uint32_t> m_program;
    std::vector<std::size_t> m_numbers; ///< of the chosen program's lines
    std::size_t m_numbered = 0;
    int m_shown = 0;
    mutable QCache<std::size_t, QString> m_texts;
};

} // namespace lab
