#pragma once
// BufferStory: what a program received into which buffer, and whether it later writes bytes of an earlier, longer
// message as if they belonged to the last one: the buffer had no terminator, or its length was ignored.

#include "model/journal/Event.h"

#include <deque>
#include <map>
#include <optional>

namespace lab {

class BufferStory
{
public:
    struct Receipt
    {
        CallId call = 0;
        SourcePlace place;
        std::size_t length = 0; ///< bytes that were really received
        std::string stale; ///< what the program would write behind them
        std::string trail; ///< received and stale bytes in one
    };

    /// `bytes` were received to `address`.
    void received(CallId call, const SourcePlace& place, std::uint64_t address, ByteView bytes);
    /// The program wrote these bytes, to a socket or its output: the receipt beyond whose end it read, if that is
    /// proven.
    std::optional<Receipt> wrote(ByteView bytes, bool isOutput);

private:
    std::map<std::uint64_t, std::string> m_buffers; ///< beginning of each buffer's content, by address
    std::deque<Receipt> m_suspects; ///< shorter than what was in their buffer
    std::string m_stream; ///< the last of all that was received, in order
    std::string m_output; ///< the end of what was written to standard output and error
};

} // namespace lab
