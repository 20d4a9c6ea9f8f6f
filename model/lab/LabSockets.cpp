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
    if (const std::size_t* place = rows.find(row.socket)) {
        sockets.edit(*place) = row;
    } else {
        if (const HostId other = otherHost(row.host); m_rows[hostIndex(other)].contains(row.socket)) { // it is on another host (MachineJoin)
            apply(SocketGone {other, row.socket});
            m_lastRows.erase(row.socket);
        }
        rows[row.socket] = sockets.push_back(row);
    }

    if (row.inode != 0 && !m_owners.contains(row.socket))
        if (const ActorId* owner = m_inodeOwners.find(row.inode))
            m_owners[row.socket] = ActorId {*owner};
    if (row.remote.port == 0) {
        m_bound[boundKey(row.host, row.protocol, row.local.port)] = row.socket;
        return;
    }
    const ConnectionKey key = connectionKey(row.host, row.protocol, row.local, row.remote);
    const End* known = end(key);
    const SocketId before = known == nullptr ? 0 : known->socket;
    if (before == row.socket)
        return;
    // TIME-WAIT is a new, smaller kernel object (struct tcp_timewait_sock) with a cookie of its own: same owner.
    if (before != 0 && row.state == SocketState::TimeWait && !m_owners.contains(row.socket))
        if (const ActorId* owner = m_owners.find(before))
            m_owners[row.socket] = ActorId {*owner};
    editEnd(key).socket = row.socket;
}

void LabState::apply(const SocketGone& gone)
{
    auto& sockets = m_hosts[hostIndex(gone.host)].sockets;
    auto& rows = m_rows[hostIndex(gone.host)];
    const std::size_t* place = rows.find(gone.socket);
    if (place == nullptr)
        return;
    const std::size_t at = *place;
    const SocketRow& row = sockets[at];
    const std::uint32_t port = boundKey(row.host, row.protocol, row.local.port);
    if (const SocketId* bound = m_bound.find(port); bound != nullptr && *bound == gone.socket)
        m_bound.erase(port);
    const ActorId* owner = m_owners.find(gone.socket);
    const ActorState* program = owner == nullptr ? nullptr : actor(*owner);
    if (program && std::any_of(program->descriptors.begin(), program->descriptors.end(),
                               [&](const Descriptor& one) { return one.socket == gone.socket; }))
        m_lastRows[gone.socket] = row;
    rows.erase(gone.socket);
    sockets.erase(at);
}

void LabState::followBind(const CallState& call)
{
    const ActorState* actor = this->actor(call.entered.actor);
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

LabState::End& LabState::editEnd(const ConnectionKey& key)
{
    const std::size_t number = m_connections.numberOf(key);
    if (number == m_ends.nextNumber())
        m_ends.push_back({});
    return m_ends.edit(number);
}

const LabState::End* LabState::end(const ConnectionKey& key) const
{
    const auto number = m_connections.find(key);
    return number ? &m_ends[*number] : nullptr;
}

std::optional<ActorId> LabState::ownerOf(SocketId socket) const
{
    const ActorId* owner = m_owners.find(socket);
    return owner == nullptr ? std::nullopt : std::optional<ActorId>(*owner);
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
