#include "app/cli/FindingsText.h"

#include "model/findings/FindingText.h"
#include "model/findings/ProgramStory.h"

#include <nlohmann/json.hpp>

namespace lab {

namespace {

std::size_t lineInDump(const Finding& finding)
{
    return finding.event + 1;
}

} // namespace

void printFindings(std::FILE* out, const std::vector<Finding>& findings, const Words& words, Language language)
{
    if (findings.empty())
        return;
    std::fprintf(out, "\n%s\n",
                 words.text("transcript", "findings", language, {{"count", std::to_string(findings.size())}}).c_str());
    for (const Finding& finding : findings) {
        const FindingText text = textOf(finding, words, language);
        const std::string where = words.text(
            "transcript", "finding-at", language,
            {{"place", finding.place.file.empty() ? finding.details.at("program") : placeText(finding.place)},
             {"event", std::to_string(lineInDump(finding))}});
        std::fprintf(out, "  %s  [%s]\n    %s\n    → %s\n", text.title.c_str(), where.c_str(), text.what.c_str(),
                     text.todo.c_str());
    }
}

void printFindingsAsJson(std::FILE* out, const std::vector<Finding>& findings, const Words& words, Language language)
{
    for (const Finding& finding : findings) {
        const FindingText text = textOf(finding, words, language);
        nlohmann::ordered_json json;
        json["code"] = finding.code;
        json["actor"] = finding.details.at("program");
        json["actor_id"] = finding.actor;
        json["event"] = lineInDump(finding);
        if (finding.call != 0)
            json["call_id"] = finding.call;
        if (!finding.place.file.empty())
            json["source"] = {{"file", finding.place.file}, {"line", finding.place.line}};
        json["title"] = text.title;
        json["what"] = text.what;
        json["todo"] = text.todo;
        // What a program sent may be no text: it is written as far as it is.
        std::fprintf(out, "%s\n", json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    }
}

} // namespace lab
