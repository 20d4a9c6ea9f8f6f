// socketlab lesson check FILE…: what is wrong in lesson files, with line and column. socketlab lesson new ID: a small
// lesson that runs, to begin one's own with.

#include "app/LessonPrograms.h"
#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "model/base/UniqueFd.h"
#include "model/capture/Recording.h"
#include "model/command/CallBuilder.h"
#include "model/lesson/Lesson.h"
#include "model/lesson/SessionLesson.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

namespace lab {

namespace fs = std::filesystem;

namespace {

constexpr int mistakes = 1;

constexpr const char* lessonUsage = "usage: socketlab lesson check FILE.yaml...\n       socketlab lesson new ID\n"
                              "       socketlab lesson handout LESSON-ID|LESSON.yaml -o OUT.pdf|OUT.html\n"
                              "       socketlab lesson record FILE.pcapng -o LESSON.yaml\n";

/// What the reader can't know: whether the calls can be made as they are written, and the programs are there.
std::vector<std::string> mistakesBeyondReading(const Lesson& lesson)
{
    std::vector<std::string> found;
    for (const Step& step : lesson.steps) {
        const std::string place =
            lesson.file + ":" + std::to_string(step.line) + ":" + std::to_string(step.column) + ": ";
        if (const auto* call = std::get_if<CallStep>(&step.body); call && call->command.verb != "ls_fd") {
            const auto prepared = prepareCall(call->command, [](std::string_view) { return std::optional<int>(3); });
            if (!prepared)
                found.push_back(place + prepared.error().message);
        }
        const auto* program = std::get_if<ProgramStep>(&step.body);
        if (!program || program->verb != "run")
            continue;
        const std::vector<std::string> foreign = foreignPrograms(lesson);
        const auto beside = std::find_if(foreign.begin(), foreign.end(), [&](const std::string& path) {
            return fs::path(path).filename() == program->source.file;
        });
        if (beside != foreign.end() && !fs::is_regular_file(*beside))
            found.push_back(place + "found " + program->source.file
                            + ", expected an example of the lab or a file beside the lesson");
    }
    return found;
}

int check(const std::vector<std::string>& files)
{
    int status = 0;
    for (const std::string& file : files) {
        const Result<Lesson> lesson = readLesson(file);
        const std::vector<std::string> found =
            lesson ? mistakesBeyondReading(*lesson) : std::vector<std::string> {lesson.error().message};
        for (const std::string& one : found)
            std::fprintf(stderr, "%s\n", one.c_str());
        if (found.empty())
            std::printf("%s: in order, %zu steps\n", file.c_str(), lesson->steps.size());
        else
            status = mistakes;
    }
    return status;
}

/// Never over somebody's work: a file that is there already stays. Half a file does not.
int writeNew(const std::string& file, const std::string& text)
{
    const UniqueFd made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    const bool written = made && ::write(made.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int problem = errno;
    if (!written && made)
        ::unlink(file.c_str());
    if (!written)
        return complain(file + " can't be written: " + std::strerror(problem));
    std::printf("%s\n", file.c_str());
    return 0;
}

int make(const std::string& id)
{
    const bool good = !id.empty() && id.front() != '-' && id.back() != '-'
        && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!good)
        return complain("\"" + id
                        + "\" is no id for a lesson: small letters, digits and hyphens, for example my-lesson");
    std::ifstream pattern(resourceFolder() + "/lesson-template.yaml");
    std::ostringstream text;
    text << pattern.rdbuf();
    std::string lesson = text.str();
    const std::string place = "id: my-lesson\n";
    const std::size_t at = lesson.find(place);
    if (at == std::string::npos)
        return complain("the lesson to begin with is missing from the lab's resources: " + resourceFolder()
                        + "/lesson-template.yaml");
    lesson.replace(at, place.size(), "id: " + id + "\n");
    return writeNew(id + ".yaml", lesson);
}

/// What was done in a session, as a lesson to be completed with sentences.
int record(const std::string& recording, const std::string& out)
{
    const auto journal = openRecording(recording);
    if (!journal)
        return complain(journal.error().message);
    if (const std::string& damage = (*journal)->damage().message; !damage.empty())
        std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
    const Result<std::string> lesson = lessonOfSession(**journal, lessonIdOf(out));
    return lesson ? writeNew(out, *lesson) : complain(recording + ": " + lesson.error().message);
}

} // namespace

int runLessonFiles(const std::vector<std::string>& words)
{
    const std::vector<std::string> rest(words.begin() + (words.empty() ? 0 : 1), words.end());
    if (!words.empty() && words[0] == "handout")
        return runLessonHandout(rest);
    if (!words.empty() && words[0] == "record") {
        std::vector<std::string> all = rest;
        std::replace(all.begin(), all.end(), std::string("-o"), std::string("--o"));
        const CommandWords arguments = readCommandWords(all, {"o"});
        if (arguments.wrong.empty() && arguments.words.size() == 1 && arguments.get("o"))
            return record(arguments.words[0], *arguments.get("o"));
    }
    const bool options =
        std::any_of(rest.begin(), rest.end(), [](const std::string& word) { return word.starts_with("--"); });
    if (!words.empty() && words[0] == "check" && !rest.empty() && !options)
        return check(rest);
    if (!words.empty() && words[0] == "new" && rest.size() == 1 && !options)
        return make(rest[0]);
    std::fputs(lessonUsage, stderr);
    return couldNotRun;
}

} // namespace lab
