#include "model/capture/TcpSender.h"

#include "model/packet/SequenceNumber.h"

namespace lab {

bool TcpSender::follow(const TcpSegment& segment, bool probe)
{
    const std::uint32_t length = segment.length + (segment.has(TcpFlag::syn) ? 1 : 0) + (segment.has(TcpFlag::fin) ? 1 : 0);
    const std::uint32_t end = segment.seq + length;
    const bool newer = !seen || (!probe && isBefore(next, end));
    if (newer)
        next = end;
    seen = true;
    synSent = synSent || segment.has(TcpFlag::syn);
    window = segment.window;
    return newer;
}

bool beganBy(const TcpSegment& first)
{
    return first.has(TcpFlag::syn) ? !first.has(TcpFlag::ack) : first.source.port >= first.destination.port;
}

bool inferStates(const TcpSegment& segment, std::array<SocketState, 2>& states, TcpSender& sender, const TcpSender& other, std::size_t side)
{
    using State = SocketState;
    State& own = states[side];
    State& peer = states[1 - side];
    if (segment.has(TcpFlag::rst)) {
        own = peer = State::Close;
        return true;
    }
    if (segment.has(TcpFlag::syn)) {
        if (!segment.has(TcpFlag::ack)) {
            if (own == State::None || own == State::Close)
                own = State::SynSent;
            return false;
        }
        if (own == State::None || own == State::SynSent)
            own = State::SynRecv;
        if (peer == State::SynSent || peer == State::None)
            peer = State::Established;
        return false;
    }
    if (own == State::None && peer == State::None) // it began before the capture
        own = peer = State::Established;
    if (segment.has(TcpFlag::ack)) {
        if (peer == State::SynRecv)
            peer = State::Established;
        if (other.finSent && !isBefore(segment.ack, other.fin)) {
            if (peer == State::FinWait1)
                peer = own == State::LastAck || own == State::TimeWait ? State::TimeWait : State::FinWait2;
            else if (peer == State::Closing)
                peer = State::TimeWait;
            else if (peer == State::LastAck)
                peer = State::Close;
        }
    }
    if (!segment.has(TcpFlag::fin) || sender.finSent)
        return false;
    sender.finSent = true;
    sender.fin = segment.seq + segment.length + 1;
    own = own == State::CloseWait ? State::LastAck : State::FinWait1;
    if (peer == State::Established || peer == State::SynRecv)
        peer = State::CloseWait;
    else if (peer == State::FinWait1)
        peer = State::Closing;
    else if (peer == State::FinWait2)
        peer = State::TimeWait;
    return false;
}

} // namespace lab
