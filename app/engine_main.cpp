// socketlab-engine: makes one lab and runs it. Commands on standard input, one a line (model/command/Command.h); the
// journal, a pcapng capture, on standard output; plain words on standard error. Ends at the end of its input.
//
//   socketlab-engine [--lesson ID] [--journal FILE]
//
// Exit status: 0 in order, 2 wrong usage, 3 the lab could not be made (standard error says which step and why).

#include "model/engine/Engine.h"
#include "model/engine/SystemCall.h"

#include <cstdio>
#include <cstdlib>
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

} // namespace

int main(int argc, char** argv)
{
    lab::EngineConfig config;
    config.actorProgram = folderOfThisProgram() + "socketlab-actor";
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if ((option == "--lesson" || option == "--journal") && i + 1 < argc) {
            (option == "--lesson" ? config.lesson : config.journalFile) = argv[++i];
        } else {
            std::fprintf(stderr, "socketlab-engine: unknown option '%s'; there are --lesson ID and --journal FILE\n", argv[i]);
            return 2;
        }
    }
    ::unsetenv("DEBUGINFOD_URLS"); // libdw must never ask the network for debugging information
    try {
        lab::Engine engine(config);
        engine.run();
        return 0;
    } catch (const lab::SystemError& error) {
        std::fprintf(stderr, "The lab can't run: %s. `socketlab doctor` says what this machine lacks and what to type.\n",
                     error.what());
        return 3;
    }
}
