#include "model/journal/PcapngLayout.h"

#include <libdeflate.h>

namespace lab::pcapng {

std::optional<ByteView> findOption(ByteView options, std::uint16_t code)
{
    std::size_t at = 0;
    while (options.size() - at >= 4) {
        const auto found = numberAt<std::uint16_t>(options, at);
        const auto length = numberAt<std::uint16_t>(options, at + 2);
        if (found == optionEnd || length > options.size() - at - 4)
            return {};
        if (found == code)
            return options.subspan(at + 4, length);
        if (padded(length) > options.size() - at - 4)
            return {};
        at += 4 + padded(length);
    }
    return {};
}

ByteView packetOptions(ByteView block)
{
    const std::size_t captured = padded(numberAt<std::uint32_t>(block, 20));
    if (captured > block.size() - blockOverhead - packetHeader)
        return {};
    return block.subspan(packetDataOffset + captured, block.size() - blockOverhead - packetHeader - captured);
}

std::int64_t nanoseconds(std::uint64_t units, std::uint64_t unitsPerSecond, std::int64_t offsetSeconds)
{
    __extension__ using Wide = unsigned __int128;
    constexpr std::uint64_t aSecond = 1'000'000'000;
    if (aSecond % unitsPerSecond == 0) // micro- and nanoseconds: without a division of 128 bits; both wrap alike
        return static_cast<std::int64_t>(units * (aSecond / unitsPerSecond) + static_cast<std::uint64_t>(offsetSeconds) * aSecond);
    const auto ns = static_cast<std::uint64_t>(Wide {units} * 1'000'000'000U / unitsPerSecond);
    return static_cast<std::int64_t>(ns + static_cast<std::uint64_t>(offsetSeconds) * 1'000'000'000U);
}

std::uint64_t unitsPerSecondOf(std::uint8_t resolution)
{
    const int exponent = resolution & 0x7F;
    if ((resolution & 0x80) != 0)
        return exponent < 64 ? std::uint64_t {1} << exponent : 0;
    std::uint64_t units = 1;
    for (int i = 0; i < exponent; ++i) {
        if (units > UINT64_MAX / 10)
            return 0;
        units *= 10;
    }
    return units;
}

std::uint32_t eventCrc(std::uint8_t kind, std::int64_t time, ByteView payload)
{
    std::uint32_t crc = libdeflate_crc32(0, &kind, sizeof kind);
    crc = libdeflate_crc32(crc, &time, sizeof time);
    return libdeflate_crc32(crc, payload.data(), payload.size());
}

std::uint32_t packetCrc(ByteView block, std::uint32_t captured)
{
    return libdeflate_crc32(0, block.data() + 8, packetHeader + captured);
}

} // namespace lab::pcapng
