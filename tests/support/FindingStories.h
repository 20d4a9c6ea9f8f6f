#pragma once
// FindingStories: a story of calls for each kind of finding, and those that come close to one and prove nothing.

#include "tests/support/CallStory.h"

#include <span>

namespace lab::tests {

struct FindingStory
{
    const char* name;
    const char* codes; ///< that it raises, in order, separated by spaces
    void (*tell)(CallStory&);
};

std::span<const FindingStory> findingStories();

} // namespace lab::tests
