#include "views/find/EventSearch.h"

#include "views/shared/Turn.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t betweenLooks = 64; ///< events between two looks at the clock

} // namespace

EventSearch::EventSearch(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_text(context, context.playhead->lookup())
{
    connect(&m_turn, &SliceTimer::timeout, this, &EventSearch::readSome);
}

void EventSearch::search(const QString& words)
{
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_found.clear();
    m_read = 0;
    m_turn.stop();
    if (!m_words.isEmpty() && !finished())
        m_turn.start();
    emit progressed();
}

bool EventSearch::finished() const
{
    return m_words.isEmpty() || m_read >= m_context.playhead->journal().size();
}

int EventSearch::percent() const
{
    const std::size_t all = m_context.playhead->journal().size();
    return all == 0 ? 100 : static_cast<int>(m_read * 100 / all);
}

void EventSearch::journalGrew()
{
    if (!finished())
        m_turn.start();
}

void EventSearch::journalChanged()
{
    search(m_words.join(QLatin1Char(' ')));
}

void EventSearch::readSome()
{
    const Journal& journal = m_context.playhead->journal();
    const auto until = Turn::until();
    while (m_read < journal.size() && Turn::Clock::now() < until) {
        const std::size_t end = std::min(m_read + betweenLooks, journal.size());
        for (; m_read < end; ++m_read) {
            if (matches(m_read))
                m_found.push_back(m_read);
        }
    }
    if (!finished())
        m_turn.start();
    emit progressed();
}

bool EventSearch::matches(std::size_t event) const
{
    const EventRow row = m_text.row(event);
    return std::all_of(m_words.begin(), m_words.end(), [&row](const QString& word) {
        return row.detail.contains(word, Qt::CaseInsensitive) || row.what.contains(word, Qt::CaseInsensitive)
            || row.where.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace lab
