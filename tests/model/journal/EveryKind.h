#pragma once
// EveryKind: one event of every kind, with every member away from its default or with nothing in it.

#include "model/journal/Event.h"

#include <utility>
#include <vector>

namespace lab::tests {

inline std::vector<Event> fullEvents()
{
    const Endpoint local {{4, {10, 9, 0, 2}}, 8080};
    const Endpoint remote {{6, {0xfd, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}, 40001};
    const Arguments arguments {{3, {}, 0}, {0x7ffd00001000, {2, 0, 0x1f, 0x90}, 16}};
    const SourcePlace place {"server.c", 42, "main", 0x401136};
    SocketRow row {77, HostId::Server, 17, SocketState::Closing, local, remote, 1, 2, 3, 4, 5, {6}, 7, 8, 9, 0, {}};
    row.info = TcpInfo {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    row.uid = 1000;
    std::vector<EventBody> bodies {
        LabStarted {1'700'000'000'123'456'789, "0.1.0", "6.1.0-18-amd64", "three-way-handshake"},
        SettingWritten {HostId::Server, "net.ipv4.tcp_syncookies", "0", false},
        CommandGiven {7, "client: connect sockfd=C addr=10.9.0.2:8080"},
        Settled {7, "no actor 'x'"},
        Notice {Notice::Severity::Problem, "disk-full", "소켓"},
        ActorStarted {2, HostId::Server, "server", 4711, "./server 8080", 1},
        ActorExited {2, 3, 13},
        ActorOutput {2, 2, {'h', 0, 255}},
        CallEntered {9, 2, 4712, "rx", "accept4", arguments, place},
        CallResumed {9},
        CallBlocked {9, "inet_csk_accept"},
        CallReturned {9, -1, 111, arguments},
        DescriptorsChanged {2, {{3, "socket", 77, 4711, 2, 1, 6, "socket:[4711]"}, {4, "pipe", 0, 1, 0, 0, 0, "p"}}},
        PacketSent {11, HostId::Server, PacketOrigin::Split, Bytes(61, 0xab), 1500},
        WireChanged {WireMode::Cut},
        PacketHeld {11},
        PacketDelivered {11},
        PacketDropped {11, DropReason::LostByLab},
        PacketCopied {12, 11},
        PacketRepeated {11, 3},
        SocketSampled {row},
        SocketGone {HostId::Server, 77},
        CountersChanged {HostId::Server, {{"TcpExtListenOverflows", 1}, {"TcpInSegs", -5}}},
        CallStopped {9, true},
        CallInjected {9, "errno=ECONNRESET"},
        CallStack {9, {{place, true, "server"}, {{"", 0, "", 0x7f0012345678}, false, "libc.so.6"}}, true},
        NoteWritten {9, 1'700'000'000'000'000'000, "Why does it wait?\n왜 기다릴까?"},
        LinkChanged {{20'000'000, 2'000'000, 10}},
    };
    std::vector<Event> events;
    std::int64_t time = 0;
    for (EventBody& body : bodies)
        events.push_back({{time += 1'000'001}, std::move(body)});
    return events;
}

template<std::size_t... Index>
std::vector<Event> emptyEvents(std::index_sequence<Index...>)
{
    return {Event {{0}, EventBody(std::in_place_index<Index>)}...};
}

inline std::vector<Event> emptyEvents()
{
    return emptyEvents(std::make_index_sequence<std::variant_size_v<EventVariant>> {});
}

} // namespace lab::tests
