#pragma once
// JoinedLines: what of a capture that is joined with this machine's sockets is printed: its packets, and of the machine's
// hundreds of sockets and programs only those to which packets belong.

#include "app/cli/Transcript.h"
#include "model/lab/ConnectionKey.h"

#include <set>
#include <unordered_set>
#include <utility>

namespace lab {

class JoinedLines
{
public:
    /// `state` already has the event.
    void print(const Event& event, const LabState& state, Transcript& transcript);

private:
    void meet(const LabState& state);
    void printSocket(const Event& event, const LabState& state, Transcript& transcript);
    void printOwner(SocketId socket, const LabState& state, Transcript& transcript);

    std::unordered_set<ConnectionKey, ConnectionKey::Hash> m_met; ///< ends of packets, from both sides
    std::unordered_set<SocketId> m_printed;
    std::set<std::pair<ActorId, HostId>> m_named; ///< programs that were printed, and where they stood
};

} // namespace lab
