#include "model/capture/CaptureReader.h"

#include "model/journal/PcapngLayout.h"

#include <bit>
#include <vector>

// Theory: pcap is draft-ietf-opsawg-pcap, pcapng draft-ietf-opsawg-pcapng. No length is believed before it is compared with
// what is left of the file.

namespace lab {

namespace {

Error damage(std::uint64_t offset, const std::string& found, const std::string& expected)
{
    return Error {"at byte " + std::to_string(offset) + ": found " + found + ", expected " + expected};
}

/// Numbers in the file's own byte order.
struct Order
{
    bool swapped = false;

    std::uint16_t u16(ByteView bytes, std::size_t at) const
    {
        const auto value = pcapng::numberAt<std::uint16_t>(bytes, at);
        return swapped ? __builtin_bswap16(value) : value;
    }

    std::uint32_t u32(ByteView bytes, std::size_t at) const
    {
        const auto value = pcapng::numberAt<std::uint32_t>(bytes, at);
        return swapped ? __builtin_bswap32(value) : value;
    }
};

constexpr std::uint32_t pcapMicro = 0xA1B2C3D4, pcapNano = 0xA1B23C4D;
constexpr std::uint32_t largestFrame = 64U << 20; ///< no writer makes larger ones; a larger length is damage

Status readPcap(ByteView file, Order order, const std::function<void(const CapturedFrame&)>& take)
{
    constexpr std::size_t header = 24, record = 16;
    if (file.size() < header)
        return damage(0, std::to_string(file.size()) + " bytes of a pcap file", "a header of 24");
    const std::int64_t unit = order.u32(file, 0) == pcapNano ? 1 : 1000;
    const std::uint32_t linkType = order.u32(file, 20) & 0xFFFF; // above it: the length of the frame check sequence
    for (std::size_t at = header; at < file.size();) {
        if (file.size() - at < record)
            return damage(at, std::to_string(file.size() - at) + " bytes", "a packet's header of 16");
        const std::uint32_t captured = order.u32(file, at + 8);
        if (captured > largestFrame)
            return damage(at + 8, "a packet of " + std::to_string(captured) + " bytes",
                          "at most " + std::to_string(largestFrame));
        if (captured > file.size() - at - record)
            return damage(at + record, std::to_string(file.size() - at - record) + " bytes",
                          "a packet of " + std::to_string(captured));
        CapturedFrame frame;
        frame.time = std::int64_t {order.u32(file, at)} * 1'000'000'000 + std::int64_t {order.u32(file, at + 4)} * unit;
        frame.linkType = linkType;
        frame.fullLength = order.u32(file, at + 12);
        frame.bytes = file.subspan(at + record, captured);
        take(frame);
        at += record + captured;
    }
    return Nothing {};
}

class PcapngReader
{
public:
    PcapngReader(ByteView file, const std::function<void(const CapturedFrame&)>& take) : m_file(file), m_take(take) { }

    Status read()
    {
        while (m_at < m_file.size()) {
            if (const Status block = next(); !block)
                return block;
        }
        return Nothing {};
    }

private:
    struct Interface
    {
        std::uint32_t linkType = 0, snapLength = 0;
        std::uint64_t unitsPerSecond = 1'000'000;
        std::int64_t offsetSeconds = 0;
    };

