#include "views/events/EventTableModel.h"

#include <QFont>

#include <algorithm>

namespace lab {

EventTableModel::EventTableModel(ViewContext& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_text(context, context.playhead->lookup())
    , m_cache(1000)
{
    indexNew();
}

int EventTableModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_filter == Filter::All ? m_indexed : m_events.size());
}

int EventTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnCount_;
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const std::size_t event = eventAt(index.row());
    const bool future = event >= m_context.playhead->position();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (index.column()) {
        case Number:
            return static_cast<qulonglong>(event + 1);
        case Time:
            return QString::fromStdString(secondsText(m_context.playhead->journal().timeOf(event).ns));
        case Where:
            return rowAt(event).where;
        case What:
            return rowAt(event).what;
        default:
            return rowAt(event).detail;
        }
    case Qt::ForegroundRole:
        if (future || index.column() <= Time)
            return m_context.theme.color(Role::MutedText);
        return m_context.theme.color(index.column() == What ? rowAt(event).role : Role::Text);
    case Qt::BackgroundRole:
        // Where the playhead stands, when it has been moved back.
        if (!m_context.playhead->live() && event + 1 == m_context.playhead->position())
            return m_context.theme.color(Role::CodeLine);
        return {};
    case Qt::FontRole: {
        QFont font = index.column() == Detail || index.column() <= Time ? monoFont(-1) : QFont();
        font.setItalic(future);
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() <= Time ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section <= Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return QStringLiteral("#");
    case Time:
        return tr("Time (s)");
    case Where:
        return tr("Where");
    case What:
        return tr("What");
    default:
        return tr("Detail");
    }
}

bool EventTableModel::shows(int kind) const
{
    switch (m_filter) {
    case Filter::All:
        return true;
    case Filter::Calls:
        return (kind >= kindIndexOf<CallEntered>() && kind <= kindIndexOf<CallReturned>())
            || (kind >= kindIndexOf<CallStopped>() && kind <= kindIndexOf<CallStack>());
    case Filter::Packets:
        return kind == kindIndexOf<PacketSent>()
            || (kind >= kindIndexOf<PacketHeld>() && kind <= kindIndexOf<PacketRepeated>());
    case Filter::Sockets:
        return kind >= kindIndexOf<SocketSampled>() && kind <= kindIndexOf<SocketGone>();
    }
    return true;
}

void EventTableModel::indexNew()
{
    const Journal& journal = m_context.playhead->journal();
    if (m_filter != Filter::All) {
        for (std::size_t i = m_indexed; i < journal.size(); ++i) {
            if (shows(journal.kindOf(i)))
                m_events.push_back(i);
        }
    }
    m_indexed = journal.size();
}

void EventTableModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_events.clear();
    m_indexed = 0;
    indexNew();
    endResetModel();
}

void EventTableModel::journalChanged()
{
    beginResetModel();
    m_cache.clear();
    m_events.clear();
    m_indexed = 0;
    indexNew();
    endResetModel();
}

void EventTableModel::journalGrew()
{
    const Journal& journal = m_context.playhead->journal();
    const int before = rowCount();
    int more = 0;
    for (std::size_t i = m_indexed; i < journal.size(); ++i)
        more += shows(journal.kindOf(i)) ? 1 : 0;
    if (more > 0)
        beginInsertRows({}, before, before + more - 1);
    indexNew();
    if (more > 0)
        endInsertRows();
}

void EventTableModel::playheadMoved()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1),
                         {Qt::ForegroundRole, Qt::BackgroundRole, Qt::FontRole});
}

void EventTableModel::retranslate()
{
    m_cache.clear();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount_ - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
}

std::size_t EventTableModel::eventAt(int row) const
{
    return m_filter == Filter::All ? static_cast<std::size_t>(row) : m_events[static_cast<std::size_t>(row)];
}

int EventTableModel::rowOf(std::size_t event) const
{
    const int row = lastRowBefore(event + 1);
    return row >= 0 && eventAt(row) == event ? row : -1;
}

int EventTableModel::lastRowBefore(std::size_t position) const
{
    if (m_filter == Filter::All)
        return static_cast<int>(std::min(position, m_indexed)) - 1;
    const auto after = std::lower_bound(m_events.begin(), m_events.end(), position);
    return static_cast<int>(after - m_events.begin()) - 1;
}

const EventRow& EventTableModel::rowAt(std::size_t event) const
{
    if (const EventRow* cached = m_cache.object(event))
        return *cached;
    auto* made = new EventRow(m_text.row(event));
    m_cache.insert(event, made);
    return *made;
}

} // namespace lab
