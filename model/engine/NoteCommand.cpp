#include "model/engine/NoteCommand.h"

#include "model/base/Text.h"
#include "model/engine/Clock.h"
#include "model/journal/NewNote.h"

namespace lab {

Result<NoteWritten> readNote(const Command& command, std::size_t events)
{
    const auto number = command.words.size() == 2 && command.named.empty() ? parseNumber(command.words[0]) : std::nullopt;
    if (!number || *number < 1)
        return Error {R"(lab: note needs the number of an event and one text, in quotation marks: note 12 "Here it waits")"};
    return newNote(static_cast<std::uint64_t>(*number), command.words[1], events, clockNs(CLOCK_REALTIME));
}

} // namespace lab
