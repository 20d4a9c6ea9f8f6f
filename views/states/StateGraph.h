#pragma once
// StateGraph: the three diagrams of a socket's states, as tables: a TCP connection (RFC 9293, figure 5, as Linux has it),
// a listening socket with its queues, and UDP. Which node a socket stands at is decided here, too. No geometry beyond
// the places in a grid.

#include "model/journal/Event.h"

#include <optional>
#include <vector>

namespace lab {

enum class StateGraphKind : std::uint8_t { Connection, Listening, Datagram };

struct StateNode
{
    const char* name = ""; ///< "FIN-WAIT-1"; translated (context "StatesView") where it is no name of the kernel's
    const char* more = ""; ///< a second, smaller line: the kernel's own name of it
    const char* word = ""; ///< its explanation: key in the section "states" of the words; empty: none
    double column = 0, row = 0; ///< in the grid
};

struct StateEdge
{
    int from = 0, to = 0;
    const char* label = ""; ///< "what comes / what is sent"; language-neutral
    double bend = 0; ///< how far the middle lies beside the straight line, in parts of its length; positive: to the right
};

struct StateGraph
{
    std::vector<StateNode> nodes;
    std::vector<StateEdge> edges;
    double columns = 1, rows = 1; ///< of the grid: the largest places
    int begin = 0, end = 0; ///< nodes of a socket that is not there yet, and not any more
};

const StateGraph& stateGraph(StateGraphKind kind);

/// What a sample says about where a socket is. `simultaneous`: it was in SYN-SENT before (RFC 9293, figure 8).
struct StateSample
{
    SocketState state = SocketState::None; ///< None: gone
    bool owned = false; ///< a program has it
    bool simultaneous = false;

    friend bool operator==(const StateSample&, const StateSample&) = default;
};

/// The diagram that a socket has for itself.
StateGraphKind graphOf(const SocketRow& row);
/// Where a socket that was at node `from` stands when it is gone.
int nodeOfGone(StateGraphKind kind, int from);
/// The node of a diagram; nothing if a socket like that does not occur in it. `child`: it came out of a listening socket.
std::optional<int> nodeOf(StateGraphKind kind, const StateSample& sample, bool child);

} // namespace lab
