#pragma once
// SequenceGutter: the times at the left of the sequence diagram, where it has true time: when each row was, and between
// two rows whether their distance is to scale (SequenceAxis.h), or how long the wait was that is broken there. Geometry only.

#include "views/sequence/SequenceLayout.h"

namespace lab {

struct SequenceTime
{
    std::uint32_t row = noRow;
    QRectF rect; ///< of the text
    QString text; ///< s
    double y = 0; ///< of the row's line
};

struct SequenceWait
{
    SequenceAxis::Distance distance = SequenceAxis::Distance::True;
    double from = 0, to = 0; ///< y, from line to line
    QRectF rect; ///< of the text
    QString text; ///< "⋯ 1.2 s"; only where it is broken, and has the room to say so
};

class SequenceGutter
{
public:
    /// height: of a row; 0: as texts ask for.
    SequenceGutter(const SequenceReading& reading, const Journal& journal, const SequenceFonts& fonts, double height = 0);

    /// As wide as the last time asks for; 0 where there is no true time.
    double width() const;
    double lineX() const { return width() - 9; } ///< of the axis

    /// What reaches between two heights when so many slots are shown; of rows that are too low for texts some times, and no waits
    /// where several share a pixel.
    std::vector<SequenceTime> times(double top, double bottom, std::size_t count) const;
    std::vector<SequenceWait> waits(double top, double bottom, std::size_t count) const;

    static constexpr double notes = 18; ///< room for their marks, left of the times

private:
    QString textOf(std::int64_t ns) const;

    const SequenceReading& m_reading;
    const SequenceAxis& m_axis;
    const Journal& m_journal;
    const SequenceFonts& m_fonts;
    double m_height, m_textHeight; ///< of a row; of one with texts
};

/// A wait, for reading: "20 ms", "1.2 s", "15 min".
QString waitText(std::int64_t ns);

} // namespace lab
