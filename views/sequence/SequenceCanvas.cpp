#include "views/sequence/SequenceCanvas.h"

#include "views/sequence/SequenceTable.h"
#include "views/shared/Turn.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

constexpr std::chrono::milliseconds slice {4}; ///< of reading: a frame of 60 Hz has 16, and the same turn may paint
constexpr int shownEveryMs = 100; ///< how far it has come: painting it after each slice would take as long as reading
constexpr double mostSteps = 1 << 30; ///< of a scroll bar
constexpr double zoomStep = 1.5, mostZoom = 3, usefulZoom = 0.1; ///< the last one: rows as high as a line, in every recording

} // namespace

SequenceCanvas::SequenceCanvas(ViewContext& context, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_context(context)
    , m_texts(m_reading.index(), *context.playhead)
    , m_fonts(SequenceFonts::from(font()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sequence diagram"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // it fills all of itself: nothing is painted beneath
    viewport()->setMouseTracking(true); // the heads are buttons
    setMinimumSize(240, 120);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (rows() > 0 && inSightAcross(static_cast<std::uint32_t>(rows() - 1)))
            m_followedTo = value; // back where it happens: it is followed again
    });
    // While a long file comes, what has come of it is read here, and shown when all views show it.
    connect(context.playhead, &Playhead::longer, this, [this] {
        if (m_turn.isActive())
            return;
        readSlice();
        m_columns = columnsAt(viewport()->width());
    });
    connect(&m_turn, &SliceTimer::timeout, this, &SequenceCanvas::readOn);
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_turn.stop();
        m_sinceShown.invalidate();
        m_reading.reset();
        m_texts.forget();
        m_anchor.reset();
        m_folds.clear();
        m_zoom = std::max(m_zoom, 1.0); // what was made to fit was another recording
    });
    refresh();
}

void SequenceCanvas::refresh()
{
    if (m_language != m_context.language) {
        m_language = m_context.language;
        m_texts.forget();
    }
    if (m_turn.isActive())
        viewport()->update(); // it reads already, a slice a turn: what many are told of at once is read once
    else
        readOn();
}

bool SequenceCanvas::readSlice()
{
    forgetPlaceIfScrolled();
    if (!m_anchor && !followsEnd())
        holdPlace();
    return m_reading.readOn(m_context.playhead->journal(), Turn::left(slice));
}

void SequenceCanvas::readOn()
{
    const bool followed = followsEnd();
    const bool finished = readSlice();
    if (!finished && m_sinceShown.isValid() && m_sinceShown.elapsed() < shownEveryMs) {
        m_columns = columnsAt(viewport()->width()); // whoever has it painted meanwhile finds every lifeline
        return m_turn.start();
    }
    m_sinceShown.start();
    measure();
    if (m_anchor)
        restorePlace(finished);
    else if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (!finished)
        m_turn.start();
    if (const std::uint32_t row = currentRow(); m_revealing && row != noRow && finished)
        reveal(row);
    else if (followed && finished)
        followAcross();
    viewport()->update();
    emit progressed();
}

void SequenceCanvas::setFilter(EventFilter filter)
{
    if (filter == m_reading.filter().words())
        return;
    holdPlace();
    m_reading.setFilter(std::move(filter));
    readOn();
}

void SequenceCanvas::setTimed(bool timed)
{
    if (timed == m_reading.axis().timed())
        return;
    holdPlace();
    m_reading.setTimed(timed);
    readOn();
}

void SequenceCanvas::setScale(std::int64_t nsPerRow)
{
    holdPlace();
    m_reading.setScale(nsPerRow);
    readOn();
}

void SequenceCanvas::changeScale(int steps)
{
    if (m_reading.axis().timed())
        setScale(SequenceAxis::otherScale(m_reading.axis().scale(), steps));
}

/// At which all rows fit, if they need to be lower for that.
double SequenceCanvas::wholeZoom() const
{
    const double textHeight = SequenceLayout::rowHeight(m_fonts), rows = std::max(m_reading.axis().end(shownSlots()), 1.0);
    return std::clamp((visibleHeight() - textHeight / 2) / (rows * textHeight), 1e-9, 1.0);
}

void SequenceCanvas::zoomRows(int steps, std::optional<double> y)
{
    const double now = std::log(m_zoom) / std::log(zoomStep), spare = 1e-6;
    const double next = steps > 0 ? std::floor(now + spare) + steps : std::ceil(now - spare) + steps;
    setRowZoom(std::clamp(std::pow(zoomStep, next), std::min(usefulZoom, wholeZoom()), mostZoom), y);
}

