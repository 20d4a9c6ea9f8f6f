#include "views/states/StatesCanvas.h"

#include "model/packet/TimeWait.h"
#include "views/shared/Labels.h"
#include "views/shared/Painting.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace lab {

namespace {
constexpr std::size_t piece = 16384; ///< events read in one go; most are skipped by their kind
constexpr std::uint8_t timeWaitTimer = 3;
}

StatesCanvas::StatesCanvas(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_fonts(StatesFonts::from(font()))
{
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_rest, &SliceTimer::timeout, this, &StatesCanvas::readOn);
    setAccessibleName(tr("State diagram"));
    fitLetters();
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_history.reset();
        m_socket = 0;
        m_pinned = false;
    });
}

void StatesCanvas::refresh()
{
    if (isVisible())
        readOn();
    update();
}

void StatesCanvas::readOn()
{
    const bool all = m_history.follow(m_context.playhead->journal(), piece);
    if (!m_pinned || !m_history.knows(m_socket))
        show(m_history.newest(m_context.playhead->position()));
    update();
    tellPlace();
    if (!all)
        m_rest.start();
}

void StatesCanvas::tellPlace()
{
    const int node = m_history.nodeAt(m_socket, m_kind, m_context.playhead->position()).value_or(-1);
    if (std::exchange(m_node, node) != node)
        emit stood();
}

QRect StatesCanvas::placeOfShown() const
{
    const auto node = m_history.nodeAt(m_socket, m_kind, m_context.playhead->position());
    return node ? arranged().nodes()[static_cast<std::size_t>(*node)].toAlignedRect() : QRect();
}

QSize StatesCanvas::wholeSize(int width)
{
    m_history.follow(m_context.playhead->journal(), SIZE_MAX);
    readOn();
    const int wide = std::max(width, minimumWidth());
    constexpr double tallest = 0.46; // of its width: more is only longer arrows
    return {wide, std::max(minimumHeight(), static_cast<int>(wide * tallest))};
}

void StatesCanvas::show(SocketId socket)
{
    const SocketRow* row = m_history.row(socket);
    if (socket == m_socket)
        return;
    m_socket = socket;
    if (!row) { // before the first socket
        emit shownChanged();
        return;
    }
    // A listening socket is also a node of the connection's diagram: only another kind of socket turns the page.
    const bool datagram = graphOf(*row) == StateGraphKind::Datagram;
    if (datagram != (m_kind == StateGraphKind::Datagram))
        setKind(graphOf(*row) == StateGraphKind::Datagram ? StateGraphKind::Datagram : StateGraphKind::Connection);
    emit shownChanged();
}

void StatesCanvas::setKind(StateGraphKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    fitLetters();
    emit shownChanged();
}

void StatesCanvas::fitLetters()
{
    setMinimumSize(StatesLayout::minimumSize(m_kind, StatesFonts::from(font())).toSize());
    m_fonts = StatesLayout::fontsFilling(m_kind, font(), size());
    update();
}

void StatesCanvas::followSelection()
{
    const auto& socket = m_context.selection->what().socket;
    if (socket && !m_selecting && isVisible()) {
        readOn();
        if (m_history.knows(*socket)) {
            show(*socket);
            m_pinned = true;
        }
    }
    update();
}

std::vector<StateStep> StatesCanvas::path() const
{
    return m_history.path(m_socket, m_kind, m_context.playhead->position());
}

std::vector<std::vector<SocketId>> StatesCanvas::sockets() const
{
    std::vector<std::vector<SocketId>> all(stateGraph(m_kind).nodes.size());
    for (const HostId host : {HostId::Client, HostId::Server}) {
        for (const SocketRow& row : m_context.playhead->state().host(host).sockets) {
            if ((graphOf(row) == StateGraphKind::Datagram) != (m_kind == StateGraphKind::Datagram))
                continue;
            const auto node = m_history.nodeAt(row.socket, m_kind, m_context.playhead->position());
            if (!node || (m_kind == StateGraphKind::Listening && !m_history.isChild(row.socket) && row.state != SocketState::Listen))
                continue;
            auto& there = all[static_cast<std::size_t>(*node)];
            // The shown one stands first, so that it is never among those without room.
            there.insert(row.socket == m_socket ? there.begin() : there.end(), row.socket);
        }
    }
    return all;
}

QString StatesCanvas::socketText(SocketId socket) const
{
    const SocketRow* row = m_context.playhead->state().socket(socket);
    row = row ? row : m_history.row(socket);
    return row ? socketLabels(*row).last() : QString();
}

/// The port that tells sockets apart: the client's, also at the server's end, with an arrow for the direction.
QString StatesCanvas::chipText(SocketId socket) const
{
    const SocketRow* row = m_context.playhead->state().socket(socket);
    if (!row)
        return {};
    QString text = portLabel(row->local);
    if (row->remote.port != 0)
        text = row->host == HostId::Client ? text + QStringLiteral(" →") : QStringLiteral("← ") + portLabel(row->remote);
    if (clockOf(socket) >= 0)
        text += QLatin1Char(' ') + durationLabel(row->timerDue.ns - m_context.playhead->state().now().ns);
    return text;
}

