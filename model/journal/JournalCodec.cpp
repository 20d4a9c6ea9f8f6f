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

void pad(Bytes& out, std::size_t blockStart)
{
    out.resize(blockStart + padded(out.size() - blockStart));
}

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

void appendPacket(const PacketSent& sent, Timestamp time, std::int64_t wallClockOfZero, Bytes& out)
{
    const std::size_t start = beginBlock(out, enhancedPacket);
    const auto captured = static_cast<std::uint32_t>(sent.frame.size());
    const auto ns = static_cast<std::uint64_t>(wallClockOfZero) + static_cast<std::uint64_t>(time.ns);
    append(out, std::uint32_t {static_cast<std::uint8_t>(sent.from)});
    append(out, static_cast<std::uint32_t>(ns >> 32));
    append(out, static_cast<std::uint32_t>(ns));
    append(out, captured);
    append(out, std::max(captured, sent.fullLength));
    out.insert(out.end(), sent.frame.begin(), sent.frame.end());
    pad(out, start);
    const std::uint32_t crc = packetCrc(ByteView(out).subspan(start), captured);

    append(out, optionPacketId);
    append(out, std::uint16_t {8});
    append(out, sent.packet);
    append(out, optionLab);
    append(out, static_cast<std::uint16_t>(optionLabLength));
    append(out, journalVersion);
    append(out, static_cast<std::uint8_t>(sent.origin));
    append(out, std::uint16_t {0});
    append(out, crc);
    appendEndOfOptions(out);
    endBlock(out, start);
}

void appendEvent(const Event& event, Bytes& out)
{
    const std::size_t start = beginBlock(out, eventBlockType);
    const auto kind = static_cast<std::uint8_t>(event.body.index() + 1);
    append(out, journalVersion);
    append(out, kind);
    append(out, std::uint16_t {0});
    append(out, event.time.ns);
    append(out, std::uint64_t {0}); // payload length and CRC
    const std::size_t payload = out.size();
    appendPayload(event.body, out);
    const auto length = static_cast<std::uint32_t>(out.size() - payload);
    overwrite(out, start + eventLengthOffset, length);
    overwrite(out, start + eventCrcOffset, eventCrc(kind, event.time.ns, ByteView(out).subspan(payload)));
    pad(out, start);
    endBlock(out, start);
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

void encodeEvent(const Event& event, std::int64_t wallClockOfZero, Bytes& out)
{
    if (const auto* sent = std::get_if<PacketSent>(&event.body))
        appendPacket(*sent, event.time, wallClockOfZero, out);
    else
        appendEvent(event, out);
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
