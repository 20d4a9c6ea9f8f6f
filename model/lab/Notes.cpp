#include "model/lab/Notes.h"

#include "model/journal/EventKind.h"

namespace lab {

void Notes::follow(const Journal& journal)
{
    for (m_followed = journal.writtenFrom(m_followed); m_followed < journal.size(); m_followed = journal.writtenFrom(m_followed + 1)) {
        if (journal.kindOf(m_followed) != kindIndexOf<NoteWritten>())
            continue;
        const Event event = journal.at(m_followed);
        const auto* note = std::get_if<NoteWritten>(&event.body);
        // Of a file that somebody made by hand: a note on what is not there yet is on nothing.
        if (note == nullptr || note->event == 0 || note->event > m_followed)
            continue;
        const std::size_t on = note->event - 1;
        if (note->text.empty())
            m_notes.erase(on);
        else
            m_notes[on] = {note->text, note->wallClock};
    }
}

const Note* Notes::on(std::size_t event) const
{
    const auto found = m_notes.find(event);
    return found == m_notes.end() ? nullptr : &found->second;
}

} // namespace lab
