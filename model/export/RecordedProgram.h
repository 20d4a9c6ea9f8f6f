#pragma once
// RecordedProgram: one program of a recording and the calls that it made: what the exports of one program are written from.

#include "model/export/TextExports.h"

#include <optional>
#include <vector>

namespace lab {

struct Performed
{
    CallEntered entered;
    std::optional<CallReturned> returned;
    std::string name; ///< given to its descriptor by as=
    std::size_t enteredAt = 0, returnedAt = SIZE_MAX; ///< events; SIZE_MAX: it did not return
};

struct RecordedProgram
{
    ActorStarted started;
    std::optional<ActorExited> exited;
    std::vector<Performed> calls;
};

/// The program that the request names; "client" and "server" also mean the first of that host that made a call. The error
/// names those that there are, as files with that suffix.
Result<RecordedProgram> chosenProgram(const ExportRequest& request, const std::string& suffix);

} // namespace lab
