#include "model/lesson/HandIn.h"

#include "model/lab/Notes.h"

#include <algorithm>

namespace lab {

std::size_t HandIn::done() const
{
    return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), [](const ReplayedStep& one) { return one.done(); }));
}

std::vector<std::size_t> HandIn::notDone() const
{
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!steps[i].done())
            missing.push_back(i + 1);
    return missing;
}

std::size_t HandIn::rightAnswers() const
{
    return static_cast<std::size_t>(std::count(right.begin(), right.end(), true));
}

std::string recordedLesson(const Journal& journal)
{
    if (journal.size() == 0)
        return {};
    const Event first = journal.at(0);
    const auto* started = std::get_if<LabStarted>(&first.body);
    return started ? started->lesson : std::string();
}

HandIn readHandIn(const Journal& journal, const Lesson& lesson)
{
    HandIn made;
    made.lesson = lesson.id;
    LessonReplay replay = replayLesson(journal, lesson);
    made.steps = std::move(replay.steps);
    made.changed = replay.changed;
    for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
        const auto* ask = std::get_if<AskStep>(&lesson.steps[i].body);
        if (!ask)
            continue;
        made.questions.push_back(i + 1);
        made.right.push_back(made.steps[i].answer == ask->answer);
    }
    if (journal.size() > 0) {
        const Event first = journal.at(0);
        if (const auto* started = std::get_if<LabStarted>(&first.body))
            made.begun = started->wallClock;
        made.duration = journal.timeOf(journal.size() - 1).ns;
    }
    Notes notes;
    notes.follow(journal);
    made.notes = notes.all().size();
    return made;
}

} // namespace lab
