#pragma once
// MessageMemory: the memory of a call that is given a struct msghdr, mmsghdr[] or iovec[] (sendmsg(2), sendmmsg(2),
// readv(2)): what lies behind their many pointers, in one run of bytes as the journal keeps it.

#include "model/base/Bytes.h"

namespace lab {

/// One struct iovec. Before the call only what the kernel reads has data, after it only what the kernel wrote.
struct MessagePiece
{
    std::uint64_t base = 0, length = 0;
    Bytes data; ///< shorter than `length` where less was moved or kept

    friend bool operator==(const MessagePiece&, const MessagePiece&) = default;
};

/// One struct msghdr; of readv and writev only the pieces.
struct MessageValue
{
    std::uint64_t nameAt = 0; ///< msg_name; 0: NULL
    std::uint32_t nameLength = 0; ///< msg_namelen
    Bytes name;
    std::uint64_t piecesAt = 0, pieceCount = 0; ///< msg_iov, msg_iovlen; beyond pieces.size(): not kept
    std::vector<MessagePiece> pieces;
    std::uint64_t controlAt = 0, controlLength = 0; ///< msg_control, msg_controllen
    Bytes control;
    std::uint32_t flags = 0; ///< msg_flags
    std::uint32_t moved = 0; ///< msg_len of struct mmsghdr

    friend bool operator==(const MessageValue&, const MessageValue&) = default;
};

Bytes packMessages(const std::vector<MessageValue>& messages);
/// Whole messages only: of a run that was cut, those before the cut.
std::vector<MessageValue> unpackMessages(ByteView memory);
/// The data of all pieces of all messages, joined.
Bytes messageData(ByteView memory);

} // namespace lab