double StatesCanvas::clockOf(SocketId socket) const
{
    const SocketRow* row = m_context.playhead->state().socket(socket);
    if (!row || row->state != SocketState::TimeWait || row->timer != timeWaitTimer)
        return -1;
    return std::clamp(static_cast<double>(row->timerDue.ns - m_context.playhead->state().now().ns) / static_cast<double>(timeWaitNs), 0.0, 1.0);
}

StatesShown StatesCanvas::shown() const
{
    return {m_kind, path(), sockets(), [this](SocketId socket) { return chipText(socket); },
            [this](SocketId socket) { return clockOf(socket); }};
}

StatesLayout StatesCanvas::arranged() const
{
    return StatesLayout(shown(), m_fonts, size());
}

void StatesCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readOn();
    followSelection();
}

void StatesCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_fonts = StatesLayout::fontsFilling(m_kind, font(), size());
    emit stood();
}

void StatesCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("State diagram"));
        fitLetters(); // names are as long as the language has them
    } else if (event->type() == QEvent::FontChange) {
        fitLetters();
    }
}

void StatesCanvas::select(const Selection::What& what)
{
    m_selecting = true;
    m_context.selection->select(what);
    m_selecting = false;
    update();
}

void StatesCanvas::choose(SocketId socket)
{
    show(socket);
    m_pinned = true;
    Selection::What what;
    what.socket = socket;
    if (const auto event = m_history.lastChange(socket, m_context.playhead->position()))
        what.event = *event;
    const auto node = m_history.nodeAt(socket, m_kind, m_context.playhead->position());
    setAccessibleDescription(socketText(socket) + QStringLiteral(": ") + (node ? nodeName(*node) : QString()));
    select(what);
}

void StatesCanvas::chooseStep(std::size_t index)
{
    const std::vector<StateStep> steps = path();
    if (index >= steps.size())
        return;
    m_pinned = true;
    setAccessibleDescription(tr("step %1 of %2: from %3 to %4")
                                 .arg(index + 1)
                                 .arg(steps.size())
                                 .arg(nodeName(steps[index].from), nodeName(steps[index].to)));
    Selection::What what;
    what.event = steps[index].event;
    what.socket = m_socket;
    select(what);
}

void StatesCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const StatesLayout layout = arranged();
    if (const StateChip* chip = layout.chipAt(event->position()); chip && chip->socket != 0) {
        choose(chip->socket);
    } else if (const StateLine* line = layout.lineAt(event->position()); line && !line->numbers.empty()) {
        // Taken more than once: one after the other.
        const auto selected = m_context.selection->what().event;
        std::size_t next = 0;
        const std::vector<StateStep> steps = path();
        for (std::size_t i = 0; i < line->numbers.size(); ++i) {
            if (selected && steps[static_cast<std::size_t>(line->numbers[i]) - 1].event == *selected)
                next = (i + 1) % line->numbers.size();
        }
        chooseStep(static_cast<std::size_t>(line->numbers[next]) - 1);
    } else if (layout.nodeAt(event->position()) < 0) {
        m_context.selection->clear();
    }
}

void StatesCanvas::moveStep(int direction)
{
    const std::vector<StateStep> steps = path();
    if (steps.empty())
        return;
    const auto selected = m_context.selection->what().event;
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const StateStep& step) { return selected && step.event == *selected; });
    const auto last = static_cast<std::ptrdiff_t>(steps.size()) - 1;
    const std::ptrdiff_t next =
        found == steps.end() ? (direction < 0 ? last : 0) : std::clamp<std::ptrdiff_t>(found - steps.begin() + direction, 0, last);
    chooseStep(static_cast<std::size_t>(next));
}

void StatesCanvas::moveSocket(int direction)
{
    std::vector<SocketId> all;
    for (const std::vector<SocketId>& there : sockets())
        all.insert(all.end(), there.begin(), there.end());
    if (all.empty())
        return;
    std::sort(all.begin(), all.end());
    const auto found = std::find(all.begin(), all.end(), m_socket);
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const std::ptrdiff_t next = found == all.end() ? 0 : (found - all.begin() + direction + count) % count;
    choose(all[static_cast<std::size_t>(next)]);
}

void StatesCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        moveStep(event->key() == Qt::Key_Left ? -1 : 1);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveSocket(event->key() == Qt::Key_Up ? -1 : 1);
        break;
    case Qt::Key_Home:
        chooseStep(0);
        break;
    case Qt::Key_End:
        chooseStep(std::max<std::size_t>(1, path().size()) - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto selected = m_context.selection->what().event)
            m_context.playhead->moveTo(*selected + 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace lab
