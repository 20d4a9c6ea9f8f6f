#pragma once
// CallMemory: what lies in the memory of a recorded call's arguments, read without ever trusting its length.

#include "model/calls/CallTable.h"
#include "model/journal/Event.h"

#include <cstring>
#include <optional>

namespace lab {

/// A value of the kernel's at `offset`; nothing if the memory is too short.
template<class Value>
std::optional<Value> valueIn(ByteView memory, std::size_t offset = 0)
{
    if (offset > memory.size() || memory.size() - offset < sizeof(Value))
        return std::nullopt;
    Value value;
    std::memcpy(&value, memory.data() + offset, sizeof value);
    return value;
}

/// The register, or 0.
std::uint64_t rawOf(const CallEntered& call, std::size_t index);
/// What the kernel read there, or nothing.
ByteView memoryIn(const CallEntered& call, std::size_t index);
/// What the kernel wrote there; nothing before the return and after an error.
ByteView memoryOut(const CallReturned* returned, std::size_t index);
/// The first argument of this kind, or nothing.
std::optional<std::size_t> indexOf(const CallRow& row, ArgKind kind);
/// Does the kernel write this argument, so that it is known only after the return?
bool isWrittenByKernel(ArgKind kind);
/// The descriptors below `nfds` that are in an fd_set.
std::vector<int> descriptorsIn(ByteView fdSet, int nfds);
/// Do these fcntl commands take no argument?
bool fcntlTakesNone(int command);
/// sendto(…, NULL, 0) is C's send(); recvfrom(…, NULL, NULL) is recv().
std::string_view nameInC(const CallEntered& call);

} // namespace lab
