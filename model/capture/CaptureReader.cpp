#include "model/capture/CaptureReader.h"

#include "model/journal/PcapngLayout.h"

#include <algorithm>

// Theory: pcap is draft-ietf-opsawg-pcap, pcapng draft-ietf-opsawg-pcapng. No length is believed before it is compared with
// what is left of the file.

namespace lab {

namespace {

Error damage(std::uint64_t offset, const std::string& found, const std::string& expected)
{
    return Error {"at byte " + std::to_string(offset) + ": found " + found + ", expected " + expected};
}

constexpr std::uint32_t pcapMicro = 0xA1B2C3D4, pcapNano = 0xA1B23C4D;
constexpr std::uint32_t largestFrame = 64U << 20; ///< no writer makes larger ones; a larger length is damage
constexpr std::size_t pcapHeader = 24, pcapRecord = 16;

std::string bytesText(std::size_t count)
{
    return std::to_string(count) + " bytes";
}

} // namespace

bool isCapture(ByteView file)
{
    if (file.size() < 4)
        return false;
    const auto magic = pcapng::numberAt<std::uint32_t>(file, 0);
    return magic == pcapng::sectionHeader || magic == pcapMicro || magic == pcapNano || __builtin_bswap32(magic) == pcapMicro
        || __builtin_bswap32(magic) == pcapNano;
}

Status readCapture(ByteView file, const CaptureScanner::Take& take)
{
    CaptureScanner scanner;
    const auto taken = scanner.scan(file, take);
    if (!taken)
        return taken.error();
    if (*taken < file.size() || file.empty())
        return scanner.half();
    return Nothing {};
}

// ---- CaptureScanner ------------------------------------------------------------------------------------------------

std::uint16_t CaptureScanner::u16(ByteView bytes, std::size_t at) const
{
    const auto value = pcapng::numberAt<std::uint16_t>(bytes, at);
    return m_swapped ? __builtin_bswap16(value) : value;
}

std::uint32_t CaptureScanner::u32(ByteView bytes, std::size_t at) const
{
    const auto value = pcapng::numberAt<std::uint32_t>(bytes, at);
    return m_swapped ? __builtin_bswap32(value) : value;
}

Result<std::size_t> CaptureScanner::scan(ByteView rest, const Take& take)
{
    std::size_t taken = 0;
    m_half.reset();
    while (taken < rest.size()) {
        const ByteView record = rest.subspan(taken);
        const auto length = m_form == Form::Unknown ? begin(record)
            : m_form == Form::Pcap                  ? pcapPacket(record, take)
                                                    : block(record, take);
        if (!length)
            return length.error();
        if (m_half)
            break;
        taken += *length;
        m_offset += *length;
    }
    return taken;
}

Result<std::size_t> CaptureScanner::needs(std::uint64_t at, const std::string& found, const std::string& expected)
{
    m_half = damage(at, found, expected);
    return std::size_t {0};
}

Error CaptureScanner::half() const
{
    return m_half.value_or(damage(0, "no capture's first bytes", "those of pcap or pcapng"));
}

Result<std::size_t> CaptureScanner::begin(ByteView rest)
{
    if (rest.size() < 4)
        return needs(0, "no capture's first bytes", "those of pcap or pcapng");
    if (!isCapture(rest))
        return damage(0, "no capture's first bytes", "those of pcap or pcapng");
    const auto magic = pcapng::numberAt<std::uint32_t>(rest, 0);
    if (magic == pcapng::sectionHeader) {
        m_form = Form::Pcapng; // the header is a block like any other
        return std::size_t {0};
    }
    if (rest.size() < pcapHeader)
        return needs(0, bytesText(rest.size()) + " of a pcap file", "a header of 24");
    m_form = Form::Pcap;
    m_swapped = magic != pcapMicro && magic != pcapNano;
    Interface file;
    file.unitsPerSecond = u32(rest, 0) == pcapNano ? 1'000'000'000 : 1'000'000;
    file.linkType = u32(rest, 20) & 0xFFFF; // above it: the length of the frame check sequence
    m_interfaces = {file};
    return pcapHeader;
}

Result<std::size_t> CaptureScanner::pcapPacket(ByteView rest, const Take& take)
{
    if (rest.size() < pcapRecord)
        return needs(m_offset, bytesText(rest.size()), "a packet's header of 16");
    const std::uint32_t captured = u32(rest, 8);
    if (captured > largestFrame)
        return damage(m_offset + 8, "a packet of " + bytesText(captured), "at most " + std::to_string(largestFrame));
    if (captured > rest.size() - pcapRecord)
        return needs(m_offset + pcapRecord, bytesText(rest.size() - pcapRecord), "a packet of " + std::to_string(captured));
    const auto unit = static_cast<std::int64_t>(1'000'000'000 / m_interfaces[0].unitsPerSecond);
    CapturedFrame frame;
    frame.time = std::int64_t {u32(rest, 0)} * 1'000'000'000 + std::int64_t {u32(rest, 4)} * unit;
    frame.linkType = m_interfaces[0].linkType;
    frame.fullLength = u32(rest, 12);
    frame.bytes = rest.subspan(pcapRecord, captured);
    take(frame);
    return pcapRecord + captured;
}

Result<std::size_t> CaptureScanner::block(ByteView rest, const Take& take)
{
    if (rest.size() < pcapng::blockOverhead)
        return needs(m_offset, bytesText(rest.size()), "a block of at least 12");
    if (u32(rest, 0) == pcapng::sectionHeader) { // the same in both byte orders
        const auto magic = pcapng::numberAt<std::uint32_t>(rest, 8);
        if (magic != pcapng::byteOrderMagic && magic != pcapng::byteOrderMagicSwapped)
            return damage(m_offset + 8, "the number " + std::to_string(magic), "a byte-order magic");
        m_swapped = magic == pcapng::byteOrderMagicSwapped;
        m_interfaces.clear(); // they are numbered anew in each section
    }
    const std::uint32_t length = u32(rest, 4);
    if (length < pcapng::blockOverhead || length % 4 != 0 || length > pcapng::largestBlock)
        return damage(m_offset + 4, "block length " + std::to_string(length),
                      "a multiple of 4 from 12 to " + std::to_string(pcapng::largestBlock));
    if (length > rest.size())
        return needs(m_offset, bytesText(rest.size()), "a block of " + std::to_string(length));
    if (const std::uint32_t again = u32(rest, length - 4); again != length)
        return damage(m_offset + length - 4, "length " + std::to_string(again) + " at the end of the block",
                      std::to_string(length) + " as at its start");
    if (const Status read = content(rest.first(length), take); !read)
        return read.error();
    return std::size_t {length};
}

Status CaptureScanner::content(ByteView block, const Take& take)
{
    switch (u32(block, 0)) {
    case pcapng::interfaceDescription:
        return interfaceDescription(block);
    case pcapng::enhancedPacket:
        return packet(block, false, take);
    case pcapng::packetBlock:
        return packet(block, true, take);
    case pcapng::simplePacket:
        return simplePacket(block, take);
    default: // names, statistics, blocks of other programs
        return Nothing {};
    }
}

Status CaptureScanner::interfaceDescription(ByteView block)
{
    if (block.size() < 20)
        return damage(m_offset, "an interface of " + bytesText(block.size()), "at least 20");
    Interface one;
    one.linkType = u16(block, 8);
    one.snapLength = u32(block, 12);
    for (std::size_t at = 16; at + 4 <= block.size() - 4;) {
        const std::uint16_t code = u16(block, at), length = u16(block, at + 2);
        if (code == pcapng::optionEnd || at + 4 + length > block.size() - 4)
            break;
        if (code == pcapng::optionTsResolution && length == 1)
            one.unitsPerSecond = pcapng::unitsPerSecondOf(block[at + 4]);
        if (one.unitsPerSecond == 0)
            return damage(m_offset + at + 4, "time stamp resolution " + std::to_string(block[at + 4]), "a unit of 64 bits");
        if (code == pcapng::optionTsOffset && length == 8)
            one.offsetSeconds = static_cast<std::int64_t>((std::uint64_t {u32(block, at + (m_swapped ? 4 : 8))})
                                                          | (std::uint64_t {u32(block, at + (m_swapped ? 8 : 4))} << 32));
        at += 4 + pcapng::padded(length);
    }
    m_interfaces.push_back(one);
    return Nothing {};
}

Status CaptureScanner::packet(ByteView block, bool obsolete, const Take& take)
{
    constexpr std::size_t overhead = pcapng::blockOverhead + pcapng::packetHeader;
    if (block.size() < overhead)
        return damage(m_offset, "a packet block of " + bytesText(block.size()), "at least 32");
    const std::uint32_t index = obsolete ? u16(block, 8) : u32(block, 8);
    const std::uint32_t captured = u32(block, 20);
    if (index >= m_interfaces.size())
        return damage(m_offset + 8, "interface " + std::to_string(index),
                      "one of the " + std::to_string(m_interfaces.size()) + " described before");
    if (captured > block.size() - overhead)
        return damage(m_offset + 20, "captured length " + std::to_string(captured),
                      "at most " + std::to_string(block.size() - overhead) + " by the block's length");
    const Interface& one = m_interfaces[index];
    const std::uint64_t units = (std::uint64_t {u32(block, 12)} << 32) | u32(block, 16);
    CapturedFrame frame;
    frame.time = pcapng::nanoseconds(units, one.unitsPerSecond, one.offsetSeconds);
    frame.linkType = one.linkType;
    frame.fullLength = u32(block, 24);
    frame.bytes = block.subspan(pcapng::packetDataOffset, captured);
    m_lastTime = frame.time;
    take(frame);
    return Nothing {};
}

Status CaptureScanner::simplePacket(ByteView block, const Take& take)
{
    if (m_interfaces.empty())
        return damage(m_offset, "a packet", "the description of an interface before it");
    if (block.size() < 16)
        return damage(m_offset, "a Simple Packet Block of " + bytesText(block.size()), "at least 16");
    CapturedFrame frame;
    frame.time = m_lastTime; // it has no time of its own
    frame.linkType = m_interfaces[0].linkType;
    frame.fullLength = u32(block, 8);
    std::size_t captured = std::min<std::size_t>(frame.fullLength, block.size() - 16);
    if (m_interfaces[0].snapLength != 0)
        captured = std::min<std::size_t>(captured, m_interfaces[0].snapLength);
    frame.bytes = block.subspan(12, captured);
    take(frame);
    return Nothing {};
}

} // namespace lab