    Status next()
    {
        const ByteView rest = m_file.subspan(m_at);
        if (rest.size() < pcapng::blockOverhead)
            return damage(m_at, std::to_string(rest.size()) + " bytes", "a block of at least 12");
        if (m_order.u32(rest, 0) == pcapng::sectionHeader) { // the same in both byte orders
            const auto magic = pcapng::numberAt<std::uint32_t>(rest, 8);
            if (magic != pcapng::byteOrderMagic && magic != pcapng::byteOrderMagicSwapped)
                return damage(m_at + 8, "the number " + std::to_string(magic), "a byte-order magic");
            m_order.swapped = magic == pcapng::byteOrderMagicSwapped;
            m_interfaces.clear(); // they are numbered anew in each section
        }
        const std::uint32_t length = m_order.u32(rest, 4);
        if (length < pcapng::blockOverhead || length % 4 != 0 || length > pcapng::largestBlock)
            return damage(m_at + 4, "block length " + std::to_string(length), "a multiple of 4 from 12 to "
                              + std::to_string(pcapng::largestBlock));
        if (length > rest.size())
            return damage(m_at, std::to_string(rest.size()) + " bytes", "a block of " + std::to_string(length));
        if (const std::uint32_t again = m_order.u32(rest, length - 4); again != length)
            return damage(m_at + length - 4, "length " + std::to_string(again) + " at the end of the block",
                          std::to_string(length) + " as at its start");
        const Status block = this->block(rest.first(length));
        m_at += length;
        return block;
    }

    Status block(ByteView block)
    {
        switch (m_order.u32(block, 0)) {
        case pcapng::interfaceDescription:
            return interfaceDescription(block);
        case pcapng::enhancedPacket:
            return packet(block, false);
        case pcapng::packetBlock:
            return packet(block, true);
        case pcapng::simplePacket:
            return simplePacket(block);
        default: // names, statistics, blocks of other programs
            return Nothing {};
        }
    }

    Status interfaceDescription(ByteView block)
    {
        if (block.size() < 20)
            return damage(m_at, "an interface of " + std::to_string(block.size()) + " bytes", "at least 20");
        Interface one;
        one.linkType = m_order.u16(block, 8);
        one.snapLength = m_order.u32(block, 12);
        for (std::size_t at = 16; at + 4 <= block.size() - 4;) {
            const std::uint16_t code = m_order.u16(block, at), length = m_order.u16(block, at + 2);
            if (code == pcapng::optionEnd || at + 4 + length > block.size() - 4)
                break;
            if (code == pcapng::optionTsResolution && length == 1)
                one.unitsPerSecond = pcapng::unitsPerSecondOf(block[at + 4]);
            if (one.unitsPerSecond == 0)
                return damage(m_at + at + 4, "time stamp resolution " + std::to_string(block[at + 4]), "a unit of 64 bits");
            if (code == pcapng::optionTsOffset && length == 8)
                one.offsetSeconds = static_cast<std::int64_t>(
                    (std::uint64_t {m_order.u32(block, at + (m_order.swapped ? 4 : 8))})
                    | (std::uint64_t {m_order.u32(block, at + (m_order.swapped ? 8 : 4))} << 32));
            at += 4 + pcapng::padded(length);
        }
        m_interfaces.push_back(one);
        return Nothing {};
    }

    Status packet(ByteView block, bool obsolete)
    {
        constexpr std::size_t overhead = pcapng::blockOverhead + pcapng::packetHeader;
        if (block.size() < overhead)
            return damage(m_at, "a packet block of " + std::to_string(block.size()) + " bytes", "at least 32");
        const std::uint32_t index = obsolete ? m_order.u16(block, 8) : m_order.u32(block, 8);
        const std::uint32_t captured = m_order.u32(block, 20);
        if (index >= m_interfaces.size())
            return damage(m_at + 8, "interface " + std::to_string(index),
                          "one of the " + std::to_string(m_interfaces.size()) + " described before");
        if (captured > block.size() - overhead)
            return damage(m_at + 20, "captured length " + std::to_string(captured),
                          "at most " + std::to_string(block.size() - overhead) + " by the block's length");
        const Interface& one = m_interfaces[index];
        const std::uint64_t units = (std::uint64_t {m_order.u32(block, 12)} << 32) | m_order.u32(block, 16);
        CapturedFrame frame;
        frame.time = pcapng::nanoseconds(units, one.unitsPerSecond, one.offsetSeconds);
        frame.linkType = one.linkType;
        frame.fullLength = m_order.u32(block, 24);
        frame.bytes = block.subspan(pcapng::packetDataOffset, captured);
        m_lastTime = frame.time;
        m_take(frame);
        return Nothing {};
    }

