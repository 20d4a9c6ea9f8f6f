#include "views/analogy/AnalogyCanvas.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab {

AnalogyCanvas::AnalogyCanvas(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_fonts(AnalogyFonts::from(font()))
{
    setFocusPolicy(Qt::StrongFocus);
    arrange();
}

void AnalogyCanvas::setKind(AnalogyKind kind)
{
    m_kind = kind;
    refresh();
}

Talk AnalogyCanvas::talk() const
{
    return talkShown(m_context.playhead->state(), m_context.selection->what());
}

AnalogyPicture AnalogyCanvas::arranged(double width) const
{
    const Talk shown = talk();
    switch (m_kind) {
    case AnalogyKind::Pipe:
        return pictureOf(pipeScene(m_context, shown), m_fonts, width);
    case AnalogyKind::Stack:
        return pictureOf(stackScene(m_context, shown), m_fonts, width);
    default:
        return pictureOf(telephoneScene(m_context, shown), m_fonts, width);
    }
}

void AnalogyCanvas::refresh()
{
    if (isVisible())
        arrange();
    update();
}

void AnalogyCanvas::arrange()
{
    m_picture = arranged(width());
    const QSize least(static_cast<int>(leastAnalogyWidth(m_fonts)), static_cast<int>(std::ceil(m_picture.size.height())));
    if (minimumSize() != least)
        setMinimumSize(least);
    describe();
}

/// For a screen reader: the analogy, and the two sentences, which are the last prose of the picture.
void AnalogyCanvas::describe()
{
    const QString names[] {tr("The conversation as telephones"), tr("The connection as a pipe"), tr("The layers of both hosts")};
    setAccessibleName(names[static_cast<int>(m_kind)]);
    QStringList said;
    for (const Mark& mark : m_picture.marks)
        if (mark.kind == Mark::Kind::Prose)
            said << mark.text;
    setAccessibleDescription(said.join(QLatin1Char(' ')));
}

void AnalogyCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    arrange();
}

void AnalogyCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) // arranging gives it the height
        arrange();
}

void AnalogyCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_fonts = AnalogyFonts::from(font());
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        arrange();
        update();
    }
}

void AnalogyCanvas::select(const Mark& mark)
{
    if (mark.what != Selection::What {})
        m_context.selection->select(mark.what);
}

void AnalogyCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    for (auto mark = m_picture.marks.rbegin(); mark != m_picture.marks.rend(); ++mark) {
        if (mark->what != Selection::What {} && mark->rect.contains(event->position())) {
            select(*mark);
            return;
        }
    }
    m_context.selection->clear(); // what happens is followed again
}

/// From one thing that can be chosen to the next, round and round.
void AnalogyCanvas::move(int step)
{
    std::vector<const Mark*> all;
    for (const Mark& mark : m_picture.marks) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const Mark* one) { return one->what == mark.what; });
        if (mark.what != Selection::What {} && !known)
            all.push_back(&mark);
    }
    if (all.empty())
        return;
    const auto found = std::find_if(all.begin(), all.end(), [this](const Mark* one) { return isChosen(*one); });
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const std::ptrdiff_t next = found == all.end() ? (step > 0 ? 0 : count - 1) : (found - all.begin() + step + count) % count;
    select(*all[static_cast<std::size_t>(next)]);
}

bool AnalogyCanvas::isChosen(const Mark& mark) const
{
    const Selection::What& what = m_context.selection->what();
    return (mark.what.socket && mark.what.socket == what.socket) || (mark.what.packet && mark.what.packet == what.packet);
}

void AnalogyCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Left:
        move(-1);
        break;
    case Qt::Key_Down:
    case Qt::Key_Right:
        move(1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool AnalogyCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Mark* mark = m_picture.markAt(help->pos());
        QToolTip::showText(help->globalPos(), mark ? mark->tip : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace lab
