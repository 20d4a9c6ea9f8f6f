#pragma once
// ProgramCheck: why a file can't be run as a program here, said before execve(2) says "Exec format error" or "No such
// file or directory" of a file that is there. No Qt.

#include "model/base/Result.h"

#include <string>

namespace lab {

/// Nothing, or one sentence: no such file, a folder, not executable, empty, neither ELF nor `#!`, built for another
/// machine or for 32 bits, its interpreter or loader missing. What a program lacks beyond that it says itself.
Status checkProgram(const std::string& path);

} // namespace lab
