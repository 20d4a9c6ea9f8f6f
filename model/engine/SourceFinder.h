#pragma once
// SourceFinder: which line of whose source a stopped thread calls from: the innermost frame of its stack outside the C
// library. A program without debugging information still gets a function's name or an address.
//
// Going up the stack costs some 10 to 100 µs, and a program calls from few places. So each way is kept with all that it
// depended on, and found again by comparing that: nearly always one word, the return address of the C library's wrapper.

#include "model/engine/StackWalk.h"
#include "model/engine/TraceeMemory.h"

#include <set>
#include <unordered_map>

namespace lab {

class SourceFinder
{
public:
    explicit SourceFinder(pid_t process); ///< nothing is read before the first find()
    ~SourceFinder();

    SourceFinder(const SourceFinder&) = delete;
    SourceFinder& operator=(const SourceFinder&) = delete;

    /// `tracee` is a thread of the process in a ptrace-stop of ours, `counter` and `stack` its program counter and stack
    /// pointer. An empty file: not known. Valid until the next call.
    const SourcePlace& find(const Tracee& tracee, std::uint64_t counter, std::uint64_t stack);

    /// The whole way to the call at which the thread's registers were these; it stands there, or sleeps in it. Not kept:
    /// it is asked for when a person looks.
    StackFrames frames(pid_t tid, const user_regs_struct& registers);

    /// The process has executed another program.
    void forget();

private:
    struct Known
    {
        std::uint64_t counter = 0, stack = 0, frame = 0;
        WalkWith with = WalkWith::StackPointer;
        StackWalk walk;
    };

    static std::uint64_t keyOf(std::uint64_t counter, std::uint64_t stack) { return counter * 0x9e3779b97f4a7c15U ^ stack; }
    static bool holds(const Known& known, const Tracee& tracee);
    static bool learn(Known& known, const StackWalk& walk);
    const SourcePlace& keep(Known&& found);
    bool haveWalker();
    bool newlyMapped(const std::optional<std::uint64_t>& unknown);
    StackWalk walkAgainIfMapped(pid_t tid, const user_regs_struct& registers, WalkWith& with);
    StackWalk walk(pid_t tid, const user_regs_struct& registers, WalkWith& with);

    pid_t m_process;
    std::unique_ptr<StackWalker> m_walker;
    bool m_failed = false;
    std::unordered_multimap<std::uint64_t, Known> m_known;
    std::set<std::uint64_t> m_unknownPages; ///< in no module, also after another look at the memory map
    SourcePlace m_unkept;
};

} // namespace lab
