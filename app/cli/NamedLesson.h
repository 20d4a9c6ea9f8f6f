#pragma once
// NamedLesson: the lesson that a command line names, and whether this user may perform it.

#include "model/lesson/Lesson.h"

namespace lab {

/// By a lesson's id, or by its file (a path, *.yaml).
Result<Lesson> findLesson(const std::string& name);

/// An error for root, when programs came with the lesson and nobody said --allow-root.
Status mayRunAs(const Lesson& lesson, bool rootAllowed);

} // namespace lab
