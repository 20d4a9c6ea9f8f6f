#include "model/journal/BlockScanner.h"

#include "model/journal/EventKind.h"
#include "model/journal/EventPayload.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/PcapngLayout.h"

#include <algorithm>

// Theory: a block is type, length, body, length again (draft-ietf-opsawg-pcapng section 3.1). Nothing of a body is
// believed before both lengths agree and, in blocks of ours, the CRC is right. Captures of other programs have no
// LabStarted: their first packet has the time of the event before it, else zero, and their packets are numbered in order.

namespace lab {

using namespace pcapng;

namespace {

std::string hex(std::uint64_t value, int digits = 8)
{
    static constexpr char letters[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        text += letters[(value >> shift) & 15];
    return text;
}

Error mismatch(std::string_view found, std::string_view expected)
{
    return Error {"found " + std::string(found) + ", expected " + std::string(expected)};
}

Error at(std::uint64_t offset, const Error& error)
{
    return Error {"at byte " + std::to_string(offset) + ": " + error.message};
}

/// The first block's type is no Section Header: say what the file is instead, where that is known.
Error notPcapng(std::uint32_t type)
{
    const std::string expected = "a pcapng Section Header Block (" + hex(sectionHeader) + ")";
    for (const std::uint32_t magic : {0xA1B2C3D4U, 0xD4C3B2A1U, 0xA1B23C4DU, 0x4D3CB2A1U}) {
        if (type == magic)
            return mismatch("a classic pcap file", expected + "; convert it with: editcap -F pcapng OLD NEW");
    }
    if ((type & 0xFFFF) == 0x8B1F)
        return mismatch("a gzip file", expected + "; unpack it with: gunzip");
    return mismatch(hex(type), expected);
}

constexpr std::uint8_t kindOfPacketSent = kindIndexOf<PacketSent>();

} // namespace

std::uint64_t BlockScanner::neededBytes(ByteView rest)
{
    return rest.size() < 8 ? blockOverhead : numberAt<std::uint32_t>(rest, 4);
}

Result<std::optional<BlockScanner::Block>> BlockScanner::scan(ByteView rest, std::uint64_t offset)
{
    if (!m_sawSection && rest.size() >= 4 && numberAt<std::uint32_t>(rest, 0) != sectionHeader)
        return at(offset, notPcapng(numberAt<std::uint32_t>(rest, 0)));
    if (rest.size() < blockOverhead)
        return std::optional<Block> {};
    const auto type = numberAt<std::uint32_t>(rest, 0);
    const auto length = numberAt<std::uint32_t>(rest, 4);
    if (type == sectionHeader) {
        const auto magic = numberAt<std::uint32_t>(rest, 8);
        if (magic == byteOrderMagicSwapped)
            return at(offset,
                      mismatch("a big-endian section", "a little-endian one; convert it with: editcap OLD NEW"));
        if (magic != byteOrderMagic)
            return at(offset, mismatch("byte-order magic " + hex(magic), hex(byteOrderMagic)));
    }
    if (length < blockOverhead || length % 4 != 0 || length > largestBlock) {
        return at(offset,
                  mismatch("block length " + std::to_string(length),
                           "a multiple of 4 from 12 to " + std::to_string(largestBlock)));
    }
    if (rest.size() < length)
        return std::optional<Block> {};
    const auto again = numberAt<std::uint32_t>(rest, length - 4);
    if (again != length) {
        return at(offset,
                  mismatch("length " + std::to_string(again) + " at the end of the block",
                           std::to_string(length) + " as at its start"));
    }
    auto block = scanWhole(rest.first(length));
    if (!block)
        return at(offset, block.error());
    block.value()->length = length;
    return block;
}

Result<std::optional<BlockScanner::Block>> BlockScanner::scanWhole(ByteView block)
{
    const auto result = [](Result<Block> scanned) -> Result<std::optional<Block>> {
        if (!scanned)
            return scanned.error();
        return std::optional<Block> {*scanned};
    };
    const auto noEvent = [](const Status& status) -> Result<std::optional<Block>> {
        if (!status)
            return status.error();
        return std::optional<Block> {Block {}};
    };
    switch (numberAt<std::uint32_t>(block, 0)) {
    case sectionHeader:
        return noEvent(section(block));
    case pcapng::interfaceDescription:
        return noEvent(interfaceDescription(block));
    case eventBlockType:
        return result(event(block));
    case enhancedPacket:
        return result(frame(block));
    case simplePacket:
        return result(simpleFrame(block));
    case packetBlock:
        return mismatch("an obsolete Packet Block (type 2)", "an Enhanced one; convert it with: editcap OLD NEW");
    default: // name resolution, statistics, blocks of other programs
        return std::optional<Block> {Block {}};
    }
}

Status BlockScanner::section(ByteView block)
{
    if (block.size() < 28)
        return mismatch("a Section Header Block of " + std::to_string(block.size()) + " bytes", "at least 28");
    const auto major = numberAt<std::uint16_t>(block, 12);
    if (major != 1)
        return mismatch("pcapng version " + std::to_string(major), "1");
    m_sawSection = true;
    m_interfaces.clear(); // interface numbers start again in each section
    return Nothing {};
}

Status BlockScanner::interfaceDescription(ByteView block)
{
    if (block.size() < 20)
        return mismatch("an Interface Description Block of " + std::to_string(block.size()) + " bytes", "at least 20");
    Interface interface;
    interface.linkType = numberAt<std::uint16_t>(block, 8);
    const ByteView options = block.subspan(16, block.size() - 20);
    if (const auto resolution = findOption(options, optionTsResolution); resolution && resolution->size() == 1) {
        interface.unitsPerSecond = unitsPerSecondOf((*resolution)[0]);
        if (interface.unitsPerSecond == 0)
            return mismatch("time stamp resolution " + std::to_string((*resolution)[0]), "a unit of 64 bits");
    }
    if (const auto offset = findOption(options, optionTsOffset); offset && offset->size() == 8)
        interface.offsetSeconds = numberAt<std::int64_t>(*offset, 0);
    m_interfaces.push_back(interface);
    return Nothing {};
}

Result<BlockScanner::Block> BlockScanner::event(ByteView block)
{
    if (block.size() < blockOverhead + eventHeader) {
        return mismatch("an event block of " + std::to_string(block.size()) + " bytes",
                        "at least " + std::to_string(blockOverhead + eventHeader));
    }
    const std::uint8_t version = block[eventVersionOffset];
    if (version == 0 || version > journalVersion) {
        return mismatch("event block version " + std::to_string(version),
                        "1 to " + std::to_string(journalVersion)
                            + (version > journalVersion ? "; a newer Socket Lab reads it" : ""));
    }
    const auto payloadLength = numberAt<std::uint32_t>(block, eventLengthOffset);
    if (eventPayloadOffset + padded(payloadLength) + 4 != block.size()) {
        return mismatch("payload length " + std::to_string(payloadLength),
                        "one that fills the block of " + std::to_string(block.size()) + " bytes");
    }
    const std::uint8_t number = block[eventKindOffset];
    const auto time = numberAt<std::int64_t>(block, eventTimeOffset);
    const ByteView payload = block.subspan(eventPayloadOffset, payloadLength);
    const auto crc = numberAt<std::uint32_t>(block, eventCrcOffset);
    const std::uint32_t right = eventCrc(number, time, payload);
    if (crc != right)
        return mismatch("CRC-32 " + hex(crc), hex(right) + " by the block's contents");
    if (number == 0 || number > std::variant_size_v<EventVariant> || number - 1 == kindOfPacketSent)
        return mismatch("event kind " + std::to_string(number), "a known one (written by a newer Socket Lab?)");

    Block found;
    found.kind = static_cast<std::uint8_t>(number - 1);
    found.time = m_lastTime = journalTime(time);
    if (found.kind == kindIndexOf<LabStarted>() && payload.size() >= 8)
        m_wallClockOfZero = numberAt<std::int64_t>(payload, 0);
    if (found.kind == kindIndexOf<PacketCopied>() && payload.size() >= 8)
        m_lastPacket = std::max(m_lastPacket, numberAt<PacketId>(payload, 0));
    return found;
}

Status BlockScanner::checkInterface(std::uint32_t index) const
{
    if (index >= m_interfaces.size()) {
        return mismatch("interface " + std::to_string(index),
                        "one of the " + std::to_string(m_interfaces.size()) + " described before");
    }
    if (m_interfaces[index].linkType != linkTypeEthernet) {
        return mismatch("link type " + std::to_string(m_interfaces[index].linkType) + " on interface "
                            + std::to_string(index),
                        "1 (Ethernet)");
    }
    return Nothing {};
}

Result<BlockScanner::Block> BlockScanner::frame(ByteView block)
{
    if (block.size() < blockOverhead + packetHeader)
        return mismatch("an Enhanced Packet Block of " + std::to_string(block.size()) + " bytes", "at least 32");
    const auto index = numberAt<std::uint32_t>(block, 8);
    const auto captured = numberAt<std::uint32_t>(block, 20);
    if (captured > block.size() - blockOverhead - packetHeader) {
        return mismatch("captured length " + std::to_string(captured),
                        "at most " + std::to_string(block.size() - blockOverhead - packetHeader)
                            + " by the block's length");
    }
    if (const Status known = checkInterface(index); !known)
        return known.error();

    Block found;
    found.kind = kindOfPacketSent;
    const ByteView options = packetOptions(block);
    const auto ours = findOption(options, optionLab);
    const auto id = findOption(options, optionPacketId);
    if (ours && ours->size() == optionLabLength && id && id->size() == 8) {
        const auto crc = numberAt<std::uint32_t>(*ours, 4);
        if (const std::uint32_t right = packetCrc(block, captured); crc != right)
            return mismatch("CRC-32 " + hex(crc), hex(right) + " by the packet's contents");
        if ((*ours)[1] > static_cast<std::uint8_t>(PacketOrigin::IcmpError))
            return mismatch("packet origin " + std::to_string((*ours)[1]), "0 to 3");
        m_lastPacket = std::max(m_lastPacket, numberAt<PacketId>(*id, 0));
    } else {
        found.packet = ++m_lastPacket;
    }
    const Interface& interface = m_interfaces[index];
    const std::uint64_t units =
        (std::uint64_t {numberAt<std::uint32_t>(block, 12)} << 32) | numberAt<std::uint32_t>(block, 16);
    found.time = m_lastTime = relative(nanoseconds(units, interface.unitsPerSecond, interface.offsetSeconds));
    return found;
}

Result<BlockScanner::Block> BlockScanner::simpleFrame(ByteView block)
{
    if (block.size() < 16)
        return mismatch("a Simple Packet Block of " + std::to_string(block.size()) + " bytes", "at least 16");
    if (const Status known = checkInterface(0); !known)
        return known.error();
    return Block {0, kindOfPacketSent, m_lastTime, ++m_lastPacket}; // it has no time of its own
}

Timestamp BlockScanner::relative(std::int64_t absoluteNs)
{
    // Unsigned: a damaged time stamp may be anything, and must not overflow.
    if (!m_wallClockOfZero)
        m_wallClockOfZero = static_cast<std::int64_t>(static_cast<std::uint64_t>(absoluteNs) - static_cast<std::uint64_t>(m_lastTime.ns));
    const auto ns = static_cast<std::uint64_t>(absoluteNs) - static_cast<std::uint64_t>(*m_wallClockOfZero);
    return journalTime(static_cast<std::int64_t>(ns));
}

Result<EventBody> decodeBlockBody(ByteView block, PacketId packet)
{
    const auto type = numberAt<std::uint32_t>(block, 0);
    if (type == eventBlockType) {
        const auto length = numberAt<std::uint32_t>(block, eventLengthOffset);
        return readPayload(block[eventKindOffset] - std::size_t {1}, block.subspan(eventPayloadOffset, length), block[eventVersionOffset]);
    }
    PacketSent sent;
    sent.packet = packet;
    ByteView data;
    if (type == simplePacket) {
        sent.fullLength = numberAt<std::uint32_t>(block, 8);
        data = block.subspan(12, std::min<std::size_t>(sent.fullLength, block.size() - 16));
    } else {
        sent.from = static_cast<HostId>(numberAt<std::uint32_t>(block, 8) % hostCount);
        sent.fullLength = numberAt<std::uint32_t>(block, 24);
        data = block.subspan(packetDataOffset, numberAt<std::uint32_t>(block, 20));
        const ByteView options = packetOptions(block);
        const auto id = findOption(options, optionPacketId);
        const auto ours = findOption(options, optionLab);
        if (packet == 0 && id && ours) {
            sent.packet = numberAt<PacketId>(*id, 0);
            sent.origin = static_cast<PacketOrigin>((*ours)[1]);
        }
    }
    sent.frame.assign(data.begin(), data.end());
    return EventBody {std::move(sent)};
}

} // namespace lab
