// BuffersCanvas's painting and tooltips. A send()'s bytes have one colour and one pattern wherever they are.

#include "views/buffers/BuffersCanvas.h"

#include "model/base/Text.h"
#include "model/calls/CallText.h"
#include "views/shared/Labels.h"
#include "views/shared/Painting.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace lab {

namespace {

constexpr std::array inks {Role::Call, Role::Packet, Role::State, Role::Held};
constexpr std::array patterns {Qt::SolidPattern, Qt::BDiagPattern, Qt::VerPattern, Qt::FDiagPattern, Qt::CrossPattern};

/// Twenty different ones; one that nobody is known to have written is plain.
std::pair<Role, Qt::BrushStyle> styleOf(int send)
{
    if (send < 0)
        return {Role::MutedText, Qt::NoBrush};
    const auto number = static_cast<std::size_t>(send);
    return {inks[number % inks.size()], patterns[number % patterns.size()]};
}

/// What `plate` leaves of a room: its wider side, and all of it where they do not touch.
QRectF besidePlate(const QRectF& room, const QRectF& plate)
{
    if (!room.intersects(plate))
        return room;
    const double before = plate.left() - room.left(), behind = room.right() - plate.right();
    QRectF left = room;
    if (before >= behind)
        left.setRight(std::max(room.left(), plate.left()));
    else
        left.setLeft(std::min(room.right(), plate.right()));
    return left;
}

} // namespace

QString BuffersCanvas::bandName(BufferBand band) const
{
    const bool client = m_direction == HostId::Client;
    switch (band) {
    case BufferBand::Sends:
        return client ? tr("client: send()") : tr("server: send()");
    case BufferBand::SendBuffer:
        return tr("send buffer");
    case BufferBand::Segments:
        return tr("segments");
    case BufferBand::ReceiveBuffer:
        return tr("receive buffer");
    case BufferBand::Receives:
        return client ? tr("server: recv()") : tr("client: recv()");
    }
    return {};
}

QString BuffersCanvas::bandValue(BufferBand band, const StreamMoment& moment) const
{
    const ByteStream* stream = shown();
    const std::size_t position = m_context.playhead->position();
    switch (band) {
    case BufferBand::Sends:
        return tr("%1 B written").arg(moment.written);
    case BufferBand::SendBuffer: {
        const QString waits = moment.written > moment.sent ? tr(", %1 B not sent").arg(moment.written - std::max(moment.sent, moment.acked)) : QString();
        return tr("%1 B unacknowledged").arg(std::max<std::int64_t>(0, moment.sent - moment.acked)) + waits;
    }
    case BufferBand::Segments: {
        int flying = 0;
        for (auto segment = stream->segments.rbegin(); segment != stream->segments.rend() && flying < 1000; ++segment)
            flying += segment->sent < position && segment->delivered >= position && segment->dropped >= position ? 1 : 0;
        return tr("%n on the wire", nullptr, flying);
    }
    case BufferBand::ReceiveBuffer:
        return tr("%1 B unread").arg(moment.arrived - moment.taking);
    case BufferBand::Receives:
        return tr("%1 B taken").arg(moment.taking);
    }
    return {};
}

QString BuffersCanvas::eventText(const BufferBlock& block) const
{
    if (block.event == noStreamEvent || block.count != 1)
        return {};
    const Event event = m_context.playhead->journal().at(block.event);
    if (const auto* call = std::get_if<CallEntered>(&event.body))
        return toQString(shortText(*call));
    if (const auto* sent = std::get_if<PacketSent>(&event.body))
        return toQString(packetKind(decodePacket(sent->frame, sent->fullLength)));
    return {};
}

QString BuffersCanvas::lookText(const BufferBlock& block)
{
    switch (block.look) {
    case BufferBlock::Look::Waiting:
        if (block.band == BufferBand::Sends)
            return tr("wants to write; has not returned yet");
        return block.band == BufferBand::Receives ? tr("taken by a call that has not returned (inferred)") : tr("in the send buffer, not sent yet");
    case BufferBlock::Look::Flying:
        return block.band == BufferBand::Segments ? tr("on the wire") : tr("sent and kept until it is acknowledged");
    case BufferBlock::Look::Lost:
        return tr("dropped");
    case BufferBlock::Look::Past:
        return block.again ? tr("arrived; sent again") : tr("arrived");
    case BufferBlock::Look::Whole:
        return block.band == BufferBand::ReceiveBuffer ? tr("arrived, not read yet") : QString();
    }
    return {};
}

