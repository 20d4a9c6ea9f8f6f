#pragma once
// What is fuzzed: one function a reader, tests/fuzz/…Fuzz.cpp. Each is given any bytes, must come back, and checks what is
// to hold of every answer. libFuzzer calls one (FuzzMain.cpp), CorpusTest all of them with the files that were kept.

#include "model/base/Bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab::fuzz {

void fuzzCommand(ByteView input);
void fuzzJournal(ByteView input);
void fuzzLesson(ByteView input);
void fuzzMachine(ByteView input);
void fuzzPacket(ByteView input);
void fuzzRecording(ByteView input);
void fuzzStrace(ByteView input);

struct Target
{
    std::string_view name; ///< of its folder in tests/fuzz/corpus, and of its program: fuzz_NAME
    void (*run)(ByteView input) = nullptr;
};

const std::vector<Target>& targets();

/// What did not hold. Thrown, and caught by nobody in the model: libFuzzer stops there, CorpusTest says it.
struct Broken
{
    std::string sentence;
};

/// `property`: what holds of every input. `found`: what was there instead.
inline void expect(bool holds, const char* property, std::string_view found = {})
{
    if (!holds)
        throw Broken {std::string(property) + (found.empty() ? "" : ": ") + std::string(found)};
}

/// "at byte N": N is in the file, or just behind its last byte.
void expectOffsetsWithin(std::string_view message, std::size_t size);

} // namespace lab::fuzz
