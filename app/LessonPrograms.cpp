#include "app/LessonPrograms.h"

#include "app/Paths.h"
#include "model/command/ShellWords.h"

#include <filesystem>

namespace lab {

namespace fs = std::filesystem;

namespace {

constexpr const char* patternFlag = "-ftrivial-auto-var-init=pattern"; // gcc 12, clang 8

std::string exampleSource(const ProgramSource& source)
{
    const std::string path = resourceFolder() + "/examples/" + source.file;
    return fs::is_regular_file(path) ? path : "";
}

std::string besideLesson(const Lesson& lesson, const ProgramSource& source)
{
    return (fs::absolute(lesson.file).parent_path() / source.file).string();
}

/// As CMakeLists.txt names what it builds.
std::string builtName(const ProgramSource& source)
{
    return source.file.substr(0, source.file.rfind('.')) + (source.patternFilled ? "-pattern" : "");
}

} // namespace

std::vector<std::string> foreignPrograms(const Lesson& lesson)
{
    std::vector<std::string> foreign;
    for (const ProgramSource& source : lesson.programs())
        if (exampleSource(source).empty())
            foreign.push_back(besideLesson(lesson, source));
    return foreign;
}

std::vector<std::string> foreignCommands(const Lesson& lesson)
{
    std::vector<std::string> commands;
    for (const std::string& source : foreignPrograms(lesson))
        commands.push_back(compilerLine(source));
    for (const Step& step : lesson.steps) {
        const auto* program = std::get_if<ProgramStep>(&step.body);
        if (!program || program->verb != "run" || !exampleSource(program->source).empty())
            continue;
        std::vector<std::string> words {"./" + program->source.file.substr(0, program->source.file.rfind('.'))};
        words.insert(words.end(), program->arguments.begin(), program->arguments.end());
        commands.push_back(shellLine(words));
    }
    return commands;
}

Result<LessonPrograms> prepareLessonPrograms(const Lesson& lesson, bool foreignAllowed)
{
    LessonPrograms prepared;
    for (const ProgramSource& source : lesson.programs()) {
        std::string file = exampleSource(source);
        if (const std::string built = file.empty() ? "" : builtExample(builtName(source)); !built.empty()) {
            prepared.paths[source] = built;
            continue;
        }
        if (file.empty() && !foreignAllowed)
            return Error {lesson.file + " runs " + source.file
                          + ", a program that came with it and may do whatever you may do: read it, then allow it with "
                            "socketlab run "
                          + lesson.file + " --allow-programs"};
        if (file.empty())
            file = besideLesson(lesson, source);
        if (!prepared.built)
            prepared.built = std::make_shared<BuildFolder>();
        std::string said, messages;
        const auto compiled = compileProgram(
            file, source.patternFilled ? std::vector<std::string> {patternFlag} : std::vector<std::string> {},
            *prepared.built, said, &messages);
        if (!compiled)
            return Error {messages + compiled.error().message};
        prepared.paths[source] = *compiled;
    }
    return prepared;
}

} // namespace lab
