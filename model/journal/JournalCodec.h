#pragma once
// JournalCodec: events to and from pcapng blocks. Pure; no files. The byte stream is a valid pcapng capture:
// Section Header, one Interface Description per host (link type 1, same snaplen), an Enhanced Packet Block a frame
// (epb_packetid = PacketId), and every other event as a block of a local-use type (0x8000'534C, "SL") with
// length, version and CRC-32, which tshark, capinfos and tcpdump skip (draft-ietf-opsawg-pcapng section 4.1).

#include "model/base/Result.h"
#include "model/journal/BlockScanner.h"
#include "model/journal/Event.h"

#include <optional>

namespace lab {

inline constexpr std::uint32_t eventBlockType = 0x8000534C;
inline constexpr std::uint8_t journalVersion = 2; ///< of the newest kind of block; each has that of its own (payloadVersion)

/// The bytes every journal starts with: Section Header Block and two Interface Description Blocks.
/// `wallClockOfZero` (ns since 1970 at Timestamp 0) is not in it: LabStarted carries it, and must be the first event.
/// Time stamps of packets are absolute nanoseconds (if_tsresol 9).
Bytes journalHeader(std::int64_t wallClockOfZero);

/// Appends one block for the event to `out`. `wallClockOfZero` as given to journalHeader().
void encodeEvent(Timestamp time, const EventBody& body, std::int64_t wallClockOfZero, Bytes& out);

inline void encodeEvent(const Event& event, std::int64_t wallClockOfZero, Bytes& out)
{
    encodeEvent(event.time, event.body, wallClockOfZero, out);
}

/// PacketSent with a frame that somebody else owns.
struct SentFrame
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    PacketOrigin origin = PacketOrigin::Kernel;
    ByteView frame;
    std::uint32_t fullLength = 0;
};

/// The same bytes as encodeEvent() writes for that PacketSent, without a copy of the frame.
void encodePacket(const SentFrame& sent, Timestamp time, std::int64_t wallClockOfZero, Bytes& out);

/// Splits a growing byte stream into events. Feed chunks of any size; take events until there are none.
class JournalDecoder
{
public:
    struct Decoded
    {
        Event event;
        std::uint64_t offset = 0; ///< of the block, in bytes from the start of the stream
        std::uint32_t length = 0; ///< of the block
    };

    void feed(ByteView chunk);

    /// The next whole event; nothing when more bytes are needed. An error (damaged block) is final: it names the
    /// byte offset, what was found and what was expected.
    Result<std::optional<Decoded>> next();

    /// Bytes taken in whole blocks so far: where a torn tail would be cut.
    std::uint64_t wholeBytes() const { return m_base + m_position; }

    /// Bytes fed that do not yet make a whole block.
    std::size_t pendingBytes() const { return m_buffer.size() - m_position; }

private:
    Bytes m_buffer;
    std::size_t m_position = 0;
    std::uint64_t m_base = 0;
    BlockScanner m_scanner;
    std::optional<Error> m_error;
};

} // namespace lab
