#include "tests/fuzz/FuzzTargets.h"

#include <charconv>

namespace lab::fuzz {

const std::vector<Target>& targets()
{
    static const std::vector<Target> all {{"command", fuzzCommand},
                                          {"journal", fuzzJournal},
                                          {"lesson", fuzzLesson},
                                          {"packet", fuzzPacket},
                                          {"recording", fuzzRecording},
                                          {"strace", fuzzStrace}};
    return all;
}

void expectOffsetsWithin(std::string_view message, std::size_t size)
{
    static constexpr std::string_view words = "at byte ";
    for (std::size_t at = message.find(words); at != std::string_view::npos; at = message.find(words, at)) {
        at += words.size();
        std::uint64_t offset = 0;
        const auto read = std::from_chars(message.data() + at, message.data() + message.size(), offset);
        expect(read.ec == std::errc() && offset <= size, "an error names a byte of the file", message);
    }
}

} // namespace lab::fuzz
