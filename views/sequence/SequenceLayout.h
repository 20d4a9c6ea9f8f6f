#pragma once
// SequenceLayout: the visible part of the sequence diagram as shapes. Pure geometry: from the index, the texts, the
// width and what is in sight to lines, bars and labels; no painting. Each label has a row (or lane end) of its own, so
// that texts never meet whatever happens. What leads to a row that a filter hides ends between the rows beside it. Where rows are
// too low for texts there are lines alone; where several share a pixel, blocks, as strong as there is much (SequenceDetail).

#include "views/sequence/SequenceColumns.h"
#include "views/sequence/SequenceReading.h"
#include "views/sequence/SequenceTexts.h"
#include "views/shared/Painting.h"

#include <QFontMetricsF>
#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <utility>
#include <vector>

namespace lab {

enum class SequenceDetail : std::uint8_t { Texts, Lines, Blocks };

struct SequenceShape
{
    enum class Kind : std::uint8_t { Lifeline, Bar, Line, Arrow, Cross, Pause, Label, Block };

    Kind kind = Kind::Line;
    Tone tone = Tone::Plain;
    bool dashed = false;
    bool mono = false;
    bool lit = false; ///< belongs to what is selected
    bool faint = false; ///< the bar of a waiting call rather than of a state
    Qt::AlignmentFlag align = Qt::AlignLeft;
    std::uint32_t row = noRow;
    QPointF from, to;
    QRectF rect; ///< bars, labels and blocks
    double strength = 1; ///< of a block, up to 1
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
    SequenceLayout(const SequenceReading& reading, const SequenceTexts& texts, const SequenceColumns& columns,
                   const SequenceFonts& fonts, SequenceLit lit = {}, double height = 0); ///< of a row; 0: as texts ask for

    static double rowHeight(const SequenceFonts& fonts);

    /// y of its arrows.
    static double lineOf(double rowTop, double rowHeight) { return rowTop + rowHeight - std::min(5.0, rowHeight / 4); }

    static SequenceDetail detailOf(double height, const SequenceFonts& fonts);

    /// The shapes that reach between two heights, when only `position` events have happened; the first row is at 0.
    std::vector<SequenceShape> shapes(double top, double bottom, std::size_t position);

private:
    double topOf(std::uint32_t row) const;
    double lineY(std::uint32_t row) const; ///< of a hidden row: between those beside it
    double bottom() const { return m_axis.end(m_slots) * m_height; } ///< of all there is

    bool hidden(std::uint32_t row) const { return !m_axis.has(row); }

    QRectF labelRect(std::uint32_t row, double left, double right) const;
    void lifelines();
    void addBar(SequenceShape shape, double top, double bottom); ///< as far as it may be seen
    void bars(std::uint32_t first, std::uint32_t last);
    void bar(std::uint32_t index, bool lit);
    void blocks();
    void barBlocks(double from, double to, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& rows);
    void block(double left, double right, double y, double height, Tone tone, double strength);
    std::size_t slotFrom(double place) const; ///< the first one that begins there or below
    void flight(const SequenceFlight& flight);
    void blocked(const SequenceCall& call);
    void rowLabels(std::uint32_t row);
    void callRow(std::uint32_t row, const SequenceRow& what);
    void packetLabel(std::uint32_t row, const SequenceRow& what);
    void stateLabel(std::uint32_t row, std::uint32_t bar);
    QString textOf(std::uint32_t row) const; ///< where there are texts
    QString textOf(std::uint32_t row, double room) const; ///< brief where all of it has no room
    QString stateText(std::uint32_t bar, double room) const;

    SequenceShape::Kind arrowKind() const { return marks() ? SequenceShape::Kind::Arrow : SequenceShape::Kind::Line; }

    bool marks() const { return m_height >= leastMark; } ///< have heads of arrows and pause marks room?

    static double heldOffset(std::uint8_t place);

    static std::size_t side(HostId host) { return static_cast<std::size_t>(host); }

    /// -1 for what lies left of the client kernel, 1 for what lies right of the server kernel.
    static double outwards(HostId host) { return host == HostId::Client ? -1 : 1; }

    static constexpr double leastMark = 12; ///< height of a row
    void label(std::uint32_t row, double left, double right, const QString& text, Tone tone, Qt::AlignmentFlag align,
               bool mono, bool lit = false);
    SequenceShape& add(SequenceShape::Kind kind, Tone tone);

    bool happened(std::size_t event) const { return event < m_position; }

    const SequenceIndex& m_index;
    const SequenceFilter& m_filter;
    const SequenceAxis& m_axis;
    const SequenceReading& m_reading;
    const SequenceTexts& m_texts;
    const SequenceColumns& m_columns;
    SequenceLit m_lit;
    double m_height, m_textHeight; ///< of a row; of one with texts
    SequenceDetail m_detail;
    double m_blockedWidth; ///< of the word, to leave it out where it has no room
    QFontMetricsF m_words;
    double m_letter; ///< width of one of a fixed-width font
    std::size_t m_position = 0;
    std::size_t m_slots = 0; ///< of rows that exist at the position
    double m_seenTop = 0, m_seenBottom = 0;
    std::vector<SequenceShape> m_shapes;
};

} // namespace lab
