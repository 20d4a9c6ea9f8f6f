#pragma once
// SocketTableModel: the kernels' tables of sockets at the playhead, as ss lists them; on request also those that are
// gone. refresh() compares what was shown with what is, and tells the table only what differs. A socket is one row,
// whatever becomes of it.

#include "views/sockets/SocketHolders.h"
#include "views/sockets/SocketTexts.h"

#include <QAbstractTableModel>
#include <QCache>

namespace lab {

class SocketTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit SocketTableModel(ViewContext& context, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh(); ///< to what is true at the playhead
    void forget(); ///< it is another journal
    /// Takes in a piece of the sockets' history; true when all up to the playhead is in.
    bool readOn(std::size_t most);
    void retranslate();

    void setOrder(const SocketOrder& order);
    void setFilter(const QString& text); ///< every word of it has to be in a row
    void setClosedToo(bool too);

    bool closedToo() const { return m_closedToo; }

    int all() const { return static_cast<int>(m_entries.size()); } ///< also those that the filter leaves out

    const SocketEntry& entry(int row) const { return *m_shown[static_cast<std::size_t>(row)]; }

    int rowOf(SocketId socket) const; ///< -1: not shown
    /// The last event before the playhead that changed the row's socket.
    std::optional<std::size_t> newestChange(int row) const;
    const std::vector<SocketMoment>& moments(const SocketEntry& entry) const;

private:
    struct Past
    {
        std::size_t newest = 0;
        std::vector<SocketMoment> moments;
    };

    std::optional<std::size_t> firstChange(const SocketEntry& entry) const; ///< nothing: not read yet
    void meet(const SocketRow& row, std::optional<std::size_t> goneAt, bool ownersChanged);
    void meetClosed(bool ownersChanged);
    bool isFitting(SocketEntry& entry) const;
    void update(bool otherWords = false); ///< the table to what was met, and what fits the filter
    void replaceAll();
    void takeOut(const std::vector<int>& rows);
    void putInOrder();
    void putIn(std::vector<SocketEntry*> fresh);
    void tellChanged();
    void sort();
    void rearrange(std::vector<SocketEntry*> order);
    void numberRows();

    ViewContext& m_context;
    SocketTexts m_texts;
    SocketHistory m_history;
    SocketHolders m_owners;
    SocketOrder m_order;
    QStringList m_words;
    bool m_closedToo = false;
    std::unordered_map<SocketId, std::unique_ptr<SocketEntry>> m_entries;
    std::vector<SocketEntry*> m_shown; ///< in the order of the table
    std::vector<SocketEntry*> m_changed; ///< in this refresh
    std::uint64_t m_turn = 0;
    mutable QCache<SocketId, Past> m_pasts;
};

} // namespace lab
