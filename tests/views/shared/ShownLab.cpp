#include "tests/views/shared/ShownLab.h"

#include "model/journal/JournalCodec.h"

namespace lab::tests {

ShownLab::ShownLab(const std::vector<Event>& events)
{
    Bytes header = journalHeader(0);
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
        encodeEvent(event, 0, bytes);
    (void)journal.feed(bytes);
}

} // namespace lab::tests
