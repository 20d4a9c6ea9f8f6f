#include "model/lab/ActorsShown.h"

#include <algorithm>

namespace lab {

std::vector<const ActorState*> actorsShown(const LabState& state)
{
    std::vector<const ActorState*> shown;
    std::size_t ended = 0;
    const auto& actors = state.actors();
    for (auto actor = actors.rbegin(); actor != actors.rend(); ++actor) {
        const bool forgotten = actor->exited && actor->started.parent != 0 && ++ended > endedShown;
        if (!forgotten)
            shown.push_back(&*actor);
    }
    std::reverse(shown.begin(), shown.end());
    return shown;
}

} // namespace lab
