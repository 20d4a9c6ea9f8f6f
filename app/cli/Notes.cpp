// socketlab note FILE EVENT TEXT: a person's note on an event of a finished recording, appended to its file. Without an
// event: the notes that it has.

#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "model/base/FileAppend.h"
#include "model/capture/Recording.h"
#include "model/journal/NewNote.h"
#include "model/lab/Notes.h"

#include <algorithm>
#include <chrono>

namespace lab {

namespace {

int list(const Journal& journal)
{
    Notes notes;
    notes.follow(journal);
    for (const auto& [event, note] : notes.all()) {
        std::string text = note.text;
        std::replace(text.begin(), text.end(), '\n', ' ');
        std::printf("%s  %s\n", padded(std::to_string(event + 1), 8).c_str(), text.c_str());
    }
    return inOrder;
}

int append(const std::string& file, const Journal& journal, const std::string& event, const std::string& text)
{
    const auto number = parseNumber(event);
    if (!number || *number < 1)
        return complain("a note needs the number of an event, from 1, not \"" + event + "\"");
    if (!foreignNotice(journal).empty())
        return complain(file + " was recorded by another program: open it in the window, and save it as a recording first");
    const std::int64_t wallClock =
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    auto note = newNote(static_cast<std::uint64_t>(*number), text, journal.size(), wallClock);
    if (!note)
        return complain(note.error().message);
    Bytes block;
    encodeEvent({journal.timeOf(journal.size() - 1), std::move(*note)}, 0, block); // only frames have absolute times
    const Status appended = appendToFile(file, journal.wholeBytes(), block);
    return appended ? inOrder : complain(appended.error().message);
}

} // namespace

int runNote(const std::vector<std::string>& words)
{
    if ((words.size() != 1 && words.size() != 3) || words[0].starts_with("--")) {
        std::fputs("usage: socketlab note FILE EVENT TEXT      (an empty TEXT takes the note back)\n"
                   "       socketlab note FILE\n",
                   stderr);
        return couldNotRun;
    }
    const auto journal = openRecording(words[0]);
    if (!journal)
        return complain(journal.error().message);
    return words.size() == 1 ? list(**journal) : append(words[0], **journal, words[1], words[2]);
}

} // namespace lab
