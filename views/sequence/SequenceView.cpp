#include "views/sequence/SequenceView.h"

#include "views/sequence/SequenceCanvas.h"
#include "views/sequence/SequenceTable.h"

#include <QVBoxLayout>

namespace lab {

SequenceView::SequenceView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new SequenceCanvas(viewContext, this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &SequenceCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &SequenceCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &SequenceCanvas::showSelection);
}

void SequenceView::contextChanged()
{
    m_canvas->refresh();
}

QSize SequenceView::pictureSize(int width, std::size_t from) const
{
    return m_canvas->wholeSize(width, from);
}

std::unique_ptr<DiagramTable> SequenceView::table()
{
    m_canvas->refresh();
    return std::make_unique<SequenceTable>(m_canvas->index(), m_canvas->texts(), *context().playhead);
}

} // namespace lab
