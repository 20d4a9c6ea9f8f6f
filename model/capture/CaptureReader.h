#pragma once
// CaptureReader: the frames of a capture file of any program: pcap (both byte orders, micro- and nanoseconds) and pcapng
// (both byte orders, any number of sections and interfaces), as a whole or as they grow. Frames only; what they mean is
// decided elsewhere.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/packet/LinkHeader.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lab {

struct CapturedFrame
{
    std::int64_t time = 0; ///< ns since 1970
    std::uint32_t linkType = 0; ///< LINKTYPE_ of www.tcpdump.org/linktypes.html
    std::uint32_t fullLength = 0; ///< on the wire
    ByteView bytes; ///< as captured, with the link's own header
};

bool isCapture(ByteView file); ///< by its first four bytes

/// Reads a capture that somebody may still be writing. What later records need of earlier ones (byte order, interfaces) is kept.
class CaptureScanner
{
public:
    using Take = std::function<void(const CapturedFrame&)>;

    /// `rest` is what follows the bytes taken before. Gives every whole frame in it and returns how many bytes were taken: all,
    /// or all before a record that is only half there. The error is damage and final; the frames before it were given.
    Result<std::size_t> scan(ByteView rest, const Take& take);

    /// What the half record lacks, if nobody writes the rest of it: "at byte N: found …, expected …".
    Error half() const;

private:
    enum class Form { Unknown, Pcap, Pcapng };

    struct Interface
    {
        std::uint32_t linkType = 0, snapLength = 0;
        std::uint64_t unitsPerSecond = 1'000'000;
        std::int64_t offsetSeconds = 0;
    };

    std::uint16_t u16(ByteView bytes, std::size_t at) const; ///< in the file's own byte order
    std::uint32_t u32(ByteView bytes, std::size_t at) const;
    Result<std::size_t> needs(std::uint64_t at, const std::string& found, const std::string& expected);
    Result<std::size_t> begin(ByteView rest);
    Result<std::size_t> pcapPacket(ByteView rest, const Take& take);
    Result<std::size_t> block(ByteView rest, const Take& take);
    Status content(ByteView block, const Take& take);
    Status interfaceDescription(ByteView block);
    Status packet(ByteView block, bool obsolete, const Take& take);
    Status simplePacket(ByteView block, const Take& take);

    Form m_form = Form::Unknown;
    bool m_swapped = false;
    std::uint64_t m_offset = 0; ///< bytes taken
    std::vector<Interface> m_interfaces; ///< of a pcap file: one
    std::int64_t m_lastTime = 0;
    std::optional<Error> m_half;
};

/// Gives every frame in order. The error is damage: "at byte N: found …, expected …"; the frames before it were given.
Status readCapture(ByteView file, const CaptureScanner::Take& take);

/// model/packet/LinkHeader.h
inline Bytes asEthernet(const CapturedFrame& frame)
{
    return asEthernet(frame.linkType, frame.bytes);
}

} // namespace lab
