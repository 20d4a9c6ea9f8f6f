#pragma once
// SequenceColumns: where the lifelines of the sequence diagram stand from left to right, and in which letters it is written.

#include "views/sequence/SequenceIndex.h"

#include <QFont>

namespace lab {

struct SequenceFonts
{
    QFont text, bold, mono;

    static SequenceFonts from(const QFont& base);
};

/// Where the lifelines stand, for one width. Wider than asked for when the lanes need it.
struct SequenceColumns
{
    std::vector<double> lanes; ///< x of each program, as SequenceIndex::lanes(); negative: it has no lifeline
    std::array<double, hostCount> kernel {};
    std::array<double, hostCount> outer {}; ///< edge of the kernel's state bars, where calls end
    std::array<double, hostCount> inner {}; ///< edge towards the wire, where packets start
    double width = 0;
    double gutter = 0; ///< at the left, for times
    double laneGap = 0; ///< between programs of one host
    double gap = 0; ///< between a kernel and its nearest program
    bool oneHost = false; ///< there is only the right kernel, whose loopback goes out on the wire and back

    static constexpr double barWidth = 8; ///< of a state's bar
    static constexpr double edge = 62; ///< beside the outermost lifelines: half a header, or "blocked"

    static SequenceColumns of(const SequenceIndex& index, double width, double scale = 1, double gutter = 0);
    static double scaleFor(const SequenceFonts& fonts); ///< larger text needs more room between the lifelines

    double wireMiddle() const { return (inner[0] + inner[1]) / 2; }

private:
    void moveRight(double by); ///< for a gutter
};

} // namespace lab
