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
    const std::size_t start = packetDataOffset + padded(numberAt<std::uint32_t>(block, 20));
    return block.subspan(start, block.size() - 4 - start);
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
