// SocketTableModel, its changes: what is true at the playhead against what is shown, and what the table hears of the
// difference.

#include "model/journal/EventKind.h"
#include "views/sockets/SocketTableModel.h"

#include <algorithm>

namespace lab {

namespace {

/// More rows than these come and go at once only where the playhead jumps: one reset is then less work for the table.
constexpr std::size_t mostSteps = 1000;
/// More runs of changed rows than these are told as one: the table repaints what is in sight, either way.
constexpr std::size_t mostRuns = 64;

} // namespace

void SocketTableModel::refresh()
{
    ++m_turn;
    m_changed.clear();
    const bool ownersChanged = m_owners.follow(*m_context.playhead);
    const LabState& state = m_context.playhead->state();
    for (const HostId host : {HostId::Client, HostId::Server})
        for (const SocketRow& row : state.host(host).sockets)
            meet(row, std::nullopt, ownersChanged);
    if (m_closedToo)
        meetClosed(ownersChanged);
    update();
}

void SocketTableModel::meet(const SocketRow& row, std::optional<std::size_t> goneAt, bool ownersChanged)
{
    std::unique_ptr<SocketEntry>& place = m_entries[row.socket];
    bool changed = !place;
    if (changed)
        place = std::make_unique<SocketEntry>();
    SocketEntry& one = *place;
    one.met = m_turn;
    changed = changed || one.closed != goneAt.has_value() || one.goneAt != goneAt.value_or(0) || !(one.row == row);
    if (changed) {
        one.row = row;
        one.closed = goneAt.has_value();
        one.goneAt = goneAt.value_or(0);
    }
    if (changed || ownersChanged) {
        const std::vector<SocketOwner>& owners = m_owners.of(row);
        const auto former = owners.empty() ? m_context.playhead->state().ownerOf(row.socket) : std::nullopt;
        if (changed || owners != one.owners || former != one.former) {
            changed = true;
            one.owners = owners;
            one.former = former;
            one.owner = m_texts.owner(one);
        }
    }
    if (changed) {
        one.changed = m_turn;
        one.words.clear();
        m_changed.push_back(&one);
    }
}

/// Those whose last change before the playhead is that they went.
void SocketTableModel::meetClosed(bool ownersChanged)
{
    const Journal& journal = m_context.playhead->journal();
    for (const SocketHistory::Life& life : m_history.lives()) {
        const auto after = std::lower_bound(life.changes.begin(), life.changes.end(), m_context.playhead->position());
        if (after - life.changes.begin() < 2 || journal.kindOf(*(after - 1)) != kindIndexOf<SocketGone>())
            continue;
        const std::size_t goneAt = *(after - 1);
        if (const auto there = m_entries.find(life.socket); there != m_entries.end()) {
            const SocketEntry& one = *there->second;
            if (one.closed && one.goneAt == goneAt) { // its last row need not be decoded again
                meet(SocketRow(one.row), goneAt, ownersChanged);
                continue;
            }
        }
        const Event last = journal.at(*(after - 2));
        if (const auto* sampled = std::get_if<SocketSampled>(&last.body))
            meet(sampled->row, goneAt, ownersChanged);
    }
}

bool SocketTableModel::isFitting(SocketEntry& entry) const
{
    if (m_words.isEmpty())
        return true;
    if (entry.words.isEmpty())
        entry.words = m_texts.words(entry);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return entry.words.contains(word, Qt::CaseInsensitive); });
}

void SocketTableModel::update(bool otherWords)
{
    std::vector<int> leaving;
    std::vector<SocketEntry*> fresh;
    std::vector<SocketId> unmet;
    for (const auto& [socket, one] : m_entries) {
        const bool there = one->met == m_turn;
        if (otherWords || one->changed == m_turn)
            one->fits = isFitting(*one);
        if (!there)
            unmet.push_back(socket);
        if (one->place >= 0 && !(there && one->fits))
            leaving.push_back(one->place);
        else if (one->place < 0 && there && one->fits)
            fresh.push_back(one.get());
    }
    if (leaving.size() + fresh.size() > mostSteps) {
        replaceAll();
    } else {
        std::sort(leaving.begin(), leaving.end());
        takeOut(leaving);
        putInOrder();
        putIn(std::move(fresh));
        tellChanged();
    }
    for (const SocketId socket : unmet)
        m_entries.erase(socket);
}

