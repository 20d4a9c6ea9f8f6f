#pragma once
// SourceText: the text of a program's source around a line: where the trace alone cannot tell what was written.

#include <functional>
#include <string>

namespace lab {

/// The source statement that covers `line` (from 1) of `file`: up to three lines, to its semicolon; empty: not known.
using SourceText = std::function<std::string(const std::string& file, int line)>;

/// Reads it from the file system. The file may have changed since the program was built.
std::string sourceTextOnDisk(const std::string& file, int line);

} // namespace lab
