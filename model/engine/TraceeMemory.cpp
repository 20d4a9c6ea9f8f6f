#include "model/engine/TraceeMemory.h"

#include <sys/ptrace.h>
#include <sys/uio.h>
#include <unistd.h>

namespace lab {

namespace {

/// How many bytes were there; -1: none.
ssize_t readSome(const Tracee& tracee, std::uint64_t address, void* into, std::size_t length)
{
    const auto all = static_cast<ssize_t>(length);
    // Whoever has executed another program since has other memory than the file's: nothing is read from that any more.
    if (tracee.memory >= 0 && ::pread(tracee.memory, into, length, static_cast<off_t>(address)) == all)
        return all;
    iovec local {into, length};
    iovec remote {reinterpret_cast<void*>(address), length};
    return ::process_vm_readv(tracee.tid, &local, 1, &remote, 1, 0);
}

} // namespace

bool readTracee(const Tracee& tracee, std::uint64_t address, void* into, std::size_t length)
{
    return readSome(tracee, address, into, length) == static_cast<ssize_t>(length);
}

void readTracee(const Tracee& tracee, std::uint64_t address, std::size_t length, Bytes& bytes)
{
    bytes.resize(address == 0 ? 0 : length);
    if (bytes.empty())
        return;
    const ssize_t got = readSome(tracee, address, bytes.data(), length);
    if (got == static_cast<ssize_t>(length))
        return;
    // A transfer that crosses into unmapped memory may stop short of the page's end: once more, up to that page.
    const std::size_t toPageEnd = 4096 - address % 4096;
    std::size_t have = got > 0 ? static_cast<std::size_t>(got) : 0;
    if (have == 0 && toPageEnd < length) {
        const ssize_t again = readSome(tracee, address, bytes.data(), toPageEnd);
        have = again > 0 ? static_cast<std::size_t>(again) : 0;
    }
    bytes.resize(have);
}

Bytes readTracee(const Tracee& tracee, std::uint64_t address, std::size_t length)
{
    Bytes bytes;
    readTracee(tracee, address, length, bytes);
    return bytes;
}

bool writeTracee(pid_t tid, std::uint64_t address, ByteView bytes)
{
    iovec local {const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
    iovec remote {reinterpret_cast<void*>(address), bytes.size()};
    return ::process_vm_writev(tid, &local, 1, &remote, 1, 0) == static_cast<ssize_t>(bytes.size());
}

std::optional<user_regs_struct> registersOf(pid_t tid)
{
    user_regs_struct registers {};
    if (::ptrace(PTRACE_GETREGS, tid, nullptr, &registers) != 0)
        return {};
    return registers;
}

bool skipCall(pid_t tid, std::int64_t result)
{
#ifdef __x86_64__
    auto registers = registersOf(tid);
    if (!registers)
        return false;
    registers->orig_rax = ~0ULL; // -1: no call
    registers->rax = static_cast<unsigned long long>(result);
    return ::ptrace(PTRACE_SETREGS, tid, nullptr, &*registers) == 0;
#else
#error "Socket Lab's tracer knows x86-64 only; add how a call is skipped on this machine"
#endif
}

bool setCallArgument(pid_t tid, std::size_t index, std::uint64_t value)
{
    auto registers = registersOf(tid);
    if (!registers)
        return false;
    // The order of syscall(2), x86-64.
    unsigned long long* const places[] {&registers->rdi, &registers->rsi, &registers->rdx,
                                        &registers->r10, &registers->r8,  &registers->r9};
    *places[index] = value;
    return ::ptrace(PTRACE_SETREGS, tid, nullptr, &*registers) == 0;
}

} // namespace lab
