#include "views/terminal/TerminalIndex.h"

#include "model/command/Command.h"
#include "views/shared/JournalLookup.h"

#include <QRegularExpression>

#include <algorithm>

namespace lab {

namespace {

/// What a command types; for anything but output and typing: nothing.
std::string writtenIn(const Event& event)
{
    if (const auto* output = std::get_if<ActorOutput>(&event.body))
        return {output->bytes.begin(), output->bytes.end()};
    if (const auto* given = std::get_if<CommandGiven>(&event.body))
        if (const auto command = parseCommand(given->line); command && command->verb == "type" && !command->words.empty())
            return command->words.front();
    return {};
}

/// The length of a first row: whole characters of UTF-8, whose further bytes are 10xxxxxx.
std::size_t pieceOf(std::string_view line)
{
    if (line.size() <= TerminalIndex::longestRow)
        return line.size();
    std::size_t end = TerminalIndex::longestRow;
    while (end > TerminalIndex::longestRow - 4 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80)
        --end;
    return end;
}

} // namespace

void TerminalIndex::follow(const Journal& journal)
{
    m_journal = &journal;
    for (m_followed = journal.writtenFrom(m_followed); m_followed < journal.size(); m_followed = journal.writtenFrom(m_followed + 1)) {
        const int kind = journal.kindOf(m_followed);
        if (kind == kindIndexOf<ActorOutput>()) {
            const auto output = std::get<ActorOutput>(journal.at(m_followed).body);
            const auto from = m_actors.find(output.actor);
            if (from != m_actors.end())
                add(m_followed, from->second, output.stream == 2 ? TerminalStream::Errors : TerminalStream::Output,
                    {reinterpret_cast<const char*>(output.bytes.data()), output.bytes.size()});
        } else if (kind == kindIndexOf<CommandGiven>()) {
            given(std::get<CommandGiven>(journal.at(m_followed).body), m_followed);
        } else if (kind == kindIndexOf<Settled>()) {
            if (m_asked)
                settled(std::get<Settled>(journal.at(m_followed).body));
        } else if (kind == kindIndexOf<ActorStarted>()) {
            started(std::get<ActorStarted>(journal.at(m_followed).body));
        } else if (kind == kindIndexOf<ActorExited>()) {
            const auto gone = m_actors.find(std::get<ActorExited>(journal.at(m_followed).body).actor);
            if (gone != m_actors.end())
                m_programs[gone->second].running = m_programs[gone->second].hears = false;
        }
    }
}

std::optional<std::uint32_t> TerminalIndex::program(std::string_view name) const
{
    const auto at = std::find_if(m_programs.begin(), m_programs.end(), [&](const auto& one) { return one.name == name; });
    if (at == m_programs.end())
        return {};
    return static_cast<std::uint32_t>(at - m_programs.begin());
}

void TerminalIndex::started(const ActorStarted& started)
{
    if (started.commandLine.empty())
        return; // built in, or forked: what a forked program writes goes through the pipes of the one that was started
    auto at = program(started.name);
    if (!at) {
        at = static_cast<std::uint32_t>(m_programs.size());
        m_programs.push_back({started.name, false, false});
    }
    m_actors[started.actor] = *at;
    m_programs[*at].running = true;
    m_programs[*at].hears = m_asked && m_asked->starts && m_asked->name == started.name;
}

void TerminalIndex::given(const CommandGiven& given, std::size_t event)
{
    m_asked.reset();
    const bool starts = given.line.starts_with("lab: program");
    if (!starts && given.line.find(": type ") == std::string::npos && !given.line.ends_with(": eof"))
        return;
    const auto command = parseCommand(given.line);
    if (!command)
        return;
    if (starts && command->get("stdin") == "type" && !command->words.empty())
        m_asked = Asked {given.command, true, command->words.front(), 0};
    const auto to = program(command->target);
    if (!to || starts)
        return;
    m_asked = Asked {given.command, false, command->target, m_rows.size()};
    if (command->verb == "eof")
        m_rows.push_back({event, 0, 0, *to, TerminalStream::EndTyped});
    else if (command->verb == "type" && !command->words.empty())
        add(event, *to, TerminalStream::Typed, command->words.front());
}

void TerminalIndex::settled(const Settled& settled)
{
    if (settled.command != m_asked->command)
        return;
    for (std::size_t row = m_asked->firstRow; row < m_rows.size() && !m_asked->starts; ++row) {
        TerminalRow& one = m_rows[row];
        if (one.stream != TerminalStream::Typed && one.stream != TerminalStream::EndTyped)
            continue;
        if (!settled.refusal.empty())
            one.stream = TerminalStream::Refused;
        else if (one.stream == TerminalStream::EndTyped)
            m_programs[one.program].hears = false;
    }
    m_asked.reset();
}

/// How many bytes belong to the line that is shown last, because it is the same program's and has no newline yet.
std::size_t TerminalIndex::continued(std::size_t event, std::uint32_t program, TerminalStream stream, std::string_view bytes)
{
    if (bytes.starts_with('\n'))
        return 1; // of the line that was shown already: no line of its own
    const bool written = stream == TerminalStream::Output || stream == TerminalStream::Errors;
    if (!written || m_rows.empty() || m_rows.back().program != program || m_rows.back().stream != stream)
        return 0;
    const std::size_t row = m_rows.size() - 1;
    if (m_journal->timeOf(event).ns - m_journal->timeOf(m_rows[row].event).ns > oneLine)
        return 0;
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::size_t whole = m_rows[row].length + end;
    const auto known = m_further.find(row);
    if (known != m_further.end())
        for (const TerminalRow& piece : known->second)
            whole += piece.length;
    if (whole > longestRow)
        return 0;
    m_further[row].push_back({event, 0, static_cast<std::uint32_t>(end), program, stream});
    m_longest = std::max(m_longest, static_cast<std::uint32_t>(whole));
    return end + 1;
}

void TerminalIndex::add(std::size_t event, std::uint32_t program, TerminalStream stream, std::string_view bytes)
{
    bool& open = m_openLine[{program, stream}];
    std::size_t at = open ? continued(event, program, stream, bytes) : 0;
    while (at < bytes.size()) {
        const std::size_t newline = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = bytes.substr(at, newline - at);
        do {
            const std::size_t length = pieceOf(line);
            m_rows.push_back({event, static_cast<std::uint32_t>(line.data() - bytes.data()),
                              static_cast<std::uint32_t>(length), program, stream});
            m_longest = std::max(m_longest, m_rows.back().length);
            line.remove_prefix(length);
        } while (!line.empty());
        at = newline + 1;
    }
    if (!bytes.empty())
        open = bytes.back() != '\n';
}

const std::vector<TerminalRow>* TerminalIndex::furtherPieces(std::size_t row) const
{
    const auto known = m_further.find(row);
    return known == m_further.end() ? nullptr : &known->second;
}

QString TerminalIndex::text(std::size_t row, std::size_t position) const
{
    static const QRegularExpression escapes(QStringLiteral("\x1b\\[[0-9;?]*[A-Za-z]"));
    std::string bytes;
    const auto append = [&](const TerminalRow& piece) {
        const std::string all = writtenIn(m_journal->at(piece.event));
        if (piece.from < all.size() && piece.event < position)
            bytes += all.substr(piece.from, piece.length);
    };
    append(m_rows[row]);
    if (const auto* further = furtherPieces(row))
        std::for_each(further->begin(), further->end(), append);
    QString text = QString::fromStdString(bytes);
    text.remove(escapes);
    if (text.endsWith(QLatin1Char('\r')))
        text.chop(1);
    text.replace(QLatin1Char('\t'), QStringLiteral("    "));
    for (QChar& character : text)
        if (character < QLatin1Char(' '))
            character = QChar(0x2400 + character.unicode()); // Unicode's pictures of the control characters
    return text;
}

} // namespace lab
