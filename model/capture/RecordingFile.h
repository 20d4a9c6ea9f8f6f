#pragma once
// RecordingFile: a file that is to be opened as a recording: read, unpacked, and what it is.

#include "model/base/Bytes.h"
#include "model/base/Result.h"

#include <optional>
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

/// Nothing: these first bytes (or the `whole` file) are of a recording that is read: a capture, strace's output, or one of them
/// packed.
Status isSomeRecording(ByteView begins, const std::string& name, bool whole);

/// Is the first block that says anything one of ours? Captures that another program has made of a recording of ours have lost
/// those blocks, and are foreign. Nothing: it is not there yet, and the file is not `whole`.
std::optional<bool> isOwnRecording(ByteView file, bool whole);

/// Unpacks `bytes`, if they are packed; what is lost of them then is `damage`. The error: nothing that is read is in there.
Status unpackRecording(RecordingFile& file);

/// "-" is standard input. The error says what was found and what is expected.
Result<RecordingFile> readRecordingFile(const std::string& path);

} // namespace lab
