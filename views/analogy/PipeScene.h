#pragma once
// PipeScene: the two byte streams of one connection as pipes: what waits in the send buffer, what is on the wire, what waits
// in the receive buffer, and who is blocked at which end. Numbers from the kernel's table and the packets; no geometry.

#include "views/analogy/Talk.h"
#include "views/shared/View.h"

#include <array>
#include <vector>

namespace lab {

/// One piece on the wire.
struct PipePiece
{
    PacketId packet = 0;
    QString text; ///< "5 B \"Hello\""
    QString tip;
    bool again = false; ///< its bytes were sent before
};

/// One direction. A count below 0: the kernel's table does not tell (no such socket there).
struct PipeWay
{
    QString writer, reader; ///< "client · 3"
    QString writerCall, readerCall; ///< the newest on this socket
    bool writerBlocked = false, readerBlocked = false;
    std::int64_t unacked = -1; ///< in the send buffer: all of it, sent or not
    std::int64_t unsent = -1; ///< of those, not sent yet; -1: not known
    std::int64_t unread = -1; ///< in the receive buffer; of UDP, memory and not bytes
    std::int64_t window = -1; ///< what the receiver has said that it takes; -1: not known
    std::uint32_t sendLimit = 0, receiveLimit = 0; ///< of the buffers, in memory as the kernel counts it; 0: not known
    std::vector<PipePiece> wire; ///< oldest first
    std::size_t wireMore = 0; ///< pieces beyond these
    std::int64_t wireBytes = 0; ///< of all pieces
    bool ended = false; ///< the writer's FIN has been sent or is wanted
    bool broken = false; ///< reset, or an end is gone

    bool full() const { return writerBlocked || window == 0; }
};

struct PipeScene
{
    bool datagrams = false;
    std::array<PipeWay, 2> ways; ///< left to right, right to left
    QString names[5]; ///< of the parts: program, send buffer, wire, receive buffer, program
    QString nowTitle, now, failsTitle, fails;
    QString empty; ///< instead of a picture

    /// What stands in each part of each way: first and second line.
    std::array<std::array<std::array<QString, 2>, 5>, 2> texts;
};

PipeScene pipeScene(const ViewContext& context, const Talk& talk);

/// Bytes in a socket's queues. Linux counts a SYN and a FIN as one byte there (their sequence numbers): taken off.
std::int64_t unackedBytes(const SocketRow& row);
std::int64_t unreadBytes(const SocketRow& row);

} // namespace lab
