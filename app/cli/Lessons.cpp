#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/Terminal.h"
#include "model/lesson/LearnerProgress.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace lab {

int runLessons(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    // A script that reads the columns gets those it knows; a person at a terminal sees how far they are.
    const bool progressShown = std::erase(rest, "--progress") > 0 || ::isatty(STDOUT_FILENO) == 1;
    const CommandWords arguments = readCommandWords(rest, {"lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || !arguments.words.empty() || !language) {
        std::fprintf(stderr, "usage: socketlab lessons [--progress] [--lang en|ko]\n");
        return 2;
    }
    const bool korean = *language == Language::Korean;
    const LessonCatalog catalog = readLessonCatalog(resourceFolder() + "/lessons");
    LearnerProgress progress(dataFolder() + "/progress");
    if (progressShown)
        for (const BothText& unusable : progress.read())
            std::fprintf(stderr, "socketlab: %s\n", unusable.in(*language).c_str());
    std::size_t width = 2, titleWidth = 0;
    for (const LessonEntry& lesson : catalog.lessons) {
        width = std::max(width, lesson.id.size());
        titleWidth = std::max(titleWidth, columns(lesson.title.in(*language)));
    }
    const auto line = [&](const std::string& id, const std::string& level, const std::string& minutes,
                          const std::string& title, const std::string& done) {
        std::printf("%s  %s  %s  %s\n", padded(id, width).c_str(), padded(level, korean ? 6 : 5).c_str(),
                    padded(minutes, korean ? 4 : 7).c_str(),
                    progressShown && !done.empty() ? (padded(title, titleWidth) + "  " + done).c_str() : title.c_str());
    };
    line("id", korean ? "난이도" : "level", korean ? "분" : "minutes", korean ? "제목" : "title",
         korean ? "진행 상황" : "progress");
    for (const LessonEntry& lesson : catalog.lessons)
        line(lesson.id, std::to_string(lesson.level), std::to_string(lesson.minutes), lesson.title.in(*language),
             progressText(lesson, progress.of(lesson.id)).in(*language));
    for (const Error& error : catalog.errors)
        std::fprintf(stderr, "socketlab: %s\n", error.message.c_str());
    return catalog.errors.empty() ? 0 : 2;
}

} // namespace lab
