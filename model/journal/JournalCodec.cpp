#include "model/journal/JournalCodec.h"

#include "model/journal/EventPayload.h"
#include "model/journal/PcapngLayout.h"

namespace lab {

using namespace pcapng;

namespace {

template<class Number>
void append(Bytes& out, Number value)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof(Number));
}

template<class Number>
void overwrite(Bytes& out, std::size_t offset, Number value)
{
    std::memcpy(out.data() + offset, &value, sizeof(Number));
}

/// Writes one value after the other into memory that is already there.
class BlockCursor
{
public:
    explicit BlockCursor(std::uint8_t* at) : m_at(at) { }

    template<class Number>
    void put(Number value)
    {
        std::memcpy(m_at, &value, sizeof value);
        m_at += sizeof value;
    }

    void put(ByteView bytes)
    {
        if (!bytes.empty())
            std::memcpy(m_at, bytes.data(), bytes.size());
        m_at += bytes.size();
    }

    void skip(std::size_t count) { m_at += count; }

private:
    std::uint8_t* m_at;
};

void appendOption(Bytes& out, std::uint16_t code, ByteView value)
{
    append(out, code);
    append(out, static_cast<std::uint16_t>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
    out.resize(out.size() + padded(value.size()) - value.size());
}

void appendEndOfOptions(Bytes& out)
{
    append(out, std::uint32_t {0});
}

/// The length is not known yet; endBlock() fills it in.
std::size_t beginBlock(Bytes& out, std::uint32_t type)
{
    const std::size_t start = out.size();
    append(out, type);
    append(out, std::uint32_t {0});
    return start;
}

void endBlock(Bytes& out, std::size_t start)
{
    const auto length = static_cast<std::uint32_t>(out.size() - start + 4);
    append(out, length);
    overwrite(out, start + 4, length);
}

void appendEvent(Timestamp time, const EventBody& body, Bytes& out)
{
    // The length and the CRC are known when the payload is there; the head is written at once, then.
    const std::size_t start = out.size(), payload = start + eventPayloadOffset;
    out.resize(payload);
    appendPayload(body, out);
    const auto length = static_cast<std::uint32_t>(out.size() - payload);
    const auto kind = static_cast<std::uint8_t>(body.index() + 1);
    const std::uint32_t crc = eventCrc(kind, time.ns, ByteView(out).subspan(payload));
    const std::size_t end = start + padded(out.size() - start);
    const auto blockLength = static_cast<std::uint32_t>(end - start + 4);
    out.resize(end + 4);

    BlockCursor cursor(out.data() + start);
    cursor.put(eventBlockType);
    cursor.put(blockLength);
    cursor.put(payloadVersion(body.index()));
    cursor.put(kind);
    cursor.put(std::uint16_t {0});
    cursor.put(time.ns);
    cursor.put(length);
    cursor.put(crc);
    overwrite(out, end, blockLength);
}

} // namespace

Bytes journalHeader(std::int64_t)
{
    Bytes out;
    std::size_t start = beginBlock(out, sectionHeader);
    append(out, byteOrderMagic);
    append(out, std::uint16_t {1}); // version 1.0
    append(out, std::uint16_t {0});
    append(out, std::int64_t {-1}); // section length: not known while it grows
    appendOption(out, optionUserApplication, asBytes("Socket Lab " SOCKETLAB_VERSION));
    appendEndOfOptions(out);
    endBlock(out, start);

    static constexpr std::uint8_t nanoseconds = 9;
    for (const HostId host : {HostId::Client, HostId::Server}) {
        start = beginBlock(out, interfaceDescription);
        append(out, linkTypeEthernet);
        append(out, std::uint16_t {0});
        append(out, snapLength);
        appendOption(out, optionInterfaceName, asBytes(hostName(host)));
        appendOption(out, optionTsResolution, {&nanoseconds, 1});
        appendEndOfOptions(out);
        endBlock(out, start);
    }
    return out;
}

void encodePacket(const SentFrame& sent, Timestamp time, std::int64_t wallClockOfZero, Bytes& out)
{
    // The one block that a bulk transfer writes without end: its length is known at once, and nothing is moved twice.
    const auto captured = static_cast<std::uint32_t>(sent.frame.size());
    const std::size_t framePadded = padded(captured);
    const auto length = static_cast<std::uint32_t>(packetDataOffset + framePadded + packetOptionsLength + 4);
    const std::size_t start = out.size();
    out.resize(start + length); // the padding and the end of the options are zero
    BlockCursor cursor(out.data() + start);
    const auto ns = static_cast<std::uint64_t>(wallClockOfZero) + static_cast<std::uint64_t>(time.ns);
    cursor.put(enhancedPacket);
    cursor.put(length);
    cursor.put(std::uint32_t {static_cast<std::uint8_t>(sent.from)});
    cursor.put(static_cast<std::uint32_t>(ns >> 32));
    cursor.put(static_cast<std::uint32_t>(ns));
    cursor.put(captured);
    cursor.put(std::max(captured, sent.fullLength));
    cursor.put(sent.frame);
    cursor.skip(framePadded - captured);
    const std::uint32_t crc = packetCrc(ByteView(out).subspan(start), captured);

    cursor.put(optionPacketId);
    cursor.put(std::uint16_t {8});
    cursor.put(sent.packet);
    cursor.put(optionLab);
    cursor.put(static_cast<std::uint16_t>(optionLabLength));
    cursor.put(std::uint8_t {1}); // version of this option
    cursor.put(static_cast<std::uint8_t>(sent.origin));
    cursor.put(std::uint16_t {0});
    cursor.put(crc);
    cursor.skip(4);
    cursor.put(length);
}

void encodeEvent(Timestamp time, const EventBody& body, std::int64_t wallClockOfZero, Bytes& out)
{
    if (const auto* sent = std::get_if<PacketSent>(&body))
        encodePacket({sent->packet, sent->from, sent->origin, sent->frame, sent->fullLength}, time, wallClockOfZero, out);
    else
        appendEvent(time, body, out);
}

void JournalDecoder::feed(ByteView chunk)
{
    // What was taken is cut off only once it is most of the buffer, so that each byte is moved a bounded number of
    // times.
    if (m_position > m_buffer.size() / 2) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_position));
        m_base += m_position;
        m_position = 0;
    }
    m_buffer.insert(m_buffer.end(), chunk.begin(), chunk.end());
}

Result<std::optional<JournalDecoder::Decoded>> JournalDecoder::next()
{
    const auto failed = [this](Error error) {
        m_error = std::move(error);
        return *m_error;
    };
    if (m_error)
        return *m_error;
    for (;;) {
        const ByteView rest = ByteView(m_buffer).subspan(m_position);
        const auto block = m_scanner.scan(rest, wholeBytes());
        if (!block)
            return failed(block.error());
        if (!*block)
            return std::optional<Decoded> {};
        const BlockScanner::Block& found = **block;
        if (!found.kind) {
            m_position += found.length;
            continue;
        }
        auto body = decodeBlockBody(rest.first(found.length), found.packet);
        if (!body)
            return failed({"at byte " + std::to_string(wholeBytes()) + ": found " + body.error().message});
        Decoded decoded {{found.time, std::move(*body)}, wholeBytes(), found.length};
        m_position += found.length;
        return std::optional<Decoded> {std::move(decoded)};
    }
}

} // namespace lab
