#pragma once
// TraceeMemory: reads and writes a stopped thread's memory and registers. x86-64; another machine adds its registers
// in TraceeMemory.cpp.

#include "model/base/Bytes.h"

#include <optional>
#include <sys/types.h>
#include <sys/user.h>

namespace lab {

/// Whose memory is read: a stopped thread's; and, where the caller keeps it open, /proc/PID/mem of its process (proc(5)).
/// That spares the kernel finding the thread and asking whether we may: a read costs a quarter less here.
struct Tracee
{
    Tracee(pid_t thread, int memoryFile = -1) : tid(thread), memory(memoryFile) { } // not explicit: nobody need keep it open

    pid_t tid;
    int memory; ///< -1: none
};

/// At most `length` bytes from `address`; fewer where the memory ends (process_vm_readv(2) stops at a hole).
Bytes readTracee(const Tracee& tracee, std::uint64_t address, std::size_t length);
void readTracee(const Tracee& tracee, std::uint64_t address, std::size_t length, Bytes& into); ///< in place of what it held
/// All of it, or false.
bool readTracee(const Tracee& tracee, std::uint64_t address, void* into, std::size_t length);
bool writeTracee(pid_t tid, std::uint64_t address, ByteView bytes);

std::optional<user_regs_struct> registersOf(pid_t tid); ///< nothing: it is gone

/// At a seccomp stop: the call is not made; the program sees `result` as what it returned (seccomp(2), SECCOMP_RET_TRACE).
bool skipCall(pid_t tid, std::int64_t result);

/// At a seccomp stop: argument `index` (from 0) of the call that is about to be made.
bool setCallArgument(pid_t tid, std::size_t index, std::uint64_t value);

} // namespace lab
