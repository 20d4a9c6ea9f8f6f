#pragma once
// SequenceHeads: the names over the lifelines of the sequence diagram. Each is a button that folds its lifeline into a narrow
// column, or unfolds it again. Geometry and words only.

#include "views/sequence/SequenceColumns.h"
#include "views/sequence/SequenceTexts.h"

#include <QRectF>

#include <optional>

namespace lab {

struct SequenceHead
{
    std::optional<SequenceFold> fold; ///< nothing: it can't be folded
    bool folded = false;
    bool ended = false; ///< what it names is gone
    bool mark = false; ///< there is room for the sign that it can be folded
    QRectF rect;
    QString text, whole; ///< the latter also where there is no room for it
};

class SequenceHeads
{
public:
    SequenceHeads(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns, const SequenceFonts& fonts);

    static double height(const SequenceFonts& fonts); ///< of all, with what is free around them
    /// Those that reach between two x, when so many events have happened; there may be thousands.
    std::vector<SequenceHead> between(double left, double right, std::size_t position) const;

    static constexpr double markWidth = 12; ///< at the left of a head

private:
    SequenceHead head(double x, const QString& text, double room, bool foldable) const;
    SequenceHead programs(const SequenceColumn& column) const;
    double kernelRoom(HostId host) const;
    bool alone(const SequenceColumn& column) const; ///< on its host
    void kernels(std::vector<SequenceHead>& found) const;

    const SequenceIndex& m_index;
    const SequenceTexts& m_texts;
    const SequenceColumns& m_columns;
    const SequenceFonts& m_fonts;
    double m_scale;
    std::array<int, hostCount> m_count {}; ///< columns of a host
};

} // namespace lab
