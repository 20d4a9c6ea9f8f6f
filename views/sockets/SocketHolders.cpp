#include "views/sockets/SocketHolders.h"

#include "model/journal/EventKind.h"

namespace lab {

bool SocketHolders::follow(const Playhead& playhead)
{
    const std::size_t position = playhead.state().applied();
    bool changed = position < m_followed;
    for (std::size_t i = m_followed; i < position && !changed; ++i) {
        const int kind = playhead.journal().kindOf(i);
        changed = kind == kindIndexOf<DescriptorsChanged>() || kind == kindIndexOf<ActorStarted>()
            || kind == kindIndexOf<ActorExited>();
    }
    m_followed = position;
    if (changed)
        readAll(playhead.state());
    return changed;
}

void SocketHolders::readAll(const LabState& state)
{
    m_owners.clear();
    m_byInode.clear();
    for (const ActorState& actor : state.actors()) {
        if (actor.exited)
            continue;
        for (const Descriptor& one : actor.descriptors) {
            if (one.socket != 0)
                m_owners[one.socket].push_back({actor.started.actor, one.fd});
            else if (one.kind == "socket" && one.inode != 0)
                m_byInode[one.inode].push_back({actor.started.actor, one.fd});
        }
    }
}

const std::vector<SocketOwner>& SocketHolders::of(const SocketRow& row) const
{
    static const std::vector<SocketOwner> nobody;
    if (const auto found = m_owners.find(row.socket); found != m_owners.end())
        return found->second;
    const auto found = row.inode == 0 ? m_byInode.end() : m_byInode.find(row.inode);
    return found == m_byInode.end() ? nobody : found->second;
}

} // namespace lab
