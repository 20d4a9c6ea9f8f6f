#pragma once
// WirePort: one end of the wire: an AF_PACKET socket on the engine's end of a host's veth pair (packet(7)).
// Raw frames in and out; decides nothing.

#include "model/base/Bytes.h"
#include "model/base/UniqueFd.h"
#include "model/engine/FrameSender.h"

#include <array>
#include <span>

namespace lab {

class WirePort
{
public:
    explicit WirePort(const char* interface); ///< in the engine's own network namespace; throws SystemError
    ~WirePort();
    WirePort(const WirePort&) = delete;
    WirePort& operator=(const WirePort&) = delete;

    int fd() const { return m_socket.get(); }

    struct Frame
    {
        ByteView bytes;
        std::uint32_t fullLength = 0; ///< > bytes.size(): cut
    };

    static constexpr std::size_t largestBurst = FrameSender::largestBurst;

    /// The frames that the host has sent, oldest first; none if there is none now. Valid until the next call.
    std::span<const Frame> receive();

    /// Puts frames into the host, as FrameSender says.
    std::size_t inject(std::span<const ByteView> frames) { return m_sender.inject(frames); }

    /// Frames that the kernel dropped because the ring was full, since the last call (tp_drops).
    unsigned lostFrames();

private:
    void makeRing();

    UniqueFd m_socket; ///< receives
    FrameSender m_sender;
    std::uint8_t* m_ring = nullptr; ///< shared with the kernel (packet_mmap.rst)
    std::size_t m_next = 0; ///< slot of the oldest frame that the kernel has not got back
    std::size_t m_taken = 0; ///< slots from there that receive() told of
    bool m_mayHaveLost = false;
    std::array<Frame, largestBurst> m_frames;
};

} // namespace lab
