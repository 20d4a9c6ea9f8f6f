#include "model/capture/CaptureEnds.h"

#include <algorithm>

namespace lab {

CaptureEnds captureEnds(ByteView capture)
{
    GrowingEnds ends;
    readCapture(capture, [&](const CapturedFrame& captured) { ends.take(captured); });
    return {ends.first(), ends.last(), ends.servers()};
}

GrowingEnds::News GrowingEnds::take(const CapturedFrame& captured)
{
    m_first = std::min(m_first, captured.time);
    m_last = std::max(m_last, captured.time);
    const Packet packet = decodePacket(asEthernet(captured), captured.fullLength);
    const std::size_t before = m_analysis.conversations().size();
    News news;
    std::optional<std::uint16_t> server;
    if (const auto segment = m_analysis.take(packet, {captured.time})) {
        news.conversation = segment->conversation;
        news.begun = m_analysis.conversations().size() > before;
        if (news.begun)
            server = m_analysis.conversations().back().ends[1].port;
    } else if (packet.udp && isFirstOf(packet)) {
        server = packet.destination().port;
        for (const std::uint16_t port : {packet.source().port, packet.destination().port})
            if (m_datagramPorts.insert(port).second)
                news.datagrams.push_back(port);
    }
    if (server && m_servers.insert(*server).second)
        news.server = server;
    return news;
}

bool GrowingEnds::isFirstOf(const Packet& datagram)
{
    const std::string source = toText(datagram.source()), destination = toText(datagram.destination());
    return m_datagrams.emplace(std::minmax(source, destination)).second;
}

} // namespace lab
