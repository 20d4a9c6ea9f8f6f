#include "tests/views/shared/ShownLab.h"

#include "model/journal/JournalCodec.h"

namespace lab::tests {

ShownLab::ShownLab(const std::vector<Event>& events)
{
    // Frames have absolute times in a file: those of its beginning are taken off.
    for (const Event& event : events)
        if (const auto* started = std::get_if<LabStarted>(&event.body))
            m_wallClock = started->wallClock;
    Bytes header = journalHeader(m_wallClock);
    (void)journal.feed(header);
    append(events);
    playhead.setJournal(&journal);
    context.playhead = &playhead;
    context.selection = &selection;
    context.words = &words();
    context.submit = [this](const QString& line) { submitted << line; };
}

ShownLab::~ShownLab() = default;

const Words& ShownLab::words()
{
    static const Words read = [] {
        auto result = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        return result ? std::move(*result) : Words();
    }();
    return read;
}

void ShownLab::append(const std::vector<Event>& events)
{
    Bytes bytes;
    for (const Event& event : events)
        encodeEvent(event, m_wallClock, bytes);
    (void)journal.feed(bytes);
}

} // namespace lab::tests
