#include "model/findings/CompilerMessages.h"

#include "model/base/Text.h"

#include <algorithm>
#include <optional>

namespace lab {

namespace {

struct Word
{
    std::string_view word;
    CompilerMessage::Kind kind;
};

constexpr Word words[] = {
    {"fatal error: ", CompilerMessage::Kind::Error},
    {"error: ", CompilerMessage::Kind::Error},
    {"internal compiler error: ", CompilerMessage::Kind::Error},
    {"warning: ", CompilerMessage::Kind::Warning},
    {"note: ", CompilerMessage::Kind::Note},
};

/// The linker names no kind; with debugging information it knows the line.
constexpr std::string_view linkerComplaints[] = {"undefined reference to ", "multiple definition of "};

/// A number and the colon behind it, taken from the beginning of `text`; 0: there is none.
int takeNumber(std::string_view& text)
{
    constexpr std::size_t longest = 9; // digits, so that it fits an int
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > longest)
        return 0;
    const auto number = parseNumber(std::string(text.substr(0, colon)));
    if (!number || *number <= 0)
        return 0;
    text.remove_prefix(colon + 1);
    return static_cast<int>(*number);
}

std::optional<CompilerMessage> messageBehind(std::string_view file, std::string_view rest)
{
    CompilerMessage message;
    message.file = file;
    message.line = takeNumber(rest);
    if (message.line == 0)
        return {};
    message.column = takeNumber(rest);
    if (!rest.starts_with(' '))
        return {};
    rest.remove_prefix(1);
    for (const Word& one : words)
        if (rest.starts_with(one.word)) {
            message.kind = one.kind;
            message.text = rest.substr(one.word.size());
            return message;
        }
    for (const std::string_view complaint : linkerComplaints)
        if (rest.starts_with(complaint)) {
            message.text = rest;
            return message;
        }
    return {};
}

} // namespace

std::vector<CompilerMessage> compilerMessages(std::string_view said)
{
    std::vector<CompilerMessage> all;
    while (!said.empty()) {
        const std::size_t end = std::min(said.find('\n'), said.size());
        std::string_view line = said.substr(0, end);
        said.remove_prefix(std::min(end + 1, said.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.starts_with("/usr/bin/ld: ")) // some linkers put their own name first
            line.remove_prefix(line.find(' ') + 1);
        // A file's name may have colons: the first one behind which a whole message is read ends it.
        const std::size_t first = line.find(':');
        for (std::size_t colon = first == 0 ? line.npos : first; colon != line.npos; colon = line.find(':', colon + 1)) {
            if (auto message = messageBehind(line.substr(0, colon), line.substr(colon + 1))) {
                all.push_back(std::move(*message));
                break;
            }
        }
    }
    return all;
}

bool concerns(const CompilerMessage& message, const std::string& source, const CompilerReport& report)
{
    if (message.file == source)
        return true;
    const bool another = std::any_of(report.messages.begin(), report.messages.end(), [&](const CompilerMessage& one) {
        return one.kind == CompilerMessage::Kind::Error && one.file == source;
    });
    // A header's error stops the compiler before it says anything about the file itself.
    return !another && std::find(report.failed.begin(), report.failed.end(), source) != report.failed.end()
        && std::find(report.failed.begin(), report.failed.end(), message.file) == report.failed.end();
}

} // namespace lab
