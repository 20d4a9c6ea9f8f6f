#include "views/states/StateHistory.h"

#include "model/journal/EventKind.h"

#include <algorithm>

namespace lab {

namespace {

std::uint32_t portKey(const SocketRow& row)
{
    return (static_cast<std::uint32_t>(row.host) << 16) | row.local.port;
}

} // namespace

void StateHistory::reset()
{
    *this = StateHistory();
}

bool StateHistory::follow(const Journal& journal, std::size_t most)
{
    const std::size_t end = std::min(journal.size(), m_followed + most);
    for (; m_followed < end; ++m_followed) {
        const int kind = journal.kindOf(m_followed);
        if (kind != kindIndexOf<SocketSampled>() && kind != kindIndexOf<SocketGone>())
            continue;
        const Event event = journal.at(m_followed);
        if (const auto* row = std::get_if<SocketSampled>(&event.body))
            sample(static_cast<std::uint32_t>(m_followed), row->row);
        else if (const auto* socket = std::get_if<SocketGone>(&event.body))
            gone(static_cast<std::uint32_t>(m_followed), socket->socket);
    }
    return m_followed == journal.size();
}

void StateHistory::sample(std::uint32_t event, const SocketRow& row)
{
    const auto [found, fresh] = m_sockets.try_emplace(row.socket);
    Socket& socket = found->second;
    StateSample now {row.state, row.inode != 0, false};
    if (fresh) {
        const auto listener = m_listeners.find(portKey(row));
        socket.child = row.protocol == 6 && row.remote.port != 0 && row.state != SocketState::SynSent
            && listener != m_listeners.end() && listener->second > 0;
    } else if (!socket.changes.empty()) {
        const StateSample& before = socket.changes.back().sample;
        now.simultaneous = row.state == SocketState::SynRecv && (before.simultaneous || before.state == SocketState::SynSent);
    }
    const bool listened = !fresh && socket.row.state == SocketState::Listen;
    const bool listens = row.state == SocketState::Listen, asBefore = listened && listens && portKey(socket.row) == portKey(row);
    if (listened && !asBefore)
        --m_listeners[portKey(socket.row)];
    if (listens && !asBefore)
        ++m_listeners[portKey(row)];
    socket.row = row;
    if (!socket.changes.empty() && socket.changes.back().sample == now)
        return;
    socket.changes.push_back({event, now});
    m_changes.emplace_back(event, row.socket);
}

void StateHistory::gone(std::uint32_t event, SocketId id)
{
    const auto found = m_sockets.find(id);
    if (found == m_sockets.end() || found->second.changes.back().sample.state == SocketState::None)
        return;
    if (found->second.row.state == SocketState::Listen)
        --m_listeners[portKey(found->second.row)];
    found->second.row.state = SocketState::None;
    found->second.changes.push_back({event, {}});
    m_changes.emplace_back(event, id);
}

std::vector<StateStep> StateHistory::path(SocketId id, StateGraphKind kind, std::size_t position) const
{
    std::vector<StateStep> steps;
    const auto found = m_sockets.find(id);
    if (found == m_sockets.end())
        return steps;
    const Socket& socket = found->second;
    int at = stateGraph(kind).begin;
    if (socket.child && kind != StateGraphKind::Datagram)
        at = *nodeOf(kind, {SocketState::Listen, true, false}, false);
    for (const Change& change : socket.changes) {
        if (change.event >= position)
            break;
        auto node = nodeOf(kind, change.sample, socket.child);
        if (!node)
            break;
        if (change.sample.state == SocketState::None)
            node = nodeOfGone(kind, at);
        if (*node != at)
            steps.push_back({at, *node, change.event});
        at = *node;
    }
    return steps;
}

bool StateHistory::isChild(SocketId socket) const
{
    const auto found = m_sockets.find(socket);
    return found != m_sockets.end() && found->second.child;
}

const StateHistory::Change* StateHistory::changeBefore(SocketId id, std::size_t position) const
{
    const auto found = m_sockets.find(id);
    if (found == m_sockets.end())
        return nullptr;
    const std::vector<Change>& changes = found->second.changes;
    const auto after = std::partition_point(changes.begin(), changes.end(),
                                            [position](const Change& change) { return change.event < position; });
    return after == changes.begin() ? nullptr : &*std::prev(after);
}

std::optional<int> StateHistory::nodeAt(SocketId id, StateGraphKind kind, std::size_t position) const
{
    const Change* change = changeBefore(id, position);
    return change ? nodeOf(kind, change->sample, isChild(id)) : std::nullopt;
}

std::optional<std::size_t> StateHistory::lastChange(SocketId id, std::size_t position) const
{
    const Change* change = changeBefore(id, position);
    return change ? std::optional<std::size_t>(change->event) : std::nullopt;
}

SocketId StateHistory::newest(std::size_t position) const
{
    const auto after = std::partition_point(m_changes.begin(), m_changes.end(),
                                            [position](const auto& change) { return change.first < position; });
    if (after == m_changes.begin())
        return 0;
    // Rather one that is still there.
    auto change = after;
    for (int i = 0; i < 64 && change != m_changes.begin(); ++i) {
        --change;
        const auto last = lastChange(change->second, position);
        const Socket& socket = m_sockets.at(change->second);
        const auto found = std::find_if(socket.changes.begin(), socket.changes.end(),
                                        [&](const Change& one) { return last && one.event == *last; });
        if (found != socket.changes.end() && found->sample.state != SocketState::None)
            return change->second;
    }
    return std::prev(after)->second;
}

const SocketRow* StateHistory::row(SocketId socket) const
{
    const auto found = m_sockets.find(socket);
    return found == m_sockets.end() ? nullptr : &found->second.row;
}

} // namespace lab
