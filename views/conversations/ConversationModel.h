#pragma once
// ConversationModel: the TCP conversations of the whole journal as a table, to search and to sort. It reads the journal in slices
// between the window's other work, once somebody looks. A conversation that begins after the playhead is grey and italic.

#include "model/capture/ConversationIndex.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace lab {

class ConversationModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Client, Server, States, Packets, ClientBytes, ServerBytes, Again, Began, Lasted, columnCount_ };

    explicit ConversationModel(ViewContext& context, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override; ///< equal ones as they began

    void setWords(const QString& words); ///< all must occur (hasWords())
    void read(); ///< what is new, from now on
    void journalChanged(); ///< another journal
    void playheadMoved(); ///< what is grey changed
    void retranslate();

    const ConversationIndex& conversations() const { return m_index; }

    QString states(std::size_t conversation) const; ///< as they are shown

    bool finished() const; ///< the whole journal has been read, as long as it is now
    int percent() const; ///< of it that has been read

    std::size_t conversationAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(std::size_t conversation) const; ///< -1: not among those shown
    /// The conversation of what is selected: of its packet, or of its socket; nothing: of none, or not read yet.
    std::optional<std::size_t> conversationOf(const Selection::What& what) const;
signals:
    void progressed(); ///< more of the journal was read; rows may be others (modelReset)

private:
    void readSome();
    void showRows();
    bool plainOrder() const { return m_words.empty() && m_column == Number && m_order == Qt::AscendingOrder; }
    bool isBefore(std::uint32_t a, std::uint32_t b) const;
    QString text(const Conversation& one, std::size_t number, int column) const;
    QString toolTip(std::size_t number, int column) const;

    ViewContext& m_context;
    ConversationIndex m_index;
    SliceTimer m_turn; ///< of reading
    QTimer m_arrange; ///< of ordering the rows again
    std::vector<std::string> m_words;
    int m_column = Number;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<std::uint32_t> m_rows; ///< conversations, as shown
};

} // namespace lab
