#include "model/lesson/RecordedSteps.h"

#include "model/base/Text.h"
#include "model/journal/EventKind.h"

#include <algorithm>

namespace lab {

std::optional<StepMark> stepMark(std::string_view line)
{
    const std::vector<std::string> words = split(line, ' ');
    const bool begins = words.size() == 4, answers = words.size() == 6 && words[4] == "answer";
    if ((!begins && !answers) || words[0] != "lab:" || words[1] != "mark" || words[2] != "step")
        return {};
    const auto step = parseNumber(words[3]);
    if (!step || *step < 1)
        return {};
    StepMark mark {static_cast<std::size_t>(*step), {}};
    if (answers) {
        const auto answer = parseNumber(words[5]);
        if (!answer || *answer < 0 || *answer > 1000)
            return {};
        mark.answer = static_cast<int>(*answer);
    }
    return mark;
}

std::vector<RecordedStep> recordedSteps(const Journal& journal)
{
    std::vector<RecordedStep> steps;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        if (journal.kindOf(i) != kindIndexOf<CommandGiven>())
            continue;
        const Event event = journal.at(i);
        const auto* given = std::get_if<CommandGiven>(&event.body);
        const auto mark = given ? stepMark(given->line) : std::nullopt;
        if (!mark)
            continue;
        if (!mark->answer) {
            if (!steps.empty())
                steps.back().end = i;
            steps.push_back({mark->step, i, journal.size(), {}});
            continue;
        }
        const auto asked = std::find_if(steps.rbegin(), steps.rend(), [&](const RecordedStep& one) { return one.step == mark->step; });
        if (asked != steps.rend())
            asked->answer = mark->answer;
    }
    return steps;
}

} // namespace lab
