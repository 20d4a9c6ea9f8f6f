#include "model/lesson/Judgement.h"

#include <algorithm>

namespace lab {

namespace {

/// The call that one of its threads is blocked in, or the last one that it made.
const CallState* whereItIs(const ActorState& actor)
{
    const CallState* last = nullptr;
    for (const ThreadState& thread : actor.threads) {
        if (thread.call && thread.call->phase == CallPhase::Blocked)
            return &*thread.call;
        if (thread.call)
            last = &*thread.call;
    }
    return last;
}

Judgement judgeInside(const ProgramStep& step, const ActorState& actor)
{
    const std::string call = step.expect.match.value_or("");
    if (actor.exited)
        return {Verdict::Failed, "blocks", call, exitText(*actor.exited)};
    const CallState* now = whereItIs(actor);
    const bool waits = now && now->phase == CallPhase::Blocked;
    if (waits && isCall(call, now->entered.name))
        return {Verdict::Held, now->entered.name + " …", {}, {}};
    return {Verdict::Pending, "blocks", call, now ? now->entered.name : "no call was made"};
}

/// As it was written; what is no text in C's escapes, as \xfe.
bool outputMatches(const std::string& expected, const Bytes& written)
{
    const std::string found(asText(written));
    return found == expected || matchesWildcard(unescaped(expected).value_or(expected), found);
}

Judgement judgeExit(const ProgramStep& step, const ActorState& actor, const Bytes& written)
{
    const auto status = step.expect.numbers.find("status");
    const std::string expected =
        status != step.expect.numbers.end() ? "exited with status " + status->second : "the program has ended";
    if (!actor.exited)
        return {Verdict::Pending, "exits", expected, "the program lives"};
    const std::string found = exitText(*actor.exited);
    if (status != step.expect.numbers.end()
        && (actor.exited->signal != 0 || !numberMatches(status->second, actor.exited->exitStatus)))
        return {Verdict::Failed, "exits", expected, found};
    if (step.expect.data && !outputMatches(*step.expect.data, written))
        return {Verdict::Failed, "output", "\"" + *step.expect.data + "\"", "\"" + escaped(written, 200) + "\""};
    return {Verdict::Held, found, {}, {}};
}

} // namespace

Judgement judgeProgramStep(const ProgramStep& step, const ActorState* actor, const Bytes& written)
{
    if (!actor)
        return {Verdict::Pending, step.program, "the program runs", "no program of that name"};
    if (step.verb == "inside")
        return judgeInside(step, *actor);
    if (step.verb == "exits")
        return judgeExit(step, *actor, written);
    return {Verdict::Held, {}, {}, {}}; // run: the command was carried out
}

} // namespace lab
