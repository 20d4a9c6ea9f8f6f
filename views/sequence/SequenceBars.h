#pragma once
// SequenceBars: the state bars of the sequence diagram, in the order in which they begin. A long capture has hundreds of thousands:
// each takes ten bytes here, and what several of one socket have in common is kept once.

#include "model/base/PagedList.h"
#include "model/base/RankedBits.h"
#include "views/sequence/SequenceRecords.h"

namespace lab {

class SequenceBars
{
public:
    std::size_t size() const { return m_from.size(); }

    SequenceBar operator[](std::size_t bar) const
    {
        const std::uint32_t socket = m_sockets[bar];
        return {m_ids[socket], host(bar), static_cast<SocketState>(m_what[bar] & stateMask), place(bar), m_ports[socket], from(bar), m_to[bar]};
    }

    // The same of one bar, and quicker.
    std::size_t from(std::size_t bar) const { return m_from[bar]; }
    std::size_t to(std::size_t bar) const { return m_to[bar]; }
    HostId host(std::size_t bar) const { return (m_what[bar] & serverBit) != 0 ? HostId::Server : HostId::Client; }
    std::uint8_t place(std::size_t bar) const { return static_cast<std::uint8_t>(m_what[bar] >> placeShift); }
    SocketId socket(std::size_t bar) const { return m_ids[m_sockets[bar]]; }

    /// How many begin before this event.
    std::size_t before(std::size_t event) const { return m_from.below(event); }

    /// `from` is after that of all others, `place` at most 7. `earlier`: a bar that may be of the same socket, or noRow.
    void push_back(const SequenceBar& bar, std::uint32_t earlier);

    void end(std::size_t bar, std::size_t event) { m_to[bar] = event; }

private:
    static constexpr std::uint8_t stateMask = 15, serverBit = 16;
    static constexpr int placeShift = 5;

    RankedBits m_from;
    PagedList<EventNumber> m_to;
    PagedList<std::uint32_t> m_sockets; ///< into these two
    PagedList<SocketId, 1024> m_ids;
    PagedList<std::uint16_t, 4096> m_ports;
    PagedList<std::uint8_t> m_what; ///< state, host and place
};

} // namespace lab
