// One frame: what it is decoded to, its list of fields, its checksums, and what it says of its conversation.
#include "tests/fuzz/FuzzTargets.h"

#include "model/base/Utf8.h"
#include "model/capture/StreamText.h"
#include "model/capture/TcpAnalysis.h"
#include "model/packet/Checksum.h"
#include "model/packet/Packet.h"
#include "model/packet/PacketLayout.h"

namespace lab::fuzz {

namespace {

void checkPayload(ByteView frame, const Packet& packet)
{
    const ByteView payload = packet.payloadIn(frame);
    expect(packet.payloadOffset <= frame.size(), "the payload begins in the frame");
    expect(payload.size() <= packet.payloadLength, "no more payload than the headers say");
    expect(payload.empty() || (payload.data() >= frame.data() && payload.data() + payload.size() <= frame.data() + frame.size()),
           "the payload lies in the frame");
    if (packet.tcp && packet.payloadOffset != 0)
        expect(packet.payloadOffset
                   == std::min<std::size_t>(
                       frame.size(), packetLayout::ethernetLength + packet.ip->headerLength + packet.tcp->headerLength),
               "the headers before a TCP payload are as long as they say");
    expect(packet.tcp.has_value() + packet.udp.has_value() + packet.icmp.has_value() + packet.arp.has_value() <= 1,
           "a frame has one kind of content");
    expect(!(packet.tcp || packet.udp || packet.icmp) || packet.ip, "a transport header is in an IP packet");
}

void checkFields(ByteView frame)
{
    for (const auto& base : {std::optional<SequenceBase> {}, std::optional<SequenceBase> {{0xfffffff0, 1}}}) {
        for (const PacketField& field : packetFields(frame, base)) {
            expect(field.offset <= frame.size() && field.length <= frame.size() - field.offset, "a field lies in the frame",
                   field.layer + " " + field.name);
            expect(!field.layer.empty() && !field.name.empty() && !field.value.empty(), "a field has a name and a value");
        }
    }
}

void checkSums(ByteView frame)
{
    Bytes fixed(frame.begin(), frame.end());
    fixChecksums(fixed);
    expect(checksumsRight(fixed), "checksums that were fixed are right");
    const Bytes once = fixed;
    fixChecksums(fixed);
    expect(fixed == once, "right checksums stay as they are");
}

/// The frame from either end, and once more: what is told of a stream lies one behind the other, and no byte comes from nowhere.
void checkStream(ByteView frame, const Packet& packet)
{
    TcpStream stream(1000);
    const ByteView payload = packet.payloadIn(frame);
    for (const int side : {0, 1, 0})
        stream.take(packet, payload, side, 0);
    stream.finish();
    std::array<std::uint64_t, 2> next {};
    for (const StreamPiece& piece : stream.pieces()) {
        std::uint64_t& at = next[static_cast<std::size_t>(piece.side)];
        expect(piece.offset == at, "a piece begins where the one before ends");
        expect(piece.bytes.empty() != (piece.missing == 0), "a piece is bytes or a gap");
        at += piece.bytes.size() + piece.missing;
    }
    expect(stream.bytes(0) <= payload.size() && stream.bytes(1) <= payload.size(), "what is sent again is told once");
    for (const StreamForm form : {StreamForm::Text, StreamForm::Hex})
        for (const StreamRun& run : streamRuns(stream, form))
            expect(validUtf8(run.text) == run.text.size(), "a stream's text is UTF-8");
}

} // namespace

void fuzzPacket(ByteView frame)
{
    const Packet packet = decodePacket(frame);
    checkPayload(frame, packet);
    checkPayload(frame, decodePacket(frame, frame.size() + 1000)); // only its beginning was recorded
    checkFields(frame);
    checkSums(frame);
    expect(!packetKind(packet).empty(), "every frame has a short name");
    if (packet.tcp)
        expect(!flagsText(packet.tcp->flags).empty(), "flags have a text");
    checkStream(frame, packet);
    expect(segmentIn(frame) == segmentOf(packet), "the quick look says what the decoder says");
    expect(segmentIn(frame, frame.size() + 1000) == segmentOf(decodePacket(frame, frame.size() + 1000)),
           "also where only the beginning was recorded");
    TcpAnalysis analysis;
    for (const std::int64_t ns : {0, 1, 2'000'000'000}) {
        const auto segment = analysis.take(packet, {ns});
        expect(!segment || segment->conversation < analysis.conversations().size(), "a segment is in a conversation");
        expect(!segment || segment->side == 0 || segment->side == 1, "a segment is from one of two ends");
    }
}

} // namespace lab::fuzz
