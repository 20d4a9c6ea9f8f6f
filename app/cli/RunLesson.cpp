// socketlab run LESSON: a lesson performed at a terminal, with its transcript.

#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/LessonPerformance.h"
#include "app/cli/NamedLesson.h"
#include "app/cli/Terminal.h"

#include <cstdio>

namespace lab {

namespace {

/// "2,1,3": the options, from 1, of the lesson's questions in order; one for each.
Result<std::vector<int>> readAnswers(const std::optional<std::string>& given, const Lesson& lesson)
{
    std::vector<int> answers;
    if (!given)
        return answers;
    std::vector<std::size_t> options;
    for (const Step& step : lesson.steps)
        if (const auto* ask = std::get_if<AskStep>(&step.body))
            options.push_back(ask->options.size());
    const std::vector<std::string> parts = split(*given, ',');
    if (parts.size() != options.size())
        return Error {"the lesson asks " + std::to_string(options.size()) + " questions, and --answers has "
                      + std::to_string(parts.size()) + " answers"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto option = parseNumber(parts[i]);
        if (!option || *option < 1 || *option > static_cast<std::int64_t>(options[i]))
            return Error {"question " + std::to_string(i + 1) + " has the answers 1 to " + std::to_string(options[i])
                          + ", and --answers says " + parts[i]};
        answers.push_back(static_cast<int>(*option));
    }
    return answers;
}

} // namespace

int runLesson(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool programsAllowed = std::erase(rest, "--allow-programs") > 0, rootAllowed = std::erase(rest, "--allow-root") > 0;
    const CommandWords arguments = readCommandWords(rest, {"journal", "lang", "answers"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.size() != 1 || !language) {
        std::fprintf(stderr, "usage: socketlab run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]\n"
                             "                     [--answers 2,1,3] [--allow-programs [--allow-root]]\n");
        return couldNotRun;
    }
    Result<Lesson> lesson = findLesson(arguments.words.front());
    if (!lesson)
        return complain(lesson.error().message);
    if (const Status allowed = mayRunAs(*lesson, rootAllowed); !allowed)
        return complain(allowed.error().message);
    const auto programs = prepareLessonPrograms(*lesson, programsAllowed);
    if (!programs)
        return complain(programs.error().message);
    const auto answers = readAnswers(arguments.get("answers"), *lesson);
    if (!answers)
        return complain(answers.error().message);
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    Result<EngineProcess> engine = EngineProcess::start({lesson->id, arguments.get("journal").value_or("")});
    if (!engine)
        return complain(engine.error().message);
    Transcript transcript(stdout, *vocabulary, *language);
    transcript.title(*lesson);
    return LessonPerformance(std::move(*lesson), programs->paths, *engine, &transcript, *answers).play();
}

} // namespace lab
