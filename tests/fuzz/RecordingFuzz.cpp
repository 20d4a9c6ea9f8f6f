// Any file that somebody opens: pcap, pcapng, a recording of the lab, and each of them packed.
#include "tests/fuzz/FuzzTargets.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/Recording.h"
#include "model/capture/Unpack.h"
#include "model/journal/EventKind.h"
#include "model/lab/LabState.h"

namespace lab::fuzz {

namespace {

constexpr std::size_t smallestRecord = 16; ///< of a pcap file; every other way to say that there is a packet is longer
constexpr std::size_t mostUnpacked = 1 << 20;
constexpr std::size_t mostEventsAFrame = 4; ///< it came, it was delivered, and both ends may have a new state

/// Every frame lies in the file, and there are no more of them than its bytes can hold.
void readFrames(ByteView input)
{
    std::size_t frames = 0;
    const Status whole = readCapture(input, [&](const CapturedFrame& frame) {
        ++frames;
        expect(frame.bytes.empty()
                   || (frame.bytes.data() >= input.data()
                       && frame.bytes.data() + frame.bytes.size() <= input.data() + input.size()),
               "a frame lies in its file");
        const Bytes ethernet = asEthernet(frame);
        expect(ethernet.size() <= frame.bytes.size() + 14, "a frame grows by an Ethernet header at most");
        expect(isKnownLink(frame.linkType) || ethernet.empty(), "a link that is not known gives no frame");
    });
    expect(frames <= input.size() / smallestRecord, "no more frames than the bytes can hold");
    if (!whole)
        expectOffsetsWithin(whole.error().message, input.size());
}

void readJournal(ByteView input)
{
    const auto journal = readRecording(Bytes(input.begin(), input.end()), "FILE");
    if (!journal) {
        expect(!journal.error().message.empty(), "an error says something");
        expectOffsetsWithin(journal.error().message, input.size());
        return;
    }
    const Journal& events = **journal;
    expectOffsetsWithin(events.damage().message, input.size());
    if (isCapture(input)) // what strace has written is StraceFuzz's
        expect(events.size() <= 1 + mostEventsAFrame * (input.size() / 12), "no more events than the bytes can hold");
    const Bytes written = events.encoded();
    expect(written.size() <= 1024 + input.size() * 16, "a journal takes no more than 16 times its capture");
    LabState state;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event event = events.at(i);
        expect(event.time.ns == events.timeOf(i).ns, "the index has the event's time");
        state.apply(event);
    }
    const auto again = Journal::read(written, "AGAIN");
    expect(again.has_value(), "a journal can be read again", again ? "" : again.error().message);
    expect((*again)->size() == events.size() && (*again)->damage().message.empty(), "a journal read again is the same one",
           (*again)->damage().message);
}

} // namespace

void fuzzRecording(ByteView input)
{
    if (!isPacked(input)) {
        readFrames(input);
        readJournal(input);
        return;
    }
    const Unpacked unpacked = unpack(input, mostUnpacked);
    expect(unpacked.bytes.size() <= 2 * mostUnpacked, "what is packed is unpacked up to the limit, and a step beyond");
    expectOffsetsWithin(unpacked.damage, input.size());
    readFrames(unpacked.bytes);
}

} // namespace lab::fuzz
