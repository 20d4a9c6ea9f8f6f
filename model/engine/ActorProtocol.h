#pragma once
// ActorProtocol: what the tracer and the built-in actor (socketlab-actor) agree on. The actor asks for its next call
// with a system call that no kernel has; the seccomp filter stops it there, the tracer writes the instruction into the
// actor's memory, skips the made-up call and lets it go on. So a waiting actor is a stopped one, needs no descriptor of
// its own (socket() returns 3, as in every textbook), and is traced exactly as a learner's program.

#include <cstddef>
#include <cstdint>

namespace lab {

/// nextInstruction(box, boxSize): beyond every Linux system call number on every architecture.
inline constexpr long nextInstructionCall = 0x1534C;

/// Written to the start of the box; pointed-to memory follows, the args point into the box.
struct Instruction
{
    std::int64_t number = 0; ///< system call to perform, or newThread
    std::uint64_t args[6] = {};
};

/// Instruction::number that makes the actor start one more thread that asks for instructions.
inline constexpr std::int64_t newThread = -2;

inline constexpr std::size_t boxSize = 4 * 1024 * 1024;

} // namespace lab
