#pragma once
// SessionLesson: the recording of a session with built-in actors as a lesson file: what was commanded becomes steps, what
// the kernel did becomes their expectations (results, states, held packets), and sentences are placeholders that say what
// to write. The file is read back before it is handed out.

#include "model/base/Result.h"
#include "model/journal/Journal.h"

#include <string>

namespace lab {

/// The lesson as YAML. `id`: small letters, digits and hyphens. The error is one sentence: what was done that a lesson
/// cannot repeat, and where.
Result<std::string> lessonOfSession(const Journal& journal, const std::string& id);

/// A good id for a file of this name: "My Session.yaml" → "my-session"; "session" where nothing is left of it.
std::string lessonIdOf(const std::string& fileName);

} // namespace lab
