#include "views/states/StatesView.h"

#include "views/shared/ElidedLabel.h"
#include "views/shared/Segments.h"
#include "views/states/StatesCanvas.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace lab {

StatesView::StatesView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new StatesCanvas(viewContext, this))
    , m_shown(new ElidedLabel(this))
{
    m_area = scrolled(m_canvas, this);
    auto* segments = segmentRow(this, m_kinds, [this](int kind) {
        m_canvas->setKind(static_cast<StateGraphKind>(kind));
        showChosen();
    });
    putBelowSegments(m_area, segments, m_shown, this);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &StatesCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &StatesCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &StatesCanvas::followSelection);
    connect(m_canvas, &StatesCanvas::shownChanged, this, &StatesView::showChosen);
    connect(m_canvas, &StatesCanvas::stood, this, &StatesView::bringInSight);
    retranslate();
}

std::unique_ptr<DiagramTable> StatesView::table()
{
    return m_canvas->table();
}

QSize StatesView::pictureSize(int width, std::size_t) const
{
    const QSize whole = m_canvas->wholeSize(width);
    return {whole.width(), whole.height() + layout()->itemAt(0)->sizeHint().height()};
}

void StatesView::retranslate()
{
    m_kinds[0]->setText(tr("Connection"));
    m_kinds[1]->setText(tr("Listening"));
    m_kinds[2]->setText(tr("UDP"));
    m_kinds[0]->setToolTip(tr("The states of a TCP connection (RFC 9293) as Linux has them"));
    m_kinds[1]->setToolTip(tr("A listening socket and the connections in its two queues"));
    m_kinds[2]->setToolTip(tr("A UDP socket: with or without a peer of its own"));
    showChosen();
}

void StatesView::showChosen()
{
    emit tableChanged();
    checkSegment(m_kinds, static_cast<int>(m_canvas->kind()));
    m_shown->setText(m_canvas->socket() == 0 ? QString() : tr("Way of %1").arg(m_canvas->socketText(m_canvas->socket())));
}

void StatesView::bringInSight()
{
    const QSize room = m_area->viewport()->size();
    if (m_canvas->width() <= room.width() && m_canvas->height() <= room.height())
        return;
    const QRect place = m_canvas->placeOfShown();
    if (place.isValid())
        m_area->ensureVisible(place.center().x(), place.center().y(), std::min(room.width() / 2, place.width()), std::min(room.height() / 2, place.height()));
}

void StatesView::contextChanged()
{
    retranslate();
    m_canvas->refresh();
}

void StatesView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

} // namespace lab
