#pragma once
// Standing: which thread has stood at a call longest: the one whose turn it is where programs are stepped.

#include "model/lab/LabState.h"

#include <functional>
#include <optional>
#include <string>

namespace lab {

struct Standing
{
    std::string target; ///< as in commands: "client", "client/t2"
    CallState call;
};

/// Among the threads of programs that run and have a call for which `counts` holds; nothing: there is none.
std::optional<Standing> longestStanding(const LabState& state,
                                        const std::function<bool(const ActorState&, const Standing&)>& counts);

} // namespace lab
