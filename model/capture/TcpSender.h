#pragma once
// TcpSender: what one end of a connection has sent, as far as the states of both ends follow from it.

#include "model/journal/Event.h"
#include "model/packet/TcpSegment.h"

#include <array>

namespace lab {

struct TcpSender
{
    std::uint32_t next = 0; ///< sequence number behind the newest byte
    std::uint32_t fin = 0; ///< behind the FIN
    std::uint16_t window = 0; ///< as it said last
    bool seen : 1 = false, synSent : 1 = false, finSent : 1 = false;

    /// Does this segment of its ask whether the other's window is still of nothing?
    bool probes(const TcpSegment& segment, const TcpSender& other) const
    {
        return seen && segment.length == 1 && segment.seq == next && other.seen && other.window == 0;
    }

    /// It has sent this. True: that is newer than all before, but for a byte that probes.
    bool follow(const TcpSegment& segment, bool probe);

    /// Of a SYN without ACK: does another connection begin with it? Else it is a repetition. `over`: this connection is.
    bool beginsAnother(const TcpSegment& syn, bool over) const
    {
        return (!synSent || next != syn.seq + 1 + syn.length) && (over || seen);
    }
};

/// Which of two ends began a connection whose first segment this is: true: its source. Its SYN tells, else it has the higher port.
bool beganBy(const TcpSegment& first);

/// What follows from a segment of `side` for the states of both ends, as if it had arrived. RFC 9293 figure 5. True: it is reset.
bool inferStates(const TcpSegment& segment, std::array<SocketState, 2>& states, TcpSender& own, const TcpSender& other, std::size_t side);

} // namespace lab
