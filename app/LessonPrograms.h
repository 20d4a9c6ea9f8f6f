#pragma once
// LessonPrograms: the C programs that a lesson runs, compiled before it begins. The project's own examples are always
// allowed and were built with the lab; a program that came with somebody's lesson only when a person agreed. No Qt.

#include "app/ProgramBuild.h"
#include "model/lesson/Lesson.h"

#include <map>
#include <memory>

namespace lab {

struct LessonPrograms
{
    std::map<ProgramSource, std::string> paths; ///< what LessonRunner::setPrograms() takes
    std::shared_ptr<BuildFolder> built; ///< keep it as long as the lesson may run; empty: nothing had to be compiled
};

/// The lesson's programs that are not examples of the lab: absolute paths beside the lesson file. Ask before these run.
std::vector<std::string> foreignPrograms(const Lesson& lesson);

/// What would be run for them, as a shell would be told: the compiler, then each program that the lesson starts.
std::vector<std::string> foreignCommands(const Lesson& lesson);

/// `foreignAllowed`: somebody agreed to run foreignPrograms(). The error says what to do.
Result<LessonPrograms> prepareLessonPrograms(const Lesson& lesson, bool foreignAllowed);

} // namespace lab
