#include "views/shared/LessonDriver.h"

namespace lab {

void LessonDriver::answerAndRun(int option)
{
    answer(option);
    // "Check by running": the question is about the step after it, so that one runs, unless it is for reading.
    const LessonRunner* lesson = runner();
    if (!lesson || lesson->finished() || lesson->active())
        return;
    const auto& body = lesson->lesson().steps[lesson->position()].body;
    if (!std::holds_alternative<AskStep>(body) && !std::holds_alternative<SayStep>(body))
        next();
}

} // namespace lab
