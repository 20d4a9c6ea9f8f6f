#pragma once
// LessonReplay: a recorded lesson judged once more. The journal says what happened and which step was begun when; the
// lesson's own runner says again what became of each step. Nothing is performed, and no recorded verdict is believed.

#include "model/journal/Journal.h"
#include "model/lesson/LessonRunner.h"

namespace lab {

struct ReplayedStep
{
    StepOutcome outcome = StepOutcome::Waiting; ///< Held, Done: done as expected; Failed; anything else: not done
    std::optional<int> answer; ///< of a question: from 1, 0: "show me"; none: not answered

    bool done() const { return outcome == StepOutcome::Held || outcome == StepOutcome::Done; }
};

struct LessonReplay
{
    std::vector<ReplayedStep> steps; ///< one for each of the lesson
    bool changed = false; ///< the lesson was another one when this was recorded: it gave other commands
};

LessonReplay replayLesson(const Journal& journal, const Lesson& lesson);

} // namespace lab
