#pragma once
// Transit: packets under way on a Link that takes time. Each direction has a transmitter that sends one packet after the other at
// the link's rate, a queue before it, and the distance behind it. No clock of its own: times come in, packets come out when due.

#include "model/base/Bytes.h"
#include "model/journal/Event.h"

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace lab {

struct Travelling
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    Bytes frame;
    Timestamp departs; ///< its first bit
    Timestamp due; ///< its last bit is there
};

class Transit
{
public:
    const Link& link() const { return m_link; }

    /// Those under way keep their time; who comes later does not overtake them.
    void setLink(const Link& link);

    /// `length`: of the whole frame, in bytes (`frame` may be cut). False: the queue is full, and the packet is lost.
    bool send(Timestamp now, PacketId packet, HostId from, ByteView frame, std::size_t length);

    /// Those that are there by now, in the order of their arrival.
    std::vector<Travelling> arrived(Timestamp now);
    /// All, in the order in which they would have arrived.
    std::vector<Travelling> takeAll();

    std::optional<Timestamp> nextDue() const;

    bool empty() const { return m_ways[0].empty() && m_ways[1].empty(); }

    /// The lab stood still for so long: everything happens that much later.
    void postpone(std::int64_t ns);

private:
    Link m_link;
    std::array<std::deque<Travelling>, hostCount> m_ways; ///< by the sender; departs and due ascend
    std::array<Timestamp, hostCount> m_free; ///< when the transmitter has sent what it has
};

} // namespace lab
