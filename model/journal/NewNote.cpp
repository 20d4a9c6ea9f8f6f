#include "model/journal/NewNote.h"

namespace lab {

Result<NoteWritten> newNote(std::uint64_t number, std::string text, std::size_t events, std::int64_t wallClock)
{
    if (number < 1 || number > events)
        return Error {"there is no event " + std::to_string(number) + " to write a note on: there are "
                      + std::to_string(events) + " so far"};
    if (text.size() > longestNote)
        return Error {"a note has at most " + std::to_string(longestNote) + " bytes, and this one has "
                      + std::to_string(text.size())};
    return NoteWritten {number, wallClock, std::move(text)};
}

} // namespace lab
