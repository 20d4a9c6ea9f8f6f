#pragma once
// TcpStates: the connections of a capture and the states of their ends, inferred from what passed as if all of it had arrived. It tells
// connections apart as TcpAnalysis does, numbers them alike and infers the same, and keeps no more of each than that needs: while a
// capture of hundreds of thousands is open, all of it is kept.

#include "model/base/PagedList.h"
#include "model/capture/ConnectionTable.h"
#include "model/capture/TcpSender.h"

namespace lab {

class TcpStates
{
public:
    struct Connection
    {
        std::array<Endpoint, 2> ends; ///< [0] began it (TcpSender.h, beganBy())
        std::array<SocketState, 2> states {SocketState::None, SocketState::None}; ///< Close: it is over
        std::array<TcpSender, 2> senders;
    };

    static_assert(sizeof(Connection) == 68);

    struct Segment
    {
        std::size_t connection = 0; ///< into the connections
        std::size_t side = 0; ///< who sent it: 0 began the connection
    };

    Segment take(const TcpSegment& segment);

    std::size_t size() const { return m_connections.size(); }

    const Connection& operator[](std::size_t connection) const { return m_connections[connection]; }

private:
    std::size_t begin(const TcpSegment& segment);

    auto endsOf() const
    {
        return [this](std::size_t number) -> const std::array<Endpoint, 2>& { return m_connections[number].ends; };
    }

    PagedList<Connection, 1024> m_connections;
    ConnectionTable m_table;
};

} // namespace lab
