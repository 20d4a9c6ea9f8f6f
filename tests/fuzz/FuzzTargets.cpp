#include "tests/fuzz/FuzzTargets.h"

#include <charconv>

namespace lab::fuzz {

const std::vector<Target>& targets()
{
    static const std::vector<Target> all {{"command", fuzzCommand},
                                          {"journal", fuzzJournal},
                                          {"lesson", fuzzLesson},
                                          {"machine", fuzzMachine},
                                          {"packet", fuzzPacket},
                                          {"recording", fuzzRecording},
                                          {"strace", fuzzStrace}};
    return all;
}

namespace {

/// Without what is quoted from the file: that may say anything.
std::string withoutQuotes(std::string_view message)
{
    std::string rest;
    bool quoted = false;
    for (std::size_t i = 0; i < message.size(); ++i) {
        if (quoted && message[i] == '\\')
            ++i; // escaped() does so with a quotation mark in it
        else if (message[i] == '"')
            quoted = !quoted;
        else if (!quoted)
            rest += message[i];
    }
    return rest;
}

} // namespace

void expectOffsetsWithin(std::string_view message, std::size_t size)
{
    static constexpr std::string_view words = "at byte ";
    const std::string said = withoutQuotes(message);
    for (std::size_t at = said.find(words); at != std::string::npos; at = said.find(words, at)) {
        at += words.size();
        std::uint64_t offset = 0;
        const auto read = std::from_chars(said.data() + at, said.data() + said.size(), offset);
        expect(read.ec == std::errc() && offset <= size, "an error names a byte of the file", message);
    }
}

} // namespace lab::fuzz
