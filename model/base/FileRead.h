#pragma once
// readFile: a whole file or pipe as bytes, and readFileAt: some of an open file.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace lab {

/// "-" is standard input. A file that grows meanwhile is read up to where it then ends. `begins`: looked at with the first
/// bytes (at least 4, if there are so many); an error ends the reading: /dev/zero has no end. The error names the path.
Result<Bytes> readFile(const std::string& path, const std::function<Status(ByteView)>& begins = {});

Error cannotBeRead(const std::string& path, int errnum); ///< of these, and of who opens such a file

/// So many bytes of an open file from `offset` on, wherever it is read at, fewer at its end; behind `front`. The error names the path.
Result<Bytes> readFileAt(int fd, std::uint64_t offset, std::size_t most, const std::string& path, ByteView front = {});

/// The same into a place that is there; how many there were.
Result<std::size_t> readFileInto(int fd, std::uint64_t offset, std::span<std::uint8_t> place, const std::string& path);

} // namespace lab
