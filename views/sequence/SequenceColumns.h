#pragma once
// SequenceColumns: where the lifelines of the sequence diagram stand from left to right, which of them share a folded column, and
// in which letters it is written.

#include "views/sequence/SequenceFolds.h"
#include "views/sequence/SequenceIndex.h"

#include <QFont>

#include <utility>

namespace lab {

struct SequenceFonts
{
    QFont text, bold, mono;

    static SequenceFonts from(const QFont& base);
};

/// One program's lifeline, or that of several that are folded together.
struct SequenceColumn
{
    SequenceFold what;
    HostId host = HostId::Client;
    bool folded = false;
    std::uint32_t lanes = 0; ///< that end in it
    double x = 0;
    double beyond = 0; ///< free at its outer side, up to what stands there
};

/// Where the lifelines stand, for one width. Wider than asked for when the lanes need it.
struct SequenceColumns
{
    std::vector<double> lanes; ///< x of each program, as SequenceIndex::lanes(); negative: it has no lifeline
    std::vector<std::uint32_t> columnOf; ///< of each program, into `programs`; noRow: it has none
    std::vector<SequenceColumn> programs;
    std::array<double, hostCount> kernel {};
    std::array<double, hostCount> outer {}; ///< edge of the kernel's state bars, where calls end
    std::array<double, hostCount> inner {}; ///< edge towards the wire, where packets start
    std::array<double, hostCount> gap {}; ///< between a kernel and its nearest program
    std::array<bool, hostCount> kernelFolded {}; ///< it has no states
    std::array<bool, hostCount> callTexts {}; ///< false: all its programs are folded, and calls have no words
    double width = 0;
    double gutter = 0; ///< at the left, for times
    double laneGap = 0; ///< between programs of one host
    bool oneHost = false; ///< there is only the right kernel, whose loopback goes out on the wire and back

    static constexpr double barWidth = 8; ///< of a state's bar
    static constexpr double edge = 62; ///< beside the outermost lifelines: half a header, or "blocked"
    static constexpr double foldWidth = 24; ///< of a folded column

    static SequenceColumns of(const SequenceIndex& index, double width, double scale = 1, double gutter = 0,
                              const SequenceFolds& folds = {});
    static double scaleFor(const SequenceFonts& fonts); ///< larger text needs more room between the lifelines

    double wireMiddle() const { return (inner[0] + inner[1]) / 2; }

    /// The left and the right end of what a row shows, with room for a word beside it; within the width.
    std::pair<double, double> spanOf(const SequenceIndex& index, std::uint32_t row) const;

    bool folded(std::uint32_t lane) const { return columnOf[lane] != noRow && programs[columnOf[lane]].folded; }

private:
    void assign(const SequenceIndex& index, const SequenceFolds& folds);
    void moveRight(double by); ///< for a gutter; then the lanes know where they are
};

} // namespace lab