    Status simplePacket(ByteView block)
    {
        if (m_interfaces.empty())
            return damage(m_at, "a packet", "the description of an interface before it");
        if (block.size() < 16)
            return damage(m_at, "a Simple Packet Block of " + std::to_string(block.size()) + " bytes", "at least 16");
        CapturedFrame frame;
        frame.time = m_lastTime; // it has no time of its own
        frame.linkType = m_interfaces[0].linkType;
        frame.fullLength = m_order.u32(block, 8);
        std::size_t captured = std::min<std::size_t>(frame.fullLength, block.size() - 16);
        if (m_interfaces[0].snapLength != 0)
            captured = std::min<std::size_t>(captured, m_interfaces[0].snapLength);
        frame.bytes = block.subspan(12, captured);
        m_take(frame);
        return Nothing {};
    }

    ByteView m_file;
    const std::function<void(const CapturedFrame&)>& m_take;
    Order m_order;
    std::size_t m_at = 0;
    std::vector<Interface> m_interfaces;
    std::int64_t m_lastTime = 0;
};

enum LinkType : std::uint32_t { null_ = 0, ethernet = 1, rawBsd = 12, raw = 101, loop = 108, cooked = 113, ipv4 = 228, ipv6 = 229, cooked2 = 276 };

/// The length of the link's own header; nothing behind it is known to be there.
std::size_t linkHeader(std::uint32_t linkType)
{
    return linkType == cooked ? 16 : linkType == cooked2 ? 20 : linkType == null_ || linkType == loop ? 4 : 0;
}

} // namespace

bool isKnownLink(std::uint32_t linkType)
{
    switch (linkType) {
    case null_:
    case ethernet:
    case rawBsd:
    case raw:
    case loop:
    case cooked:
    case ipv4:
    case ipv6:
    case cooked2:
        return true;
    default:
        return false;
    }
}

Bytes asEthernet(const CapturedFrame& frame)
{
    if (frame.linkType == ethernet)
        return Bytes(frame.bytes.begin(), frame.bytes.end());
    const std::size_t header = linkHeader(frame.linkType);
    if (!isKnownLink(frame.linkType) || frame.bytes.size() <= header)
        return {};
    constexpr std::size_t addresses = 12;
    Bytes out;
    out.reserve(addresses + 2 + frame.bytes.size());
    out.resize(addresses);
    if (frame.linkType == cooked || frame.linkType == cooked2) {
        const std::size_t at = frame.linkType == cooked ? 14 : 0; // the protocol is an EtherType
        out.insert(out.end(), frame.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                   frame.bytes.begin() + static_cast<std::ptrdiff_t>(at + 2));
    } else { // IP by its own version: the family of null and loopback has another number on every system
        const bool six = frame.bytes[header] >> 4 == 6;
        out.push_back(six ? 0x86 : 0x08);
        out.push_back(six ? 0xdd : 0x00);
    }
    out.insert(out.end(), frame.bytes.begin() + static_cast<std::ptrdiff_t>(header), frame.bytes.end());
    return out;
}

bool isCapture(ByteView file)
{
    if (file.size() < 4)
        return false;
    const auto magic = pcapng::numberAt<std::uint32_t>(file, 0);
    return magic == pcapng::sectionHeader || magic == pcapMicro || magic == pcapNano || __builtin_bswap32(magic) == pcapMicro
        || __builtin_bswap32(magic) == pcapNano;
}

Status readCapture(ByteView file, const std::function<void(const CapturedFrame&)>& take)
{
    if (!isCapture(file))
        return damage(0, "no capture's first bytes", "those of pcap or pcapng");
    const auto magic = pcapng::numberAt<std::uint32_t>(file, 0);
    if (magic == pcapng::sectionHeader)
        return PcapngReader(file, take).read();
    return readPcap(file, {magic != pcapMicro && magic != pcapNano}, take);
}

} // namespace lab
