#pragma once
// SequenceLayout: the visible part of the sequence diagram as shapes. Pure geometry: from the index, the texts, the
// width and the rows in sight to lines, bars and labels; no painting. Each label has a row (or lane end) of its own, so
// that texts never meet whatever happens.

#include "views/sequence/SequenceTexts.h"
#include "views/shared/Painting.h"

#include <QFont>
#include <QPointF>
#include <QRectF>

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
    double laneGap = 0; ///< between programs of one host
    double gap = 0; ///< between a kernel and its nearest program
    bool oneHost = false; ///< there is only the right kernel, whose loopback goes out on the wire and back

    static SequenceColumns of(const SequenceIndex& index, double width, double scale = 1);
    static double scaleFor(const SequenceFonts& fonts); ///< larger text needs more room between the lifelines

    double wireMiddle() const { return (inner[0] + inner[1]) / 2; }
};

struct SequenceShape
{
    enum class Kind : std::uint8_t { Lifeline, Bar, Line, Arrow, Cross, Pause, Label };

    Kind kind = Kind::Line;
    Tone tone = Tone::Plain;
    bool dashed = false;
    bool mono = false;
    bool lit = false; ///< belongs to what is selected
    bool faint = false; ///< the bar of a waiting call rather than of a state
    Qt::AlignmentFlag align = Qt::AlignLeft;
    std::uint32_t row = noRow;
    QPointF from, to;
    QRectF rect; ///< bars and labels
    QString text;
};

/// What is selected, in the diagram's own terms.
struct SequenceLit
{
    PacketId packet = 0;
    CallId call = 0;
    SocketId socket = 0;
};

class SequenceLayout
{
public:
    SequenceLayout(const SequenceIndex& index, const SequenceTexts& texts, const SequenceColumns& columns,
                   const SequenceFonts& fonts, SequenceLit lit = {});

    static double rowHeight(const SequenceFonts& fonts);

    /// The shapes that reach into rows first … last, when only `position` events have happened; y of row 0 is 0.
    std::vector<SequenceShape> shapes(std::uint32_t first, std::uint32_t last, std::size_t position);

private:
    double lineY(std::uint32_t row) const { return (row + 1) * m_height - 5; }

    QRectF labelRect(std::uint32_t row, double left, double right) const;
    void lifelines(std::uint32_t first, std::uint32_t last);
    void bars(const SequenceIndex::Spans& spans);
    void flight(const SequenceFlight& flight);
    void blocked(const SequenceCall& call);
    void rowLabels(std::uint32_t row);
    void callRow(std::uint32_t row, const SequenceRow& what);
    void packetLabel(std::uint32_t row, const SequenceRow& what);
    void stateLabel(std::uint32_t row, std::uint32_t bar);
    void label(std::uint32_t row, double left, double right, const QString& text, Tone tone, Qt::AlignmentFlag align,
               bool mono, bool lit = false);
    SequenceShape& add(SequenceShape::Kind kind, Tone tone);

    bool happened(std::size_t event) const { return event < m_position; }

    const SequenceIndex& m_index;
    const SequenceTexts& m_texts;
    const SequenceColumns& m_columns;
    SequenceLit m_lit;
    double m_height;
    double m_blockedWidth; ///< of the word, to leave it out where it has no room
    std::size_t m_position = 0;
    std::uint32_t m_rows = 0; ///< that exist at the position
    std::vector<SequenceShape> m_shapes;
};

} // namespace lab
