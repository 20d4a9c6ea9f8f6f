#pragma once
// replaceFile: a whole file written, or nothing changed: never half a file under the name that was asked for.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <functional>
#include <string>

namespace lab {

/// Writes `content` to a new file beside `path`, brings it to the disk and renames it into place. A symbolic link stays
/// and what it points to is replaced; the permissions of a file that was there stay. The error is one sentence with the
/// path and the system's reason ("… was not saved: No space left on device; nothing was changed.").
Status replaceFile(const std::string& path, ByteView content);

/// The same of content that is given piece by piece: `write` hands each to the function that it is given, and returns the first
/// error of it.
using PutBytes = std::function<Status(ByteView)>;
Status replaceFile(const std::string& path, const std::function<Status(const PutBytes&)>& write);

} // namespace lab
