#include "views/buffers/BuffersTable.h"

#include <algorithm>

namespace lab {

namespace {

/// "2", "2–5", from numbers that begin with 0; empty: `first` is not known.
QString numbersText(std::ptrdiff_t first, std::ptrdiff_t last)
{
    if (first < 0)
        return {};
    return first >= last ? QString::number(first + 1) : QStringLiteral("%1–%2").arg(first + 1).arg(last + 1);
}

} // namespace

BuffersTable::BuffersTable(const BuffersCanvas& canvas, std::size_t position, bool whole)
    : m_canvas(canvas)
    , m_position(position)
    , m_whole(whole)
    , m_stream(canvas.stream())
{
    const ByteStream* shown = stream();
    if (!shown)
        return;
    const auto returned = [position](const StreamCall& call) { return call.returned < position; };
    const auto count = [](const auto& all, const auto& has) {
        return static_cast<std::size_t>(std::partition_point(all.begin(), all.end(), has) - all.begin());
    };
    const auto band = [this](BufferBand which) -> Band& { return m_bands[static_cast<std::size_t>(which)]; };
    band(BufferBand::Sends).listed = count(shown->sends, returned);
    band(BufferBand::Receives).listed = count(shown->receives, returned);
    band(BufferBand::Segments).listed = count(shown->segments, [position](const StreamSegment& segment) { return segment.sent < position; });
    // What lies in the buffers is what the picture has there, at a scale that leaves none of it out.
    ByteStream without;
    without.pending = shown->pending;
    const StreamMoment moment = canvas.moment();
    const BuffersLayout picture(without, moment, position, BufferScale::fitting(BuffersLayout::extent(moment), 0, 1000), 0, 100);
    for (const BufferBlock& block : picture.blocks())
        band(block.band).more.push_back(block);
    std::size_t end = 0;
    for (Band& one : m_bands)
        one.end = end += one.listed + one.more.size();
}

/// As long as it is there: another journal may have come.
const ByteStream* BuffersTable::stream() const
{
    const auto& all = m_canvas.streams().streams();
    return m_stream < 0 || static_cast<std::size_t>(m_stream) >= all.size() ? nullptr : &all[static_cast<std::size_t>(m_stream)];
}

QStringList BuffersTable::columns() const
{
    return {tr("Where"), tr("What"), tr("First byte"), tr("Last byte"), tr("Bytes"), tr("Written by send"), tr("Taken by recv"), tr("State")};
}

std::size_t BuffersTable::rows() const
{
    return m_bands.back().end;
}

BufferBlock BuffersTable::listed(const ByteStream& shown, BufferBand band, std::size_t number) const
{
    BufferBlock block;
    block.band = band;
    if (band != BufferBand::Segments) {
        const StreamCall& call = (band == BufferBand::Sends ? shown.sends : shown.receives)[number];
        block.from = call.from;
        block.to = call.to;
        block.event = call.entered;
        return block;
    }
    const StreamSegment& segment = shown.segments[number];
    block.from = segment.from;
    block.to = segment.to;
    block.event = segment.sent;
    block.again = segment.again;
    block.look = segment.delivered < m_position ? BufferBlock::Look::Past : segment.dropped < m_position ? BufferBlock::Look::Lost : BufferBlock::Look::Flying;
    return block;
}

BufferBlock BuffersTable::blockAt(std::size_t row) const
{
    std::size_t first = 0;
    for (std::size_t i = 0; i < m_bands.size(); first = m_bands[i].end, ++i) {
        const Band& band = m_bands[i];
        if (row >= band.end)
            continue;
        const std::size_t number = row - first;
        return number < band.listed ? listed(*stream(), static_cast<BufferBand>(i), number) : band.more[number - band.listed];
    }
    return {};
}

QString BuffersTable::cell(std::size_t row, int column) const
{
    if (!stream())
        return {};
    const BufferBlock block = blockAt(row);
    switch (column) {
    case 0:
        return m_canvas.bandName(block.band);
    case 1:
        return m_canvas.eventText(block);
    case 2:
        return QString::number(block.from);
    case 3:
        return QString::number(block.to - 1);
    case 4:
        return QString::number(block.to - block.from);
    case 5:
        return writers(block);
    case 6:
        return takers(block);
    default:
        return BuffersCanvas::lookText(block);
    }
}

QString BuffersTable::writers(const BufferBlock& block) const
{
    return numbersText(BuffersLayout::writerOf(*stream(), block.from, m_position), BuffersLayout::writerOf(*stream(), block.to - 1, m_position));
}

/// The calls that have taken some of these bytes by now.
QString BuffersTable::takers(const BufferBlock& block) const
{
    const auto& all = stream()->receives;
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(m_bands.back().listed);
    const auto first = std::partition_point(all.begin(), end, [&block](const StreamCall& call) { return call.to <= block.from; });
    const auto last = std::partition_point(first, end, [&block](const StreamCall& call) { return call.from < block.to; });
    return first == last ? QString() : numbersText(first - all.begin(), last - all.begin() - 1);
}

/// Bytes that lie in a buffer stand for nothing but their socket, whose other direction would be shown then.
Selection::What BuffersTable::what(std::size_t row) const
{
    const BufferBlock block = stream() ? blockAt(row) : BufferBlock {};
    return block.event == noStreamEvent ? Selection::What {} : m_canvas.whatOf(block);
}

} // namespace lab
