#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/Terminal.h"
#include "model/lesson/Lesson.h"

#include <algorithm>
#include <cstdio>

namespace lab {

int runLessons(const std::vector<std::string>& words)
{
    const CommandWords arguments = readCommandWords(words, {"lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || !arguments.words.empty() || !language) {
        std::fprintf(stderr, "usage: socketlab lessons [--lang en|ko]\n");
        return 2;
    }
    const bool korean = *language == Language::Korean;
    const LessonCatalog catalog = readLessonCatalog(resourceFolder() + "/lessons");
    std::size_t width = 2;
    for (const LessonEntry& lesson : catalog.lessons)
        width = std::max(width, lesson.id.size());
    const auto line = [&](const std::string& id, const std::string& level, const std::string& minutes,
                          const std::string& title) {
        std::printf("%s  %s  %s  %s\n", padded(id, width).c_str(), padded(level, korean ? 6 : 5).c_str(),
                    padded(minutes, korean ? 4 : 7).c_str(), title.c_str());
    };
    line("id", korean ? "난이도" : "level", korean ? "분" : "minutes", korean ? "제목" : "title");
    for (const LessonEntry& lesson : catalog.lessons)
        line(lesson.id, std::to_string(lesson.level), std::to_string(lesson.minutes), lesson.title.in(*language));
    for (const Error& error : catalog.errors)
        std::fprintf(stderr, "socketlab: %s\n", error.message.c_str());
    return catalog.errors.empty() ? 0 : 2;
}

} // namespace lab
