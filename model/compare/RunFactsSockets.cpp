// RunFacts of sockets: each state that one of them was in, and what is in its queues whenever the lab has come to rest. Between
// two rests the queues are as the kernel was seen by chance.

#include "model/compare/RunFacts.h"

namespace lab {

void RunFacts::sampled(const SocketRow& row)
{
    const std::uint32_t addresses = Fingerprint().add(endText(row.local)).add(endText(row.remote)).shortValue();
    const auto [at, isNew] = m_sockets.try_emplace(row.socket);
    KnownSocket& socket = at->second;
    if (isNew) {
        // The n-th of those that began alike on this host.
        const std::uint64_t alike = Fingerprint().add("socket").number(hostIndex(row.host)).number(row.protocol).number(addresses).value();
        socket.lane = Fingerprint().number(alike).number(++m_alike[alike]).value();
    }
    if (isNew || socket.state != row.state || socket.addresses != addresses) {
        if (!isNew)
            left(socket);
        socket.fact = m_facts.size();
        add(RunFact::Kind::State, socket.lane, 1).parts = {static_cast<std::uint32_t>(row.state), addresses};
    }
    socket.state = row.state;
    socket.addresses = addresses;
    socket.recvQueue = row.recvQueue;
    socket.sendQueue = row.sendQueue;
    socket.event = m_event;
    if (!socket.sampled)
        m_sampled.push_back(row.socket);
    socket.sampled = true;
}

/// Its state. Recordings without commands never come to rest: all that was seen counts.
void RunFacts::left(const KnownSocket& socket)
{
    if (m_section > 0 && sinceCommand(socket.fact))
        m_facts[socket.fact].passing = true;
}

void RunFacts::gone(SocketId id)
{
    const auto socket = m_sockets.find(id);
    if (socket == m_sockets.end())
        return;
    left(socket->second);
    add(RunFact::Kind::State, socket->second.lane, 2).begin = socket->second.event;
    std::erase(m_sampled, id);
    m_sockets.erase(socket);
}

} // namespace lab
