#pragma once
// ShownLab: a hand-made journal with everything a view needs to show it: playhead, selection, words, and a list of
// what the view submitted. For tests of views; no engine.

#include "model/journal/Journal.h"
#include "views/shared/View.h"

#include <QStringList>

namespace lab::tests {

class ShownLab
{
public:
    explicit ShownLab(const std::vector<Event>& events);
    ~ShownLab();

    static const Words& words(); ///< the project's own, read once a program
    void append(const std::vector<Event>& events);

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

private:
    std::int64_t m_wallClock = 0;
};

} // namespace lab::tests
