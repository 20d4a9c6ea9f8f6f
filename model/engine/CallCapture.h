#pragma once
// CallCapture: the arguments of a stopped call as the journal keeps them: registers and copies of the memory they point
// to, by the kinds in the call's row.

#include "model/calls/CallTable.h"
#include "model/engine/TraceeMemory.h"
#include "model/journal/Event.h"

namespace lab {

/// Bytes of one buffer that the journal keeps; what a program moves beyond that is counted, not copied.
inline constexpr std::size_t keptBufferBytes = 64 * 1024;

/// Before the call: numbers, and the memory that the kernel will read. What `into` held is overwritten; its room is used.
void captureEntry(const Tracee& tracee, const CallRow& row, const std::uint64_t (&raw)[6], Arguments& into);

/// After it: the memory that the kernel wrote. `entered` gives the pointers and lengths.
void captureExit(const Tracee& tracee, const CallRow& row, const Arguments& entered, std::int64_t result, Arguments& into);

/// The descriptors that a poll or select names; those of an epoll are the kernel's own.
std::vector<int> watchedDescriptors(const Tracee& tracee, const CallRow& row, const std::uint64_t (&raw)[6]);

} // namespace lab
