#include "model/lesson/LessonReplay.h"

#include "model/journal/EventKind.h"
#include "model/lesson/RecordedSteps.h"

#include <deque>

namespace lab {

namespace {

/// The files that the lesson's programs were compiled to, where it was performed: its runner names them in its commands.
std::map<ProgramSource, std::string> programsOf(const Journal& journal, const Lesson& lesson)
{
    std::map<ProgramSource, std::string> paths;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        if (journal.kindOf(i) != kindIndexOf<CommandGiven>())
            continue;
        const Event event = journal.at(i);
        const auto* given = std::get_if<CommandGiven>(&event.body);
        const auto command = given ? parseCommand(given->line) : Result<Command>(Error {});
        if (!command || command->verb != "program" || command->words.size() < 3 || !command->has("path"))
            continue;
        for (const Step& step : lesson.steps) {
            const auto* run = std::get_if<ProgramStep>(&step.body);
            if (run && run->verb == "run" && run->program == command->words[0]
                && run->source.file.substr(0, run->source.file.rfind('.')) == command->words[2])
                paths.try_emplace(run->source, command->get("path"));
        }
    }
    return paths;
}

} // namespace

LessonReplay replayLesson(const Journal& journal, const Lesson& lesson)
{
    // What the runner submits was submitted then: the recording has the same lines in the same order, perhaps with a
    // person's own between them.
    std::deque<std::string> submitted;
    LessonRunner runner(lesson, [&](const std::string& line) { submitted.push_back(line); });
    runner.setPrograms(programsOf(journal, lesson));
    runner.begin();
    LessonReplay replay {std::vector<ReplayedStep>(lesson.steps.size()), false};
    LabState state;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const Event event = journal.at(i);
        const auto* given = std::get_if<CommandGiven>(&event.body);
        const auto mark = given ? stepMark(given->line) : std::nullopt;
        if (mark) {
            runner.onTime(event.time, state); // what was awaited too long had failed by then
            replay.changed |= !submitted.empty() || mark->step > lesson.steps.size();
            if (mark->answer && runner.position() == mark->step - 1 && !runner.finished()) {
                runner.answer(*mark->answer, state);
                replay.steps[mark->step - 1].answer = *mark->answer;
            } else if (!mark->answer) {
                runner.perform(mark->step - 1, state);
            }
        }
        if (given && !submitted.empty() && submitted.front() == given->line)
            submitted.pop_front();
        state.apply(event);
        runner.onEvent(event, state);
    }
    for (std::size_t i = 0; i < replay.steps.size(); ++i)
        replay.steps[i].outcome = runner.result(i).outcome;
    return replay;
}

} // namespace lab
