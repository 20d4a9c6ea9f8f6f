#pragma once
// ChildGuard: runs one program for as long as somebody holds the other end of standard input. PR_SET_PDEATHSIG alone would
// not do: the kernel clears it when a program with file capabilities is executed (prctl(2)), and dumpcap is one.

#include <string>
#include <vector>

namespace lab {

/// Runs the program (a path, then its arguments) with our standard output and error, and nothing to read. At the end of
/// standard input it gets SIGTERM, and SIGKILL when it has not ended two seconds later. Returns its exit status; 128 and the
/// signal's number if one ended it; 127 if it could not be started (standard error says why).
int guardChild(const std::vector<std::string>& words);

} // namespace lab
