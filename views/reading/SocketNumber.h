#pragma once
// SocketNumber: a socket number of 1971 and an endpoint of today as bits in named fields. Values and text; no widgets.
// RFC 147 (7 May 1971) confirms 32 bits, even: receives, odd: sends. Divisions into fields were proposals of other papers.

#include "model/base/Endpoint.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace lab {

struct BitField
{
    const char* key; ///< into words: reading, field.<key>
    int bits; ///< from the most significant on
};

/// Who divided the number how.
struct NumberScheme
{
    const char* key; ///< into words: reading, scheme.<key>
    std::vector<BitField> fields; ///< of 32 bits together
};

const std::vector<NumberScheme>& numberSchemes(); ///< the first is RFC 147's own

/// Its part of `value`, the most significant field first.
std::uint64_t fieldOf(std::uint64_t value, const std::vector<BitField>& fields, std::size_t field);

inline bool sends(std::uint32_t socket)
{
    return (socket & 1) != 0;
}

enum class NumberBase { Decimal, Hexadecimal, Binary };

QString numberText(std::uint32_t value, NumberBase base); ///< "1026", "0x00000402", "00000000 00000000 00000100 00000010"
/// Reads what numberText() writes; spaces and underscores may stand anywhere. Nothing: no such number, or above 32 bits.
std::optional<std::uint32_t> readNumber(const QString& text, NumberBase base);

/// An IPv4 endpoint as 48 bits, address first; nothing for IPv6.
std::optional<std::uint64_t> endpointBits(const Endpoint& endpoint);
const std::vector<BitField>& endpointFields(); ///< 32 and 16

} // namespace lab
