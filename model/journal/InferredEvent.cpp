#include "model/journal/InferredEvent.h"

namespace lab {

EventBody inferredEvent(const InferredState& told, const CapturedPart::Ends& ends)
{
    if (told.state == SocketState::Close)
        return SocketGone {told.side, told.socket()};
    SocketSampled sampled;
    sampled.row.socket = told.socket();
    sampled.row.host = told.side;
    sampled.row.state = told.state;
    sampled.row.local = ends[static_cast<std::size_t>(told.side)];
    sampled.row.remote = ends[static_cast<std::size_t>(otherHost(told.side))];
    return sampled;
}

} // namespace lab
