#include "views/states/StateGraph.h"

#include <QCoreApplication>

namespace lab {

namespace {

// Nodes of the connection's diagram, in the order of the table below.
enum Connection { Closed, Listen, Request, SynSent, SynReceived, Established, FinWait1, FinWait2, Closing, TimeWait, CloseWait, LastAck, Gone };
enum Listening { NotListening, Listens, SynQueue, AcceptQueue, Accepted, NoMore };
enum Datagram { NoSocket, Unconnected, Connected, ClosedAgain };

// RFC 9293, section 3.3.2. A request that waits for its last ACK is a small object of its own in Linux
// (NEW_SYN_RECV, include/net/tcp_states.h); SYN-RECV itself is only left for both sides connecting at once.
const StateGraph connection {
    {
        {"CLOSED", "", "", 0, 1.5},
        {"LISTEN", "", "LISTEN", 1, 0},
        {"SYN-RECV", "NEW_SYN_RECV", "SYN-RECV", 2, 0},
        {"SYN-SENT", "", "SYN-SENT", 1, 3},
        {"SYN-RECV", "", "SYN-RECV", 2, 2.3},
        {"ESTAB", "", "ESTAB", 3, 1.2},
        {"FIN-WAIT-1", "", "FIN-WAIT-1", 4, 0},
        {"FIN-WAIT-2", "", "FIN-WAIT-2", 5, 0},
        {"CLOSING", "", "CLOSING", 5, 1.75},
        {"TIME-WAIT", "", "TIME-WAIT", 6, 0.9},
        {"CLOSE-WAIT", "", "CLOSE-WAIT", 4, 3},
        {"LAST-ACK", "", "LAST-ACK", 5, 3},
        {"CLOSED", "", "", 6, 3},
    },
    {
        {Closed, Listen, "listen()", 0.08},
        {Listen, Closed, "close()", 0.08},
        {Closed, SynSent, "connect() / SYN", 0.08},
        {SynSent, Closed, "RST", 0.08},
        {Listen, Request, "SYN / SYN+ACK"},
        {Request, Established, "ACK"},
        {SynSent, Established, "SYN+ACK / ACK", -0.12},
        {SynSent, SynReceived, "SYN / SYN+ACK"},
        {SynReceived, Established, "ACK"},
        {Established, FinWait1, "close() / FIN"},
        {Established, CloseWait, "FIN / ACK"},
        {FinWait1, FinWait2, "ACK"},
        {FinWait1, Closing, "FIN / ACK"},
        {FinWait1, TimeWait, "FIN+ACK / ACK", 0.14},
        {FinWait2, TimeWait, "FIN / ACK"},
        {Closing, TimeWait, "ACK"},
        {CloseWait, LastAck, "close() / FIN"},
        {LastAck, Gone, "ACK"},
        {TimeWait, Gone, "60 s"},
    },
    6, 3, Closed, Gone};

const StateGraph listening {
    {
        {"CLOSED", "", "", 0, 1},
        {"LISTEN", "", "LISTEN", 1, 1},
        {QT_TRANSLATE_NOOP("StatesView", "SYN queue"), "NEW_SYN_RECV", "SYN-RECV", 2.2, 0},
        {QT_TRANSLATE_NOOP("StatesView", "accept queue"), "ESTAB", "ESTAB", 3.5, 0},
        {QT_TRANSLATE_NOOP("StatesView", "accepted"), "ESTAB", "ESTAB", 4.8, 0},
        {"CLOSED", "", "", 2.2, 2},
    },
    {
        {NotListening, Listens, "listen()"},
        {Listens, SynQueue, "SYN / SYN+ACK"},
        {SynQueue, AcceptQueue, "ACK"},
        {AcceptQueue, Accepted, "accept()"},
        {Listens, NoMore, "close()"},
    },
    4.8, 2, NotListening, NoMore};

const StateGraph datagram {
    {
        {"CLOSED", "", "", 0, 1},
        {"UNCONN", "", "UNCONN", 1.5, 1},
        {"ESTAB", "connect()", "", 3, 1},
        {"CLOSED", "", "", 4.5, 1},
    },
    {
        {NoSocket, Unconnected, "bind(), sendto()"},
        {Unconnected, Connected, "connect()", -0.12},
        {Connected, Unconnected, "connect(AF_UNSPEC)", -0.12},
        {Connected, ClosedAgain, "close()"},
        {Unconnected, ClosedAgain, "close()", 0.22},
    },
    4.5, 2, NoSocket, ClosedAgain};

int connectionNode(const StateSample& sample)
{
    switch (sample.state) {
    case SocketState::None:
        return Gone;
    case SocketState::Close:
        return Closed;
    case SocketState::Established:
        return Established;
    case SocketState::SynSent:
        return SynSent;
    case SocketState::SynRecv:
        return sample.simultaneous ? SynReceived : Request;
    case SocketState::NewSynRecv:
        return Request;
    case SocketState::FinWait1:
        return FinWait1;
    case SocketState::FinWait2:
        return FinWait2;
    case SocketState::TimeWait:
        return TimeWait;
    case SocketState::CloseWait:
        return CloseWait;
    case SocketState::LastAck:
        return LastAck;
    case SocketState::Listen:
        return Listen;
    case SocketState::Closing:
        return Closing;
    }
    return Closed;
}

std::optional<int> listeningNode(const StateSample& sample, bool child)
{
    if (!child) {
        if (sample.state == SocketState::Listen)
            return Listens;
        if (sample.state == SocketState::None)
            return NoMore;
        return sample.state == SocketState::Close ? std::optional<int>(NotListening) : std::nullopt;
    }
    if (sample.state == SocketState::SynRecv || sample.state == SocketState::NewSynRecv)
        return SynQueue;
    if (sample.state == SocketState::None)
        return std::nullopt;
    return sample.owned ? Accepted : AcceptQueue;
}

} // namespace

const StateGraph& stateGraph(StateGraphKind kind)
{
    return kind == StateGraphKind::Connection ? connection : kind == StateGraphKind::Listening ? listening : datagram;
}

StateGraphKind graphOf(const SocketRow& row)
{
    if (row.protocol != 6)
        return StateGraphKind::Datagram;
    return row.state == SocketState::Listen ? StateGraphKind::Listening : StateGraphKind::Connection;
}

int nodeOfGone(StateGraphKind kind, int from)
{
    // Nothing of a connection was there yet: back to the beginning, as in the RFC's figure.
    if (kind == StateGraphKind::Connection && (from == Listen || from == SynSent))
        return Closed;
    return stateGraph(kind).end;
}

std::optional<int> nodeOf(StateGraphKind kind, const StateSample& sample, bool child)
{
    switch (kind) {
    case StateGraphKind::Connection:
        return connectionNode(sample);
    case StateGraphKind::Listening:
        return listeningNode(sample, child);
    case StateGraphKind::Datagram:
        break;
    }
    if (sample.state == SocketState::None)
        return ClosedAgain;
    return sample.state == SocketState::Established ? Connected : Unconnected;
}

} // namespace lab
