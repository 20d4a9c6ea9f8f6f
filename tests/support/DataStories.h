#pragma once
// DataStories: of FindingStories, those about the bytes that are sent and received.

#include "tests/support/FindingStories.h"

#include <span>

namespace lab::tests {

std::span<const FindingStory> dataStories();

} // namespace lab::tests
