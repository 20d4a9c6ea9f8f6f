// socketlab check FILE...: what a class has handed in, as a table or as CSV: recordings of lessons, each judged once more
// by its lesson (model/lesson/LessonReplay.h).

#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/NamedLesson.h"
#include "app/cli/Terminal.h"
#include "model/capture/Recording.h"
#include "model/lesson/HandIn.h"
#include "model/words/Words.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

namespace lab {

namespace {

constexpr int someNoHandIn = 1;
const std::string lessonChanged = "changed since";

struct Row
{
    std::string file;
    std::string problem; ///< a sentence; empty: `work` is there
    std::optional<HandIn> work;
};

class Class
{
public:
    explicit Class(std::optional<Lesson> own) : m_own(std::move(own)) { }

    Row look(const std::string& file)
    {
        const auto journal = openRecording(file);
        if (!journal)
            return {file, journal.error().message, {}};
        if (!foreignNotice(**journal).empty())
            return {file, "no hand-in: recorded by another program", {}};
        const std::string id = recordedLesson(**journal);
        if (id.empty())
            return {file, "no hand-in: a recording without a lesson", {}};
        const Lesson* lesson = find(id);
        if (lesson == nullptr)
            return {file, "the lesson " + id + " is not one of the lab's: name its file with --lesson", {}};
        if (const std::string& damage = (*journal)->damage().message; !damage.empty())
            std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
        return {file, {}, readHandIn(**journal, *lesson)};
    }

private:
    /// A lesson is read once, however many have done it.
    const Lesson* find(const std::string& id)
    {
        if (m_own && m_own->id == id)
            return &*m_own;
        if (id.find('/') != std::string::npos || id.ends_with(".yaml"))
            return nullptr; // an id from a file is no path
        auto known = m_lessons.find(id);
        if (known == m_lessons.end()) {
            auto lesson = findLesson(id);
            known = m_lessons.emplace(id, lesson ? std::optional(std::move(*lesson)) : std::nullopt).first;
        }
        return known->second ? &*known->second : nullptr;
    }

    std::optional<Lesson> m_own;
    std::map<std::string, std::optional<Lesson>> m_lessons;
};

std::string timeText(std::int64_t wallClock)
{
    const std::time_t seconds = static_cast<std::time_t>(wallClock / 1'000'000'000);
    std::tm parts {};
    ::localtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    return text;
}

/// "3 7-9"
std::string ranges(const std::vector<std::size_t>& numbers)
{
    std::string text;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        text += (text.empty() ? "" : " ") + std::to_string(numbers[i]);
        if (last > i)
            text += "-" + std::to_string(numbers[last]);
        i = last + 1;
    }
    return text;
}

/// "step 4: right" for each question: right, wrong, shown, none.
std::string answers(const HandIn& work, bool onlyNotRight)
{
    std::string text;
    for (std::size_t i = 0; i < work.questions.size(); ++i) {
        const auto answer = work.steps[work.questions[i] - 1].answer;
        const char* verdict = work.right[i] ? "right" : !answer ? "none" : *answer == 0 ? "shown" : "wrong";
        if (!onlyNotRight || !work.right[i])
            text += (text.empty() ? "" : " ") + std::to_string(work.questions[i]) + ":" + verdict;
    }
    return text;
}

std::string count(std::size_t part, std::size_t whole)
{
    return std::to_string(part) + "/" + std::to_string(whole);
}

using Cells = std::vector<std::string>;

Cells tableCells(const Row& row)
{
    if (!row.work)
        return {row.file, row.problem};
    const HandIn& work = *row.work;
    const auto remark = [](std::string text) { return text.empty() ? text : " (" + text + ")"; };
    const std::string missing = ranges(work.notDone());
    return {row.file,
            work.lesson + (work.changed ? " (" + lessonChanged + ")" : std::string()),
            count(work.done(), work.steps.size()) + remark(missing.empty() ? missing : "not " + missing),
            count(work.rightAnswers(), work.questions.size()) + remark(answers(work, true)),
            std::to_string(work.notes),
            timeText(work.begun),
            secondsText(work.duration, 0) + " s"};
}

void printTable(const std::vector<Row>& rows, const Words& words, Language language)
{
    std::vector<Cells> lines {{}};
    for (const char* head : {"file", "lesson", "steps", "answers", "notes", "begun", "time"})
        lines.front().push_back(words.text("check", head, language));
    for (const Row& row : rows)
        lines.push_back(tableCells(row));
    std::vector<std::size_t> widths(lines.front().size(), 0);
    for (const Cells& line : lines)
        for (std::size_t i = 0; i < line.size() && (line.size() > 2 || i == 0); ++i)
            widths[i] = std::max(widths[i], columns(line[i]));
    for (const Cells& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i)
            text += i + 1 == line.size() ? line[i] : padded(line[i], widths[i]) + "  ";
        std::printf("%s\n", text.c_str());
    }
}

/// RFC 4180.
void printCsv(const std::vector<Row>& rows)
{
    const auto line = [](const Cells& cells) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::string quoted = "\"";
            for (const char c : cells[i])
                quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
            const bool plain = cells[i].find_first_of(",\"\r\n") == std::string::npos;
            text += (i > 0 ? "," : "") + (plain ? cells[i] : quoted + "\"");
        }
        std::printf("%s\r\n", text.c_str());
    };
    line({"file", "lesson", "steps_done", "steps", "not_done", "right", "questions", "answers", "notes", "begun", "seconds",
          "problem"});
    for (const Row& row : rows) {
        if (!row.work) {
            line({row.file, "", "", "", "", "", "", "", "", "", "", row.problem});
            continue;
        }
        const HandIn& work = *row.work;
        line({row.file, work.lesson, std::to_string(work.done()), std::to_string(work.steps.size()), ranges(work.notDone()),
              std::to_string(work.rightAnswers()), std::to_string(work.questions.size()), answers(work, false),
              std::to_string(work.notes), timeText(work.begun), secondsText(work.duration, 0), work.changed ? lessonChanged : ""});
    }
}

} // namespace

int runCheck(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool csv = std::erase(rest, "--csv") > 0;
    const CommandWords arguments = readCommandWords(rest, {"lesson", "lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.empty() || !language) {
        std::fputs("usage: socketlab check FILE... [--csv] [--lesson LESSON.yaml] [--lang en|ko]\n", stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    std::optional<Lesson> own;
    if (const auto named = arguments.get("lesson")) {
        auto lesson = findLesson(*named);
        if (!lesson)
            return complain(lesson.error().message);
        own = std::move(*lesson);
    }
    Class all(std::move(own));
    std::vector<Row> rows;
    for (const std::string& file : arguments.words)
        rows.push_back(all.look(file));
    std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
    if (csv)
        printCsv(rows);
    else
        printTable(rows, *vocabulary, *language);
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    const bool whole = std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.work.has_value(); });
    return whole ? inOrder : someNoHandIn;
}

} // namespace lab
