// The sockets of a LabState: the kernel's tables, who has what, and what a program knows of a socket that no table tells.

#include "model/calls/CallText.h"
#include "model/lab/LabState.h"

#include <algorithm>

namespace lab {

void LabState::apply(const SocketSampled& sampled)
{
    const SocketRow& row = sampled.row;
    auto& sockets = m_hosts[hostIndex(row.host)].sockets;
    auto& rows = m_rows[hostIndex(row.host)];
    const auto [place, isNew] = rows.try_emplace(row.socket, sockets.size());
    if (isNew)
        sockets.push_back(row);
    else
        sockets[place->second] = row;

    if (!m_owners.count(row.socket) && row.inode != 0)
        if (const auto owner = m_inodeOwners.find(row.inode); owner != m_inodeOwners.end())
            m_owners[row.socket] = owner->second;
    if (row.remote.port == 0) {
        m_bound[boundKey(row.host, row.protocol, row.local.port)] = row.socket;
        return;
    }
    SocketId& there = m_connections[connectionKey(row.host, row.protocol, row.local, row.remote)];
    // TIME-WAIT is a new, smaller kernel object (struct tcp_timewait_sock) with a cookie of its own: same owner.
    if (there != 0 && there != row.socket && row.state == SocketState::TimeWait)
        if (const auto owner = m_owners.find(there); owner != m_owners.end())
            m_owners.try_emplace(row.socket, owner->second);
    there = row.socket;
}

void LabState::apply(const SocketGone& gone)
{
    auto& sockets = m_hosts[hostIndex(gone.host)].sockets;
    auto& rows = m_rows[hostIndex(gone.host)];
    const auto place = rows.find(gone.socket);
    if (place == rows.end())
        return;
    const std::size_t at = place->second;
    const SocketRow& row = sockets[at];
    if (const auto bound = m_bound.find(boundKey(row.host, row.protocol, row.local.port));
        bound != m_bound.end() && bound->second == gone.socket)
        m_bound.erase(bound);
    const auto owner = m_owners.find(gone.socket);
    const ActorState* program = owner == m_owners.end() ? nullptr : findActor(owner->second);
    if (program && std::any_of(program->descriptors.begin(), program->descriptors.end(),
                               [&](const Descriptor& one) { return one.socket == gone.socket; }))
        m_lastRows[gone.socket] = row;
    rows.erase(place);
    sockets.erase(sockets.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::size_t i = at; i < sockets.size(); ++i)
        rows[sockets[i].socket] = i;
}

void LabState::followBind(const CallState& call)
{
    const ActorState* actor = findActor(call.entered.actor);
    const auto address = call.entered.name == "bind" && call.returned->result == 0 ? addressOf(call.entered) : std::nullopt;
    if (!address || !actor)
        return;
    for (const Descriptor& one : actor->descriptors)
        if (one.fd == fdOf(call.entered) && one.socket != 0)
            m_boundTo[one.socket] = *address;
}

/// What `actor` had open and has no longer. A child that inherited the socket (fork(2)) may still have it; it is then known by
/// what the kernel's table says alone.
void LabState::forgetClosed(const ActorState& actor, const std::vector<Descriptor>& stillOpen)
{
    for (const Descriptor& one : actor.descriptors) {
        if (!m_boundTo.contains(one.socket) && !m_lastRows.contains(one.socket))
            continue; // nearly all: nothing is known that would have to be forgotten
        const bool open = std::any_of(stillOpen.begin(), stillOpen.end(), [&](const Descriptor& each) { return each.socket == one.socket; });
        if (open)
            continue;
        m_boundTo.erase(one.socket);
        m_lastRows.erase(one.socket);
    }
}

std::optional<ActorId> LabState::ownerOf(SocketId socket) const
{
    const auto owner = m_owners.find(socket);
    return owner == m_owners.end() ? std::nullopt : std::optional<ActorId>(owner->second);
}

const Endpoint* LabState::boundTo(SocketId socket) const
{
    const auto found = m_boundTo.find(socket);
    return found == m_boundTo.end() ? nullptr : &found->second;
}

const SocketRow* LabState::lastRow(SocketId id) const
{
    const auto found = m_lastRows.find(id);
    return found == m_lastRows.end() || socket(id) ? nullptr : &found->second;
}

} // namespace lab
