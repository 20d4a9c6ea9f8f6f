#pragma once
// What a machine told while the capture loopback.pcap was made on it: a dual-stack server that was connected to, and a client of
// another server. 127.0.0.1:46468 is refused by :18474; 46484 is answered 22 ms later.

#include "model/capture/CaptureEnds.h"
#include "model/capture/Recording.h"
#include "model/capture/RecordingFile.h"
#include "model/journal/JournalCodec.h"

#include <string>
#include <vector>

namespace lab::tests {

inline constexpr std::int64_t ms = 1'000'000;

inline std::string capturePath()
{
    return SOCKETLAB_SOURCE_DIR "/tests/model/capture/data/loopback.pcap";
}

inline std::int64_t captureBegins()
{
    return captureEnds(readRecordingFile(capturePath())->bytes).first;
}

inline SocketSampled row(SocketId socket, std::uint32_t inode, SocketState state, const char* local, const char* remote)
{
    SocketRow made;
    made.socket = socket;
    made.inode = inode;
    made.state = state;
    made.local = *parseEndpoint(local);
    made.remote = *parseEndpoint(remote);
    return {made};
}

inline Descriptor socketAt(int fd, SocketId socket, std::uint64_t inode)
{
    return {fd, "socket", socket, inode, 10, 1, 6, ""};
}

/// No row of the client's end.
inline std::vector<Event> machine(std::int64_t wallClock)
{
    return {{{0}, LabStarted {wallClock, "0.1.0", "6.1", ""}},
            {{0}, SettingWritten {HostId::Client, "network", "this machine", true}},
            {{1 * ms}, row(100, 5, SocketState::Listen, "[::]:18474", "[::]:0")},
            {{1 * ms}, row(102, 9, SocketState::Established, "127.0.0.1:50000", "127.0.0.1:5432")},
            {{1 * ms}, ActorStarted {1, HostId::Client, "java", 71, "java Server", 0}},
            {{1 * ms}, ActorStarted {2, HostId::Client, "psql", 72, "psql", 0}},
            {{1 * ms}, DescriptorsChanged {1, {socketAt(4, 100, 5)}}},
            {{1 * ms}, DescriptorsChanged {2, {socketAt(3, 102, 9)}}},
            {{40 * ms}, row(101, 7, SocketState::Established, "[::ffff:127.0.0.1]:18474", "[::ffff:127.0.0.1]:46484")},
            {{40 * ms}, DescriptorsChanged {1, {socketAt(4, 100, 5), socketAt(6, 101, 7)}}},
            {{45 * ms}, NoteWritten {9, wallClock, "accepted"}},
            {{90 * ms}, SocketGone {HostId::Client, 101}}};
}

inline Bytes machineBytes(const std::vector<Event>& events)
{
    const std::int64_t wallClock = std::get<LabStarted>(events[0].body).wallClock;
    Bytes bytes = journalHeader(wallClock);
    for (const Event& event : events)
        encodeEvent(event, wallClock, bytes);
    return bytes;
}

} // namespace lab::tests
