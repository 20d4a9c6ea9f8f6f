#pragma once
// CapturedStory: a capture of another program as a journal takes it over, part by part, with all that may be in it: frames, some of them
// cut or of another link, states that follow from them, and notices of ours.

#include "model/journal/Journal.h"
#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

namespace lab::tests {

/// So many packets of one connection in one part; `before`: in the parts before.
inline CapturedPart capturedPart(std::size_t before, std::size_t packets)
{
    constexpr std::uint32_t ethernet = 1, rawIp = 101;
    const Endpoint client = clientEnd(40000), server = serverEnd(8080);
    CapturedPart part;
    if (before == 0) {
        part.begin(0);
        part.append({0}, Notice {Notice::Severity::Info, "states-inferred", {}});
        part.nameEnds({client, server});
    }
    std::vector<Bytes> frames;
    Bytes bytes;
    for (std::size_t i = before; i < before + packets; ++i) {
        const bool raw = i % 5 == 4;
        const auto number = static_cast<std::uint32_t>(i);
        const std::uint32_t again = i % 30 == 18 ? 10 : 0; // what was sent ten packets before
        const std::string data = i % 10 == 8 ? "again" : "";
        Bytes frame = i == 0 ? tcpFrame({client, server, TcpFlag::syn, 7, 0})
            : i % 2 == 0     ? tcpFrame({client, server, TcpFlag::ack, number + 8 - again, 1, data})
                             : tcpFrame({server, client, TcpFlag::ack, 1, number});
        frame.erase(frame.begin(), frame.begin() + (raw ? 14 : 0));
        bytes.insert(bytes.end(), frame.begin(), frame.end());
        frames.push_back(std::move(frame));
    }
    part.lieIn(bytes, 0);
    std::size_t offset = 0;
    for (std::size_t i = before; i < before + packets; ++i) {
        const std::size_t length = frames[i - before].size(), missing = i % 7 == 6 ? 100 : 0;
        const Timestamp time {static_cast<std::int64_t>(i) * 1000};
        const HostId from = i % 2 == 0 ? HostId::Client : HostId::Server;
        part.appendFrame(time, from, i % 5 == 4 ? rawIp : ethernet, ByteView(bytes).subspan(offset, length),
                         static_cast<std::uint32_t>(length + missing), false);
        part.belongsTo(0, hostIndex(from), i == 0 ? std::optional<std::uint32_t>(7) : std::nullopt);
        offset += length;
        if (i % 150 == 3)
            part.appendState(time, {0, from, i % 300 == 3 ? SocketState::Established : SocketState::CloseWait});
        if (i % 400 == 390)
            part.append(time, Notice {Notice::Severity::Info, "unanswered-left-out", "4096"});
    }
    part.keep(std::move(bytes));
    return part;
}

inline Journal capturedStory(std::size_t parts, std::size_t packetsEach)
{
    Journal journal;
    for (std::size_t i = 0; i < parts; ++i)
        journal.take(capturedPart(i * packetsEach, packetsEach));
    return journal;
}

} // namespace lab::tests
