#include "model/export/RecordedProgram.h"

#include <algorithm>

namespace lab {

namespace {

std::vector<RecordedProgram> programsOf(const ExportRequest& request)
{
    std::vector<RecordedProgram> programs;
    const auto program = [&](ActorId id) {
        return std::find_if(programs.begin(), programs.end(), [&](const auto& one) { return one.started.actor == id; });
    };
    LabState state;
    for (std::size_t i = 0; i < std::min(request.to, request.journal->size()); ++i) {
        const Event event = request.journal->at(i);
        state.apply(event);
        if (const auto* started = std::get_if<ActorStarted>(&event.body))
            programs.push_back({*started, {}, {}});
        else if (const auto* exited = std::get_if<ActorExited>(&event.body)) {
            if (const auto it = program(exited->actor); it != programs.end())
                it->exited = *exited;
        } else if (const auto* entered = std::get_if<CallEntered>(&event.body)) {
            if (const auto it = program(entered->actor); it != programs.end() && entered->name != "ls_fd")
                it->calls.push_back({*entered, {}, {}, i});
        } else if (const auto* back = std::get_if<CallReturned>(&event.body)) {
            for (RecordedProgram& one : programs)
                for (Performed& call : one.calls)
                    if (call.entered.call == back->call) {
                        call.returned = *back;
                        call.returnedAt = i;
                        if (const ActorState* actor = state.actor(one.started.actor))
                            for (const auto& [fd, name] : actor->descriptorNames)
                                if (fd == back->result)
                                    call.name = name;
                    }
        }
    }
    return programs;
}

/// By its name; "client" and "server" also mean the first program of that host that made a call.
const RecordedProgram* choose(const std::vector<RecordedProgram>& programs, const std::string& wanted)
{
    const auto find = [&](auto fits) {
        const auto found = std::find_if(programs.begin(), programs.end(),
                                        [&](const RecordedProgram& one) { return !one.calls.empty() && fits(one); });
        return found == programs.end() ? nullptr : &*found;
    };
    const std::string name = wanted.empty() ? "client" : wanted;
    if (const RecordedProgram* named = find([&](const RecordedProgram& one) { return one.started.name == name; }))
        return named;
    return find([&](const RecordedProgram& one) { return hostName(one.started.host) == name; });
}

} // namespace

Result<RecordedProgram> chosenProgram(const ExportRequest& request, const std::string& suffix)
{
    const std::vector<RecordedProgram> programs = programsOf(request);
    if (const RecordedProgram* program = choose(programs, request.program))
        return *program;
    std::string known;
    for (const RecordedProgram& one : programs)
        if (!one.calls.empty())
            known += (known.empty() ? "" : ", ") + one.started.name + "." + suffix;
    return Error {"no program called \"" + (request.program.empty() ? "client" : request.program) + "\" made a call in this recording"
                  + (known.empty() ? "" : "; there is " + known)};
}

} // namespace lab
