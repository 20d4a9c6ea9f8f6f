#pragma once
// LocalhostBridge: lets a client that has 127.0.0.1 written into it reach the server on the other host. At the client's edge
// of the wire, 127.0.0.1 becomes the server's address, and the server's answers to such packets come from 127.0.0.1 again.
// Between the two edges, and in the journal, packets have the server's real address. IPv4, TCP and UDP; no I/O.

#include "model/base/Bytes.h"

#include <cstdint>
#include <optional>
#include <set>
#include <tuple>

namespace lab {

class LocalhostBridge
{
public:
    void turnOn() { m_on = true; }

    bool on() const { return m_on; }

    /// A frame that the client host has sent: with the server's address, if it was for 127.0.0.1; else nothing.
    std::optional<Bytes> fromClient(ByteView frame);
    /// A frame for the client host: from 127.0.0.1, if it answers one of those; else nothing.
    std::optional<Bytes> toClient(ByteView frame) const;

private:
    using Conversation = std::tuple<std::uint8_t, std::uint16_t, std::uint16_t>; ///< protocol, client's port, server's port

    bool m_on = false;
    std::set<Conversation> m_conversations;
};

} // namespace lab
