#include "app/cli/Cli.h"
#include "model/export/EventJson.h"
#include "model/capture/Recording.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace lab {

namespace {

enum class Output { Written, ReaderGone, Failed };

Output check(bool written)
{
    if (written)
        return Output::Written;
    return errno == EPIPE ? Output::ReaderGone : Output::Failed;
}

Output printEvents(const Journal& journal)
{
    EventJson json;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        std::string line = json.line(journal.at(i));
        line += '\n';
        if (const Output output = check(std::fwrite(line.data(), 1, line.size(), stdout) == line.size());
            output != Output::Written)
            return output;
    }
    return check(std::fflush(stdout) == 0);
}

} // namespace

int runDump(const std::vector<std::string>& arguments)
{
    if (arguments.empty() || arguments[0].starts_with("--")) {
        std::fprintf(stderr, "socketlab dump: expected a recording, or several of one time: socketlab dump FILE...\n");
        return 2;
    }
    const auto journal = openRecordings(arguments);
    if (!journal) {
        std::fprintf(stderr, "socketlab dump: %s\n", journal.error().message.c_str());
        return 2;
    }
    // `socketlab dump FILE | head` must end quietly, not by SIGPIPE as if something had gone wrong.
    std::signal(SIGPIPE, SIG_IGN);
    const Output output = printEvents(**journal);
    if (output == Output::Failed) {
        std::fprintf(stderr, "socketlab dump: standard output: %s\n", std::strerror(errno));
        return 2;
    }
    const std::string& damage = (*journal)->damage().message;
    if (!damage.empty())
        std::fprintf(stderr, "socketlab dump: %s\n", damage.c_str());
    return !damage.empty() && (*journal)->size() == 0 ? 2 : 0;
}

} // namespace lab
