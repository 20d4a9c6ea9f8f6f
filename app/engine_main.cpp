// socketlab-engine: makes one lab and runs it. Commands on standard input, one a line (model/command/Command.h); the
// journal, a pcapng capture, on standard output; plain words on standard error. Ends at the end of its input.
//
//   socketlab-engine [--lesson ID] [--journal FILE]
//   socketlab-engine --attach PID [--began TICKS] [--journal FILE]     no lab: watches a program that runs already
//   socketlab-engine --sockets [--journal FILE]       no lab: follows the sockets of this machine
//   socketlab-engine --guard PROGRAM [ARGUMENT]...    no lab: one program, for as long as standard input is open
//
// --attach is an argument, not a command: no lesson and no recording can make anybody attach.
// Exit status: 0 in order, 2 wrong usage, 3 the lab could not be made (standard error says which step and why).

#include "model/base/Text.h"
#include "model/engine/ChildGuard.h"
#include "model/engine/Engine.h"
#include "model/engine/SocketWatch.h"
#include "model/engine/SystemCall.h"
#include "model/engine/Watch.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <unistd.h>

namespace {

std::string folderOfThisProgram()
{
    char path[4096];
    const auto length = ::readlink("/proc/self/exe", path, sizeof path);
    const std::string whole(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    return whole.substr(0, whole.rfind('/') + 1);
}

int watch(std::map<std::string, std::string>& given)
{
    const auto pid = lab::parseNumber(given["--attach"]);
    const auto began = lab::parseNumber(given.contains("--began") ? given["--began"] : "-1");
    if (!pid || *pid <= 0 || !began) {
        std::fprintf(stderr, "socketlab-engine: --attach needs the number of a process, --began one of clock ticks\n");
        return 2;
    }
    lab::Watch watched({static_cast<pid_t>(*pid), *began}, {given["--journal"]});
    watched.run();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 2 && std::string(argv[1]) == "--guard")
        return lab::guardChild({argv + 2, argv + argc});
    std::map<std::string, std::string> given;
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        if (option == "--sockets") {
            given[option] = "";
            --i; // it has no value
            continue;
        }
        const bool known = option == "--lesson" || option == "--journal" || option == "--attach" || option == "--began";
        if (!known || i + 1 == argc) {
            std::fprintf(stderr,
                         "socketlab-engine: '%s' is no option, or has no value; there are --lesson ID, --journal FILE, "
                         "--attach PID, --began TICKS, --sockets and --guard PROGRAM\n",
                         argv[i]);
            return 2;
        }
        given[option] = argv[i + 1];
    }
    ::unsetenv("DEBUGINFOD_URLS"); // libdw must never ask the network for debugging information
    try {
        if (given.contains("--attach"))
            return watch(given);
        if (given.contains("--sockets")) {
            lab::SocketWatch({given["--journal"]}).run();
            return 0;
        }
        lab::Engine engine({given["--lesson"], given["--journal"], folderOfThisProgram() + "socketlab-actor"});
        engine.run();
        return 0;
    } catch (const lab::NotAttached& refused) {
        std::fprintf(stderr, "%s\n", refused.what());
        return 3;
    } catch (const lab::SystemError& error) {
        if (given.contains("--sockets")) {
            std::fprintf(stderr, "The sockets of this machine can't be followed: %s.\n", error.what());
            return 3;
        }
        std::fprintf(stderr, "The lab can't run: %s. `socketlab doctor` says what this machine lacks and what to type.\n",
                     error.what());
        return 3;
    }
}
