#pragma once
// MachinePlaces: of a capture and of what this machine's kernel told meanwhile, on which host each socket and program is, and of
// which ends the kernel told the states. It is told both in any order, as far as they are known, and says what is another now.
// A machine has hundreds of sockets that have nothing to do with the capture: those to which packets belong are "met". It writes
// nothing (MachineJoin).

#include "model/capture/CaptureEnds.h"
#include "model/journal/Event.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace lab {

class MachinePlaces
{
public:
    /// A row is seen up to this much after its connection began, and up to this much after it has ended; ns.
    static constexpr std::int64_t betweenLooks = 1'000'000'000;

    struct End
    {
        std::size_t conversation = 0, side = 0; ///< as TcpAnalysis numbers them
    };

    void meetAll() { m_meetsAll = true; } ///< before anything is heard: all of the machine's belongs to it (attach: its calls are)
    void hear(const CapturedFrame& frame); ///< in the order of the capture
    void hear(const EventBody& event, std::int64_t time); ///< of the machine's; ns since 1970
    void heardAll(); ///< the rows that are there now stay for ever

    HostId hostOf(SocketId socket) const;
    bool isClients(SocketId socket) const; ///< it has a row, and is on the client host
    bool isMet(SocketId socket) const { return m_meetsAll || (m_sockets.contains(socket) && m_sockets.at(socket).met); }
    bool isProgramMet(ActorId actor) const; ///< it has such a socket, or had one
    bool meetsAll() const { return m_meetsAll; }

    // Of the sockets that are met:
    bool isServer(ActorId actor) const; ///< it has a socket with which others began a conversation, or its parent has
    bool isBoth(ActorId actor) const; ///< and a client's, too, as every proxy has
    const std::vector<ActorId>& holdersOf(SocketId socket) const; ///< those that ever had it

    /// Since last asked: sockets that were met after they were heard of, sockets that turned out to be on another host, and ends that turned out to have the kernel's own rows.
    std::vector<SocketId> takeMet() { return std::exchange(m_newlyMet, {}); }
    std::vector<SocketId> takeMoved() { return std::exchange(m_moved, {}); }
    std::vector<End> takeKnown() { return std::exchange(m_newlyKnown, {}); }

    bool hasNews() const { return !m_newlyMet.empty() || !m_moved.empty() || !m_newlyKnown.empty(); }

    const GrowingEnds& ends() const { return m_ends; }
    std::size_t joined() const { return m_joined; } ///< conversations of which the kernel told at least one end

private:
    /// Local and remote end of a TCP connection as 38 bytes; a dual-stack socket's packets are IPv4.
    struct Pair
    {
        std::array<char, 38> bytes {};

        Pair() = default;
        Pair(const Endpoint& local, const Endpoint& remote);
        friend bool operator==(const Pair&, const Pair&) = default;
    };

    struct PairHash
    {
        std::size_t operator()(const Pair& pair) const { return std::hash<std::string_view>()({pair.bytes.data(), pair.bytes.size()}); }
    };

    struct Life ///< of a row with these ends; ns since 1970
    {
        std::int64_t from = 0, to = 0;
        bool open = true;
    };

    struct Socket
    {
        Pair ends;
        std::uint16_t localPort = 0, remotePort = 0;
        HostId host = HostId::Client;
        std::size_t life = 0; ///< 1 + which of its ends' lives is open; 0: none
        bool connection = false, datagrams = false; ///< of TCP, with both ends; of UDP
        bool met = false;
    };

    struct Program
    {
        ActorId parent = 0;
        std::unordered_set<SocketId> held; ///< ever
        std::size_t servers = 0, clients = 0; ///< of these, those that were met
    };

    struct OfPair ///< all that has these ends
    {
        std::vector<SocketId> sockets;
        std::vector<Life> lives;
        std::vector<End> conversations; ///< and which side of it the local end is
    };

    void sampled(const SocketRow& row, std::int64_t time);
    void gone(SocketId socket, std::int64_t time);
    void holds(ActorId actor, const std::vector<Descriptor>& descriptors);
    HostId placeOf(const Socket& socket) const;
    bool meets(const Socket& socket) const;
    void look(SocketId socket);
    void count(Program& program, HostId host);
    void begun(std::size_t conversation);
    void check(std::size_t conversation);
    void check(const OfPair& pair, std::int64_t until);
    void check(const OfPair& pair, const End& end, std::int64_t until);

    GrowingEnds m_ends;
    std::unordered_map<Pair, OfPair, PairHash> m_pairs;
    std::unordered_map<Pair, HostId, PairHash> m_sides; ///< the local end's, by the first conversation of both
    std::unordered_map<std::uint16_t, std::vector<SocketId>> m_byPort; ///< of either end
    std::unordered_map<SocketId, Socket> m_sockets;
    std::unordered_map<SocketId, std::vector<ActorId>> m_holders;
    std::unordered_map<ActorId, Program> m_programs;
    std::vector<std::array<bool, 2>> m_known; ///< by conversation
    std::vector<std::int64_t> m_heardAt; ///< by conversation: its newest frame
    std::vector<SocketId> m_moved, m_newlyMet;
    std::vector<End> m_newlyKnown;
    std::size_t m_joined = 0;
    bool m_meetsAll = false;
};

} // namespace lab
