#include "views/sequence/SequenceAxis.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::int64_t leastScale = 100, mostScale = 1'000'000'000'000; ///< ns
constexpr std::size_t mostWaits = 2048; ///< that are looked at for a scale

} // namespace

void SequenceAxis::setTimed(bool timed)
{
    m_timed = timed;
    m_places = {};
}

void SequenceAxis::setScale(std::int64_t nsPerRow)
{
    m_scale = std::clamp(nsPerRow, leastScale, mostScale);
    m_places.clear();
}

std::int64_t SequenceAxis::otherScale(std::int64_t scale, int steps)
{
    for (; steps > 0 && scale < mostScale; --steps) {
        std::int64_t first = scale;
        while (first % 10 == 0)
            first /= 10;
        scale = first == 2 ? scale / 2 * 5 : scale * 2;
    }
    for (; steps < 0 && scale > leastScale; ++steps) {
        std::int64_t first = scale;
        while (first % 10 == 0)
            first /= 10;
        scale = first == 5 ? scale / 5 * 2 : scale / 2;
    }
    return scale;
}

std::int64_t SequenceAxis::scaleFor(const std::vector<std::int64_t>& waits)
{
    std::int64_t best = 1'000'000;
    std::ptrdiff_t most = 0;
    for (std::int64_t scale = leastScale; scale < mostScale; scale = otherScale(scale, 1)) {
        const auto truly = std::count_if(waits.begin(), waits.end(), [scale](std::int64_t wait) {
            return wait >= scale && wait <= scale * longest;
        });
        if (truly >= most && truly > 0) {
            most = truly;
            best = scale;
        }
    }
    return best;
}

std::vector<std::int64_t> SequenceAxis::waits(const Journal& journal) const
{
    std::vector<std::int64_t> found;
    const std::size_t all = known(), step = all / mostWaits + 1;
    for (std::size_t slot = 1; slot < all; slot += step)
        found.push_back(timeOf(slot, journal) - timeOf(slot - 1, journal));
    return found;
}

void SequenceAxis::follow(const Journal& journal, std::size_t changed, std::size_t most)
{
    if (!m_timed)
        return;
    m_places.resize(std::min(m_places.size(), changed));
    if (!m_places.empty())
        m_places.pop_back(); // what was the last row may have become a packet's since, and has another time
    const std::size_t end = std::min(known(), m_places.size() + most);
    while (m_places.size() < end) {
        const std::size_t slot = m_places.size();
        if (slot == 0) {
            m_places.push_back(0);
            continue;
        }
        const Wait wait = waitBefore(slot, journal);
        std::int64_t units = unit;
        if (wait.distance == Distance::Broken)
            units = broken * unit;
        else if (wait.distance == Distance::True)
            units = static_cast<std::int64_t>(static_cast<double>(wait.ns) / static_cast<double>(m_scale) * unit);
        m_places.push_back(m_places.back() + std::max(units, unit));
    }
}

std::uint32_t SequenceAxis::rowAt(std::size_t slot) const
{
    return m_filter.active() ? m_filter.rows()[slot] : static_cast<std::uint32_t>(slot);
}

std::size_t SequenceAxis::slotOf(std::uint32_t row) const
{
    if (!m_filter.active())
        return std::min<std::size_t>(row, size());
    const auto& rows = m_filter.rows();
    return std::min(static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin()), size());
}

bool SequenceAxis::has(std::uint32_t row) const
{
    const std::size_t slot = slotOf(row);
    return slot < size() && rowAt(slot) == row;
}

double SequenceAxis::place(std::size_t slot) const
{
    return m_timed ? static_cast<double>(m_places[slot]) / unit : static_cast<double>(slot);
}

std::size_t SequenceAxis::slotAt(double place) const
{
    if (place <= 0 || size() == 0)
        return 0;
    if (!m_timed)
        return std::min(static_cast<std::size_t>(place), size() - 1);
    const auto after = std::upper_bound(m_places.begin(), m_places.end(), static_cast<std::int64_t>(place * unit));
    return static_cast<std::size_t>(after - m_places.begin()) - 1;
}

SequenceAxis::Distance SequenceAxis::distance(std::int64_t wait) const
{
    if (wait < m_scale)
        return Distance::Nearer;
    return wait > m_scale * longest ? Distance::Broken : Distance::True;
}

SequenceAxis::Wait SequenceAxis::waitBefore(std::size_t slot, const Journal& journal) const
{
    const std::int64_t ns = timeOf(slot, journal) - timeOf(slot - 1, journal);
    return {ns, distance(ns)};
}

std::int64_t SequenceAxis::timeOf(std::size_t slot, const Journal& journal) const
{
    return journal.timeOf(m_index.rows()[rowAt(slot)].event).ns;
}

} // namespace lab
