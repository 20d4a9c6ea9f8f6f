#pragma once
// unpack: a gzip (RFC 1952) or Zstandard (RFC 8878) file as the bytes that were packed, up to its damage.

#include "model/base/Bytes.h"

#include <string>

namespace lab {

struct Unpacked
{
    Bytes bytes;
    std::string damage; ///< empty, or "at byte N of the gzip file: found …, expected …"
};

bool isPacked(ByteView file); ///< by its first bytes
/// At most `most` bytes come out: a file of a few kilobytes can hold terabytes.
Unpacked unpack(ByteView file, std::size_t most = std::size_t {4} << 30);

} // namespace lab
