#pragma once
// ProcessEnd: waits for a child process, but not for ever.

#include <sys/types.h>

namespace lab {

/// Waits for the process, at most `milliseconds`; true when it is gone (and reaped into `status`).
bool waitAtMost(pid_t pid, int milliseconds, int& status);

} // namespace lab
