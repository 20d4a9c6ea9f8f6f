#pragma once
// LessonRecord: what a learner has done of one lesson: how far, and what was answered. A value and its JSON; where it is
// kept is LearnerProgress.

#include "model/lesson/LessonRunner.h"

#include <map>

namespace lab {

struct LessonAnswer
{
    int option = 1; ///< the one chosen last, from 1
    bool right = false;

    friend bool operator==(const LessonAnswer&, const LessonAnswer&) = default;
};

struct LessonRecord
{
    std::string lesson; ///< its id
    std::string shape; ///< of its steps when it was last performed: shapeOf()
    std::size_t steps = 0, position = 0; ///< how many there are, and how many of them were behind the learner when leaving
    bool done = false; ///< performed to its end once
    std::map<std::size_t, LessonAnswer> answers; ///< by step, from 0

    std::size_t right() const; ///< how many answers were

    bool leftInside() const { return position > 0 && position < steps; }

    friend bool operator==(const LessonRecord&, const LessonRecord&) = default;
};

/// A short text that changes when a step is added, taken away, moved or does something else, or a question has another
/// answer. It stays when sentences are written better: nobody's place is lost for a comma.
std::string shapeOf(const Lesson& lesson);

/// What is to be kept of this run; `before`: what was kept until now (answers not given again stay, done stays).
LessonRecord recordOf(const LessonRunner& runner, const LessonRecord* before);

std::string toJson(const LessonRecord& record);
/// The error says what is wrong with the text, without a file's name.
Result<LessonRecord> readLessonRecord(std::string_view json);

/// For a list of lessons, a mark and a word: "✓ done, 3 of 4 predicted", "◐ step 5 of 23"; empty: never begun.
BothText progressText(const LessonEntry& lesson, const LessonRecord* record);

} // namespace lab
