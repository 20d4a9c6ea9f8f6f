#include "model/engine/SocketOwners.h"

#include <netinet/in.h>
#include <set>
#include <utility>

namespace lab {

namespace {

Descriptor describedBy(const SocketRow& row)
{
    Descriptor socket;
    socket.kind = "socket";
    socket.socket = row.socket;
    socket.inode = row.inode;
    socket.domain = row.local.address.version == 6 ? AF_INET6 : AF_INET;
    socket.type = row.protocol == IPPROTO_UDP ? SOCK_DGRAM : SOCK_STREAM;
    socket.protocol = row.protocol;
    socket.name = "socket:[" + std::to_string(row.inode) + "]";
    return socket;
}

} // namespace

void SocketOwners::note(const std::vector<EventBody>& changes)
{
    for (const EventBody& change : changes) {
        if (const auto* gone = std::get_if<SocketGone>(&change)) {
            left(gone->socket);
        } else if (const auto* sampled = std::get_if<SocketSampled>(&change)) {
            const SocketRow& row = sampled->row;
            const auto before = m_inodeOf.find(row.socket);
            if (before != m_inodeOf.end() && before->second != row.inode)
                left(row.socket); // closed by its last program: the kernel takes the inode away and ends the connection alone
            if (row.inode == 0 || (before != m_inodeOf.end() && before->second == row.inode))
                continue;
            m_inodeOf[row.socket] = row.inode;
            m_inodes[row.inode] = {describedBy(row)};
            m_wanted = true;
        }
    }
}

void SocketOwners::left(SocketId socket)
{
    const auto at = m_inodeOf.find(socket);
    if (at == m_inodeOf.end())
        return;
    if (const auto inode = m_inodes.find(at->second); inode != m_inodes.end()) {
        inode->second.inTable = false;
        m_wanted |= inode->second.owned;
    }
    m_inodeOf.erase(at);
}

std::vector<Descriptor> SocketOwners::descriptorsOf(const ProcessSockets& process)
{
    std::vector<Descriptor> descriptors;
    for (const ProcSocket& held : process.sockets) {
        const auto known = m_inodes.find(held.inode);
        if (known == m_inodes.end())
            continue;
        known->second.owned = true;
        descriptors.push_back(known->second.socket);
        descriptors.back().fd = held.fd;
    }
    return descriptors;
}

/// A table is told whole. One of 10,000 sockets that changes all the time would be told ten times a second, so each descriptor
/// costs a table a millisecond's wait.
void SocketOwners::tell(Owner& owner, std::vector<Descriptor> descriptors, Timestamp now, std::vector<EventBody>& events) const
{
    constexpr std::int64_t waitEach = 1'000'000;
    const bool first = owner.toldAt.ns == 0;
    if (descriptors == owner.told
        || (!first && now.ns - owner.toldAt.ns < static_cast<std::int64_t>(descriptors.size()) * waitEach))
        return;
    owner.told = std::move(descriptors);
    owner.toldAt = now;
    events.emplace_back(DescriptorsChanged {owner.actor, owner.told});
}

std::vector<EventBody> SocketOwners::found(const std::vector<ProcessSockets>& processes, Timestamp now,
                                           const std::function<ActorStarted(pid_t)>& describe)
{
    std::vector<EventBody> events;
    m_wanted = false;
    for (auto& [number, inode] : m_inodes)
        inode.owned = false;
    std::set<pid_t> here;
    for (const ProcessSockets& process : processes)
        if (const auto owner = m_owners.find(process.pid); owner != m_owners.end() && owner->second.began == process.began)
            here.insert(process.pid);
    // Nobody but its parent learns how a process ended (wait(2)).
    std::erase_if(m_owners, [&](const auto& owner) {
        const bool gone = !here.contains(owner.first);
        if (gone)
            events.emplace_back(ActorExited {owner.second.actor, ActorExited::unknown, 0});
        return gone;
    });
    for (const ProcessSockets& process : processes) {
        std::vector<Descriptor> descriptors = descriptorsOf(process);
        if (descriptors.empty() && !m_owners.contains(process.pid))
            continue;
        const auto [owner, isNew] = m_owners.try_emplace(process.pid);
        if (isNew) {
            owner->second = {++m_lastActor, process.began, {}, {}};
            ActorStarted started = describe(process.pid);
            started.actor = m_lastActor;
            started.host = HostId::Client;
            started.pid = process.pid;
            events.emplace_back(std::move(started));
        }
        tell(owner->second, std::move(descriptors), now, events);
    }
    std::erase_if(m_inodes, [](const auto& inode) { return !inode.second.inTable && !inode.second.owned; });
    return events;
}

} // namespace lab
