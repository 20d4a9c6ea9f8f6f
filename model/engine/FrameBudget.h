#pragma once
// FrameBudget: how much of each frame is recorded. A connection's frames are kept whole up to so many bytes, then their
// headers only: a bulk transfer must not fill the disk. No I/O; tested without a kernel.

#include "model/base/Bytes.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace lab {

/// Of one connection's frames, and of one program's call buffers.
inline constexpr std::uint64_t standardKeepBytes = 16 * 1024 * 1024;

class FrameBudget
{
public:
    struct Kept
    {
        std::size_t bytes = 0; ///< of the frame's beginning
        bool first = false; ///< this is the first frame of its connection that is cut
    };

    /// Both directions of a TCP or UDP connection count together. Other frames are kept whole.
    Kept keep(ByteView frame);

    /// From now on; connections that were cut already stay so.
    void setLimit(std::uint64_t bytes) { m_limit = bytes; }

private:
    struct Connection
    {
        std::uint64_t kept = 0; ///< bytes
        bool cut = false;
    };

    std::uint64_t m_limit = standardKeepBytes;
    std::unordered_map<std::string, Connection> m_connections; ///< by both ends, the smaller first
};

/// "10.9.0.1:40000 - 10.9.0.2:5201", for a notice.
std::string connectionText(ByteView frame);

} // namespace lab
