#pragma once
// ProcStatus: what /proc tells of processes and threads (proc(5)), for whoever looks at one. A process that is gone has
// nothing to tell: -1, or empty.

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace lab {

std::string contentsOf(const std::string& path); ///< of a file in /proc, at most 16 MB; empty: not to be read

/// A number of /proc/TID/status by its name there: "Tgid", "PPid", "TracerPid", "Uid" (the real one).
std::int64_t statusNumber(pid_t tid, const char* field);

char stateOf(pid_t tid); ///< 'R', 'S', 'Z' …; 0: gone

inline pid_t threadGroupOf(pid_t tid) { return static_cast<pid_t>(statusNumber(tid, "Tgid")); }
inline pid_t parentOf(pid_t pid) { return static_cast<pid_t>(statusNumber(pid, "PPid")); }
inline pid_t tracerOf(pid_t pid) { return static_cast<pid_t>(statusNumber(pid, "TracerPid")); } ///< 0: nobody

std::string commandNameOf(pid_t pid); ///< comm: "nginx"
std::string commandLineOf(pid_t pid); ///< its words, a space between two

/// Field `number` (from 3) of /proc/PID/stat, which are all numbers from the fourth on; -1: gone.
std::int64_t statNumber(pid_t pid, int number);

/// When it began, in clock ticks since the machine did: with its number, a process's identity. -1: gone.
inline std::int64_t startOf(pid_t pid) { return statNumber(pid, 22); }

} // namespace lab
