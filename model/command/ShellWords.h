#pragma once
// ShellWords: a command line as people type it, taken apart like a shell does (POSIX shell, 2.2 Quoting), without running
// one: quotes and backslashes mean what they do there; variables, patterns, pipes and redirections are refused, not guessed.

#include "model/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// The error names the column, counted in bytes from 1, and what to do.
Result<std::vector<std::string>> shellWords(std::string_view line);

/// The other way round: a line that a shell takes apart into these words; quoted only where it must be.
std::string shellLine(const std::vector<std::string>& words);

} // namespace lab
