// The transcript as Markdown: one table, as GitHub and pandoc read it.

#include "model/export/ExportStory.h"

#include <ctime>

namespace lab {

namespace {

/// A cell ends at "|"; the other characters would be emphasis, HTML or code.
std::string cell(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        if (std::string_view("|*_<>[]\\`#").find(c) != std::string_view::npos)
            safe += '\\';
        safe += c == '\n' ? ' ' : c;
    }
    return safe;
}

/// Code is as it stands, but a table takes "|" apart before that, and a backtick would end it.
std::string code(std::string_view text)
{
    std::string safe = "`";
    for (const char c : text)
        safe += c == '|' ? std::string("\\|") : std::string(1, c == '`' ? '\'' : c == '\n' ? ' ' : c);
    return safe + "`";
}

std::string dateText(std::int64_t wallClock)
{
    const std::time_t seconds = static_cast<std::time_t>(wallClock / 1'000'000'000);
    std::tm parts {};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
    return text;
}

} // namespace

Result<std::string> writeMarkdown(const ExportRequest& request)
{
    const ExportStory story = ExportStory::of(request);
    std::string out = "# " + cell(story.title) + "\n\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(request.journal->size(), 1); ++i) {
        const Event first = request.journal->at(i);
        if (const auto* started = std::get_if<LabStarted>(&first.body))
            out += request.word("recorded-by", {{"date", dateText(started->wallClock)}, {"kernel", cell(started->kernel)},
                                                {"version", cell(started->version)}})
                + "\n\n";
    }
    out += "| " + request.word("column-time") + " | " + request.word("column-who") + " | " + request.word("column-what")
        + " |\n|---:|---|---|\n";
    for (const StoryLine& line : story.lines) {
        std::string who = cell(story.end(line.from).name);
        if (line.kind == StoryLine::Kind::Return)
            who = cell(story.end(line.to).name);
        else if (line.isMessage() && line.kind != StoryLine::Kind::Call)
            who += " → " + cell(story.end(line.to).name);
        const bool isCode = line.kind == StoryLine::Kind::Call || line.kind == StoryLine::Kind::Return;
        out += "| " + secondsText(line.time.ns) + " | " + who + " | " + (isCode ? code(line.text) : cell(line.text)) + " |\n";
    }
    return out;
}

} // namespace lab
