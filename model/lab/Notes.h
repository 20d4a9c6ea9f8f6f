#pragma once
// Notes: what people wrote on the events of a journal: of each event the last note, until it was taken back. Not a part of
// LabState: a note belongs to its event, whenever it was written.

#include "model/journal/Journal.h"

#include <map>

namespace lab {

struct Note
{
    std::string text; ///< never empty
    std::int64_t wallClock = 0; ///< when it was written, ns since 1970
};

class Notes
{
public:
    void clear() { *this = Notes(); }

    /// Takes in what `journal` has beyond the last call.
    void follow(const Journal& journal);

    const Note* on(std::size_t event) const; ///< index into the journal; nullptr: none

    /// By event (index into the journal).
    const std::map<std::size_t, Note>& all() const { return m_notes; }

private:
    std::map<std::size_t, Note> m_notes;
    std::size_t m_followed = 0;
};

} // namespace lab
