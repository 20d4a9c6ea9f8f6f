#pragma once
// RecordedCall: a call as the tracer records it, made from a command line, with the memory it had. Nothing is
// performed.

#include "model/calls/CallMemory.h"
#include "model/command/CallBuilder.h"

#include <cstring>
#include <stdexcept>
#include <string>

namespace lab {

/// Where a fake pointer of argument 0 leads; the next ones follow.
inline constexpr std::uint64_t fakeAddress = 0x7ffc00001000;

/// As captured before the call; descriptor names are not known. Throws on a line that can't be prepared.
inline CallEntered enteredCall(const std::string& line)
{
    const auto command = parseCommand("client: " + line);
    auto prepared = command ? prepareCall(*command, {}) : Result<PreparedCall>(command.error());
    if (!prepared)
        throw std::runtime_error(line + ": " + prepared.error().message);
    CallEntered call;
    call.name = prepared->name;
    const CallRow* row = findCall(call.name);
    for (std::size_t i = 0; i < prepared->args.size(); ++i) {
        PreparedArg& argument = prepared->args[i];
        const ArgKind kind = row->args[i].kind;
        const bool scratch = kind == ArgKind::BufferOut || kind == ArgKind::AddressOut || kind == ArgKind::OptValueOut;
        ArgumentValue value;
        value.raw = argument.isPointer ? fakeAddress + 0x1000 * i : argument.raw;
        if (argument.isPointer && !scratch) {
            value.fullLength = argument.memory.size();
            value.memory = std::move(argument.memory);
        }
        call.args.push_back(std::move(value));
    }
    return call;
}

struct Written
{
    std::size_t index;
    Bytes memory;
};

inline CallReturned returnedCall(const CallEntered& call, std::int64_t result, const std::vector<Written>& written = {})
{
    CallReturned returned;
    returned.result = result;
    returned.outArgs.resize(call.args.size());
    for (const Written& one : written)
        returned.outArgs[one.index] = {call.args[one.index].raw, one.memory, one.memory.size()};
    return returned;
}

inline CallReturned failedCall(int errnum)
{
    CallReturned returned;
    returned.result = -1;
    returned.errnum = errnum;
    return returned;
}

} // namespace lab
