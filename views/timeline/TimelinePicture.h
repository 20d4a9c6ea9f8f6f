#pragma once
// TimelinePicture: paints the lanes in sight, the axis above and the names at the left. It costs the pixels of the
// plot, whatever the number of spans. No widget: the canvas, an export and the bench paint with the same one.

#include "views/shared/Painting.h"
#include "views/timeline/TimelineTexts.h"

#include <QFont>
#include <QImage>

#include <optional>
#include <utility>

namespace lab {

struct TimelineFonts
{
    QFont text, bold, mono, small;

    static TimelineFonts from(const QFont& base);
};

/// All that decides the picture beside the lanes themselves.
struct TimelineShown
{
    TimelineScale scale; ///< its width is the plot's
    QSizeF size; ///< of the whole picture
    double names = 160; ///< width of the lanes' names
    double axis = 24; ///< height of the axis
    double scroll = 0;
    std::int64_t now = 0; ///< where the playhead stands, ns
    bool behind = false; ///< there is more after the playhead: shown dimmed
    std::optional<std::size_t> event; ///< selected
    SocketId socket = 0; ///< selected
    std::uint32_t lane = noLane; ///< of the keyboard
    std::optional<std::pair<double, double>> brush; ///< pixels of the plot
    std::optional<std::int64_t> markA, markB; ///< ns

    double plotLeft() const { return names; }
};

class TimelinePicture
{
    Q_DECLARE_TR_FUNCTIONS(TimelineView)

public:
    TimelinePicture(const TimelineIndex& index, const TimelineLayout& layout, const TimelineTexts& texts)
        : m_index(index)
        , m_layout(layout)
        , m_texts(texts)
    {
    }

    void paint(QPainter& painter, const TimelineShown& shown, const Theme& theme, const TimelineFonts& fonts);

private:
    struct Inks;

    void paintPlot(QPainter& painter);
    void blank(int end, QRgb ink);
    void paintRow(const TimelineRow& row, const TimelineScale& scale, double ratio, const Inks& inks);
    void stack(const TimelineLane& lane, int height);
    void fillSpans(const TimelineLane& lane, int top, int height, const Inks& inks);
    void fillSteps(const TimelineLane& lane, int top, int height, const Inks& inks);
    void paintBoxes(QPainter& painter, const TimelineRow& row);
    void paintBox(QPainter& painter, const TimelineLane& lane, const QRectF& box, const TimelineSpan& span, bool lit);
    bool paintTicks(QPainter& painter, const TimelineRow& row);
    void paintLimit(QPainter& painter, const TimelineRow& row);
    void paintNames(QPainter& painter);
    void paintAxis(QPainter& painter);
    void paintMarks(QPainter& painter);
    bool isLit(const TimelineLane& lane, std::uint32_t event) const;
    double plotX(std::int64_t time) const { return m_shown->plotLeft() + m_shown->scale.x(time); }

    const TimelineIndex& m_index;
    const TimelineLayout& m_layout;
    const TimelineTexts& m_texts;
    const TimelineShown* m_shown = nullptr; ///< while painting
    const Theme* m_theme = nullptr;
    const TimelineFonts* m_fonts = nullptr;
    QImage m_image;
    std::vector<TimelineColumn> m_columns;
    std::vector<TimelineRange> m_ranges;
    std::array<std::vector<std::int32_t>, 3> m_stacks; ///< by look: where it ends in each column, from the bottom
    std::vector<QRgb> m_hatch;
    int m_written = 0; ///< lines of the image that are done
    std::vector<std::vector<std::uint32_t>> m_wide; ///< by row: spans that are boxes of their own
    std::size_t m_firstRow = 0, m_lastRow = 0;
};

} // namespace lab
