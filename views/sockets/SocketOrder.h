#pragma once
// SocketOrder: which of two sockets comes first. A total order: the same sockets always stand in the same order,
// wherever the playhead came from.

#include "views/sockets/SocketEntry.h"

namespace lab {

enum class SocketColumn : std::uint8_t { Host, Protocol, State, Received, Sent, Local, Peer, Owner, Timer, History };
inline constexpr int socketColumns = static_cast<int>(SocketColumn::History) + 1;

class SocketOrder
{
public:
    /// Listeners, then the others, then closed ones; each by local address, then by the peer's.
    SocketOrder() = default;

    /// By one column; what is equal there stands as in the usual order, upwards and downwards alike.
    SocketOrder(SocketColumn column, bool downwards)
        : m_byColumn(true)
        , m_column(column)
        , m_downwards(downwards)
    {
    }

    bool operator()(const SocketEntry& a, const SocketEntry& b) const;

    friend bool operator==(const SocketOrder&, const SocketOrder&) = default;

private:
    bool m_byColumn = false;
    SocketColumn m_column = SocketColumn::Local;
    bool m_downwards = false;
};

} // namespace lab
