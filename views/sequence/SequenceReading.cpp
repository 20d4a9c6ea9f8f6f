#include "views/sequence/SequenceReading.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t shortJournal = 4096; ///< events, that are read at once
constexpr std::size_t piece = 512; ///< events between two looks at the clock
constexpr std::size_t placedAtOnce = 8192; ///< rows, the same
constexpr std::size_t tellingRows = 64; ///< that are enough to choose a scale by

} // namespace

void SequenceReading::reset()
{
    m_index.reset();
    m_filter.reset();
    m_axis.setTimed(m_axis.timed());
    m_changed = 0;
    m_scaleOf = 0;
}

void SequenceReading::setFilter(EventFilter filter)
{
    m_filter.set(std::move(filter));
    m_changed = 0;
    m_scaleOf = 0;
}

void SequenceReading::setTimed(bool timed)
{
    m_axis.setTimed(timed);
    m_scaleOf = 0;
}

void SequenceReading::setScale(std::optional<std::int64_t> scale)
{
    m_wantedScale = scale;
    m_scaleOf = 0;
    if (scale)
        m_axis.setScale(*scale);
}

bool SequenceReading::readOn(const Journal& journal, std::chrono::microseconds budget)
{
    const auto until = std::chrono::steady_clock::now() + budget;
    while (!readPiece(journal)) {
        if (journal.size() > shortJournal && std::chrono::steady_clock::now() >= until)
            return false;
    }
    return true;
}

void SequenceReading::finish(const Journal& journal)
{
    while (!readPiece(journal)) { }
}

bool SequenceReading::readPiece(const Journal& journal)
{
    m_index.follow(journal, piece);
    m_changed = std::min(m_changed, m_filter.follow(journal, m_index, piece));
    const bool read = m_index.followed() == journal.size() && (!m_filter.active() || m_filter.followed() == journal.size());
    if (m_axis.timed() && read)
        chooseScale(journal);
    m_axis.follow(journal, m_changed, placedAtOnce);
    m_density.follow(m_changed, placedAtOnce);
    m_changed = noEvent;
    return read && m_axis.complete() && m_density.complete();
}

/// A scale is for good once there is something to choose it by: a picture that is looked at does not jump.
void SequenceReading::chooseScale(const Journal& journal)
{
    const std::size_t rows = m_filter.active() ? m_filter.rows().size() : m_index.rows().size();
    if (m_wantedScale || m_scaleOf >= tellingRows || rows < 2 * std::max<std::size_t>(m_scaleOf, 1))
        return;
    m_scaleOf = rows;
    if (const std::int64_t scale = SequenceAxis::scaleFor(m_axis.waits(journal)); scale != m_axis.scale())
        m_axis.setScale(scale);
}

int SequenceReading::percent(const Journal& journal) const
{
    const std::size_t done = m_filter.active() ? m_filter.followed() : m_index.followed();
    return journal.size() == 0 ? 100 : static_cast<int>(done * 100 / journal.size());
}

std::size_t SequenceReading::slotsAt(std::size_t position) const
{
    return m_axis.slotOf(static_cast<std::uint32_t>(m_index.rowsAt(position)));
}

} // namespace lab
