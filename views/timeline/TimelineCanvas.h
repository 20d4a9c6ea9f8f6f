#pragma once
// TimelineCanvas: the timeline under keys and mouse: zoom, pan, brush, measuring, and walking from span to span. It
// reads the journal in pieces, so that a long one never keeps the window waiting, and only once somebody looks.

#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"
#include "views/timeline/TimelinePicture.h"

#include <QAbstractScrollArea>

namespace lab {

class TimelineCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    TimelineCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< journal, playhead, language or theme changed
    void showSelection();

    /// Reads the whole journal, and fits what is from event `from` on into that width.
    QSize wholeSize(int width, std::size_t from);

    std::unique_ptr<DiagramTable> table();

    void zoom(double factor); ///< about the selected span, else the middle
    void fit();
    /// What stands between the two marks; nothing before both are set. ns
    std::optional<std::int64_t> measured() const;
    void setMark(bool second); ///< at the selected span, else at the playhead
    void clearMarks();

    const TimelineIndex& index() const { return m_index; }

    const TimelineLayout& arranged() const { return m_layout; }

    TimelineScale scale() const;
    double plotLeft() const; ///< pixels of the viewport
    double axisHeight() const;

    QSize sizeHint() const override { return {820, 380}; }

signals:
    void marksChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Drag { None, Brush, Measure, Pan };

    void readOn();
    void measure();
    std::int64_t now() const;
    std::int64_t end() const;
    std::optional<TimelineHit> hitAt(const QPointF& at) const;
    void select(std::uint32_t lane, std::size_t item);
    void moveInLane(int direction);
    void moveLane(int direction);
    bool edgeKey(int key);
    void reveal(std::uint32_t lane, std::int64_t from, std::int64_t to);
    void revealLane(std::uint32_t lane);
    bool inSight(std::uint32_t lane) const; ///< all of it
    void followPlayhead(); ///< to the lane in which something happened last, while nothing is selected
    std::vector<std::uint32_t> newestLanes() const; ///< that are followed, from top to bottom
    std::uint32_t newestLane() const;
    void setScale(const TimelineScale& scale);
    std::optional<std::pair<std::uint32_t, std::size_t>> selectedItem() const;
    TimelineShown shown() const;

    ViewContext& m_context;
    SliceTimer m_rest; ///< of the journal is read when it is due
    TimelineIndex m_index;
    TimelineTexts m_texts;
    TimelineLayout m_layout;
    TimelinePicture m_picture;
    TimelineFonts m_fonts;
    TimelineScale m_scale;
    std::size_t m_revealed = 0; ///< the position that followPlayhead() saw last
    int m_scrolledTo = 0; ///< by followPlayhead(); elsewhere: somebody scrolled
    bool m_fitted = true; ///< all of the journal is in sight, and stays so
    std::size_t m_fitFrom = 0; ///< event with which that begins
    bool m_selecting = false;
    std::uint32_t m_lane = noLane;
    std::size_t m_item = 0; ///< of m_lane, while it is the selected one
    std::optional<std::int64_t> m_markA, m_markB;
    Drag m_drag = Drag::None;
    QPointF m_dragFrom, m_dragTo;
    Language m_language = Language::English;
};

} // namespace lab
