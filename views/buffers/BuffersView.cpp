#include "views/buffers/BuffersView.h"

#include "views/buffers/BuffersCanvas.h"
#include "views/shared/ElidedLabel.h"
#include "views/shared/Segments.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace lab {

BuffersView::BuffersView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new BuffersCanvas(viewContext, this))
    , m_ends(new ElidedLabel(this))
{
    auto* segments = segmentRow(this, m_directions, [this](int direction) {
        m_canvas->setDirection(static_cast<HostId>(direction));
        showChosen();
    });
    putBelowSegments(m_canvas, segments, m_ends, this);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &BuffersCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &BuffersCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &BuffersCanvas::followSelection);
    connect(m_canvas, &BuffersCanvas::shownChanged, this, &BuffersView::showChosen);
    retranslate();
}

std::unique_ptr<DiagramTable> BuffersView::table()
{
    return m_canvas->table();
}

QSize BuffersView::pictureSize(int width, std::size_t) const
{
    const QSize whole = m_canvas->wholeSize(width);
    return {whole.width(), whole.height() + layout()->itemAt(0)->sizeHint().height()};
}

void BuffersView::retranslate()
{
    m_directions[0]->setText(tr("Client → server"));
    m_directions[1]->setText(tr("Server → client"));
    for (QToolButton* button : m_directions)
        button->setToolTip(tr("Which of the connection's two byte streams is shown"));
    showChosen();
}

void BuffersView::showChosen()
{
    emit tableChanged();
    checkSegment(m_directions, static_cast<int>(m_canvas->direction()));
    m_ends->setText(m_canvas->ends());
}

void BuffersView::contextChanged()
{
    retranslate();
    m_canvas->refresh();
}

void BuffersView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

} // namespace lab
