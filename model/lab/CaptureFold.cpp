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

void passEvent(LabState& state, const Journal& journal)
{
    const std::size_t event = state.applied();
    if (journal.kindOf(event) == kindIndexOf<PacketDelivered>())
        return state.pass(journal.timeOf(event));
    const auto frame = journal.capturedView(event);
    if (!frame) {
        state.apply(journal.at(event));
        return state.forgetPackets();
    }
    const bool made = frame->link != pcapng::linkTypeEthernet;
    const Bytes madeFrame = made ? asEthernet(frame->link, frame->bytes) : Bytes();
    TcpSegment segment;
    if (readSegment(made ? ByteView(madeFrame) : frame->bytes, frame->fullLength, segment))
        state.pass(journal.timeOf(event), frame->from, segment);
    else
        state.pass(journal.timeOf(event));
}

} // namespace lab
