#pragma once
// RecordingFile: a file that is to be opened as a recording: read, unpacked, and what it is.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <string>

namespace lab {

struct RecordingFile
{
    enum class Kind : std::uint8_t { Ours, Capture, Strace };
    Kind kind = Kind::Capture;
    std::string name; ///< for messages
    Bytes bytes; ///< unpacked
    std::string damage; ///< of what it was packed in: "at byte N of the gzip file: …"; empty: none
};

/// "-" is standard input. The error says what was found and what is expected.
Result<RecordingFile> readRecordingFile(const std::string& path);

} // namespace lab