QString BuffersCanvas::whole(const BufferBlock& block) const
{
    QStringList lines {eventText(block)};
    if (block.count > 1)
        lines << tr("%n in this pixel", nullptr, static_cast<int>(block.count));
    lines << lookText(block) << tr("bytes %1 to %2 of the stream").arg(block.from).arg(block.to - 1);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

bool BuffersCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const BuffersLayout layout = arranged();
        const BufferBlock* block = layout.blockAt(help->pos().x(), help->pos().y());
        QToolTip::showText(help->globalPos(), block ? whole(*block) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void BuffersCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = m_context.theme;
    painter.fillRect(rect(), theme.color(Role::Card));
    const ByteStream* stream = shown();
    if (!stream) {
        drawLine(painter, QRectF(16, 8, width() - 32, QFontMetricsF(m_text).height()), tr("No TCP connection has carried bytes yet."), m_text,
                 theme.color(Role::MutedText), Qt::AlignHCenter);
    } else {
        const StreamMoment now = moment();
        const BuffersLayout layout = arranged();
        paintNames(painter, layout, now);
        painter.save();
        painter.setClipRect(QRectF(namesWidth(), 0, width() - namesWidth(), height()));
        const QRectF plate = windowPlate(layout, now);
        for (const BufferBlock& block : layout.blocks())
            paintBlock(painter, block, plate);
        paintWindow(painter, layout, now);
        painter.restore();
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus())
        drawRing(painter, QRectF(rect()), theme, 4);
}

void BuffersCanvas::paintNames(QPainter& painter, const BuffersLayout& layout, const StreamMoment& moment) const
{
    const Theme& theme = m_context.theme;
    for (int i = 0; i < bufferBands; ++i) {
        const auto band = static_cast<BufferBand>(i);
        const QRectF room = layout.band(band);
        if (band == BufferBand::SendBuffer || band == BufferBand::ReceiveBuffer)
            painter.fillRect(QRectF(0, room.top(), width(), room.height()), theme.color(Role::Raised));
        else if (band == BufferBand::Segments)
            painter.fillRect(QRectF(0, room.top(), width(), room.height()), theme.color(Role::Wire));
        const QRectF text(8, room.top(), namesWidth() - 12, room.height());
        drawLine(painter, QRectF(text.left(), text.top() + 1, text.width(), text.height() / 2), bandName(band), boldFont(m_small),
                 theme.color(Role::Text));
        drawLine(painter, QRectF(text.left(), text.center().y(), text.width(), text.height() / 2 - 1), bandValue(band, moment), m_small,
                 theme.color(Role::MutedText));
    }
    const ByteStream* stream = shown();
    QString foot = stream->whole ? QString() : tr("Its beginning was not seen: positions are counted from the first byte seen.");
    if (foot.isEmpty() && moment.inferred)
        foot = tr("Some of this is inferred from packets: a call that has not returned, or a socket that is gone.");
    const double top = layout.band(BufferBand::Receives).bottom() + 2;
    drawLine(painter, QRectF(8, top, width() - 16, height() - top), foot, m_small, theme.color(Role::MutedText));
}

void BuffersCanvas::paintBlock(QPainter& painter, const BufferBlock& block, const QRectF& plate) const
{
    const Theme& theme = m_context.theme;
    const ByteStream& stream = *shown();
    const BufferScale scale = this->scale();
    const std::size_t position = m_context.playhead->position();
    const QRectF& box = block.rect;
    const bool faint = block.look == BufferBlock::Look::Past || block.look == BufferBlock::Look::Waiting;
    const QColor border = theme.color(block.look == BufferBlock::Look::Lost ? Role::Lost : Role::MutedText);
    // Piece by piece: each send()'s bytes have its own look, in whatever segment or recv() they are.
    int pieces = 0;
    for (std::int64_t at = block.from; at < block.to && pieces < 2000; ++pieces) {
        const int send = BuffersLayout::writerOf(stream, at, position);
        std::int64_t end = block.to;
        if (send >= 0 && send < static_cast<int>(stream.sends.size()))
            end = std::min(end, stream.sends[static_cast<std::size_t>(send)].to);
        end = std::max(end, std::min(block.to, at + static_cast<std::int64_t>(scale.perPixel)));
        const double left = std::max(box.left(), scale.x(static_cast<double>(at)));
        const double right = std::min(box.right(), std::max(left + 1, scale.x(static_cast<double>(end))));
        const QRectF part(left, box.top(), right - left, box.height());
        if (right >= 0 && left <= width()) {
            const auto [role, pattern] = styleOf(send);
            QColor ground = theme.color(role), lines = ground;
            ground.setAlphaF(faint ? 0.10F : 0.26F);
            lines.setAlphaF(faint ? 0.25F : 0.6F);
            painter.fillRect(part, ground);
            if (pattern != Qt::SolidPattern && pattern != Qt::NoBrush && part.width() > 3)
                painter.fillRect(part, QBrush(lines, pattern));
            painter.fillRect(QRectF(part.left(), part.bottom() - 3, part.width(), 3), theme.color(role));
        }
        at = end;
    }
    const bool lit = isLit(block);
    if (box.width() > 3 || lit) {
        painter.setBrush(Qt::NoBrush);
        const bool dashed = block.look == BufferBlock::Look::Waiting || block.look == BufferBlock::Look::Past;
        painter.setPen(lit ? QPen(theme.color(Role::Selection), 2.5) : QPen(border, 1, dashed ? Qt::DashLine : Qt::SolidLine));
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (block.look == BufferBlock::Look::Lost && box.width() > 8)
        drawCross(painter, box.center(), theme.color(Role::Lost), std::min(6.0, box.height() / 3));
    else
        paintBytes(painter, block, plate);
}

/// The bytes themselves where each has room, else how many there are; beside `plate`, not under it.
void BuffersCanvas::paintBytes(QPainter& painter, const BufferBlock& block, const QRectF& plate) const
{
    const Theme& theme = m_context.theme;
    const BufferScale scale = this->scale();
    const ByteStream& stream = *shown();
    const double cell = 1 / scale.perPixel;
    const QFontMetricsF metrics(m_mono);
    if (cell < metrics.averageCharWidth() + 1) {
        const QString text = tr("%1 B").arg(block.to - block.from);
        const QRectF room = besidePlate(block.rect.intersected(QRectF(namesWidth(), 0, width() - namesWidth(), height())), plate);
        const double textWidth = QFontMetricsF(m_small).horizontalAdvance(text);
        if (textWidth + 6 > room.width())
            return;
        QColor ground = theme.color(Role::Card);
        ground.setAlphaF(0.85F);
        painter.fillRect(QRectF(room.center().x() - textWidth / 2 - 2, room.center().y() - metrics.height() / 2, textWidth + 4, metrics.height()), ground);
        drawLine(painter, room, text, m_small, theme.color(Role::Text), Qt::AlignHCenter);
        return;
    }
    int known = -1;
    Bytes message;
    const auto first = std::max(block.from, static_cast<std::int64_t>(std::floor(scale.from)));
    const auto last = std::min(block.to, static_cast<std::int64_t>(std::ceil(scale.from + scale.width * scale.perPixel)));
    for (std::int64_t at = first; at < last; ++at) {
        const int send = BuffersLayout::writerOf(stream, at, m_context.playhead->position());
        if (send < 0 || send >= static_cast<int>(stream.sends.size()))
            continue;
        const StreamCall& call = stream.sends[static_cast<std::size_t>(send)];
        if (known != send) {
            known = send;
            const Event event = m_context.playhead->journal().at(call.entered);
            message = dataOf(std::get<CallEntered>(event.body));
        }
        const auto offset = static_cast<std::size_t>(at - call.from);
        if (offset >= message.size())
            continue; // only the beginning of a long message was recorded
        const std::uint8_t byte = message[offset];
        const QString text = byte >= 0x20 && byte < 0x7f ? QString(QLatin1Char(static_cast<char>(byte)))
            : byte == '\n'                               ? QStringLiteral("↵")
                                                         : QStringLiteral("·");
        const QRectF room(scale.x(static_cast<double>(at)), block.rect.top(), cell, block.rect.height());
        if (!room.intersects(plate))
            drawLine(painter, room, text, m_mono, theme.color(Role::Text), Qt::AlignHCenter, Qt::ElideNone);
    }
}

QString BuffersCanvas::windowText(const StreamMoment& moment)
{
    return moment.zeroWindow() ? tr("zero window") : tr("window %1 B").arg(moment.window - moment.acked);
}

/// Where the size of the window stands: at the window's line, or at the right edge when that is further than the picture. Null:
/// nobody knows a window.
QRectF BuffersCanvas::windowPlate(const BuffersLayout& layout, const StreamMoment& moment) const
{
    if (moment.window < 0)
        return {};
    const QRectF band = layout.band(BufferBand::SendBuffer);
    const QFontMetricsF metrics(m_small);
    const double wanted = std::ceil(metrics.horizontalAdvance(windowText(moment))) + 10, high = std::min(metrics.height() + 2, band.height());
    const double wide = std::min(wanted, std::max(40.0, width() - namesWidth() - 10));
    const double x = scale().x(static_cast<double>(moment.window));
    const double left = std::clamp(x + 4, namesWidth() + 4, std::max(namesWidth() + 4, width() - wide - 6));
    return {left, band.center().y() - high / 2, wide, high};
}

void BuffersCanvas::paintWindow(QPainter& painter, const BuffersLayout& layout, const StreamMoment& moment) const
{
    if (moment.window < 0)
        return;
    const Theme& theme = m_context.theme;
    const QRectF band = layout.band(BufferBand::SendBuffer), plate = windowPlate(layout, moment);
    const bool zero = moment.zeroWindow();
    const QColor ink = theme.color(zero ? Role::Lost : Role::Held);
    if (const double x = scale().x(static_cast<double>(moment.window)); x <= width()) {
        painter.setPen(QPen(ink, 2, Qt::DashLine));
        painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    }
    drawSurface(painter, plate, theme.color(zero ? Role::LostSurface : Role::HeldSurface), ink, 4);
    drawLine(painter, plate.adjusted(4, 0, -4, 0), windowText(moment), m_small, ink, Qt::AlignHCenter);
}

} // namespace lab
