#pragma once
// NewNote: what a note may be, for the engine and for whoever appends one to a finished recording.

#include "model/base/Result.h"
#include "model/journal/Event.h"

namespace lab {

inline constexpr std::size_t longestNote = 10'000; ///< bytes of UTF-8

/// `number`: of the event, from 1. `events`: how many there are so far. `wallClock`: ns since 1970. The error is a sentence.
Result<NoteWritten> newNote(std::uint64_t number, std::string text, std::size_t events, std::int64_t wallClock);

} // namespace lab
