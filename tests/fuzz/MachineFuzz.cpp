// A recording of this machine beside a capture of the same time, which become one journal. The first two bytes say how long the
// recording is; the rest is the capture.
#include "tests/fuzz/FuzzTargets.h"

#include "model/capture/MachineMerge.h"
#include "model/capture/RecordingMerge.h"
#include "model/lab/LabState.h"

namespace lab::fuzz {

namespace {

constexpr std::size_t alwaysRoom = 1 << 16;
constexpr std::size_t timesTheFiles = 16; ///< as of a capture alone (RecordingFuzz.cpp)

} // namespace

void fuzzMachine(ByteView input)
{
    if (input.size() < 2)
        return;
    const ByteView rest = input.subspan(2);
    const std::size_t length = std::min<std::size_t>(rest.size(), input[0] | input[1] << 8);
    std::vector<RecordingFile> files;
    files.push_back({RecordingFile::Kind::Ours, "FILE", Bytes(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(length)), {}});
    files.push_back({RecordingFile::Kind::Capture, "CAPTURE", Bytes(rest.begin() + static_cast<std::ptrdiff_t>(length), rest.end()), {}});
    auto merged = mergeRecordings(std::move(files));
    if (!merged) {
        expect(merged.error().message.starts_with("FILE") || merged.error().message.starts_with("CAPTURE"), "an error names the file",
               merged.error().message);
        expectOffsetsWithin(merged.error().message, rest.size());
        return;
    }
    expectOffsetsWithin(merged->damage.message, rest.size());
    expect(merged->journal.size() <= alwaysRoom + timesTheFiles * rest.size(), "a journal takes no more than 16 times its files");
    const auto journal = Journal::read(std::move(merged->journal), "AGAIN");
    expect(journal.has_value(), "what was made of it can be read", journal ? "" : journal.error().message);
    expect((*journal)->damage().message.empty(), "and is whole", (*journal)->damage().message);
    expect(joinedNotice(**journal).has_value(), "it says how far they could be joined");
    LabState state;
    for (std::size_t i = 0; i < (*journal)->size(); ++i)
        state.apply((*journal)->at(i));
}

} // namespace lab::fuzz
