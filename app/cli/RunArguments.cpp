#include "app/cli/RunArguments.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace lab {

namespace {

/// The error: what is wrong with a value.
Status surround(PlannedProgram& around, const std::string& option, const std::string& value)
{
    std::error_code problem;
    if (option == "stdin") {
        if (::access(value.c_str(), R_OK) != 0)
            return Error {"--stdin: cannot read " + value + ": " + std::strerror(errno)};
        around.input = std::filesystem::absolute(value);
    } else if (option == "cwd") {
        if (!std::filesystem::is_directory(value, problem))
            return Error {"--cwd: there is no folder " + value};
        around.folder = std::filesystem::absolute(value);
    } else if (option == "env") {
        if (value.find('=') == 0 || value.find('=') == std::string::npos)
            return Error {"--env needs NAME=VALUE, not " + value};
        around.environment.push_back(value);
    }
    return Nothing {};
}

} // namespace

Result<std::vector<PlannedProgram>> programsOf(const CommandWords& arguments, const BuildFolder& folder)
{
    std::vector<PlannedProgram> programs;
    PlannedProgram all; // what belongs to each
    all.folder = std::filesystem::current_path();
    std::string wrong;
    for (const auto& [option, value] : arguments.named) {
        if (option != "server" && option != "client") {
            if (const Status fits = surround(programs.empty() ? all : programs.back(), option, value); !fits)
                return fits.error();
            continue;
        }
        std::string said;
        auto line = prepareProgram(value, folder, said);
        std::printf("%s", said.c_str());
        std::fflush(stdout);
        if (!line) {
            wrong += (wrong.empty() ? "" : "\nsocketlab: ") + line.error().message;
            line = ProgramToRun {};
        }
        PlannedProgram program = all;
        program.host = option == "client" ? HostId::Client : HostId::Server;
        program.line = std::move(*line);
        programs.push_back(std::move(program));
    }
    if (!wrong.empty())
        return Error {wrong};
    return programs;
}

} // namespace lab
