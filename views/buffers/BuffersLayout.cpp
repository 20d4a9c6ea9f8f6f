#include "views/buffers/BuffersLayout.h"

#include <algorithm>
#include <cmath>

namespace lab {

using Look = BufferBlock::Look;

BufferScale BufferScale::fitting(std::int64_t bytes, double left, double width)
{
    BufferScale scale;
    scale.left = left;
    scale.width = std::max(1.0, width);
    // A few bytes do not become as wide as a hand.
    scale.perPixel = std::max(1.0 / 28, static_cast<double>(std::max<std::int64_t>(bytes, 1)) / std::max(1.0, scale.width - 8));
    return scale;
}

BufferScale BufferScale::zoomed(double about, double factor) const
{
    BufferScale scale = *this;
    const double byte = from + (about - left) * perPixel;
    scale.perPixel = std::clamp(perPixel / factor, 1.0 / 60, 1e9);
    scale.from = byte - (about - left) * scale.perPixel;
    return scale;
}

BuffersLayout::BuffersLayout(const ByteStream& stream, const StreamMoment& moment, std::size_t position, const BufferScale& scale,
                             double top, double height)
    : m_scale(scale)
    , m_top(top)
    , m_height(height / bufferBands)
{
    calls(BufferBand::Sends, stream.sends, position);
    if (const auto* waiting = waitingSend(stream, position); waiting && moment.wanted > 0)
        add(BufferBand::Sends, Look::Waiting, moment.wanted - waiting->second, moment.wanted, waiting->first);
    add(BufferBand::SendBuffer, Look::Flying, moment.acked, std::min(moment.sent, moment.written), noStreamEvent);
    add(BufferBand::SendBuffer, Look::Waiting, std::max(moment.acked, moment.sent), moment.written, noStreamEvent);
    segments(stream, position);
    add(BufferBand::ReceiveBuffer, Look::Whole, moment.taking, moment.arrived, noStreamEvent);
    calls(BufferBand::Receives, stream.receives, position);
    add(BufferBand::Receives, Look::Waiting, moment.read, moment.taking, noStreamEvent);
}

std::int64_t BuffersLayout::extent(const StreamMoment& moment)
{
    return std::max({moment.written, moment.wanted, moment.sent, moment.read, moment.arrived});
}

int BuffersLayout::writerOf(const ByteStream& stream, std::int64_t byte, std::size_t position)
{
    const auto found = std::partition_point(stream.sends.begin(), stream.sends.end(),
                                            [byte](const StreamCall& call) { return call.to <= byte; });
    if (found != stream.sends.end() && found->from <= byte)
        return static_cast<int>(found - stream.sends.begin());
    // It will be the one that has begun and not returned.
    return found == stream.sends.end() && waitingSend(stream, position) ? static_cast<int>(stream.sends.size()) : -1;
}

QRectF BuffersLayout::band(BufferBand band) const
{
    return {m_scale.left, m_top + static_cast<int>(band) * m_height, m_scale.width, m_height};
}

void BuffersLayout::add(BufferBand where, Look look, std::int64_t from, std::int64_t to, std::uint32_t event, bool again)
{
    if (to <= from)
        return;
    const QRectF room = band(where);
    const double left = std::max(m_scale.x(static_cast<double>(from)), room.left() - 4);
    const double right = std::min(m_scale.x(static_cast<double>(to)), room.right() + 4);
    if (right < room.left() || left > room.right())
        return;
    if (!m_blocks.empty()) { // less than a pixel behind its equal: together
        BufferBlock& before = m_blocks.back();
        if (before.band == where && before.look == look && before.rect.width() < 1.5 && left - before.rect.left() < 1) {
            before.to = std::max(before.to, to);
            before.rect.setRight(std::max(before.rect.right(), right));
            ++before.count;
            return;
        }
    }
    BufferBlock block {where, look, from, to, {}, 1, event, again};
    block.rect = QRectF(left, room.top() + 4, std::max(1.0, right - left), room.height() - 8);
    m_blocks.push_back(block);
}

void BuffersLayout::calls(BufferBand band, const std::vector<StreamCall>& all, std::size_t position)
{
    const double first = m_scale.from, last = m_scale.from + m_scale.width * m_scale.perPixel;
    auto call = std::partition_point(all.begin(), all.end(), [first](const StreamCall& one) { return static_cast<double>(one.to) < first; });
    while (call != all.end() && call->returned < position && static_cast<double>(call->from) <= last) {
        add(band, Look::Whole, call->from, call->to, call->entered);
        if (m_scale.perPixel <= 4) {
            ++call;
            continue;
        }
        // Many in a pixel: the next one that begins in another, and how many were passed.
        const double next = static_cast<double>(call->from) + m_scale.perPixel;
        const auto other = std::partition_point(call + 1, all.end(), [&](const StreamCall& one) {
            return static_cast<double>(one.to) < next && one.returned < position;
        });
        if (!m_blocks.empty() && other - call > 1) {
            m_blocks.back().count += static_cast<std::uint32_t>(other - call - 1);
            m_blocks.back().to = std::max(m_blocks.back().to, std::prev(other)->to);
        }
        call = other;
    }
}

void BuffersLayout::segments(const ByteStream& stream, std::size_t position)
{
    const auto end = std::partition_point(stream.segments.begin(), stream.segments.end(),
                                          [position](const StreamSegment& segment) { return segment.sent < position; });
    // The last ones sent: what is older than these has arrived long ago and is in the bands below.
    constexpr std::ptrdiff_t most = 4000;
    const auto begin = end - std::min<std::ptrdiff_t>(most, end - stream.segments.begin());
    for (const bool flying : {false, true}) { // what is still on its way lies on top
        for (auto segment = begin; segment != end; ++segment) {
            const bool delivered = segment->delivered < position, dropped = segment->dropped < position;
            if ((!delivered && !dropped) == flying)
                add(BufferBand::Segments, delivered ? Look::Past : dropped ? Look::Lost : Look::Flying, segment->from, segment->to,
                    segment->sent, segment->again);
        }
    }
}

const BufferBlock* BuffersLayout::blockAt(double x, double y) const
{
    for (auto block = m_blocks.rbegin(); block != m_blocks.rend(); ++block) {
        if (block->rect.adjusted(-1, 0, 1, 0).contains(x, y))
            return &*block;
    }
    return nullptr;
}

} // namespace lab
