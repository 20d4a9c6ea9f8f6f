#include "views/states/StatesView.h"

#include "views/states/StatesCanvas.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

namespace lab {

StatesView::StatesView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new StatesCanvas(viewContext, this))
    , m_shown(new QLabel(this))
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(0);
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        m_kinds[i] = new QToolButton(this);
        m_kinds[i]->setCheckable(true);
        m_kinds[i]->setProperty("segment", i == 0 ? "first" : i == 1 ? "middle" : "last");
        connect(m_kinds[i], &QToolButton::clicked, this, [this, i] {
            m_canvas->setKind(static_cast<StateGraphKind>(i));
            showChosen();
        });
        bar->addWidget(m_kinds[i]);
    }
    bar->addStretch(1);
    bar->addWidget(m_shown);
    m_shown->setProperty("look", "muted");
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_canvas);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(bar);
    box->addWidget(scroll, 1);
    setFocusProxy(m_canvas);
    connect(context().playhead, &Playhead::moved, m_canvas, &StatesCanvas::refresh);
    connect(context().playhead, &Playhead::appended, m_canvas, &StatesCanvas::refresh);
    connect(context().selection, &Selection::changed, m_canvas, &StatesCanvas::followSelection);
    connect(m_canvas, &StatesCanvas::shownChanged, this, &StatesView::showChosen);
    retranslate();
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
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        m_kinds[i]->setChecked(static_cast<std::size_t>(m_canvas->kind()) == i);
    m_shown->setText(m_canvas->socket() == 0 ? QString() : tr("Way of %1").arg(m_canvas->socketText(m_canvas->socket())));
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
