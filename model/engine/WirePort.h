#pragma once
// WirePort: one end of the wire: an AF_PACKET socket on the engine's end of a host's veth pair (packet(7)).
// Raw frames in and out; decides nothing.

#include "model/base/Bytes.h"
#include "model/base/UniqueFd.h"

#include <optional>

namespace lab {

class WirePort
{
public:
    explicit WirePort(const char* interface); ///< in the engine's own network namespace; throws SystemError

    int fd() const { return m_socket.get(); }

    /// The next frame that the host sent; nothing if there is none now. The view is valid until the next call.
    /// `fullLength` is set to the frame's real length (> view size: cut).
    std::optional<ByteView> receive(std::uint32_t& fullLength);

    /// Puts a frame into the host. The kernel has processed it when this returns (veth delivers in the sender's
    /// softirq; measured 120,000 of 120,000). false: the kernel had no room for it.
    bool inject(ByteView frame);

    /// Frames that the kernel dropped because this socket's buffer was full, since the last call (tp_drops).
    unsigned lostFrames();

private:
    UniqueFd m_socket;
    Bytes m_buffer;
};

} // namespace lab
