// A lesson file of anybody's: read, or refused with a place in it; what was read can be shown and performed.
#include "tests/fuzz/FuzzTargets.h"

#include "model/base/Text.h"
#include "model/lesson/Lesson.h"
#include "model/lesson/LessonHandout.h"
#include "model/lesson/LessonRecord.h"
#include "model/lesson/StepText.h"

#include <algorithm>

namespace lab::fuzz {

namespace {

constexpr const char* file = "lesson.yaml";

/// "FILE:LINE:COLUMN: found …, expected …".
void expectPlace(const std::string& message, std::string_view text)
{
    const std::vector<std::string> parts = split(message, ':');
    expect(parts.size() >= 4 && parts[0] == file, "an error names its file", message);
    const auto line = parseNumber(parts[1]), column = parseNumber(parts[2]);
    const auto lines = 1 + std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
    expect(line && *line >= 1 && *line <= lines + 1, "an error names a line of the file", message);
    expect(column && *column >= 1 && *column <= static_cast<std::int64_t>(text.size()) + 1, "an error names a column", message);
    expect(message.find("found ") != std::string::npos && message.find("expected ") != std::string::npos,
           "an error says what was found and what was expected", message);
}

void expectSameLine(const Command& command)
{
    const auto again = parseCommand(toLine(command));
    expect(again && *again == command, "a lesson's command is a line", toLine(command));
}

} // namespace

void fuzzLesson(ByteView input)
{
    const auto lesson = readLessonText(asText(input), file);
    if (!lesson) {
        expectPlace(lesson.error().message, asText(input));
        return;
    }
    expect(!lesson->id.empty() && !lesson->steps.empty(), "a lesson has a name and steps");
    for (const Command& command : lesson->setup)
        expectSameLine(command);
    for (const Step& step : lesson->steps) {
        for (const Language language : {Language::English, Language::Korean}) {
            expect(!stepText(step, language).empty(), "a step is said in both languages");
            expect(!comingText(step, language).empty(), "a step to come is said in both languages");
        }
        if (const auto* call = std::get_if<CallStep>(&step.body))
            expectSameLine(call->command);
    }
    expect(!shapeOf(*lesson).empty(), "a lesson has a shape");
    lesson->programs();
    handoutHtml({&*lesson, {Language::English, Language::Korean}, {}}, [](std::size_t) { return std::string(); });
}

} // namespace lab::fuzz
