#pragma once
// CommandWords: what the words of a command to the engine mean. Errors are sentences for whoever gave it.

#include "model/base/Ids.h"
#include "model/base/Result.h"
#include "model/command/Command.h"

namespace lab {

Result<HostId> hostOf(const std::string& name); ///< "client", "server"

/// Has it at least so many? `usage`: how it is written.
Status needWords(const Command& command, std::size_t count, const char* usage);

/// Of `lab: VERB NAME HOST …`: the host, if the name is one that a program can have.
Result<HostId> placeOfNewProgram(const Command& command, std::size_t words, const char* usage);

} // namespace lab
