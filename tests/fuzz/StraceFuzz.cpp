// strace's output, alone and beside a capture of the same time.
#include "tests/fuzz/FuzzTargets.h"

#include "model/capture/RecordingMerge.h"
#include "model/lab/LabState.h"

namespace lab::fuzz {

namespace {

constexpr std::size_t alwaysRoom = 17 << 20; ///< bytes that a journal may take whatever the file's size (RecordingMerge.cpp)

void readMerged(std::vector<RecordingFile> files, std::size_t size)
{
    auto merged = mergeRecordings(std::move(files));
    if (!merged) {
        expect(merged.error().message.starts_with("FILE") || merged.error().message.starts_with("CAPTURE"), "an error names the file",
               merged.error().message);
        return;
    }
    expect(merged->journal.size() <= alwaysRoom + 4 * size, "a journal takes no more than four times its files");
    const auto journal = Journal::read(std::move(merged->journal), "AGAIN");
    expect(journal.has_value(), "what was made of it can be read", journal ? "" : journal.error().message);
    expect((*journal)->damage().message.empty(), "and is whole", (*journal)->damage().message);
    LabState state;
    Timestamp last;
    for (std::size_t i = 0; i < (*journal)->size(); ++i) {
        const Event event = (*journal)->at(i);
        expect(last <= event.time, "events are in the order of their times");
        last = event.time;
        state.apply(event);
    }
}

RecordingFile text(ByteView input)
{
    return {RecordingFile::Kind::Strace, "FILE", Bytes(input.begin(), input.end()), {}};
}

/// One that is long enough to tell where the other's lines go.
Bytes capture()
{
    static constexpr std::uint8_t header[] {0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0};
    Bytes bytes(std::begin(header), std::end(header));
    for (std::uint32_t second : {1u, 1'700'000'000u, 0xffffffffu}) {
        for (int shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(second >> shift));
        bytes.insert(bytes.end(), {0, 0, 0, 0, 14, 0, 0, 0, 14, 0, 0, 0});
        bytes.insert(bytes.end(), 14, 0);
    }
    return bytes;
}

} // namespace

void fuzzStrace(ByteView input)
{
    std::vector<RecordingFile> alone;
    alone.push_back(text(input));
    readMerged(std::move(alone), input.size());
    std::vector<RecordingFile> both;
    both.push_back(text(input));
    both.push_back({RecordingFile::Kind::Capture, "CAPTURE", capture(), {}});
    readMerged(std::move(both), input.size());
}

} // namespace lab::fuzz
