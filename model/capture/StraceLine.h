#pragma once
// StraceLine: one line of strace's output taken apart: who, when, and what kind of line. What the arguments mean is in
// StraceCall.h. Both ways of writing are read: "PID TIME call" (strace -o FILE) and "[pid N] TIME call" (standard error).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lab {

/// Which of strace's times a line has: none, -r, -t and -tt, or -ttt (strace(1)). In rising order of worth.
enum class StraceTime : std::uint8_t { None, Relative, OfDay, Absolute };

/// A call in one piece: "accept(3<TCP:[…]>, NULL, NULL) = 4<TCP:[…]> <0.000123>".
struct StraceCallText
{
    std::string_view name;
    std::string_view arguments; ///< between the parentheses
    std::string_view result; ///< "4<TCP:[…]>", "-1 EAGAIN (…)", "1 ([{fd=3, revents=POLLIN}])", "? ERESTARTSYS (…)"
    std::optional<std::int64_t> duration; ///< of -T, ns
};

struct StraceLine
{
    enum class Kind : std::uint8_t {
        Call, ///< name(arguments) = result
        Unfinished, ///< name(arguments <unfinished ...>: another line came in between
        Resumed, ///< <... name resumed>the rest
        Signal, ///< --- SIGCHLD {…} ---
        Exited, ///< +++ exited with N +++; of a thread, too
        Killed, ///< +++ killed by SIGKILL (core dumped) +++
        Remark, ///< of strace itself: "strace: Process 123 attached", "+++ superseded by execve in pid 7 +++"
    };
    Kind kind = Kind::Remark;
    std::int32_t pid = 0; ///< of the thread; 0: the line names none
    StraceTime timed = StraceTime::None;
    std::int64_t time = 0; ///< ns: since 1970, since midnight, or since the line before
    std::string_view name; ///< of the call or the signal
    StraceCallText call; ///< of Kind::Call
    /// Call: "name(…) = …" whole. Unfinished: as far as it was printed. Resumed: the rest of it, to be put behind that.
    std::string_view text;
    int status = 0; ///< Exited: the status. Remark: the pid that was attached to, else 0
};

/// Nothing: it is no line of strace's. `line` has no line end.
std::optional<StraceLine> readStraceLine(std::string_view line);

std::optional<StraceCallText> readStraceCall(std::string_view text);

/// Splits at the commas that are in no bracket, string, comment or annotation of a descriptor (3<TCP:[…]>).
std::vector<std::string_view> splitStrace(std::string_view text, char separator = ',');

/// 3 of "3<TCP:[10.9.0.1:40000->10.9.0.2:8080]>", and what stands in the brackets.
std::string_view withoutAnnotation(std::string_view text);
std::string_view annotationOf(std::string_view text);

} // namespace lab
