#pragma once
// NoteCommand: `lab: note EVENT "text"`, the same for a lab and for a program that is only watched.

#include "model/command/Command.h"
#include "model/journal/Event.h"

namespace lab {

/// `events`: how many were journalled so far. The error says what is wrong with the number or the text.
Result<NoteWritten> readNote(const Command& command, std::size_t events);

} // namespace lab
