#pragma once
// InferredEvent: a state that follows from a capture's packets as the event that everybody reads.

#include "model/journal/CapturedPart.h"

namespace lab {

/// SocketSampled, or SocketGone where it is CLOSE. `ends`: of its conversation, the client's first.
EventBody inferredEvent(const InferredState& told, const CapturedPart::Ends& ends);

} // namespace lab
