#pragma once
// HandIn: what a teacher wants to know of a recorded lesson: which steps were done, which answers are right, the notes.

#include "model/lesson/LessonReplay.h"

namespace lab {

struct HandIn
{
    std::string lesson; ///< its id
    std::int64_t begun = 0; ///< CLOCK_REALTIME, ns since 1970
    std::int64_t duration = 0; ///< ns from the lab's beginning to its last event
    std::vector<ReplayedStep> steps;
    bool changed = false; ///< the lesson was another one when this was recorded: what is not done may be its fault
    std::vector<bool> right; ///< of each question of the lesson, in order
    std::vector<std::size_t> questions; ///< steps (from 1) that ask
    std::size_t notes = 0;

    std::size_t done() const; ///< steps
    std::vector<std::size_t> notDone() const; ///< steps, from 1: not reached, not finished, or failed
    std::size_t rightAnswers() const;
};

/// The id of the lesson recorded here; empty: it is no recording of a lesson.
std::string recordedLesson(const Journal& journal);
HandIn readHandIn(const Journal& journal, const Lesson& lesson);

} // namespace lab
