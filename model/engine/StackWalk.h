#pragma once
// StackWalk: one way up the stack of a stopped thread, by elfutils' libdwfl, to the innermost frame outside the C library;
// and what the way depended on: the registers it was given and the words of memory it read. As long as those are the same,
// the way is the same, and nobody has to go it again (SourceFinder).

#include "model/journal/Event.h"

#include <memory>
#include <optional>
#include <sys/types.h>
#include <sys/user.h>
#include <vector>

struct Dwfl;

namespace lab {

/// How many of the thread's registers the way may use. Few are enough for nearly every program.
enum class WalkWith : std::uint8_t { StackPointer, FramePointerToo, AllRegisters };

struct StackWalk
{
    struct Word
    {
        std::uint64_t address = 0, value = 0;
        bool matters = true; ///< false: seen with another value on the same way
    };

    SourcePlace place; ///< address 0: no frame outside the C library was found
    std::vector<std::uint64_t> counters; ///< the frames' program counters, innermost first
    std::vector<Word> words; ///< in the order in which they were read
    std::optional<std::uint64_t> unknown; ///< an address on the way that is in no known module
};

/// The whole way, with what stands at each place of it (CallStack).
struct StackFrames
{
    std::vector<StackFrame> frames; ///< innermost first
    bool cut = false; ///< there are more further out
    std::optional<std::uint64_t> unknown; ///< as StackWalk's
};

/// libdwfl's view of one process's memory map.
class StackWalker
{
public:
    explicit StackWalker(pid_t process); ///< reads /proc/PID/maps; what it needs of the files is read when needed
    ~StackWalker();

    StackWalker(const StackWalker&) = delete;
    StackWalker& operator=(const StackWalker&) = delete;

    bool usable() const { return m_dwfl != nullptr; }

    /// `tid` is a thread of the process in a ptrace-stop of ours.
    StackWalk walk(pid_t tid, const user_regs_struct& registers, WalkWith with);

    /// To the outermost frame. `registers` as they were when the thread came to its call; it may sleep there since.
    StackFrames frames(pid_t tid, const user_regs_struct& registers);

private:
    struct Callbacks; ///< what libdwfl asks back

    pid_t m_process;
    Dwfl* m_dwfl = nullptr;
    pid_t m_tid = 0; ///< of the walk under way, as all below
    const user_regs_struct* m_registers = nullptr;
    WalkWith m_with = WalkWith::StackPointer;
    StackWalk* m_walk = nullptr; ///< nullptr: what is read need not be kept
    StackFrames* m_frames = nullptr;
};

} // namespace lab
