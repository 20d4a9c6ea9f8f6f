#include "views/analogy/AnalogyView.h"

#include "views/shared/ElidedLabel.h"
#include "views/shared/Labels.h"
#include "views/shared/Segments.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace lab {

AnalogyView::AnalogyView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_canvas(new AnalogyCanvas(viewContext, this))
    , m_ends(new ElidedLabel(this))
{
    auto* segments = segmentRow(this, m_kinds, [this](int kind) {
        m_canvas->setKind(static_cast<AnalogyKind>(kind));
        showChosen();
    });
    putBelowSegments(scrolled(m_canvas, this), segments, m_ends, this);
    setFocusProxy(m_canvas);
    const auto follow = [this] {
        m_canvas->refresh();
        if (m_canvas->isVisible()) // else it is read when somebody looks
            showChosen();
    };
    connect(context().playhead, &Playhead::moved, this, follow);
    connect(context().selection, &Selection::changed, this, follow);
    retranslate();
}

void AnalogyView::retranslate()
{
    m_kinds[0]->setText(tr("Telephone"));
    m_kinds[1]->setText(tr("Pipe"));
    m_kinds[2]->setText(tr("Protocol stack"));
    m_kinds[0]->setToolTip(tr("Every socket as a telephone: numbers, ringing, talking, hanging up"));
    m_kinds[1]->setToolTip(tr("The bytes of one connection: send buffer, wire, receive buffer"));
    m_kinds[2]->setToolTip(tr("In which layer of which host the bytes are"));
    showChosen();
}

void AnalogyView::showChosen()
{
    emit tableChanged();
    checkSegment(m_kinds, static_cast<int>(m_canvas->kind()));
    const Talk talk = m_canvas->talk();
    QStringList ends;
    for (const TalkEnd& end : talk.ends)
        if (end.own.port != 0)
            ends << portLabel(end.own);
    m_ends->setText(ends.join(QStringLiteral(" ↔ ")));
}

void AnalogyView::contextChanged()
{
    retranslate();
    m_canvas->refresh();
}

std::unique_ptr<DiagramTable> AnalogyView::table()
{
    return m_canvas->table();
}

QSize AnalogyView::pictureSize(int width, std::size_t) const
{
    const int least = static_cast<int>(leastAnalogyWidth(AnalogyFonts::from(m_canvas->font())));
    const int wide = std::max(width, least), bar = layout()->itemAt(0)->sizeHint().height();
    return {wide, bar + static_cast<int>(std::ceil(m_canvas->arranged(wide).size.height()))};
}

void AnalogyView::showEvent(QShowEvent* event)
{
    View::showEvent(event);
    showChosen(); // nobody looked while the playhead moved
}

void AnalogyView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    View::changeEvent(event);
}

} // namespace lab
