// Sequence diagrams as text: Mermaid (mermaid.js.org/syntax/sequenceDiagram) and PlantUML (plantuml.com/sequence-diagram).

#include "model/export/ExportStory.h"

namespace lab {

namespace {

/// Mermaid ends a statement at ";" and begins an entity with "#"; "%%" begins a comment, and < > would be HTML.
std::string forMermaid(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case ';':
        case '#':
        case '%':
        case '<':
        case '>':
        case '"':
            safe += "#" + std::to_string(static_cast<int>(c)) + ";";
            break;
        case '\n':
            safe += ' ';
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

/// PlantUML reads \n as a line end, and pairs of * / _ - " ~ as well as < as markup (Creole); <U+XXXX> is none of it.
std::string forPlantUml(std::string_view text)
{
    static constexpr std::string_view markup = "\\<~*/_-\"";
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool pair = i + 1 < text.size() && text[i + 1] == c;
        const bool second = i > 0 && text[i - 1] == c;
        if (c == '\\' || c == '<' || ((pair || second) && markup.find(c) != std::string_view::npos)) {
            static constexpr char digits[] = "0123456789ABCDEF";
            safe += std::string("<U+00") + digits[(c >> 4) & 15] + digits[c & 15] + ">";
        } else {
            safe += c == '\n' ? ' ' : c;
        }
    }
    return safe;
}

std::string withoutQuotes(std::string text)
{
    for (char& c : text)
        c = c == '"' ? '\'' : c;
    return text;
}

} // namespace

Result<std::string> writeMermaid(const ExportRequest& request)
{
    const ExportStory story = ExportStory::of(request);
    std::string out = "%% " + forMermaid(story.title) + " – Socket Lab\nsequenceDiagram\n";
    for (const StoryEnd& end : story.ends)
        out += "    participant " + end.id + " as " + forMermaid(end.name) + "\n";
    for (const StoryLine& line : story.lines) {
        const std::string text = forMermaid(line.text);
        switch (line.kind) {
        case StoryLine::Kind::Call:
        case StoryLine::Kind::Packet:
            out += "    " + line.from + "->>" + line.to + ": " + text + "\n";
            break;
        case StoryLine::Kind::Return:
            out += "    " + line.from + "-->>" + line.to + ": " + text + "\n";
            break;
        case StoryLine::Kind::LostPacket:
            out += "    " + line.from + "-x" + line.to + ": " + text + "\n";
            break;
        default:
            out += "    Note over " + line.from + ": " + text + "\n";
        }
    }
    return out;
}

Result<std::string> writePlantUml(const ExportRequest& request)
{
    const ExportStory story = ExportStory::of(request);
    std::string out = "@startuml\ntitle " + forPlantUml(story.title) + "\nhide footbox\n";
    for (const StoryEnd& end : story.ends)
        out += "participant \"" + withoutQuotes(end.name) + "\" as " + end.id + "\n";
    for (const StoryLine& line : story.lines) {
        const std::string text = forPlantUml(line.text);
        switch (line.kind) {
        case StoryLine::Kind::Call:
        case StoryLine::Kind::Packet:
            out += line.from + " -> " + line.to + " : " + text + "\n";
            break;
        case StoryLine::Kind::Return:
            out += line.from + " --> " + line.to + " : " + text + "\n";
            break;
        case StoryLine::Kind::LostPacket:
            out += line.from + " ->x " + line.to + " : " + text + "\n";
            break;
        default:
            out += (line.kind == StoryLine::Kind::State ? "rnote over " : "note over ") + line.from + " : " + text + "\n";
        }
    }
    return out + "@enduml\n";
}

} // namespace lab
