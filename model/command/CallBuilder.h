#pragma once
// CallBuilder: a command for an actor ("client: connect sockfd=C addr=10.9.0.2:8080") as the raw system call that the
// built-in actor performs. It refuses only what can't be written as a call; wrong values are passed on to the kernel.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/command/Command.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// One register. isPointer: the actor copies `memory` (what the kernel reads, or zeros of the size that the kernel may
/// write) to memory of its own and passes its address; `raw` has no meaning then.
struct PreparedArg
{
    std::uint64_t raw = 0;
    Bytes memory;
    bool isPointer = false;
};

struct PreparedCall
{
    int number = -1; ///< SYS_…; -1: ls_fd, which is no system call
    std::string name; ///< of the system call, as in CallTable: "sendto" for the verb send
    std::vector<PreparedArg> args; ///< at most 6
    std::string as; ///< the name that the new descriptor gets; may be empty
    bool nonblock = false; ///< nonblock=1 was given (and is in the type or flags already)
};

/// Answers with the number of a descriptor the process has, or had, under this name.
using DescriptorByName = std::function<std::optional<int>(std::string_view)>;

/// The error is one sentence that names the word and what was expected.
Result<PreparedCall> prepareCall(const Command& command, const DescriptorByName& descriptorByName);

/// The verbs that prepareCall() knows: C's names (send, recv) and the table's.
std::vector<std::string> callVerbs();

} // namespace lab
