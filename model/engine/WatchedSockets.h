#pragma once
// WatchedSockets: of all the sockets of a machine, which belong to the programs that are watched: those behind their
// descriptors, what waits in the queues of their listening ones, and what is left of a connection after close().

#include "model/journal/Event.h"

#include <map>
#include <set>
#include <tuple>

namespace lab {

class WatchedSockets
{
public:
    void note(const DescriptorsChanged& changed);
    void note(const ActorExited& exited) { m_inodes.erase(exited.actor); }
    void note(const SocketGone& gone);

    /// Is it theirs? Asked for each row, listeners first (as the kernel lists them), it remembers those that are.
    bool concerns(const SocketRow& row);

private:
    using Ends = std::tuple<std::uint8_t, std::string, std::string>; ///< protocol, local, remote

    bool isNew(const SocketRow& row) const;
    bool waitsAtOneOfTheirs(const SocketRow& row) const;

    std::map<ActorId, std::set<std::uint64_t>> m_inodes;
    std::map<SocketId, SocketRow> m_known;
    std::map<Ends, SocketId> m_connections; ///< of m_known
};

} // namespace lab
