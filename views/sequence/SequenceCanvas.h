#pragma once
// SequenceCanvas: paints the visible rows of the sequence diagram under a header that stays, and takes keys and mouse.
// A painting costs what is in sight, whatever the journal's length; reading goes on in slices between paintings.

#include "views/sequence/SequenceGutter.h"
#include "views/sequence/SequenceHeads.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>

namespace lab {

class SequenceFoldMenu;

class SequenceCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    SequenceCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< journal, playhead, language or theme changed
    void showSelection(); ///< selection changed: lights it and scrolls to it

    void setFilter(EventFilter filter); ///< the selection stays
    void setTimed(bool timed);
    void setScale(std::int64_t nsPerRow);
    void changeScale(int steps); ///< of the true time; > 0: more of it in a row

    double rowZoom() const { return m_zoom; } ///< 1: as high as texts ask for
    void setRowZoom(double zoom, std::optional<double> y = {}); ///< y: below the header, pixels
    void zoomRows(int steps, std::optional<double> y = {}); ///< > 0: higher
    double wholeZoom() const;

    const SequenceFolds& folds() const { return m_folds; }

    void setFolds(const SequenceFolds& folds);
    void fold(const SequenceFold& what, bool folded);
    SequenceFoldMenu* openFoldMenu(std::optional<QPoint> where = {}); ///< of the screen; at the header without

    const SequenceReading& reading() const { return m_reading; }

    const SequenceIndex& index() const { return m_reading.index(); }

    std::size_t shownSlots() const; ///< up to the playhead
    std::size_t rows() const; ///< the same, if no filter hid any
    double heightOfRow() const { return m_rowHeight; }

    double headerHeight() const;
    double scrolled() const; ///< from the top of the first row, pixels

    const SequenceColumns& columns() const { return m_columns; }

    SequenceHeads heads() const;

    const SequenceTexts& texts() const { return m_texts; }

    /// At which every row that begins at or after event `from` is in sight: a canvas so high follows the last row.
    QSize wholeSize(int width, std::size_t from);

    QSize sizeHint() const override { return {820, 380}; }

signals:
    void progressed(); ///< more is read, or something else is shown
    void folded();
    void filterLeft(); ///< Escape, while rows are hidden

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What stays where it is while rows above come and go.
    struct Anchor
    {
        std::uint32_t row = noRow;
        double below = 0; ///< the canvas's upper edge, pixels
    };

    bool readSlice(); ///< false: there is more
    void readOn(); ///< the same, and shows it
    void measure();
    bool followsEnd() const;
    void holdPlace(); ///< through what is about to change
    bool scrolledSinceHeld() const;
    void forgetPlaceIfScrolled();
    void restorePlace(bool finished);
    void scrollTo(double top);
    double visibleHeight() const;
    double topOf(std::uint32_t row) const; ///< of a hidden row: where it would be
    std::uint32_t currentRow() const;
    std::uint32_t rowAt(double y) const;
    std::int64_t slotForKey(int key) const;
    void selectRow(std::uint32_t row);
    void reveal(std::uint32_t row);
    void revealAcross(std::uint32_t row);
    bool inSightAcross(std::uint32_t row) const;
    void followAcross(); ///< to what happened last, while nothing is selected and nobody has scrolled elsewhere
    SequenceGutter gutter() const;
    SequenceColumns columnsAt(int width) const;
    std::optional<SequenceHead> headAt(QPointF at) const; ///< of the viewport
    SequenceLit lit() const;
    void paintHeader(QPainter& painter) const;
    void paintHead(QPainter& painter, const SequenceHead& head) const;
    void paintCurrent(QPainter& painter) const;
    void paintNotes(QPainter& painter, double top, double bottom) const;
    void paintGutter(QPainter& painter, double top, double bottom) const;
    QString emptyText() const;
    QString textOf(std::uint32_t row) const; ///< with its notes
    QString othersAt(std::uint32_t row) const;
    void paintShape(QPainter& painter, const SequenceShape& shape) const;
    void paintLabel(QPainter& painter, const SequenceShape& shape) const;

    ViewContext& m_context;
    SequenceReading m_reading;
    SequenceTexts m_texts;
    SequenceFonts m_fonts;
    SequenceColumns m_columns;
    QElapsedTimer m_sinceShown;
    SliceTimer m_turn; ///< to read on
    SequenceFolds m_folds;
    double m_rowHeight = 24, m_zoom = 1;
    int m_wheel = 0; ///< parts of a step that it was turned
    double m_step = 1; ///< pixels of a step of the scroll bar, which counts in int
    std::optional<Anchor> m_anchor; ///< while there is still something to read
    int m_followedTo = 0; ///< by followAcross(), of the horizontal scroll bar
    int m_anchored = 0; ///< where the scroll bar was left; elsewhere: somebody moved it
    bool m_revealing = false; ///< the selection, once it is read
    Language m_language = Language::English;
    bool m_selecting = false;
};

} // namespace lab
