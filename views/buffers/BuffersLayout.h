#pragma once
// BuffersLayout: one byte stream at one moment as bands of blocks: what send() wrote, the send buffer, the segments on
// their way, the receive buffer, and what recv() took. Pure geometry; blocks narrower than a pixel are put together and
// counted.

#include "views/buffers/ByteStreams.h"

#include <QRectF>

namespace lab {

enum class BufferBand : std::uint8_t { Sends, SendBuffer, Segments, ReceiveBuffer, Receives };
inline constexpr int bufferBands = 5;

struct BufferBlock
{
    enum class Look : std::uint8_t {
        Whole, ///< done: accepted, arrived, taken
        Waiting, ///< wanted by a send() that has not returned; not sent yet; taken by a recv() that has not returned
        Flying, ///< sent and not acknowledged; a segment on the wire
        Lost, ///< a segment that was dropped
        Past, ///< a segment that has arrived
    };

    BufferBand band = BufferBand::Sends;
    Look look = Look::Whole;
    std::int64_t from = 0, to = 0; ///< bytes of the stream
    QRectF rect;
    std::uint32_t count = 1; ///< of calls or segments in it
    std::uint32_t event = noStreamEvent; ///< to select; noStreamEvent: bytes in a buffer
    bool again = false; ///< a segment with bytes that were sent before
};

/// Which bytes stand where: `from` at the left edge.
struct BufferScale
{
    double from = 0, perPixel = 1; ///< bytes
    double left = 0, width = 1; ///< pixels of the plot

    double x(double byte) const { return left + (byte - from) / perPixel; }

    static BufferScale fitting(std::int64_t bytes, double left, double width);
    BufferScale zoomed(double about, double factor) const; ///< the byte at pixel `about` stays there
};

class BuffersLayout
{
public:
    BuffersLayout(const ByteStream& stream, const StreamMoment& moment, std::size_t position, const BufferScale& scale, double top,
                  double height);

    const std::vector<BufferBlock>& blocks() const { return m_blocks; }

    QRectF band(BufferBand band) const; ///< the whole of it
    const BufferBlock* blockAt(double x, double y) const;

    /// How many bytes a picture of this stream shows: all that was written, wanted or seen so far.
    static std::int64_t extent(const StreamMoment& moment);
    /// The send() that wrote a byte; -1: not known (its call was not seen).
    static int writerOf(const ByteStream& stream, std::int64_t byte, std::size_t position);

private:
    void calls(BufferBand band, const std::vector<StreamCall>& calls, std::size_t position);
    void segments(const ByteStream& stream, std::size_t position);
    void add(BufferBand band, BufferBlock::Look look, std::int64_t from, std::int64_t to, std::uint32_t event, bool again = false);

    BufferScale m_scale;
    double m_top, m_height;
    std::vector<BufferBlock> m_blocks;
};

} // namespace lab
