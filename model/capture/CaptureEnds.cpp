#include "model/capture/CaptureEnds.h"

#include "model/capture/CaptureReader.h"

#include <algorithm>
#include <string>
#include <utility>

namespace lab {

CaptureEnds captureEnds(ByteView capture)
{
    CaptureEnds ends;
    TcpAnalysis analysis;
    std::set<std::pair<std::string, std::string>> datagrams;
    readCapture(capture, [&](const CapturedFrame& captured) {
        ends.first = std::min(ends.first, captured.time);
        ends.last = std::max(ends.last, captured.time);
        const Packet packet = decodePacket(asEthernet(captured), captured.fullLength);
        analysis.take(packet, {captured.time});
        if (!packet.udp)
            return;
        const std::string source = toText(packet.source()), destination = toText(packet.destination());
        if (datagrams.emplace(std::minmax(source, destination)).second)
            ends.servers.insert(packet.destination().port);
    });
    ends.conversations = analysis.conversations();
    for (const Conversation& one : ends.conversations)
        ends.servers.insert(one.ends[1].port);
    return ends;
}

} // namespace lab
