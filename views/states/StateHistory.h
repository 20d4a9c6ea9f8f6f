#pragma once
// StateHistory: which states every socket of a journal went through, and the events that took it there. Grows with the
// journal, a piece at a time; only what says something about sockets is decoded.

#include "model/journal/Journal.h"
#include "views/states/StateGraph.h"

#include <unordered_map>
#include <vector>

namespace lab {

/// One edge taken.
struct StateStep
{
    int from = 0, to = 0; ///< nodes of the diagram
    std::size_t event = 0;
};

class StateHistory
{
public:
    void reset();
    /// Takes in at most `most` further events; true when all of the journal is in.
    bool follow(const Journal& journal, std::size_t most);

    /// The edges that a socket took in the first `position` events, in order. A socket that came out of a listening
    /// one begins at LISTEN.
    std::vector<StateStep> path(SocketId socket, StateGraphKind kind, std::size_t position) const;

    bool knows(SocketId socket) const { return m_sockets.contains(socket); }

    /// Did it come out of a listening socket?
    bool isChild(SocketId socket) const;
    /// Where the socket was after `position` events; nothing: not in this diagram.
    std::optional<int> nodeAt(SocketId socket, StateGraphKind kind, std::size_t position) const;
    /// The event that brought it there.
    std::optional<std::size_t> lastChange(SocketId socket, std::size_t position) const;
    /// The socket whose state changed last in the first `position` events, one that is still there before one that is
    /// gone; 0: none did.
    SocketId newest(std::size_t position) const;
    /// How it was called last, also when it is gone.
    const SocketRow* row(SocketId socket) const;

private:
    struct Change
    {
        std::uint32_t event = 0;
        StateSample sample;
    };

    /// The newest change of that socket before `position` events; nullptr: none.
    const Change* changeBefore(SocketId id, std::size_t position) const;

    struct Socket
    {
        std::vector<Change> changes;
        bool child = false;
        SocketRow row;
    };

    void sample(std::uint32_t event, const SocketRow& row);
    void gone(std::uint32_t event, SocketId id);

    std::size_t m_followed = 0;
    std::unordered_map<SocketId, Socket> m_sockets;
    std::unordered_map<std::uint32_t, int> m_listeners; ///< host and port → listening sockets there
    std::vector<std::pair<std::uint32_t, SocketId>> m_changes; ///< all of them, by event
};

} // namespace lab
