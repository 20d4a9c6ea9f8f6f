// The engine's input: lines that anybody can type or write into a lesson, down to the registers of a system call.
#include "tests/fuzz/FuzzTargets.h"

#include "model/base/Text.h"
#include "model/command/CallBuilder.h"
#include "model/command/LinkText.h"
#include "model/command/ShellWords.h"
#include "model/engine/StopRules.h"

#include <algorithm>

namespace lab::fuzz {

namespace {

constexpr std::size_t mostMemory = 17U << 20; ///< CallWriter makes at most 16 MB of bytes for one call

/// "column N: …": N counts characters from 1, and may be just behind the line.
void expectColumnWithin(const std::string& message, std::string_view line)
{
    static constexpr std::string_view word = "column ";
    const std::size_t at = message.find(word);
    expect(at != std::string::npos || trimmed(line).empty(), "an error of a line names its column", message);
    if (at == std::string::npos)
        return;
    const auto column = parseNumber(message.substr(at + word.size(), message.find(':', at) - at - word.size()));
    expect(column && *column >= 1 && *column <= static_cast<std::int64_t>(line.size()) + 1, "a column is one of the line's",
           message);
}

void prepare(const Command& command)
{
    const auto call = prepareCall(command, [](std::string_view name) -> std::optional<int> {
        if (name == "C" || name == "L")
            return 3;
        return {};
    });
    if (!call) {
        expect(!call.error().message.empty(), "a refusal says something");
        return;
    }
    expect(call->args.size() <= 6, "a system call has six arguments at most");
    std::size_t memory = 0;
    for (const PreparedArg& arg : call->args)
        memory += arg.memory.size();
    expect(memory <= 2 * mostMemory, "a call's memory is bounded", std::to_string(memory));
}

void readLine(std::string_view line)
{
    const auto command = parseCommand(line);
    if (!command) {
        expectColumnWithin(command.error().message, line);
        return;
    }
    const std::string canonical = toLine(*command);
    const auto again = parseCommand(canonical);
    expect(again.has_value(), "a line that was written can be read", again ? "" : again.error().message);
    expect(*again == *command, "a line that was written is the same command", canonical);
    prepare(*command);
    if (const auto link = linkOf(*command)) {
        const auto second = parseCommand(linkLine(*link));
        expect(second.has_value(), "a link's line can be read", linkLine(*link));
        const auto same = linkOf(*second);
        expect(same.has_value() && linkWords(*same) == linkWords(*link), "a link is written as it was read", linkLine(*link));
    }
    if (const auto rules = StopRules::parse(*command); !rules)
        expect(!rules.error().message.empty(), "a refusal says something");
}

void readAsShell(std::string_view line)
{
    const auto words = shellWords(line);
    if (!words) {
        expectColumnWithin(words.error().message, line);
        return;
    }
    const auto again = shellWords(shellLine(*words));
    expect(again.has_value() && *again == *words, "words become a line that becomes these words", shellLine(*words));
}

} // namespace

void fuzzCommand(ByteView input)
{
    for (const std::string& line : split(asText(input), '\n')) {
        readLine(line);
        readAsShell(line);
    }
}

} // namespace lab::fuzz
