#pragma once
// MessageCapture: the messages and vectors of a stopped call (struct msghdr, mmsghdr[], iovec[]) as MessageMemory.h
// packs them. Everything is read from a program that may have made it wrong: nothing is believed.

#include "model/calls/CallTable.h"
#include "model/engine/TraceeMemory.h"
#include "model/journal/Event.h"

namespace lab {

bool holdsMessages(ArgKind kind);

/// Before the call; `count` is the argument behind the pointer.
ArgumentValue captureMessages(const Tracee& tracee, ArgKind kind, std::uint64_t address, std::uint64_t count);

/// After it succeeded: what the kernel filled. `entered` is what was captured before.
ArgumentValue captureFilledMessages(const Tracee& tracee, ArgKind kind, const ArgumentValue& entered, std::int64_t result);

} // namespace lab
