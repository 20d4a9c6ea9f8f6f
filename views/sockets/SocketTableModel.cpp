#include "views/sockets/SocketTableModel.h"

#include <QFont>

#include <algorithm>

namespace lab {

namespace {

bool isNumber(int column)
{
    return column == static_cast<int>(SocketColumn::Received) || column == static_cast<int>(SocketColumn::Sent);
}

bool isMono(int column)
{
    return isNumber(column) || column == static_cast<int>(SocketColumn::Local)
        || column == static_cast<int>(SocketColumn::Peer);
}

} // namespace

SocketTableModel::SocketTableModel(ViewContext& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_texts(context)
    , m_pasts(500)
{
}

int SocketTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int SocketTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : socketColumns;
}

QVariant SocketTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SocketEntry& one = entry(index.row());
    const auto column = static_cast<SocketColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return m_texts.cell(one, column);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        if (column == SocketColumn::History)
            return m_texts.history(one, moments(one));
        return role == Qt::ToolTipRole ? SocketTexts::wrapping(m_texts.tip(one, column, firstChange(one)))
                                       : m_texts.cell(one, column);
    case Qt::ForegroundRole:
        if (one.closed || (column == SocketColumn::Owner && one.owners.empty()))
            return m_context.theme.color(Role::MutedText);
        if (column == SocketColumn::State)
            return m_context.theme.color(Role::State);
        if (column == SocketColumn::Received && one.row.state == SocketState::Listen
            && one.row.recvQueue > one.row.sendQueue)
            return m_context.theme.color(Role::Lost); // full; the tooltip says so
        if (column == SocketColumn::Timer)
            return m_context.theme.color(Role::Held);
        return m_context.theme.color(Role::Text);
    case Qt::FontRole: {
        QFont font = isMono(index.column()) ? monoFont(-1) : QFont();
        font.setItalic(one.closed);
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant SocketTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<SocketColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return SocketTexts::columnName(column);
    case Qt::ToolTipRole:
    case Qt::WhatsThisRole:
        return SocketTexts::wrapping(SocketTexts::columnMeaning(column));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

void SocketTableModel::forget()
{
    beginResetModel();
    m_shown.clear();
    m_entries.clear();
    m_changed.clear();
    m_history.reset();
    m_owners.reset();
    m_pasts.clear();
    endResetModel();
}

bool SocketTableModel::readOn(std::size_t most)
{
    return m_history.follow(m_context.playhead->journal(), m_context.playhead->position(), most);
}

void SocketTableModel::retranslate()
{
    for (const auto& [socket, one] : m_entries) {
        one->owner = m_texts.owner(*one);
        one->words.clear();
    }
    m_changed.clear();
    update(true);
    sort();
    emit headerDataChanged(Qt::Horizontal, 0, socketColumns - 1);
    if (!m_shown.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, socketColumns - 1));
}

void SocketTableModel::setOrder(const SocketOrder& order)
{
    if (std::exchange(m_order, order) != order)
        sort();
}

void SocketTableModel::sort()
{
    std::vector<SocketEntry*> sorted = m_shown;
    std::sort(sorted.begin(), sorted.end(),
              [this](const SocketEntry* a, const SocketEntry* b) { return m_order(*a, *b); });
    rearrange(std::move(sorted));
}

void SocketTableModel::setFilter(const QString& text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_changed.clear();
    update(true);
}

void SocketTableModel::setClosedToo(bool too)
{
    if (std::exchange(m_closedToo, too) != too)
        refresh();
}

int SocketTableModel::rowOf(SocketId socket) const
{
    const auto found = m_entries.find(socket);
    return found == m_entries.end() ? -1 : found->second->place;
}

std::optional<std::size_t> SocketTableModel::newestChange(int row) const
{
    return m_history.newest(entry(row).row.socket, m_context.playhead->position());
}

std::optional<std::size_t> SocketTableModel::firstChange(const SocketEntry& entry) const
{
    const SocketHistory::Life* life = m_history.life(entry.row.socket);
    return life ? std::optional<std::size_t>(life->changes.front()) : std::nullopt;
}

const std::vector<SocketMoment>& SocketTableModel::moments(const SocketEntry& entry) const
{
    static const std::vector<SocketMoment> none;
    const SocketId socket = entry.row.socket;
    const std::size_t position = m_context.playhead->position();
    const auto newest = m_history.newest(socket, position);
    if (!newest)
        return none;
    if (const Past* kept = m_pasts.object(socket); kept && kept->newest == *newest)
        return kept->moments;
    auto* past =
        new Past {*newest, m_history.moments(m_context.playhead->journal(), socket, position, socketChangesShown)};
    m_pasts.insert(socket, past);
    return past->moments;
}

} // namespace lab
