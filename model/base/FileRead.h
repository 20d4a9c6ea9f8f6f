#pragma once
// readFile: a whole file or pipe as bytes.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <functional>
#include <string>

namespace lab {

/// "-" is standard input. A file that grows meanwhile is read up to where it then ends. `begins`: looked at with the first
/// bytes (at least 4, if there are so many); an error ends the reading: /dev/zero has no end. The error names the path.
Result<Bytes> readFile(const std::string& path, const std::function<Status(ByteView)>& begins = {});

} // namespace lab
