#include "model/lab/Standing.h"

namespace lab {

std::optional<Standing> longestStanding(const LabState& state,
                                        const std::function<bool(const ActorState&, const Standing&)>& counts)
{
    std::optional<Standing> longest;
    for (const ActorState& actor : state.actors()) {
        if (actor.exited)
            continue;
        for (const ThreadState& thread : actor.threads) {
            if (!thread.call || (longest && longest->call.entered.call < thread.call->entered.call))
                continue;
            Standing one {actor.started.name, *thread.call};
            if (!thread.name.empty())
                one.target += "/" + thread.name;
            if (counts(actor, one))
                longest = std::move(one);
        }
    }
    return longest;
}

} // namespace lab
