#include "model/capture/TcpStates.h"

namespace lab {

std::size_t TcpStates::begin(const TcpSegment& segment)
{
    Connection one;
    one.ends = beganBy(segment) ? std::array {segment.source, segment.destination} : std::array {segment.destination, segment.source};
    m_connections.push_back(one);
    m_table.put(segment.source, segment.destination, m_connections.size() - 1, endsOf());
    return m_connections.size() - 1;
}

TcpStates::Segment TcpStates::take(const TcpSegment& segment)
{
    const EndWords source(segment.source);
    const auto sideIn = [&](std::size_t number) -> std::size_t { return EndWords(m_connections[number].ends[0]) == source ? 0 : 1; };
    const std::uint32_t known = m_table.find(segment.source, segment.destination, endsOf());
    std::size_t index = known == 0 ? begin(segment) : known - 1;
    if (known != 0 && segment.has(TcpFlag::syn) && !segment.has(TcpFlag::ack)) {
        // The same ports again are another connection, unless the SYN is a repetition.
        const Connection& before = m_connections[index];
        if (before.senders[sideIn(index)].beginsAnother(segment, before.states[0] == SocketState::Close))
            index = begin(segment);
    }
    const std::size_t side = sideIn(index);
    Connection& one = m_connections[index];
    TcpSender& own = one.senders[side];
    const TcpSender& other = one.senders[1 - side];
    own.follow(segment, own.probes(segment, other));
    (void)inferStates(segment, one.states, own, other, side);
    return {index, side};
}

} // namespace lab
