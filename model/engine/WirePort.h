#pragma once
// WirePort: one end of the wire: an AF_PACKET socket on the engine's end of a host's veth pair (packet(7)).
// Raw frames in and out; decides nothing.

#include "model/base/Bytes.h"
#include "model/base/UniqueFd.h"

#include <array>
#include <memory>
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

    static constexpr std::size_t largestBurst = 64;

    /// The frames that the host has sent, oldest first; none if there is none now. Valid until the next call.
    std::span<const Frame> receive();

    /// Puts frames into the host; returns how many went in before the kernel had no room for one. The kernel has
    /// processed those when this returns (veth delivers in the sender's softirq; measured 120,000 of 120,000). Segments
    /// among them that follow one another go in as one (SegmentRun); a frame given alone goes in as it is.
    std::size_t inject(std::span<const ByteView> frames);

    /// Frames that the kernel dropped because the ring was full, since the last call (tp_drops).
    unsigned lostFrames();

private:
    struct Outgoing;
    void makeRing();

    UniqueFd m_socket; ///< receives
    UniqueFd m_sender; ///< another, as PACKET_VNET_HDR would change what the ring holds
    std::uint8_t* m_ring = nullptr; ///< shared with the kernel (packet_mmap.rst)
    std::size_t m_next = 0; ///< slot of the oldest frame that the kernel has not got back
    std::size_t m_taken = 0; ///< slots from there that receive() told of
    bool m_mayHaveLost = false;
    std::array<Frame, largestBurst> m_frames;
    std::unique_ptr<Outgoing> m_outgoing;
};

} // namespace lab