void SocketTableModel::replaceAll()
{
    beginResetModel();
    m_shown.clear();
    for (const auto& [socket, one] : m_entries) {
        one->place = -1;
        if (one->met == m_turn && one->fits)
            m_shown.push_back(one.get());
    }
    std::sort(m_shown.begin(), m_shown.end(),
              [this](const SocketEntry* a, const SocketEntry* b) { return m_order(*a, *b); });
    numberRows();
    endResetModel();
}

void SocketTableModel::takeOut(const std::vector<int>& rows)
{
    for (std::size_t end = rows.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && rows[begin - 1] == rows[begin] - 1)
            --begin;
        const int first = rows[begin], last = rows[end - 1];
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_shown[static_cast<std::size_t>(row)]->place = -1;
        m_shown.erase(m_shown.begin() + first, m_shown.begin() + last + 1);
        endRemoveRows();
        end = begin;
    }
    if (!rows.empty())
        numberRows();
}

/// What has changed may belong elsewhere now; the others stand as they did.
void SocketTableModel::putInOrder()
{
    const auto before = [this](const SocketEntry* a, const SocketEntry* b) { return m_order(*a, *b); };
    if (m_changed.empty() || std::is_sorted(m_shown.begin(), m_shown.end(), before))
        return;
    std::vector<SocketEntry*> staying, moving, order;
    for (SocketEntry* one : m_shown)
        (one->changed == m_turn ? moving : staying).push_back(one);
    std::sort(moving.begin(), moving.end(), before);
    std::merge(staying.begin(), staying.end(), moving.begin(), moving.end(), std::back_inserter(order), before);
    rearrange(std::move(order));
}

void SocketTableModel::putIn(std::vector<SocketEntry*> fresh)
{
    const auto before = [this](const SocketEntry* a, const SocketEntry* b) { return m_order(*a, *b); };
    std::sort(fresh.begin(), fresh.end(), before);
    for (std::size_t end = fresh.size(); end > 0;) {
        const auto at = std::upper_bound(m_shown.begin(), m_shown.end(), fresh[end - 1], before);
        std::size_t begin = end - 1;
        while (begin > 0 && (at == m_shown.begin() || before(*(at - 1), fresh[begin - 1])))
            --begin;
        const int first = static_cast<int>(at - m_shown.begin());
        beginInsertRows({}, first, first + static_cast<int>(end - begin) - 1);
        m_shown.insert(at, fresh.begin() + static_cast<std::ptrdiff_t>(begin),
                       fresh.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        end = begin;
    }
    if (!fresh.empty())
        numberRows();
}

void SocketTableModel::tellChanged()
{
    std::vector<int> rows;
    for (const SocketEntry* one : m_changed)
        if (one->place >= 0)
            rows.push_back(one->place);
    std::sort(rows.begin(), rows.end());
    std::vector<std::pair<int, int>> runs;
    for (const int row : rows) {
        if (!runs.empty() && (runs.back().second + 1 >= row || runs.size() > mostRuns))
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    for (const auto& [first, last] : runs)
        emit dataChanged(index(first, 0), index(last, socketColumns - 1));
}

void SocketTableModel::rearrange(std::vector<SocketEntry*> order)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<const SocketEntry*> meant;
    for (const QModelIndex& one : from)
        meant.push_back(&entry(one.row()));
    m_shown = std::move(order);
    numberRows();
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i)
        to << index(meant[static_cast<std::size_t>(i)]->place, from[i].column());
    changePersistentIndexList(from, to);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void SocketTableModel::numberRows()
{
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        m_shown[i]->place = static_cast<int>(i);
}

} // namespace lab
