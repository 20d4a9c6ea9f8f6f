// socketlab run LESSON: a lesson performed at a terminal, with its transcript.

#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/LessonPerformance.h"
#include "app/cli/Terminal.h"

#include <cstdio>

namespace lab {

int runLesson(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool programsAllowed = std::erase(rest, "--allow-programs") > 0, rootAllowed = std::erase(rest, "--allow-root") > 0;
    const CommandWords arguments = readCommandWords(rest, {"journal", "lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.size() != 1 || !language) {
        std::fprintf(stderr, "usage: socketlab run LESSON-ID|LESSON.yaml [--journal FILE] [--lang en|ko]\n"
                             "                     [--allow-programs [--allow-root]]\n");
        return couldNotRun;
    }
    Result<Lesson> lesson = findLesson(arguments.words.front());
    if (!lesson)
        return complain(lesson.error().message);
    if (const std::string refusal = rootsRefusal(*lesson, rootAllowed); !refusal.empty())
        return complain(refusal);
    const auto programs = prepareLessonPrograms(*lesson, programsAllowed);
    if (!programs)
        return complain(programs.error().message);
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    Result<EngineProcess> engine = EngineProcess::start({lesson->id, arguments.get("journal").value_or("")});
    if (!engine)
        return complain(engine.error().message);
    Transcript transcript(stdout, *vocabulary, *language);
    transcript.title(*lesson);
    return LessonPerformance(std::move(*lesson), programs->paths, *engine, &transcript).play();
}

} // namespace lab
