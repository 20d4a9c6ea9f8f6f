#include "model/lab/CaptureFold.h"

#include "model/journal/EventKind.h"
#include "model/journal/PcapngLayout.h"
#include "model/packet/LinkHeader.h"
#include "model/packet/TcpSegment.h"

namespace lab {

bool isOfCapture(const LabState& state)
{
    return !state.started() && state.actors().empty();
}

std::optional<std::size_t> keptFrom(const Journal& journal, std::size_t from, std::size_t to)
{
    std::size_t sent = 0;
    while (to > from) {
        --to;
        sent += journal.kindOf(to) == kindIndexOf<PacketSent>() ? 1 : 0;
        if (sent == LabState::packetsKept)
            return to;
    }
    return {};
}

namespace {

void passFrame(LabState& state, Timestamp time, const Journal::CapturedView& frame)
{
    const bool made = frame.link != pcapng::linkTypeEthernet;
    const Bytes madeFrame = made ? asEthernet(frame.link, frame.bytes) : Bytes();
    TcpSegment segment;
    if (readSegment(made ? ByteView(madeFrame) : frame.bytes, frame.fullLength, segment))
        state.pass(time, frame.from, segment);
    else
        state.pass(time);
}

} // namespace

void passEvents(LabState& state, const Journal& journal, std::size_t end)
{
    while (state.applied() < end && isOfCapture(state)) {
        if (journal.kindOf(state.applied()) == kindIndexOf<PacketDelivered>()) // of a frame that was passed before
            state.pass(journal.timeOf(state.applied()));
        const std::size_t before = state.applied();
        journal.viewFrames(before, end, [&](std::size_t event, Timestamp time, const Journal::CapturedView& frame) {
            passFrame(state, time, frame);
            if (event + 1 < end)
                state.pass(time);
        });
        if (state.applied() == before && before < end) {
            state.apply(journal.at(before));
            state.forgetPackets();
        }
    }
}

std::optional<PacketState> capturedPacket(const Journal& journal, std::size_t event)
{
    if (event >= journal.size() || !journal.capturedFrame(event))
        return {};
    const Event sent = journal.at(event);
    PacketState packet = packetOf(std::get<PacketSent>(sent.body), sent.time);
    packet.fate = PacketFate::Delivered;
    packet.endedAt = sent.time;
    const auto numbers = journal.firstNumbers().of(packet.packet - 1);
    const std::size_t side = hostIndex(packet.from);
    if (segmentOf(packet.decoded))
        packet.base = sequenceBase(numbers[side], numbers[1 - side], packet.decoded.has(TcpFlag::rst));
    static const LabState nobody; // no program is known, nor will be
    packet.name = nobody.packetName(packet);
    return packet;
}

} // namespace lab
