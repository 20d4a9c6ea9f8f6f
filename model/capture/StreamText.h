#pragma once
// streamRuns: what the two ends of a conversation said, as lines to read: as text, or in hexadecimal with offsets. What is not
// the stream's own (who speaks, what is missing) is for the caller to word.

#include "model/capture/TcpStream.h"

#include <optional>
#include <string>
#include <vector>

namespace lab {

struct StreamRun
{
    enum class Kind {
        Turn, ///< from here on this side speaks; no text
        Data,
        Gap, ///< `missing` bytes; no text
    };

    Kind kind = Kind::Data;
    int side = 0; ///< 0 began the conversation
    std::size_t event = 0; ///< of the packet that brought it
    std::uint64_t missing = 0;
    std::string text; ///< of Data: UTF-8; ends with a line feed where the bytes do, and at the end of every line in hexadecimal
};

enum class StreamForm {
    Text, ///< UTF-8 as it is, without the carriage return of a line's end; "·" for every other byte and control character
    Hex, ///< sixteen bytes a line: their offset in what this side sent, the bytes, and those that are printable ASCII
};

/// Of both sides, or of one alone.
std::vector<StreamRun> streamRuns(const TcpStream& stream, StreamForm form, std::optional<int> side = {});

} // namespace lab
