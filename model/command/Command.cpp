#include "model/command/Command.h"

#include "model/base/Text.h"

#include <algorithm>

namespace lab {

namespace {

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNameCharacter(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9');
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

/// Reads one line from left to right; `position` is a byte offset, told to people as a column of characters.
class LineReader
{
public:
    explicit LineReader(std::string_view line)
        : m_line(line)
    {
    }

    Result<Command> read();

private:
    bool atEnd() const { return m_position >= m_line.size(); }

    char here() const { return m_line[m_position]; }

    void skipSpaces()
    {
        while (!atEnd() && isSpace(here()))
            ++m_position;
    }

    Error at(std::size_t position, const std::string& what) const
    {
        // Bytes 10xxxxxx continue a UTF-8 character.
        const auto characters = std::count_if(m_line.begin(), m_line.begin() + static_cast<std::ptrdiff_t>(position),
                                              [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        return Error {"column " + std::to_string(characters + 1) + ": " + what};
    }

    std::size_t nameLength() const;
    Result<std::string> quoted();
    Result<std::string> bare();

    Result<std::string> value() { return !atEnd() && here() == '"' ? quoted() : bare(); }

    Status readWord(Command& command);

    std::string_view m_line;
    std::size_t m_position = 0;
};

/// The length of NAME if NAME= stands here, else 0.
std::size_t LineReader::nameLength() const
{
    std::size_t end = m_position;
    if (end >= m_line.size() || !isNameStart(m_line[end]))
        return 0;
    while (end < m_line.size() && isNameCharacter(m_line[end]))
        ++end;
    return end < m_line.size() && m_line[end] == '=' ? end - m_position : 0;
}

Result<std::string> LineReader::quoted()
{
    const std::size_t start = m_position++;
    std::size_t end = m_position;
    while (end < m_line.size() && m_line[end] != '"')
        end += m_line[end] == '\\' ? 2 : 1;
    if (end >= m_line.size())
        return at(start, "this quotation mark is never closed");
    const auto text = unescaped(m_line.substr(m_position, end - m_position));
    if (!text)
        return at(start, "a malformed escape between the quotation marks; \\n \\t \\0 \\\" \\\\ and \\xNN are known");
    m_position = end + 1;
    if (!atEnd() && !isSpace(here()))
        return at(m_position, "expected a space after the closing quotation mark");
    return *text;
}

Result<std::string> LineReader::bare()
{
    const std::size_t start = m_position;
    for (; !atEnd() && !isSpace(here()); ++m_position) {
        if (here() == '"')
            return at(m_position, "a quotation mark inside a word; put the whole word between quotation marks");
        if (static_cast<unsigned char>(here()) < 0x20)
            return at(m_position, "a control character; write it between quotation marks, as \\n or \\xNN");
    }
    return std::string(m_line.substr(start, m_position - start));
}

Status LineReader::readWord(Command& command)
{
    const std::size_t length = nameLength();
    std::string name(m_line.substr(m_position, length));
    if (length > 0)
        m_position += length + 1;
    auto text = value();
    if (!text)
        return text.error();
    if (length > 0)
        command.named.emplace_back(std::move(name), std::move(*text));
    else
        command.words.push_back(std::move(*text));
    return Nothing {};
}

Result<Command> LineReader::read()
{
    Command command;
    skipSpaces();
    const std::size_t start = m_position;
    while (!atEnd() && here() != ':' && !isSpace(here()))
        ++m_position;
    if (atEnd() || here() != ':' || m_position == start)
        return at(start, "expected a target and a colon, for example \"client: connect\"");
    command.target = m_line.substr(start, m_position - start);
    ++m_position;
    skipSpaces();
    if (atEnd())
        return at(m_position, "expected what " + command.target + " shall do after the colon");
    auto verb = bare();
    if (!verb)
        return verb.error();
    command.verb = std::move(*verb);
    for (skipSpaces(); !atEnd(); skipSpaces()) {
        if (const Status status = readWord(command); !status)
            return status.error();
    }
    return command;
}

std::string written(const std::string& text, bool positional)
{
    const std::string safe = escaped(asBytes(text));
    const bool plain = !text.empty() && safe == text && text.find(' ') == std::string::npos
        && (!positional || text.find('=') == std::string::npos);
    return plain ? text : '"' + safe + '"';
}

} // namespace

std::string Command::get(std::string_view name, std::string_view otherwise) const
{
    for (const auto& [key, value] : named) {
        if (key == name)
            return value;
    }
    return std::string(otherwise);
}

bool Command::has(std::string_view name) const
{
    return std::any_of(named.begin(), named.end(), [&](const auto& pair) { return pair.first == name; });
}

Result<Command> parseCommand(std::string_view line)
{
    return LineReader(line).read();
}

std::string toLine(const Command& command)
{
    std::string line = command.target + ": " + command.verb;
    for (const std::string& word : command.words)
        line += ' ' + written(word, true);
    for (const auto& [name, value] : command.named)
        line += ' ' + name + '=' + written(value, false);
    return line;
}

} // namespace lab
