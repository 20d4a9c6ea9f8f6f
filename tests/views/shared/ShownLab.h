#pragma once
// ShownLab: a hand-made journal with everything a view needs to show it: playhead, selection, words, and a list of
// what the view submitted. For tests of views; no engine.

#include "model/journal/JournalCodec.h"
#include "views/shared/View.h"

#include <QStringList>

namespace lab::tests {

class ShownLab
{
public:
    explicit ShownLab(const std::vector<Event>& events)
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

    /// The project's own words, read once a program.
    static const Words& words()
    {
        static const Words read = [] {
            auto result = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
            return result ? std::move(*result) : Words();
        }();
        return read;
    }

    void append(const std::vector<Event>& events)
    {
        Bytes bytes;
        for (const Event& event : events)
            encodeEvent(event, 0, bytes);
        (void)journal.feed(bytes);
    }

    /// The position just after the first event that `matches`, or after the last one with `last`.
    template<class Kind, class Matches>
    std::size_t after(Matches matches, bool last = false) const
    {
        std::size_t found = 0;
        for (std::size_t i = 0; i < journal.size(); ++i) {
            const Event event = journal.at(i);
            const Kind* body = std::get_if<Kind>(&event.body);
            if (body && matches(*body)) {
                found = i + 1;
                if (!last)
                    return found;
            }
        }
        return found;
    }

    template<class Kind>
    std::size_t afterFirst() const
    {
        return after<Kind>([](const Kind&) { return true; });
    }

    Journal journal;
    Playhead playhead;
    Selection selection;
    ViewContext context;
    QStringList submitted;
};

} // namespace lab::tests
