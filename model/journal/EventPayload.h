#pragma once
// EventPayload: one event's members as bytes and back: fixed-width little-endian numbers, strings and lists with a
// 32-bit length before them. Knows no blocks, times or checksums (JournalCodec).

#include "model/base/Result.h"
#include "model/journal/Event.h"

namespace lab {

/// Not for PacketSent, which is a block of another kind; appends nothing for it.
void appendPayload(const EventBody& body, Bytes& out);

/// The journalVersion since which this kind (index into EventBody's alternatives) has the members that it has. Blocks of a kind
/// that did not change can be read by programs that know no later one.
std::uint8_t payloadVersion(std::size_t kind);

/// `version`: of the block. The error says what is wrong inside the payload.
Result<EventBody> readPayload(std::size_t kind, ByteView payload, std::uint8_t version);

} // namespace lab
