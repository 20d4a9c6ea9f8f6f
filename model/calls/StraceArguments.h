#pragma once
// StraceArguments: one argument of one call in strace's words. For StraceText.cpp, which puts the calls together.

#include "model/calls/CallMemory.h"
#include "model/calls/ValueText.h"

#include <string>

namespace lab {

/// One argument of one call, with everything its text depends on.
struct ArgumentPlace
{
    const CallEntered& call;
    const CallReturned* returned;
    const CallRow& row;
    std::size_t index;

    ArgKind kind() const { return row.args[index].kind; }

    std::uint64_t raw(std::size_t at) const { return rawOf(call, at); }

    int asInt(std::size_t at) const { return static_cast<int>(rawOf(call, at)); }

    std::string pointer() const { return raw(index) == 0 ? "NULL" : hexText(raw(index)); }

    bool succeeded() const { return returned && returned->result >= 0; }
};

std::string textOf(const ArgumentPlace& at);
/// {tv_sec=0, tv_nsec=500}, or tv_usec of a struct timeval; empty if there is none.
std::string timeText(ArgKind kind, ByteView memory);

} // namespace lab
