#pragma once
// AttachText: what a person is told before a program is attached to, or why it can't be, for the terminal and the window.

#include "app/AttachCheck.h"
#include "app/RunningPrograms.h"
#include "model/words/Words.h"

namespace lab {

inline std::string obstacleText(const AttachObstacle& obstacle, const Words& words, Language language)
{
    return words.text("attach", obstacle.code, language, obstacle.values);
}

/// What attaching does to any program, then a line a thread that waits.
std::vector<std::string> consequences(const RunningProgram& program, const Words& words, Language language);

} // namespace lab
