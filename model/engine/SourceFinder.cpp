#include "model/engine/SourceFinder.h"

#include <algorithm>
#include <cstring>
#include <sys/ptrace.h>

namespace lab {

namespace {

constexpr std::size_t mostKnown = 4096; ///< ways; a program that calls itself to any depth has one for each depth
constexpr std::size_t mostWords = 64; ///< that are compared; a longer way is not kept
constexpr std::uint64_t pageSize = 4096;
constexpr std::size_t nearBytes = 1024; ///< that are read at once

} // namespace

SourceFinder::SourceFinder(pid_t process) : m_process(process) { }

SourceFinder::~SourceFinder() = default;

void SourceFinder::forget()
{
    m_walker.reset();
    m_failed = false;
    m_known.clear();
    m_unknownPages.clear();
}

/// All that the way depended on is as it was: the registers are compared by the caller.
bool SourceFinder::holds(const Known& known, const Tracee& tracee)
{
    std::uint64_t lowest = UINT64_MAX, end = 0;
    for (const StackWalk::Word& word : known.walk.words) {
        if (!word.matters)
            continue;
        lowest = std::min(lowest, word.address);
        end = std::max(end, word.address + sizeof word.value);
    }
    if (lowest >= end)
        return true;
    // They lie near each other on the stack: all that is between them is cheaper than one read more.
    std::uint8_t now[nearBytes];
    const std::uint64_t length = end - lowest;
    const bool together = length <= sizeof now && readTracee(tracee, lowest, now, static_cast<std::size_t>(length));
    return std::all_of(known.walk.words.begin(), known.walk.words.end(), [&](const StackWalk::Word& word) {
        std::uint64_t value = 0;
        if (!word.matters)
            return true;
        if (together)
            std::memcpy(&value, now + (word.address - lowest), sizeof value);
        else if (!readTracee(tracee, word.address, &value, sizeof value))
            return false;
        return value == word.value;
    });
}

/// The same way with other values in some of its words: those do not matter. A word that is a return address, or that
/// says where a frame lies, cannot differ without another program counter or another address being read next; what
/// remains is registers that functions put aside for their callers.
bool SourceFinder::learn(Known& known, const StackWalk& walk)
{
    const auto sameAddress = [](const StackWalk::Word& a, const StackWalk::Word& b) { return a.address == b.address; };
    if (known.walk.counters != walk.counters
        || !std::ranges::equal(known.walk.words, walk.words, sameAddress))
        return false;
    for (std::size_t i = 0; i < walk.words.size(); ++i)
        known.walk.words[i].matters &= known.walk.words[i].value == walk.words[i].value;
    return true;
}

/// First with as few registers as possible: what the way was not given it cannot depend on. A way that leads to a line
/// missed none; one that leads to no line is as good as that with all registers if it met the same frames.
StackWalk SourceFinder::walk(pid_t tid, const user_regs_struct& registers, WalkWith& with)
{
    StackWalk few;
    for (const WalkWith each : {WalkWith::StackPointer, WalkWith::FramePointerToo}) {
        with = each;
        few = m_walker->walk(tid, registers, each);
        if (!few.place.file.empty())
            return few;
    }
    StackWalk all = m_walker->walk(tid, registers, WalkWith::AllRegisters);
    if (all.counters == few.counters)
        return few;
    with = WalkWith::AllRegisters;
    return all;
}

bool SourceFinder::haveWalker()
{
    if (!m_walker && !m_failed) {
        m_walker = std::make_unique<StackWalker>(m_process);
        m_failed = !m_walker->usable();
    }
    return !m_failed;
}

/// A library loaded since the last look at the memory map is in no module yet. Code that is in no file at all (made while
/// the program runs) is looked for once, not at each call.
bool SourceFinder::newlyMapped(const std::optional<std::uint64_t>& unknown)
{
    if (!unknown || !m_unknownPages.insert(*unknown / pageSize).second)
        return false;
    m_walker.reset();
    return true;
}

StackWalk SourceFinder::walkAgainIfMapped(pid_t tid, const user_regs_struct& registers, WalkWith& with)
{
    StackWalk found = walk(tid, registers, with);
    if (!newlyMapped(found.unknown))
        return found;
    return haveWalker() ? walk(tid, registers, with) : StackWalk {};
}

StackFrames SourceFinder::frames(pid_t tid, const user_regs_struct& registers)
{
    if (!haveWalker())
        return {};
    StackFrames found = m_walker->frames(tid, registers);
    if (!newlyMapped(found.unknown))
        return found;
    return haveWalker() ? m_walker->frames(tid, registers) : StackFrames {};
}

const SourcePlace& SourceFinder::keep(Known&& found)
{
    if (found.with == WalkWith::AllRegisters || found.walk.words.size() > mostWords) {
        m_unkept = std::move(found.walk.place);
        return m_unkept;
    }
    const auto [begin, end] = m_known.equal_range(keyOf(found.counter, found.stack));
    for (auto each = begin; each != end; ++each)
        if (each->second.counter == found.counter && each->second.stack == found.stack
            && each->second.frame == found.frame && learn(each->second, found.walk))
            return each->second.walk.place;
    if (m_known.size() >= mostKnown)
        m_known.clear();
    const auto key = keyOf(found.counter, found.stack);
    return m_known.emplace(key, std::move(found))->second.walk.place;
}

const SourcePlace& SourceFinder::find(const Tracee& tracee, std::uint64_t counter, std::uint64_t stack)
{
    const pid_t tid = tracee.tid;
    user_regs_struct registers {};
    const auto haveRegisters = [&] {
        return registers.rip != 0 || ::ptrace(PTRACE_GETREGS, tid, nullptr, &registers) == 0;
    };
    const auto [begin, end] = m_known.equal_range(keyOf(counter, stack));
    for (auto each = begin; each != end; ++each) {
        const Known& known = each->second;
        if (known.counter != counter || known.stack != stack)
            continue;
        if (known.with == WalkWith::FramePointerToo && (!haveRegisters() || registers.rbp != known.frame))
            continue;
        if (holds(known, tracee))
            return known.walk.place;
    }
    m_unkept = {};
    if (!haveWalker() || !haveRegisters())
        return m_unkept;
    Known found {counter, stack, 0, WalkWith::StackPointer, {}};
    found.walk = walkAgainIfMapped(tid, registers, found.with);
    if (found.with == WalkWith::FramePointerToo)
        found.frame = registers.rbp;
    return keep(std::move(found));
}

} // namespace lab
