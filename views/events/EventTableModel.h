#pragma once
// EventTableModel: the journal as a table. Keeps only positions; a row is decoded when it is shown. What lies after the
// playhead is grey and italic.

#include "views/shared/EventText.h"

#include <QAbstractTableModel>
#include <QCache>

namespace lab {

class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Where, What, Detail, columnCount_ };
    enum class Filter { All, Calls, Packets, Sockets };

    explicit EventTableModel(ViewContext& context, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setFilter(Filter filter);

    Filter filter() const { return m_filter; }

    void journalChanged(); ///< another journal
    void journalGrew();
    void playheadMoved(); ///< what is grey changed
    void retranslate();

    std::size_t eventAt(int row) const;
    int rowOf(std::size_t event) const; ///< -1: not in the filtered list
    int lastRowBefore(std::size_t position) const; ///< the newest row of an event before `position`; -1: none

private:
    bool shows(int kind) const;
    void indexNew();
    const EventRow& rowAt(std::size_t event) const;

    ViewContext& m_context;
    EventText m_text;
    Filter m_filter = Filter::All;
    std::vector<std::size_t> m_events; ///< of the filter; unused for All, where row and event are the same
    std::size_t m_indexed = 0;
    mutable QCache<std::size_t, EventRow> m_cache;
};

} // namespace lab
