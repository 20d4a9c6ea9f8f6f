#include "model/calls/MessageMemory.h"

namespace lab {

namespace {

template<class Number>
void put(Number number, Bytes& out)
{
    const auto* at = reinterpret_cast<const std::uint8_t*>(&number);
    out.insert(out.end(), at, at + sizeof number);
}

void putBytes(const Bytes& bytes, Bytes& out)
{
    put(static_cast<std::uint32_t>(bytes.size()), out);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Bytes bytesFrom(ByteReader& reader)
{
    const ByteView view = reader.bytes(reader.number<std::uint32_t>());
    return {view.begin(), view.end()};
}

MessageValue messageFrom(ByteReader& reader)
{
    MessageValue message;
    message.nameAt = reader.number<std::uint64_t>();
    message.nameLength = reader.number<std::uint32_t>();
    message.name = bytesFrom(reader);
    message.controlAt = reader.number<std::uint64_t>();
    message.controlLength = reader.number<std::uint64_t>();
    message.control = bytesFrom(reader);
    message.flags = reader.number<std::uint32_t>();
    message.moved = reader.number<std::uint32_t>();
    message.piecesAt = reader.number<std::uint64_t>();
    message.pieceCount = reader.number<std::uint64_t>();
    const auto kept = reader.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < kept && !reader.failed(); ++i) {
        MessagePiece piece;
        piece.base = reader.number<std::uint64_t>();
        piece.length = reader.number<std::uint64_t>();
        piece.data = bytesFrom(reader);
        message.pieces.push_back(std::move(piece));
    }
    return message;
}

} // namespace

Bytes packMessages(const std::vector<MessageValue>& messages)
{
    Bytes out;
    for (const MessageValue& message : messages) {
        put(message.nameAt, out);
        put(message.nameLength, out);
        putBytes(message.name, out);
        put(message.controlAt, out);
        put(message.controlLength, out);
        putBytes(message.control, out);
        put(message.flags, out);
        put(message.moved, out);
        put(message.piecesAt, out);
        put(message.pieceCount, out);
        put(static_cast<std::uint32_t>(message.pieces.size()), out);
        for (const MessagePiece& piece : message.pieces) {
            put(piece.base, out);
            put(piece.length, out);
            putBytes(piece.data, out);
        }
    }
    return out;
}

std::vector<MessageValue> unpackMessages(ByteView memory)
{
    std::vector<MessageValue> messages;
    ByteReader reader(memory);
    while (reader.remaining() > 0) {
        MessageValue message = messageFrom(reader);
        if (reader.failed())
            break;
        messages.push_back(std::move(message));
    }
    return messages;
}

Bytes messageData(ByteView memory)
{
    Bytes data;
    for (const MessageValue& message : unpackMessages(memory))
        for (const MessagePiece& piece : message.pieces)
            data.insert(data.end(), piece.data.begin(), piece.data.end());
    return data;
}

} // namespace lab
