#include "views/glossary/TermSearch.h"

#include "views/shared/Turn.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t betweenLooks = 64; ///< events between two looks at the clock

} // namespace

TermSearch::TermSearch(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&m_turn, &SliceTimer::timeout, this, &TermSearch::readSome);
}

void TermSearch::look(const std::string& id)
{
    m_id = id;
    m_scan = EvidenceScan(id);
    m_turn.stop();
    journalGrew();
}

bool TermSearch::finished() const
{
    return m_scan.enough() || m_scan.followed() >= m_context.playhead->journal().size();
}

int TermSearch::percent() const
{
    const std::size_t all = m_context.playhead->journal().size();
    return all == 0 ? 100 : static_cast<int>(m_scan.followed() * 100 / all);
}

void TermSearch::journalGrew()
{
    if (!finished())
        m_turn.start();
}

void TermSearch::journalChanged()
{
    look(m_id);
}

void TermSearch::readSome()
{
    const auto until = Turn::until();
    const std::size_t before = hits().size();
    while (!finished() && Turn::Clock::now() < until)
        m_scan.read(m_context.playhead->journal(), betweenLooks);
    if (!finished())
        m_turn.start();
    if (finished() || hits().size() != before)
        emit progressed();
}

} // namespace lab
