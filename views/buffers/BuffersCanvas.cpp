#include "views/buffers/BuffersCanvas.h"

#include "views/buffers/BuffersTable.h"

#include "views/shared/Labels.h"
#include "views/shared/Painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
constexpr std::size_t piece = 4096; ///< events read in one go
}

BuffersCanvas::BuffersCanvas(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_rest, &SliceTimer::timeout, this, &BuffersCanvas::readOn);
    setAccessibleName(tr("Buffers"));
    measureFonts();
    connect(context.playhead, &Playhead::journalChanged, this, [this] {
        m_streams.reset();
        m_stream = -1;
        m_pinned = false;
        m_fitted = true;
    });
}

void BuffersCanvas::measureFonts()
{
    m_text = sized(font(), -1);
    m_small = sized(font(), -2);
    m_mono = monoFont(-1.5);
    setMinimumSize(240, static_cast<int>(bufferBands * (2 * QFontMetricsF(m_small).height() + 6)) + 20);
}

void BuffersCanvas::refresh()
{
    if (isVisible())
        readOn();
    update();
}

void BuffersCanvas::readOn()
{
    const bool all = m_streams.follow(m_context.playhead->journal(), piece);
    if (!m_pinned || m_stream < 0)
        show(m_streams.busiest(m_context.playhead->position()));
    update();
    if (!all)
        m_rest.start();
}

std::unique_ptr<DiagramTable> BuffersCanvas::table()
{
    readOn();
    return std::make_unique<BuffersTable>(*this, m_context.playhead->position(), !m_rest.isActive());
}

QSize BuffersCanvas::wholeSize(int width)
{
    m_streams.follow(m_context.playhead->journal(), SIZE_MAX);
    readOn();
    const int wide = std::max(width, minimumWidth());
    return {wide, std::max(minimumHeight(), wide * 2 / 5)};
}

void BuffersCanvas::show(int stream)
{
    if (stream == m_stream)
        return;
    m_stream = stream;
    m_fitted = true;
    if (const ByteStream* now = shown())
        m_direction = now->from;
    emit shownChanged();
    update();
}

void BuffersCanvas::setDirection(HostId from)
{
    const ByteStream* now = shown();
    if (!now || now->from == from)
        return;
    m_pinned = true;
    if (const int other = m_streams.reverse(m_stream); other >= 0)
        show(other);
}

const ByteStream* BuffersCanvas::shown() const
{
    return m_stream < 0 ? nullptr : &m_streams.streams()[static_cast<std::size_t>(m_stream)];
}

QString BuffersCanvas::ends() const
{
    const ByteStream* stream = shown();
    return stream ? portLabel(stream->source) + QStringLiteral(" → ") + portLabel(stream->destination) : QString();
}

StreamMoment BuffersCanvas::moment() const
{
    const ByteStream* stream = shown();
    if (!stream)
        return {};
    const LabState& state = m_context.playhead->state();
    return m_streams.moment(m_stream, m_context.playhead->position(), state.socket(stream->sender), state.socket(stream->receiver));
}

double BuffersCanvas::namesWidth() const
{
    return std::floor(std::min(QFontMetricsF(m_text).averageCharWidth() * 24 + 16, width() * 0.36));
}

BufferScale BuffersCanvas::scale() const
{
    const double left = namesWidth() + 8, room = width() - left - 8;
    if (m_fitted)
        return BufferScale::fitting(BuffersLayout::extent(moment()), left, room);
    BufferScale scale = m_scale;
    scale.left = left;
    scale.width = std::max(1.0, room);
    return scale;
}

BuffersLayout BuffersCanvas::arranged() const
{
    static const ByteStream nothing;
    const ByteStream* stream = shown();
    const double foot = QFontMetricsF(m_small).height() + 4;
    return BuffersLayout(stream ? *stream : nothing, moment(), m_context.playhead->position(), scale(), 2, height() - 4 - foot);
}

void BuffersCanvas::followSelection()
{
    const auto& socket = m_context.selection->what().socket;
    if (socket && !m_selecting && isVisible()) {
        readOn();
        int stream = m_streams.outgoing(*socket);
        // The direction that carries something, if this one never does.
        if (const int other = m_streams.reverse(stream); other >= 0
            && m_streams.streams()[static_cast<std::size_t>(stream)].sends.empty()
            && !m_streams.streams()[static_cast<std::size_t>(other)].sends.empty())
            stream = other;
        if (stream >= 0) {
            show(stream);
            m_pinned = true;
        }
    }
    update();
}

void BuffersCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readOn();
    followSelection();
}

void BuffersCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Buffers"));
        update();
    } else if (event->type() == QEvent::FontChange) {
        measureFonts();
        update();
    }
}

bool BuffersCanvas::isLit(const BufferBlock& block) const
{
    return block.event != noStreamEvent && m_context.selection->what().event == std::optional<std::size_t>(block.event);
}

Selection::What BuffersCanvas::whatOf(const BufferBlock& block) const
{
    Selection::What what;
    if (block.event != noStreamEvent) {
        what.event = block.event;
        const Event event = m_context.playhead->journal().at(block.event);
        if (const auto* call = std::get_if<CallEntered>(&event.body))
            what.call = call->call;
        else if (const auto* sent = std::get_if<PacketSent>(&event.body))
            what.packet = sent->packet;
        else if (const auto* copy = std::get_if<PacketCopied>(&event.body))
            what.packet = copy->packet;
    } else if (const ByteStream* stream = shown()) {
        what.socket = block.band == BufferBand::SendBuffer ? stream->sender : stream->receiver;
    }
    return what;
}

void BuffersCanvas::choose(const BufferBlock& block)
{
    setAccessibleDescription(whole(block));
    m_pinned = true;
    m_selecting = true;
    m_context.selection->select(whatOf(block));
    m_selecting = false;
    update();
}

void BuffersCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const BuffersLayout layout = arranged();
    if (const BufferBlock* block = layout.blockAt(event->position().x(), event->position().y()))
        choose(*block);
    else
        m_context.selection->clear();
}

void BuffersCanvas::wheelEvent(QWheelEvent* event)
{
    BufferScale now = scale();
    if (event->modifiers() & Qt::ShiftModifier)
        now.from -= event->angleDelta().y() / 120.0 * 60 * now.perPixel;
    else
        now = now.zoomed(event->position().x(), std::pow(1.5, event->angleDelta().y() / 120.0));
    m_scale = now;
    m_fitted = false;
    update();
}

/// To the next block of the band (`along`), or of the band above or below (`across`); the first one to begin with.
void BuffersCanvas::move(int along, int across)
{
    const BuffersLayout layout = arranged();
    std::vector<const BufferBlock*> choices;
    for (const BufferBlock& block : layout.blocks()) {
        if (block.event != noStreamEvent)
            choices.push_back(&block);
    }
    if (choices.empty())
        return;
    std::stable_sort(choices.begin(), choices.end(), [](const BufferBlock* a, const BufferBlock* b) {
        return std::pair(a->band, a->from) < std::pair(b->band, b->from);
    });
    const auto lit = std::find_if(choices.begin(), choices.end(), [this](const BufferBlock* block) { return isLit(*block); });
    if (lit == choices.end()) {
        choose(*choices.front());
        return;
    }
    if (across == 0) {
        const auto next = lit + along;
        if ((along > 0 && next != choices.end()) || (along < 0 && lit != choices.begin()))
            if ((*next)->band == (*lit)->band)
                choose(**next);
        return;
    }
    // The nearest band that has blocks, and in it the block over the same bytes.
    const BufferBlock* best = nullptr;
    for (const BufferBlock* block : choices) {
        const int away = (static_cast<int>(block->band) - static_cast<int>((*lit)->band)) * across;
        if (away <= 0)
            continue;
        const bool nearer = !best || away < (static_cast<int>(best->band) - static_cast<int>((*lit)->band)) * across;
        if (nearer || (block->band == best->band && block->from <= (*lit)->from))
            best = block;
    }
    if (best)
        choose(*best);
}

void BuffersCanvas::keyPressEvent(QKeyEvent* event)
{
    const double middle = namesWidth() + (width() - namesWidth()) / 2;
    const auto zoom = [&](double factor) {
        m_scale = scale().zoomed(middle, factor);
        m_fitted = false;
        update();
    };
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        move(event->key() == Qt::Key_Left ? -1 : 1, 0);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        move(0, event->key() == Qt::Key_Up ? -1 : 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1.5);
        break;
    case Qt::Key_Minus:
        zoom(1 / 1.5);
        break;
    case Qt::Key_Home:
        m_fitted = true;
        update();
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
