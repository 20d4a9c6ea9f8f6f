#pragma once
// Opposites: a lesson again and again, each time with one single expectation turned into its opposite. A lesson whose
// expectations are worth anything fails with each of them.

#include "model/journal/Event.h"
#include "model/lesson/Lesson.h"

#include <map>
#include <string>
#include <vector>

namespace lab::tests {

struct Opposite
{
    std::size_t step = 0; ///< from 0
    std::string what; ///< "line 30: ret 3 became 4"
    Step turned; ///< what stands in the step's place
};

std::vector<Opposite> oppositesOf(const Lesson& lesson);

/// How many steps expect something.
std::size_t expectingSteps(const Lesson& lesson);

/// Plays the lesson against what was recorded of it, without a kernel: every step begins where it began. False: an
/// expectation failed, or was not met before the next step began. `programs`: as the recorded lesson was given them.
bool holdsInRecording(const Lesson& lesson, const std::vector<Event>& recorded,
                      const std::map<ProgramSource, std::string>& programs);

} // namespace lab::tests
