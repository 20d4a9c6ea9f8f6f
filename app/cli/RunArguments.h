#pragma once
// RunArguments: the programs that a command line of `socketlab run` names, with what belongs to each.

#include "app/ProgramBuild.h"
#include "app/cli/Terminal.h"
#include "model/base/Ids.h"

namespace lab {

/// What a program finds around it.
struct Surroundings
{
    std::string input; ///< file that is its standard input; empty: the end of file at once
    std::string folder; ///< absolute
    std::vector<std::string> environment; ///< NAME=VALUE
};

struct RunProgram
{
    std::string name; ///< "server", "client", "client2"
    HostId host = HostId::Client;
    ProgramLine line;
    Surroundings around;
    bool begun = false;
};

/// Looks at and compiles every program before one is complained about: two sources with mistakes are two lists of them.
/// Prints each compiler command. The error has a line for each program that can't be run.
Result<std::vector<RunProgram>> programsOf(const CommandWords& arguments, const BuildFolder& folder);

} // namespace lab
