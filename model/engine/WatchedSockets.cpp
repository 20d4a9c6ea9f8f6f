#include "model/engine/WatchedSockets.h"

#include <algorithm>

namespace lab {

namespace {

auto endsOf(const SocketRow& row)
{
    return std::tuple {row.protocol, toText(row.local), toText(row.remote)};
}

} // namespace

void WatchedSockets::note(const DescriptorsChanged& changed)
{
    auto& inodes = m_inodes[changed.actor];
    inodes.clear();
    for (const Descriptor& each : changed.descriptors)
        if (each.kind == "socket")
            inodes.insert(each.inode);
}

void WatchedSockets::note(const SocketGone& gone)
{
    const auto at = m_known.find(gone.socket);
    if (at == m_known.end())
        return;
    const auto connection = m_connections.find(endsOf(at->second));
    if (connection != m_connections.end() && connection->second == gone.socket)
        m_connections.erase(connection);
    m_known.erase(at);
}

bool WatchedSockets::concerns(const SocketRow& row)
{
    if (!m_known.contains(row.socket) && !isNew(row))
        return false;
    m_known[row.socket] = row;
    if (row.remote.port != 0)
        m_connections[endsOf(row)] = row.socket;
    return true;
}

bool WatchedSockets::isNew(const SocketRow& row) const
{
    if (row.inode != 0)
        return std::any_of(m_inodes.begin(), m_inodes.end(), [&](const auto& each) { return each.second.contains(row.inode); });
    // TIME-WAIT is another, smaller kernel object with a cookie of its own.
    return m_connections.contains(endsOf(row)) || waitsAtOneOfTheirs(row);
}

/// In the SYN queue or the accept queue, where nobody has it yet.
bool WatchedSockets::waitsAtOneOfTheirs(const SocketRow& row) const
{
    const bool queued = row.state == SocketState::SynRecv || row.state == SocketState::NewSynRecv
        || row.state == SocketState::Established || row.state == SocketState::CloseWait;
    return queued && std::any_of(m_known.begin(), m_known.end(), [&](const auto& each) {
        const SocketRow& listener = each.second;
        return listener.state == SocketState::Listen && listener.protocol == row.protocol
            && listener.local.port == row.local.port
            && (listener.local.address.isAny() || listener.local.address == row.local.address);
    });
}

} // namespace lab
