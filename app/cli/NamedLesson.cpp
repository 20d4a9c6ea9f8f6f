#include "app/cli/NamedLesson.h"

#include "app/LessonPrograms.h"
#include "app/Paths.h"

#include <filesystem>

#include <unistd.h>

namespace lab {

Result<Lesson> findLesson(const std::string& name)
{
    if (name.find('/') != std::string::npos || name.ends_with(".yaml") || std::filesystem::is_regular_file(name))
        return readLesson(name);
    const std::string folder = resourceFolder() + "/lessons";
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        const std::string file = entry.path().filename().string(); // "12-two-queues.yaml"
        if (file.substr(file.find('-') + 1) == name + ".yaml")
            return readLesson(entry.path().string());
    }
    return Error {"there is no lesson \"" + name + "\"; socketlab lessons lists them all"};
}

Status mayRunAs(const Lesson& lesson, bool rootAllowed)
{
    if (::geteuid() != 0 || rootAllowed || foreignPrograms(lesson).empty())
        return Nothing {};
    return Error {lesson.file + " runs programs that came with it, and you are root, who may do anything to this machine; "
                  "become an ordinary user, or say --allow-root, too"};
}

} // namespace lab
