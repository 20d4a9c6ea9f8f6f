#pragma once
// RecordedSteps: where in a recording the steps of its lesson were performed, and what a learner answered. The runner's
// marks say so ("lab: mark step 7", "lab: mark step 7 answer 2"); what became of a step is not in them.

#include "model/journal/Journal.h"

#include <string_view>
#include <vector>

namespace lab {

struct StepMark
{
    std::size_t step = 0; ///< from 1
    std::optional<int> answer; ///< from 1, 0: "show me"; none: the step began
};

/// What a command line marks; nothing for any other line.
std::optional<StepMark> stepMark(std::string_view line);

struct RecordedStep
{
    std::size_t step = 0; ///< from 1
    std::size_t begin = 0, end = 0; ///< events [begin, end): from its mark up to the next step's
    std::optional<int> answer; ///< the last one given
};

/// In the order in which they were begun.
std::vector<RecordedStep> recordedSteps(const Journal& journal);

} // namespace lab
