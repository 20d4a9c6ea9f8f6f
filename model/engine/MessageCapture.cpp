#include "model/engine/MessageCapture.h"

#include "model/calls/MessageMemory.h"
#include "model/engine/CallCapture.h"
#include "model/engine/TraceeMemory.h"

#include <algorithm>
#include <cstring>

#include <sys/socket.h>
#include <sys/uio.h>

namespace lab {

namespace {

constexpr std::size_t mostVectors = 1024; // UIO_MAXIOV, the kernel's own limit (readv(2), sendmmsg(2))
constexpr std::size_t mostControl = 4096;

/// What is still kept of one call's data.
struct Room
{
    std::uint64_t bytes = keptBufferBytes;
    std::uint64_t moved = 0; ///< by the kernel, and not yet found in a piece
};

bool isWritten(ArgKind kind)
{
    return kind == ArgKind::MessageOut || kind == ArgKind::MessagesOut || kind == ArgKind::VectorOut;
}

bool isVector(ArgKind kind)
{
    return kind == ArgKind::VectorIn || kind == ArgKind::VectorOut;
}

bool isMany(ArgKind kind)
{
    return kind == ArgKind::MessagesIn || kind == ArgKind::MessagesOut;
}

/// At most `room` of them, which shrinks: a thousand messages of a thousand vectors each would be 16 MB a call.
void readPieces(const Tracee& tracee, MessageValue& message, std::size_t& room)
{
    const auto count = std::min<std::uint64_t>(message.pieceCount, room);
    const Bytes bytes = readTracee(tracee, message.piecesAt, static_cast<std::size_t>(count) * sizeof(iovec));
    for (std::size_t at = 0; at + sizeof(iovec) <= bytes.size(); at += sizeof(iovec)) {
        iovec vector {};
        std::memcpy(&vector, bytes.data() + at, sizeof vector);
        message.pieces.push_back({reinterpret_cast<std::uint64_t>(vector.iov_base), vector.iov_len, {}});
    }
    room -= message.pieces.size();
}

/// The data of each piece in turn, as far as the kernel moved bytes and there is room.
void readData(const Tracee& tracee, MessageValue& message, Room& room)
{
    for (MessagePiece& piece : message.pieces) {
        const auto here = std::min(piece.length, room.moved);
        room.moved -= here;
        piece.data = readTracee(tracee, piece.base, static_cast<std::size_t>(std::min(here, room.bytes)));
        room.bytes -= piece.data.size();
    }
}

MessageValue messageOf(const Tracee& tracee, const msghdr& header, std::uint32_t moved, std::size_t& room)
{
    MessageValue message;
    message.nameAt = reinterpret_cast<std::uint64_t>(header.msg_name);
    message.nameLength = header.msg_namelen;
    message.piecesAt = reinterpret_cast<std::uint64_t>(header.msg_iov);
    message.pieceCount = header.msg_iovlen;
    message.controlAt = reinterpret_cast<std::uint64_t>(header.msg_control);
    message.controlLength = header.msg_controllen;
    message.flags = static_cast<std::uint32_t>(header.msg_flags);
    message.moved = moved;
    readPieces(tracee, message, room);
    return message;
}

void readNameAndControl(const Tracee& tracee, MessageValue& message)
{
    message.name = readTracee(tracee, message.nameAt, std::min<std::size_t>(message.nameLength, sizeof(sockaddr_storage)));
    message.control = readTracee(tracee, message.controlAt,
                                 static_cast<std::size_t>(std::min<std::uint64_t>(message.controlLength, mostControl)));
}

std::vector<MessageValue> messagesAt(const Tracee& tracee, ArgKind kind, std::uint64_t address, std::uint64_t count)
{
    std::vector<MessageValue> messages;
    const std::size_t size = isMany(kind) ? sizeof(mmsghdr) : sizeof(msghdr);
    const auto kept = isMany(kind) ? std::min<std::uint64_t>(count & 0xffffffff, mostVectors) : 1;
    const Bytes bytes = readTracee(tracee, address, static_cast<std::size_t>(kept) * size);
    std::size_t room = mostVectors;
    for (std::size_t at = 0; at + size <= bytes.size(); at += size) {
        mmsghdr header {};
        std::memcpy(&header, bytes.data() + at, size);
        messages.push_back(messageOf(tracee, header.msg_hdr, header.msg_len, room));
    }
    return messages;
}

} // namespace

bool holdsMessages(ArgKind kind)
{
    return isVector(kind) || isMany(kind) || kind == ArgKind::MessageIn || kind == ArgKind::MessageOut;
}

ArgumentValue captureMessages(const Tracee& tracee, ArgKind kind, std::uint64_t address, std::uint64_t count)
{
    std::vector<MessageValue> messages;
    if (isVector(kind)) {
        messages.push_back({});
        messages.front().piecesAt = address;
        messages.front().pieceCount = static_cast<std::uint32_t>(count); // an int
        std::size_t room = mostVectors;
        readPieces(tracee, messages.front(), room);
    } else {
        messages = messagesAt(tracee, kind, address, count);
    }
    Room room;
    for (MessageValue& message : messages) {
        if (isWritten(kind))
            break; // what lies there before has no meaning
        room.moved = UINT64_MAX;
        readNameAndControl(tracee, message);
        readData(tracee, message, room);
    }
    ArgumentValue value {address, packMessages(messages), 0};
    value.fullLength = value.memory.size();
    return value;
}

ArgumentValue captureFilledMessages(const Tracee& tracee, ArgKind kind, const ArgumentValue& entered, std::int64_t result)
{
    ArgumentValue value {entered.raw, {}, 0};
    if (kind == ArgKind::MessageIn || kind == ArgKind::VectorIn)
        return value;
    std::vector<MessageValue> messages = isVector(kind)
        ? unpackMessages(entered.memory)
        : messagesAt(tracee, kind, entered.raw, static_cast<std::uint64_t>(result));
    Room room;
    for (MessageValue& message : messages) {
        if (isWritten(kind)) {
            room.moved = isMany(kind) ? message.moved : static_cast<std::uint64_t>(result);
            readNameAndControl(tracee, message);
            readData(tracee, message, room);
        }
    }
    value.memory = packMessages(messages);
    value.fullLength = value.memory.size();
    return value;
}

} // namespace lab
