#include "views/stage/StageView.h"

#include "views/stage/HostCard.h"
#include "views/stage/WireCard.h"

#include <QKeyEvent>

#include <algorithm>
#include <chrono>

namespace lab {

StageView::StageView(ViewContext& viewContext, QWidget* parent)
    : View(viewContext, parent)
    , m_client(new HostCard(viewContext, HostId::Client, this))
    , m_wire(new WireCard(viewContext, this))
    , m_server(new HostCard(viewContext, HostId::Server, this))
{
    setLeast();
    connect(context().playhead, &Playhead::moved, this, &StageView::refresh);
    connect(context().selection, &Selection::changed, this, [this] {
        refresh(); // what is selected is listed even where others are left out
        m_client->viewport()->update();
        m_server->viewport()->update();
    });
    if (context().lesson)
        connect(context().lesson, &LessonDriver::changed, m_wire, &WireCard::refresh);
    m_tick.setInterval(200);
    connect(&m_tick, &QTimer::timeout, this, &StageView::refresh);
    refresh();
}

void StageView::contextChanged()
{
    setLeast(); // only now do the cards have their new fonts, too
    arrange();
    refresh();
    m_client->viewport()->update(); // in other colours, if with the same words
    m_server->viewport()->update();
}

void StageView::refresh()
{
    const Timestamp now = labNow();
    const auto only = context().playhead->thisMachine() ? std::optional(HostId::Client) : state().onlyHost();
    if (only != m_only) {
        m_only = only;
        m_client->setVisible(only != HostId::Server);
        m_server->setVisible(only != HostId::Client);
        arrange();
    }
    m_client->refresh(now);
    m_server->refresh(now);
    m_wire->refresh();
    // A tick only repaints waiting times; nothing else on the stage moves by itself.
    const bool ticking = now.ns != state().now().ns && anythingWaits(state());
    if (ticking != m_tick.isActive())
        ticking ? m_tick.start() : m_tick.stop();
}

/// Hosts and wire need room for their words, however large those are.
void StageView::setLeast()
{
    m_hostLeast = m_client->leastWidth();
    m_wireLeast = m_wire->leastWidth();
    setMinimumSize(2 * m_hostLeast + m_wireLeast + 2 * gap, m_wire->leastHeight());
}

int StageView::wireWidth(int width) const
{
    return std::clamp(width / 4, m_wireLeast, std::max(300, m_wireLeast));
}

/// The playhead's time; while the lab runs and is shown live, the clock on the wall tells how much later it is now.
Timestamp StageView::labNow() const
{
    const Timestamp last = state().now();
    if (!context().playhead->live() || !state().started() || !context().running())
        return last;
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t since =
        std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count() - state().started()->wallClock;
    return Timestamp {std::max(last.ns, since)};
}

void StageView::arrange()
{
    // Packets of one host are named by both their programs: no arrow tells who sent them.
    const int wire = m_only == HostId::Server ? std::clamp(width() * 2 / 5, std::max(240, m_wireLeast), std::max(420, m_wireLeast)) : wireWidth(width());
    if (m_only) { // the host, and beside it its loopback, or that there is no wire
        const bool client = m_only == HostId::Client;
        m_wire->setGeometry(client ? width() - wire : 0, 0, wire, height());
        (client ? m_client : m_server)->setGeometry(client ? 0 : wire + gap, 0, width() - wire - gap, height());
        return;
    }
    const int left = (width() - wire - 2 * gap) / 2;
    m_client->setGeometry(0, 0, left, height());
    m_wire->setGeometry(left + gap, 0, wire, height());
    m_server->setGeometry(left + wire + 2 * gap, 0, width() - left - wire - 2 * gap, height());
}

QSize StageView::pictureSize(int width, std::size_t) const
{
    const int wide = std::max(width, minimumWidth()), left = (wide - wireWidth(wide) - 2 * gap) / 2;
    const int high = std::max({m_client->wholeHeight(left), m_server->wholeHeight(wide - left - wireWidth(wide) - 2 * gap),
                               m_wire->wholeHeight(wireWidth(wide)), minimumHeight()});
    return {wide, high};
}

void StageView::resizeEvent(QResizeEvent*)
{
    arrange();
}

/// Keys that no card took: the wire's, wherever the focus is on the stage.
void StageView::keyPressEvent(QKeyEvent* event)
{
    // No letters: under a Hangul input method a letter starts a syllable and never arrives here.
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_wire->act("release");
        break;
    case Qt::Key_Delete:
        m_wire->act("drop");
        break;
    case Qt::Key_Insert:
        m_wire->act("duplicate");
        break;
    default:
        View::keyPressEvent(event);
    }
}

} // namespace lab
