#pragma once
// RunArguments: the programs that a command line of `socketlab run` names, with what belongs to each.

#include "app/ProgramPlan.h"
#include "app/cli/Terminal.h"

namespace lab {

/// Looks at and compiles every program before one is complained about: two sources with mistakes are two lists of them.
/// Prints each compiler command. The error has a line for each program that can't be run.
Result<std::vector<PlannedProgram>> programsOf(const CommandWords& arguments, const BuildFolder& folder);

} // namespace lab
