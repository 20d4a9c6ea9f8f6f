#pragma once
// StraceSurvey: what must be known of the whole of strace's output before its first event is told: a call that another line
// interrupted has its later arguments further down, and a program has its name from a later execve().

#include "model/capture/StraceLine.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lab {

struct StraceSurvey
{
    struct Program
    {
        std::string name; ///< the file's, of its last execve() that succeeded
        std::string commandLine;
    };

    StraceTime timed = StraceTime::None; ///< what most lines have: the others are not strace's
    bool durations = false; ///< strace -T
    std::size_t understood = 0; ///< lines; those of strace about itself don't count
    std::int32_t firstPid = 0; ///< of the lines that name none: strace -f writes the first pid only once there are two
    std::map<std::int32_t, Program> programs;
    std::set<std::int32_t> servers; ///< whose local port is one of those asked for
    std::vector<std::uint64_t> resumed; ///< for each unfinished line, in order: where its resumed line begins; 0: it never does
};

/// `serverPorts`: of the ends in a capture that others began conversations with.
StraceSurvey surveyStrace(std::string_view text, const std::set<std::uint16_t>& serverPorts);

/// The line that begins at `at`, without its end.
std::string_view lineAt(std::string_view text, std::size_t at);

/// A process or thread that a line's call has made: clone(2), fork(2); 0: none. strace gives the number in its own namespace.
std::int32_t madeBy(const StraceCallText& call);

} // namespace lab
