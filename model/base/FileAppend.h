#pragma once
// FileAppend: more bytes at the end of a file that somebody may be reading. What is in it already is never touched.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <cstdint>
#include <string>

namespace lab {

/// All of `bytes` and on the disk, or none. `size`: of the file when it was read; one that has another size by now was
/// changed by somebody, and is left alone. The error is a sentence that names the file.
Status appendToFile(const std::string& path, std::uint64_t size, ByteView bytes);

} // namespace lab
