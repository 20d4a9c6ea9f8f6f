#pragma once
// actorsShown: the programs that a person wants to see beside each other: a program may fork thousands of children.

#include "model/lab/LabState.h"

#include <vector>

namespace lab {

inline constexpr std::size_t endedShown = 8; ///< forked ones that have ended: the last so many

/// In the order in which they began: all that run, all that the lab started, and the forked ones that ended last.
/// The pointers hold until the state changes.
std::vector<const ActorState*> actorsShown(const LabState& state);

} // namespace lab
