#pragma once
// CaptureFold: the quick way through a capture made elsewhere. Of its packets a state keeps the last ones only; those before change
// no more than what each end has sent, and need not be taken apart.

#include "model/journal/Journal.h"
#include "model/lab/LabState.h"

#include <optional>

namespace lab {

/// Is it, so far, the state of such a capture, with no program and no wire of ours?
bool isOfCapture(const LabState& state);

/// The event, `from` or later, from which on all packets are sent that a state after `to` events keeps; nothing: some of them were
/// sent before `from`, or there are fewer.
std::optional<std::size_t> keptFrom(const Journal& journal, std::size_t from, std::size_t to);

/// state.apply() of the journal's events up to `end`, as long as isOfCapture(), but for packets(): the state has forgotten them
/// (LabState::forgetPackets()).
void passEvents(LabState& state, const Journal& journal, std::size_t end);

/// What such a capture tells of the packet that event `event` sent, without what came before: as LabState has it, but whether its
/// bytes were sent before. Nothing: it sent none, or this is no such capture.
std::optional<PacketState> capturedPacket(const Journal& journal, std::size_t event);

} // namespace lab
