// socketlab findings FILE...: what goes wrong in the programs of a recording.

#include "model/findings/Findings.h"

#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/FindingsText.h"
#include "app/cli/Terminal.h"
#include "model/capture/Recording.h"
#include "model/journal/EventKind.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace lab {

int runFindings(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool asJson = std::erase(rest, "--json") > 0;
    const CommandWords arguments = readCommandWords(rest, {"lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.empty() || !language) {
        std::fputs("usage: socketlab findings FILE... [--json] [--lang en|ko]\n", stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    const auto journal = openRecordings(arguments.words);
    if (!journal)
        return complain(journal.error().message);
    LabState state;
    Findings findings(sourceTextOnDisk);
    bool calls = false;
    for (std::size_t i = 0; i < (*journal)->size(); ++i) {
        calls |= (*journal)->kindOf(i) == kindIndexOf<CallEntered>();
        const Event event = (*journal)->at(i);
        state.apply(event);
        findings.apply(event, i, state);
    }
    std::signal(SIGPIPE, SIG_IGN); // `socketlab findings FILE | head` ends quietly
    if (asJson)
        printFindingsAsJson(stdout, findings.all(), *vocabulary, *language);
    else if (findings.all().empty())
        std::printf("%s\n", vocabulary->text("transcript", calls ? "findings-none" : "findings-no-calls", *language).c_str());
    else
        printFindings(stdout, findings.all(), *vocabulary, *language);
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    const std::string& damage = (*journal)->damage().message;
    if (!damage.empty())
        complain(damage);
    return !damage.empty() && (*journal)->size() == 0 ? couldNotRun : inOrder;
}

} // namespace lab
