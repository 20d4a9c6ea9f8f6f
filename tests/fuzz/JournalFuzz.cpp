// The journal's bytes: in any pieces the same events, and what was decoded is written as the same bytes again.
#include "tests/fuzz/FuzzTargets.h"

#include "model/journal/EventKind.h"
#include "model/journal/EventPayload.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/PcapngLayout.h"

namespace lab::fuzz {

namespace {

template<class Number>
void overwrite(Bytes& bytes, std::size_t at, Number value)
{
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

/// A fuzzer doesn't guess a CRC; damage that a CRC finds is JournalCodecTest's.
void rightSums(Bytes& bytes)
{
    using namespace pcapng;
    for (std::size_t at = 0; bytes.size() - at >= blockOverhead;) {
        const ByteView rest = ByteView(bytes).subspan(at);
        const auto type = numberAt<std::uint32_t>(rest, 0), length = numberAt<std::uint32_t>(rest, 4);
        if (length < blockOverhead || length > rest.size())
            return;
        const ByteView block = rest.first(length);
        if (type == eventBlockType && length >= blockOverhead + eventHeader) {
            const auto payload = numberAt<std::uint32_t>(block, eventLengthOffset);
            if (payload <= length - blockOverhead - eventHeader)
                overwrite(bytes, at + eventCrcOffset,
                          eventCrc(block[eventKindOffset], numberAt<std::int64_t>(block, eventTimeOffset),
                                   block.subspan(eventPayloadOffset, payload)));
        } else if (type == enhancedPacket && length >= blockOverhead + packetHeader
                   && numberAt<std::uint32_t>(block, 20) <= length - blockOverhead - packetHeader) {
            const auto ours = findOption(packetOptions(block), optionLab);
            if (ours && ours->size() == optionLabLength)
                overwrite(bytes, static_cast<std::size_t>(ours->data() - bytes.data()) + 4,
                          packetCrc(block, numberAt<std::uint32_t>(block, 20)));
        }
        at += length;
    }
}

struct Story
{
    std::vector<Event> events;
    std::string error;
    std::uint64_t wholeBytes = 0;
};

/// Takes events until there are none: after the last piece, or after each.
Story decoded(ByteView bytes, std::size_t piece)
{
    Story story;
    JournalDecoder decoder;
    std::uint64_t before = 0;
    while (!bytes.empty() && story.error.empty()) {
        const ByteView chunk = bytes.first(std::min(piece, bytes.size()));
        bytes = bytes.subspan(chunk.size());
        decoder.feed(chunk);
        for (;;) {
            const auto next = decoder.next();
            if (!next)
                story.error = next.error().message;
            if (!next || !*next)
                break;
            expect((*next)->offset >= before && (*next)->length >= pcapng::blockOverhead, "one event after the other");
            before = (*next)->offset + (*next)->length;
            story.events.push_back((*next)->event);
        }
    }
    story.wholeBytes = decoder.wholeBytes();
    return story;
}

/// As the engine writes it.
Bytes written(const std::vector<Event>& events)
{
    Bytes out = journalHeader(0);
    std::int64_t zero = 0;
    for (const Event& event : events) {
        encodeEvent(event, zero, out);
        if (const auto* began = std::get_if<LabStarted>(&event.body))
            zero = began->wallClock;
    }
    return out;
}

void readStream(ByteView input)
{
    Bytes bytes(input.begin(), input.end());
    rightSums(bytes);
    const Story whole = decoded(bytes, bytes.size());
    expect(whole.wholeBytes <= bytes.size(), "whole blocks are of the stream");
    expectOffsetsWithin(whole.error, bytes.size());
    const Bytes once = written(whole.events);
    for (const std::size_t piece : {std::size_t {1}, std::size_t {13}, std::size_t {4096}}) {
        const Story again = decoded(bytes, piece);
        expect(again.error == whole.error && again.wholeBytes == whole.wholeBytes, "pieces of any size tell the same",
               again.error);
        expect(written(again.events) == once, "pieces of any size have the same events");
    }
    const Story second = decoded(once, once.size());
    expect(second.error.empty() && second.wholeBytes == once.size(), "what was written is read", second.error);
    expect(second.events.size() == whole.events.size(), "what was written is all read");
    expect(written(second.events) == once, "what was read is written as the same bytes");
}

void readOnePayload(std::size_t kind, ByteView payload)
{
    if (kind >= std::variant_size_v<EventVariant>)
        return;
    const auto body = readPayload(kind, payload, payloadVersion(kind));
    if (!body) {
        expect(!body.error().message.empty(), "an error says something");
        return;
    }
    expect(body->index() == kind, "a payload is of its kind");
    Bytes again;
    appendPayload(*body, again);
    expect(std::equal(again.begin(), again.end(), payload.begin(), payload.end()), "a payload is written as it was read",
           kindName(*body));
}

} // namespace

void fuzzJournal(ByteView input)
{
    readStream(input);
    if (!input.empty())
        readOnePayload(input[0], input.subspan(1));
}

} // namespace lab::fuzz