/// What is at height `y` stays there; else what is selected, or the first row in sight, or the end.
void SequenceCanvas::setRowZoom(double zoom, std::optional<double> y)
{
    const bool followed = followsEnd();
    const double under = y ? (scrolled() + *y) / m_rowHeight : 0;
    if (!y)
        holdPlace();
    m_zoom = std::clamp(zoom, 1e-9, mostZoom);
    measure();
    if (y)
        scrollTo(under * m_rowHeight - *y);
    else if (m_anchor)
        restorePlace(m_reading.axis().size() > 0 && !m_turn.isActive());
    else if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void SequenceCanvas::setFolds(const SequenceFolds& folds)
{
    m_folds = folds;
    measure();
    viewport()->update();
    emit folded();
}

void SequenceCanvas::fold(const SequenceFold& what, bool folded)
{
    SequenceFolds folds = m_folds;
    folds.set(what, folded);
    setFolds(folds);
}

SequenceGutter SequenceCanvas::gutter() const
{
    return {m_reading, m_context.playhead->journal(), m_fonts, m_rowHeight};
}

void SequenceCanvas::measure()
{
    const double textHeight = SequenceLayout::rowHeight(m_fonts);
    m_rowHeight = textHeight * m_zoom;
    m_columns = columnsAt(viewport()->width());
    const double visible = visibleHeight();
    const double wanted = m_reading.axis().end(shownSlots()) * m_rowHeight + textHeight / 2;
    m_step = std::max(1.0, std::ceil(wanted / mostSteps));
    const auto steps = [this](double pixels) { return static_cast<int>(pixels / m_step); };
    verticalScrollBar()->setSingleStep(std::max(1, steps(std::max(m_rowHeight, textHeight))));
    verticalScrollBar()->setPageStep(std::max(1, steps(visible)));
    verticalScrollBar()->setRange(0, std::max(0, steps(wanted - visible)));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_columns.width) - viewport()->width()));
}

SequenceColumns SequenceCanvas::columnsAt(int width) const
{
    return SequenceColumns::of(index(), width, SequenceColumns::scaleFor(m_fonts), gutter().width(), m_folds);
}

QSize SequenceCanvas::wholeSize(int width, std::size_t from)
{
    m_reading.finish(m_context.playhead->journal());
    measure();
    const SequenceAxis& axis = m_reading.axis();
    const double textHeight = SequenceLayout::rowHeight(m_fonts);
    const std::size_t all = shownSlots(), hidden = std::min(m_reading.slotsAt(from), all);
    const double above = hidden < all ? axis.place(hidden) : axis.end(all);
    const double shown = std::max((axis.end(all) - above) * m_rowHeight, 2 * textHeight) + textHeight / 2;
    const double wide = std::max<double>(columnsAt(width).width, minimumWidth());
    return {static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(headerHeight() + shown))};
}

SequenceHeads SequenceCanvas::heads() const
{
    return {index(), m_texts, m_columns, m_fonts};
}

double SequenceCanvas::headerHeight() const
{
    return SequenceHeads::height(m_fonts);
}

double SequenceCanvas::visibleHeight() const
{
    return viewport()->height() - headerHeight();
}

double SequenceCanvas::scrolled() const
{
    return verticalScrollBar()->value() * m_step;
}

void SequenceCanvas::scrollTo(double top)
{
    verticalScrollBar()->setValue(static_cast<int>(std::lround(top / m_step)));
}

std::size_t SequenceCanvas::shownSlots() const
{
    return m_reading.slotsAt(m_context.playhead->position());
}

std::size_t SequenceCanvas::rows() const
{
    return index().rowsAt(m_context.playhead->position());
}

double SequenceCanvas::topOf(std::uint32_t row) const
{
    const SequenceAxis& axis = m_reading.axis();
    const std::size_t slot = axis.slotOf(row);
    return (axis.has(row) ? axis.place(slot) : axis.end(slot)) * m_rowHeight;
}

/// Of what is selected; a filter may hide it.
std::uint32_t SequenceCanvas::currentRow() const
{
    const Selection::What& what = m_context.selection->what();
    if (!what.event || *what.event >= index().followed())
        return noRow;
    const std::uint32_t row = index().rowOf(*what.event);
    return row < rows() ? row : noRow;
}

SequenceLit SequenceCanvas::lit() const
{
    const Selection::What& what = m_context.selection->what();
    return {what.packet.value_or(0), what.call.value_or(0), what.socket.value_or(0)};
}

void SequenceCanvas::showSelection()
{
    if (const std::uint32_t row = currentRow(); row != noRow && !m_selecting)
        reveal(row);
    else
        m_revealing = row == noRow && m_context.selection->what().event.has_value();
    viewport()->update();
}

void SequenceCanvas::selectRow(std::uint32_t row)
{
    if (row >= rows())
        return;
    setAccessibleDescription(textOf(row));
    m_selecting = true;
    m_context.selection->select(sequenceWhat(index(), row));
    m_selecting = false;
    reveal(row);
}

void SequenceCanvas::resizeEvent(QResizeEvent* event)
{
    const bool followed = followsEnd();
    QAbstractScrollArea::resizeEvent(event);
    measure();
    if (followed)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void SequenceCanvas::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Sequence diagram"));
        m_texts.forget();
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        m_fonts = SequenceFonts::from(font());
        refresh();
    }
}

} // namespace lab
