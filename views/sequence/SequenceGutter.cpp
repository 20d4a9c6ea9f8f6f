#include "views/sequence/SequenceGutter.h"

#include "model/base/Text.h"
#include "views/shared/Labels.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace lab {

namespace {
constexpr double spareHeight = 4; ///< of a row's height, that two texts do without
}

QString waitText(std::int64_t ns)
{
    struct Unit
    {
        double ns;
        const char* name;
    };
    static constexpr std::array<Unit, 6> units {
        {{3600e9, "h"}, {60e9, "min"}, {1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {1, "ns"}}};
    const auto value = static_cast<double>(ns);
    // Whole minutes and hours are coarse: up to two of them are told in the smaller unit.
    const auto unit = std::find_if(units.begin(), units.end() - 1,
                                   [&](const Unit& one) { return value >= (one.ns > 1e9 ? 2 : 1) * one.ns; });
    const double number = value / unit->ns;
    const double tenths = std::round(number * 10) / 10;
    const bool whole = unit->ns == 1 || number >= 9.95 || tenths == std::round(tenths);
    return QStringLiteral("%1 %2").arg(number, 0, 'f', whole ? 0 : 1).arg(QString::fromUtf8(unit->name));
}

SequenceGutter::SequenceGutter(const SequenceReading& reading, const Journal& journal, const SequenceFonts& fonts, double height)
    : m_reading(reading)
    , m_axis(reading.axis())
    , m_journal(journal)
    , m_fonts(fonts)
    , m_height(height > 0 ? height : SequenceLayout::rowHeight(fonts))
    , m_textHeight(SequenceLayout::rowHeight(fonts))
{
}

QString SequenceGutter::textOf(std::int64_t ns) const
{
    // As fine as a tenth of a row, and never coarser than milliseconds.
    int decimals = 3;
    for (std::int64_t step = 10'000'000; step > m_axis.scale() && decimals < 6; step /= 10)
        ++decimals;
    return toQString(secondsText(ns, decimals));
}

double SequenceGutter::width() const
{
    if (!m_axis.timed())
        return 0;
    const std::size_t rows = m_reading.index().rows().size();
    const std::int64_t last = rows == 0 ? 0 : m_journal.timeOf(m_reading.index().rows()[rows - 1].event).ns;
    const double text = std::max(QFontMetricsF(m_fonts.mono).horizontalAdvance(textOf(std::max<std::int64_t>(last, 1'000'000'000))),
                                 QFontMetricsF(m_fonts.text).horizontalAdvance(QStringLiteral("⋯ 59.9 min")));
    return std::ceil(notes + text + 22);
}

std::vector<SequenceTime> SequenceGutter::times(double top, double bottom, std::size_t count) const
{
    std::vector<SequenceTime> found;
    if (!m_axis.timed())
        return found;
    const std::size_t end = std::min(m_axis.slotAt(bottom / m_height) + 1, count);
    for (std::size_t slot = m_axis.slotAt(top / m_height); slot < end;) {
        const double y = SequenceLayout::lineOf(m_axis.place(slot) * m_height, m_height), height = m_textHeight - 8;
        found.push_back({m_axis.rowAt(slot), QRectF(notes, y - 2 - height, lineX() - 6 - notes, height),
                         textOf(m_axis.timeOf(slot, m_journal)), y});
        // The next one that does not meet it.
        const double free = m_axis.place(slot) + (m_textHeight - spareHeight) / m_height;
        const std::size_t next = m_axis.slotAt(free);
        slot = std::max(slot + 1, m_axis.place(next) < free ? next + 1 : next);
    }
    return found;
}

std::vector<SequenceWait> SequenceGutter::waits(double top, double bottom, std::size_t count) const
{
    std::vector<SequenceWait> found;
    if (!m_axis.timed() || count == 0)
        return found;
    const SequenceDetail detail = SequenceLayout::detailOf(m_height, m_fonts);
    if (detail == SequenceDetail::Blocks) {
        found.push_back({SequenceAxis::Distance::Nearer, top, std::min(bottom, m_axis.end(count) * m_height), {}, {}});
        return found;
    }
    // The wait into the first slot in sight reaches there from above, and one may end below.
    const std::size_t first = std::max<std::size_t>(m_axis.slotAt(top / m_height), 1);
    const std::size_t end = std::min(m_axis.slotAt(bottom / m_height) + 2, count);
    for (std::size_t slot = first; slot < end; ++slot) {
        const SequenceAxis::Wait wait = m_axis.waitBefore(slot, m_journal);
        const double above = m_axis.place(slot - 1) * m_height, below = m_axis.place(slot) * m_height;
        SequenceWait shown;
        shown.distance = wait.distance;
        shown.from = SequenceLayout::lineOf(above, m_height);
        shown.to = SequenceLayout::lineOf(below, m_height);
        if (wait.distance == SequenceAxis::Distance::Broken && detail == SequenceDetail::Texts) {
            const double middle = (shown.from + shown.to - m_textHeight) / 2 + 5; // of the room between the two rows' texts
            shown.rect = QRectF(2, middle - m_textHeight / 2, lineX() - 10, m_textHeight);
            shown.text = QStringLiteral("⋯ ") + waitText(wait.ns);
        }
        found.push_back(std::move(shown));
    }
    return found;
}

} // namespace lab
