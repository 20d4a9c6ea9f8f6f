#include "views/glossary/LessonsAbout.h"

#include "model/lesson/Lesson.h"

namespace lab {

namespace {

/// All that a learner reads in it, in one language: the same lessons are found in either.
std::string textOf(const Lesson& lesson)
{
    std::string text = lesson.title.en;
    const auto add = [&text](const BothText& more) { text += '\n' + more.en; };
    for (const BothText& goal : lesson.goals)
        add(goal);
    for (const Step& step : lesson.steps) {
        if (const auto* say = std::get_if<SayStep>(&step.body))
            add(say->text);
        if (const auto* ask = std::get_if<AskStep>(&step.body)) {
            add(ask->question);
            add(ask->why);
        }
    }
    return text;
}

} // namespace

LessonsAbout::LessonsAbout(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&m_turn, &SliceTimer::timeout, this, &LessonsAbout::readOne);
}

const std::vector<LessonEntry>& LessonsAbout::lessons() const
{
    static const std::vector<LessonEntry> none;
    const LessonCatalog* catalog = m_context.lessons ? m_context.lessons() : nullptr;
    return catalog ? catalog->lessons : none;
}

bool LessonsAbout::finished() const
{
    return m_read >= lessons().size();
}

void LessonsAbout::want()
{
    if (!finished())
        m_turn.start();
}

void LessonsAbout::readOne()
{
    if (finished() || !m_context.words)
        return;
    if (const auto lesson = readLesson(lessons()[m_read].path)) {
        if (!m_finder)
            m_finder.emplace(*m_context.words, Language::English);
        for (const TermMark& mark : m_finder->find(textOf(*lesson)))
            m_places[mark.id].insert(m_read);
    }
    ++m_read;
    if (finished())
        emit progressed();
    else
        m_turn.start();
}

std::vector<const LessonEntry*> LessonsAbout::about(const std::string& id) const
{
    std::vector<const LessonEntry*> found;
    const auto places = m_places.find(id);
    if (places != m_places.end())
        for (const std::size_t place : places->second)
            if (place < lessons().size())
                found.push_back(&lessons()[place]);
    return found;
}

} // namespace lab
