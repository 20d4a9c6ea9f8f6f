#include "views/timeline/TimelineView.h"

#include "views/shared/Labels.h"
#include "views/shared/TextRow.h"
#include "views/timeline/TimelineCanvas.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab {

TimelineView::TimelineView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new TimelineCanvas(viewContext, this))
    , m_measured(new QLabel(this))
    , m_in(button(&TimelineView::zoomIn))
    , m_out(button(&TimelineView::zoomOut))
    , m_fit(button(&TimelineView::fit))
    , m_first(button(&TimelineView::markFirst))
    , m_second(button(&TimelineView::markSecond))
{
    auto* bar = new TextRow;
    bar->setContentsMargins(8, 4, 10, 4);
    for (QToolButton* tool : {m_in, m_out, m_fit})
        bar->addWidget(tool);
    bar->addSpacing(12);
    bar->addWidget(m_first);
    bar->addWidget(m_second);
    bar->addStretch(1);
    bar->addWidget(m_measured);
    m_measured->setProperty("look", "muted");
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(bar);
    box->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &TimelineCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &TimelineCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &TimelineCanvas::showSelection);
    connect(m_canvas, &TimelineCanvas::marksChanged, this, &TimelineView::showMeasured);
    retranslate();
}

QToolButton* TimelineView::button(void (TimelineView::*pressed)())
{
    auto* tool = new QToolButton(this);
    tool->setProperty("flat", true);
    tool->setProperty("onScreenOnly", true);
    connect(tool, &QToolButton::clicked, this, pressed);
    return tool;
}

std::unique_ptr<DiagramTable> TimelineView::table()
{
    return m_canvas->table();
}

QSize TimelineView::pictureSize(int width, std::size_t from) const
{
    const QSize whole = m_canvas->wholeSize(width, from);
    return {whole.width(), whole.height() + layout()->itemAt(0)->sizeHint().height()};
}

void TimelineView::retranslate()
{
    m_in->setText(QStringLiteral("+"));
    m_in->setAccessibleName(tr("Zoom in"));
    m_in->setToolTip(tr("Zoom in (+, or turn the wheel). A drag over the lanes zooms to what was brushed."));
    m_out->setText(QStringLiteral("−"));
    m_out->setAccessibleName(tr("Zoom out"));
    m_out->setToolTip(tr("Zoom out (−)"));
    m_fit->setText(tr("Whole"));
    m_fit->setToolTip(tr("Show all of it (Ctrl+Home)"));
    m_first->setText(tr("Mark ["));
    m_first->setAccessibleName(tr("First mark at the selection"));
    m_first->setToolTip(tr("Measure from the selected event, or from the playhead ([); Shift and a drag measure, too."));
    m_second->setText(tr("Mark ]"));
    m_second->setAccessibleName(tr("Second mark at the selection"));
    m_second->setToolTip(tr("Measure to the selected event, or to the playhead (]). Escape takes the marks away."));
    showMeasured();
}

void TimelineView::showMeasured()
{
    const auto ns = m_canvas->measured();
    m_measured->setText(ns ? tr("%1 between the marks").arg(toQString(spanText(*ns))) : QString());
}

void TimelineView::contextChanged()
{
    retranslate();
    m_canvas->refresh();
}

void TimelineView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

void TimelineView::zoomIn()
{
    m_canvas->zoom(1.5);
}

void TimelineView::zoomOut()
{
    m_canvas->zoom(1 / 1.5);
}

void TimelineView::fit()
{
    m_canvas->fit();
}

void TimelineView::markFirst()
{
    m_canvas->setMark(false);
}

void TimelineView::markSecond()
{
    m_canvas->setMark(true);
}

} // namespace lab
