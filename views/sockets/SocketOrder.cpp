#include "views/sockets/SocketOrder.h"

#include <tuple>

namespace lab {

namespace {

int sign(bool less, bool greater)
{
    return less ? -1 : greater ? 1 : 0;
}

template<class Value>
int compare(const Value& a, const Value& b)
{
    return sign(a < b, b < a);
}

int compareEnds(const Endpoint& a, const Endpoint& b)
{
    return compare(std::tie(a.address.version, a.address.bytes, a.port),
                   std::tie(b.address.version, b.address.bytes, b.port));
}

int standing(const SocketEntry& entry)
{
    return entry.closed ? 2 : entry.row.state == SocketState::Listen ? 0 : 1;
}

int compareBy(SocketColumn column, const SocketEntry& a, const SocketEntry& b)
{
    const SocketRow &one = a.row, &other = b.row;
    switch (column) {
    case SocketColumn::Host:
        return compare(one.host, other.host);
    case SocketColumn::Protocol:
        return compare(one.protocol, other.protocol);
    case SocketColumn::State:
        return a.closed != b.closed ? compare(a.closed, b.closed)
                                    : compare(stateName(one.state), stateName(other.state));
    case SocketColumn::Received:
        return compare(one.recvQueue, other.recvQueue);
    case SocketColumn::Sent:
        return compare(one.sendQueue, other.sendQueue);
    case SocketColumn::Local:
        return compareEnds(one.local, other.local);
    case SocketColumn::Peer:
        return compareEnds(one.remote, other.remote);
    case SocketColumn::Owner: // those that nobody has come last
        return a.owner.isEmpty() != b.owner.isEmpty() ? compare(a.owner.isEmpty(), b.owner.isEmpty())
                                                      : compare(a.owner, b.owner);
    case SocketColumn::Timer: // the next to fire first
        if ((one.timer == 0) != (other.timer == 0))
            return compare(one.timer == 0, other.timer == 0);
        return one.timer == 0 ? 0 : compare(one.timerDue, other.timerDue);
    case SocketColumn::History:
        break;
    }
    return 0;
}

} // namespace

bool SocketOrder::operator()(const SocketEntry& a, const SocketEntry& b) const
{
    if (m_byColumn)
        if (const int by = compareBy(m_column, a, b); by != 0)
            return m_downwards ? by > 0 : by < 0;
    if (const int by = compare(standing(a), standing(b)); by != 0)
        return by < 0;
    if (const int by = compareEnds(a.row.local, b.row.local); by != 0)
        return by < 0;
    if (const int by = compareEnds(a.row.remote, b.row.remote); by != 0)
        return by < 0;
    return std::tie(a.row.host, a.row.protocol, a.row.socket) < std::tie(b.row.host, b.row.protocol, b.row.socket);
}

} // namespace lab
