#pragma once
// TerminalIndex: what programs wrote to their standard output and error, and what was typed to them, as lines. It grows with
// the journal and keeps positions only; a line's text is read from the journal when it is shown. No widgets.

#include "model/journal/Journal.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace lab {

enum class TerminalStream : std::uint8_t { Output, Errors, Typed, EndTyped, Refused }; ///< Refused: typed in vain

struct TerminalRow
{
    std::size_t event = 0; ///< index into the journal
    std::uint32_t from = 0, length = 0; ///< bytes of what was written or typed there, without the newline
    std::uint32_t program = 0; ///< index into programs()
    TerminalStream stream = TerminalStream::Output;
};

struct TerminalProgram
{
    std::string name;
    bool running = false;
    bool hears = false; ///< its standard input can be typed now
};

class TerminalIndex
{
public:
    static constexpr std::uint32_t longestRow = 400; ///< bytes; a longer line is several rows
    /// ns: what a program writes piece by piece, as stderr is without a buffer, is one line if it comes within this time.
    static constexpr std::int64_t oneLine = 10'000'000;

    /// Indexes what is new. Call reset() first when it is another journal.
    void follow(const Journal& journal);
    void reset() { *this = {}; }

    const std::vector<TerminalRow>& rows() const { return m_rows; } ///< ascending events
    /// Learners' programs by the order in which they started; the built-in ones print nothing,
    /// and forked ones write through their parents' pipes.
    const std::vector<TerminalProgram>& programs() const { return m_programs; }

    std::uint32_t longest() const { return m_longest; } ///< bytes of the longest row

    /// Of what was written before `position` (events). Colours and other escape sequences are left out, other control
    /// characters are made visible.
    QString text(std::size_t row, std::size_t position) const;
    /// A line that several events wrote: they, but for its first; nullptr: one event did.
    const std::vector<TerminalRow>* furtherPieces(std::size_t row) const;

private:
    struct Asked ///< a command that the lab has not answered yet
    {
        CommandId command = 0;
        bool starts = false; ///< the program `name`, with its input typed
        std::string name;
        std::size_t firstRow = 0;
    };

    void given(const CommandGiven& command, std::size_t event);
    void settled(const Settled& settled);
    void started(const ActorStarted& started);
    std::size_t continued(std::size_t event, std::uint32_t program, TerminalStream stream, std::string_view bytes);
    void add(std::size_t event, std::uint32_t program, TerminalStream stream, std::string_view bytes);
    std::optional<std::uint32_t> program(std::string_view name) const;

    const Journal* m_journal = nullptr;
    std::size_t m_followed = 0;
    std::vector<TerminalRow> m_rows;
    std::vector<TerminalProgram> m_programs;
    std::map<ActorId, std::uint32_t> m_actors;
    std::map<std::pair<std::uint32_t, TerminalStream>, bool> m_openLine; ///< the last piece had no newline yet
    std::map<std::size_t, std::vector<TerminalRow>> m_further; ///< by row
    std::optional<Asked> m_asked;
    std::uint32_t m_longest = 0;
};

} // namespace lab
