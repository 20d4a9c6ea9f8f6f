#pragma once
// programName: what a process of this machine is called as an actor.

#include "model/base/ProcStatus.h"

#include <algorithm>
#include <string_view>

namespace lab {

/// Its own name, as it can stand as the target of a command and before the dot of a child's name.
inline std::string programName(pid_t pid)
{
    std::string name = commandNameOf(pid);
    std::replace_if(name.begin(), name.end(), [](char c) { return std::string_view(" .:/\"=\n\\").find(c) != std::string_view::npos; }, '-');
    return name.empty() || name == "lab" || name == "wire" ? "program" : name;
}

} // namespace lab
