#pragma once
// Numbers and structures as they lie in memory.

#include "model/base/Bytes.h"

namespace lab {

/// Behind what is there.
template<class Value>
void appendValue(Bytes& out, const Value& value)
{
    const auto* at = reinterpret_cast<const std::uint8_t*>(&value);
    out.insert(out.end(), at, at + sizeof value);
}

/// A value of the kernel's, byte for byte.
template<class Value>
Bytes bytesOf(const Value& value)
{
    Bytes bytes;
    appendValue(bytes, value);
    return bytes;
}

} // namespace lab
