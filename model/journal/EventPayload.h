#pragma once
// EventPayload: one event's members as bytes and back: fixed-width little-endian numbers, strings and lists with a
// 32-bit length before them. Knows no blocks, times or checksums (JournalCodec).

#include "model/base/Result.h"
#include "model/journal/Event.h"

namespace lab {

/// Not for PacketSent, which is a block of another kind; appends nothing for it.
void appendPayload(const EventBody& body, Bytes& out);

/// `kind`: index into EventBody's alternatives. The error says what is wrong inside the payload.
Result<EventBody> readPayload(std::size_t kind, ByteView payload);

} // namespace lab
