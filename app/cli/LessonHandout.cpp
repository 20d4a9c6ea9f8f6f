// socketlab lesson handout LESSON -o OUT: a lesson on paper, with diagrams of a run that is made for it.

#include "app/Handout.h"
#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/LessonPerformance.h"
#include "app/cli/NamedLesson.h"
#include "app/cli/Terminal.h"
#include "model/base/FileReplace.h"

#include <algorithm>
#include <cstdio>

namespace lab {

namespace {

constexpr const char* usage = "usage: socketlab lesson handout LESSON-ID|LESSON.yaml -o OUT.pdf|OUT.html [--lang en|ko|both]\n"
                              "                                [--allow-programs [--allow-root]]\n";

/// A lesson that was performed for its handout.
struct Run
{
    Run(const Lesson& lesson, LessonPrograms prepared, EngineProcess started)
        : programs(std::move(prepared))
        , engine(std::move(started))
        , performance(lesson, programs.paths, engine, nullptr)
    {
    }

    LessonPrograms programs;
    EngineProcess engine;
    LessonPerformance performance;
};

Result<std::unique_ptr<Run>> begin(const Lesson& lesson, bool programsAllowed, bool rootAllowed)
{
    if (const Status allowed = programsAllowed ? mayRunAs(lesson, rootAllowed) : Status(Nothing {}); !allowed)
        return allowed.error();
    if (const auto foreign = foreignPrograms(lesson); !foreign.empty() && !programsAllowed)
        return Error {"it runs " + foreign.front()
                      + ", a program that came with it and may do whatever you may do: read it, then allow it with "
                        "--allow-programs"};
    auto programs = prepareLessonPrograms(lesson, programsAllowed);
    if (!programs)
        return programs.error();
    auto engine = EngineProcess::start({lesson.id, ""});
    if (!engine)
        return engine.error();
    return std::make_unique<Run>(lesson, std::move(*programs), std::move(*engine));
}

/// en, ko, both; without it, the language of the terminal. Empty: it is none of these.
std::vector<Language> languagesOf(const CommandWords& arguments)
{
    if (arguments.get("lang") == "both")
        return {Language::English, Language::Korean};
    const auto one = languageOf(arguments);
    return one ? std::vector {*one} : std::vector<Language> {};
}

} // namespace

int runLessonHandout(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool programsAllowed = std::erase(rest, "--allow-programs") > 0, rootAllowed = std::erase(rest, "--allow-root") > 0;
    std::replace(rest.begin(), rest.end(), std::string("-o"), std::string("--o"));
    const CommandWords arguments = readCommandWords(rest, {"o", "lang"});
    HandoutRequest request;
    request.languages = languagesOf(arguments);
    const std::string out = arguments.get("o").value_or("");
    if (!arguments.wrong.empty() || arguments.words.size() != 1 || out.empty() || request.languages.empty()) {
        std::fputs(usage, stderr);
        return couldNotRun;
    }
    const auto kind = handoutKindOf(QString::fromStdString(out.substr(std::min(out.rfind('.'), out.size() - 1) + 1)));
    if (!kind)
        return complain("a handout is a file named .pdf or .html, not " + out);
    const Result<Lesson> lesson = findLesson(arguments.words.front());
    if (!lesson)
        return complain(lesson.error().message);
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    request.lesson = &*lesson;
    const auto run = begin(*lesson, programsAllowed, rootAllowed);
    const int status = run ? (*run)->performance.play() : inOrder;
    if (!run)
        std::fprintf(stderr, "socketlab: the handout has no diagrams, because the lesson was not performed: %s\n",
                     run.error().message.c_str());
    else if (status != inOrder)
        std::fprintf(stderr, "socketlab: the lesson did not come to its end here; the handout shows the run up to there\n");
    for (std::size_t i = 0; run && i < lesson->steps.size(); ++i)
        request.results.push_back((*run)->performance.runner().result(i));
    const Journal nothing;
    const auto bytes = handoutOf(request, run ? (*run)->performance.journal() : nothing, *vocabulary, *kind);
    if (!bytes)
        return complain(bytes.error().message);
    const Status saved = replaceFile(out, *bytes);
    return saved ? status : complain(saved.error().message);
}

} // namespace lab
