#pragma once
// PcapngLayout: block types, option codes and sizes of draft-ietf-opsawg-pcapng, and the layout of our own blocks;
// shared by the writing and the reading half of the codec.

#include "model/base/Bytes.h"
#include "model/base/Ids.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace lab::pcapng {

inline constexpr std::uint32_t sectionHeader = 0x0A0D0D0A, interfaceDescription = 1, packetBlock = 2, simplePacket = 3,
                               enhancedPacket = 6;
inline constexpr std::uint32_t byteOrderMagic = 0x1A2B3C4D, byteOrderMagicSwapped = 0x4D3C2B1A;
inline constexpr std::uint16_t linkTypeEthernet = 1;
inline constexpr std::uint32_t snapLength = 262144;

inline constexpr std::uint16_t optionEnd = 0, optionUserApplication = 4, optionInterfaceName = 2,
                               optionTsResolution = 9, optionTsOffset = 14, optionPacketId = 5;
/// A local-use option of our Enhanced Packet Blocks ("SL"): version u8, origin u8, zero u16, CRC-32 of the body from
/// the interface number to the frame's last byte.
inline constexpr std::uint16_t optionLab = 0xD34C;
inline constexpr std::size_t optionLabLength = 8;

/// Of a packet of ours: its number, the lab's option, the end of options.
inline constexpr std::size_t packetOptionsLength = (4 + 8) + (4 + optionLabLength) + 4;

inline constexpr std::size_t blockOverhead = 12; ///< type, length … length
inline constexpr std::size_t packetHeader = 20; ///< interface, time high, time low, captured, original
inline constexpr std::size_t packetDataOffset = 8 + packetHeader;

/// Our event block after type and length: version u8, kind u8, zero u16, time i64, payload length u32, crc u32.
inline constexpr std::size_t eventHeader = 20;
inline constexpr std::size_t eventVersionOffset = 8, eventKindOffset = 8 + 1, eventTimeOffset = 8 + 4, eventLengthOffset = 8 + 12,
                             eventCrcOffset = 8 + 16, eventPayloadOffset = 8 + eventHeader;

/// No writer makes larger blocks; a larger length is damage, and waiting for so many bytes would be for ever.
inline constexpr std::uint32_t largestBlock = 64U << 20;

inline constexpr std::size_t padded(std::size_t length)
{
    return (length + 3) & ~std::size_t {3};
}

template<class Number>
Number numberAt(ByteView bytes, std::size_t offset)
{
    Number value {};
    std::memcpy(&value, bytes.data() + offset, sizeof(Number));
    return value;
}

/// The value of the first option `code` in an option list; nothing if there is none or the list is malformed.
std::optional<ByteView> findOption(ByteView options, std::uint16_t code);

/// The options of an Enhanced Packet Block of at least 32 bytes; none if it is too short for its captured length.
ByteView packetOptions(ByteView block);

/// Units since 1970 to nanoseconds, through 128 bits: 2^64 units of any size times 10^9 fit.
std::int64_t nanoseconds(std::uint64_t units, std::uint64_t unitsPerSecond, std::int64_t offsetSeconds);

/// `ns` as a time of a journal. A file may say any number of 64 bits; what is more than 146 years away from the beginning is
/// taken for 146 years, so that the difference of any two times fits.
inline constexpr Timestamp journalTime(std::int64_t ns)
{
    constexpr std::int64_t most = (std::int64_t {1} << 62) - 1;
    return {std::clamp(ns, -most, most)};
}

/// The same of what lies between two times of such a file; a difference beyond 64 bits wraps.
inline constexpr Timestamp journalTimeSince(std::int64_t zero, std::int64_t time)
{
    return journalTime(static_cast<std::int64_t>(static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(zero)));
}

/// if_tsresol: a power of ten, or of two with the highest bit set; 0 if it fits in no 64-bit number.
std::uint64_t unitsPerSecondOf(std::uint8_t resolution);

/// The CRC-32 of zlib and Ethernet (by libdeflate, which uses the processor's carry-less multiplication) over the event block's kind, time and payload.
std::uint32_t eventCrc(std::uint8_t kind, std::int64_t time, ByteView payload);
/// Over the body of an Enhanced Packet Block from the interface number to the frame's last byte.
std::uint32_t packetCrc(ByteView block, std::uint32_t captured);

} // namespace lab::pcapng
