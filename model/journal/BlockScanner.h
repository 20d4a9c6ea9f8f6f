#pragma once
// BlockScanner: walks the blocks of a pcapng stream and says of each what it is and when it happened, after checking
// its lengths and checksum. Decodes no bodies; keeps only what later blocks need (interfaces, zero time, numbering).

#include "model/base/Result.h"
#include "model/journal/Event.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lab {

class BlockScanner
{
public:
    struct Block
    {
        std::uint32_t length = 0; ///< of the whole block
        std::optional<std::uint8_t> kind; ///< index into EventBody's alternatives; nothing: not an event
        Timestamp time;
        PacketId packet = 0; ///< of a frame whose block has no number of ours; 0: the block tells
    };

    /// Looks at the block at the front of `rest`, which is at `offset` of the stream. Nothing: more bytes are needed.
    Result<std::optional<Block>> scan(ByteView rest, std::uint64_t offset);

    /// Bytes that the block at the front of `rest` needs in all, as far as `rest` tells.
    static std::uint64_t neededBytes(ByteView rest);

private:
    struct Interface
    {
        std::uint16_t linkType = 0;
        std::uint64_t unitsPerSecond = 1'000'000; ///< if_tsresol; microseconds without it
        std::int64_t offsetSeconds = 0; ///< if_tsoffset
    };

    Result<std::optional<Block>> scanWhole(ByteView block);
    Status section(ByteView block);
    Status interfaceDescription(ByteView block);
    Result<Block> event(ByteView block);
    Result<Block> frame(ByteView block);
    Result<Block> simpleFrame(ByteView block);
    Status checkInterface(std::uint32_t index) const;
    Timestamp relative(std::int64_t absoluteNs);

    std::vector<Interface> m_interfaces;
    std::optional<std::int64_t> m_wallClockOfZero;
    Timestamp m_lastTime;
    PacketId m_lastPacket = 0;
    bool m_sawSection = false;
};

/// The event of a block that scan() has approved. The error is a body that the checksum could not catch.
Result<EventBody> decodeBlockBody(ByteView block, PacketId packet);

} // namespace lab
