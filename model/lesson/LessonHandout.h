#pragma once
// LessonHandout: a lesson on paper, one page a step: what is done, the question with room to write, the explanation. Text
// only, as HTML that is well-formed XML too; the pictures are made by who can paint (app/Handout.h).

#include "model/journal/Journal.h"
#include "model/lesson/LessonRunner.h"

#include <functional>
#include <string>
#include <vector>

namespace lab {

struct HandoutRequest
{
    const Lesson* lesson = nullptr;
    std::vector<Language> languages; ///< one or both, in the order in which they stand on a page
    std::vector<StepResult> results; ///< of a run, one a step; empty: it was not performed
};

/// One page, as fragments of HTML: between the two there is room to write, where `room` is true.
struct HandoutPage
{
    std::string head, tail;
    bool room = false;
};

/// The title, the goals, and how many steps follow.
HandoutPage handoutFront(const HandoutRequest& request);
HandoutPage handoutPage(const HandoutRequest& request, std::size_t step); ///< from 0

/// The style sheet of both; lengths in pt.
std::string handoutStyle();

/// One file for itself. `picture`: a finished element for a step (from 0), or "".
std::string handoutHtml(const HandoutRequest& request, const std::function<std::string(std::size_t)>& picture);

/// Where a step's events are in a lesson's journal: [begin, end). Both 0: it was not performed.
struct StepSpan
{
    std::size_t begin = 0, end = 0;
};

std::vector<StepSpan> stepSpans(const Journal& journal, std::size_t steps);

/// Text as HTML: & < > and quotes as entities, line ends as <br/>. Characters that XML does not allow become U+FFFD.
std::string htmlText(std::string_view text);

} // namespace lab
