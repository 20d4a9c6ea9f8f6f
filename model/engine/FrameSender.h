#pragma once
// FrameSender: puts frames into a network interface as they are (AF_PACKET, packet(7)). Decides nothing.

#include "model/base/Bytes.h"
#include "model/base/UniqueFd.h"

#include <memory>
#include <span>

namespace lab {

class FrameSender
{
public:
    static constexpr std::size_t largestBurst = 64;

    explicit FrameSender(const char* interface); ///< in the calling thread's network namespace; throws SystemError
    /// In another namespace, whose routing rules know these frames by `mark` (SO_MARK, socket(7)).
    FrameSender(const char* interface, std::uint32_t mark, int namespaceFd);
    ~FrameSender();
    FrameSender(const FrameSender&) = delete;
    FrameSender& operator=(const FrameSender&) = delete;

    /// Returns how many went in before the kernel had no room for one. The kernel has processed those when this returns
    /// (veth and lo deliver in the sender's softirq; measured 120,000 of 120,000). Segments among them that follow one
    /// another go in as one (SegmentRun); a frame given alone goes in as it is.
    std::size_t inject(std::span<const ByteView> frames);

private:
    struct Outgoing;
    void prepare(const char* interface);

    UniqueFd m_socket; ///< only for sending: PACKET_VNET_HDR would change what a receiving one's ring holds
    std::unique_ptr<Outgoing> m_outgoing;
};

} // namespace lab
