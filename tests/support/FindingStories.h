#pragma once
// FindingStories: a story of calls for each kind of finding, and those that come close to one and prove nothing.

#include "tests/support/CallStory.h"

#include <vector>

namespace lab::tests {

struct FindingStory
{
    const char* name;
    const char* codes; ///< that it raises, in order, separated by spaces
    void (*tell)(CallStory&);
};

const std::vector<FindingStory>& findingStories();

} // namespace lab::tests
