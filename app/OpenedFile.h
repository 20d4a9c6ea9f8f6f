#pragma once
// OpenedFile: a file that was opened as a recording, before anybody shows it: all of it, or its beginning while there is more. It needs
// no event loop: what was named on the command line is read already while the window is being made.

#include "model/capture/FollowedFile.h"
#include "model/capture/ReadAhead.h"
#include "model/capture/RecordingStream.h"

#include <memory>
#include <optional>
#include <string>

namespace lab {

struct OpenedFile
{
    /// Of a long one only its beginning is read here, and so of one that is followed: it may still be empty. The error names it.
    static Result<OpenedFile> open(const std::string& path, bool follow);

    /// Only a long capture of another program, which a thread reads on from here; nothing: it is something else, or can't be read.
    static std::optional<OpenedFile> openAhead(const std::string& path);

    std::string path;
    UniqueFd pipe; ///< it is no ordinary file; there is nothing else, then
    std::unique_ptr<Journal> journal; ///< of what was read
    bool behind = false; ///< there is more of it already
    std::size_t events = 0; ///< then about how many there will be; else 0
    bool grows = false; ///< something may be written behind it; these go on there:
    std::optional<FollowedFile> file;
    std::optional<RecordingStream> stream;
    std::unique_ptr<ReadAhead> ahead; ///< has both, while a thread reads on
};

} // namespace lab
