#pragma once
// RunFacts: the journal of one run as facts that can be compared with those of another run (RunFact.h). Grows with the journal.
// What it leaves out, and why, is in docs/compare.md.

#include "model/base/Endpoint.h"
#include "model/compare/RunFact.h"
#include "model/journal/Journal.h"
#include "model/packet/Packet.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace lab {

class RunFacts
{
public:
    /// Reads on, at most `most` events; is there more?
    bool follow(const Journal& journal, std::size_t most = SIZE_MAX);

    std::size_t followed() const { return m_followed; } ///< events

    const std::vector<RunFact>& all() const { return m_facts; }

private:
    struct Actor
    {
        std::string name; ///< without process ids
        std::vector<std::int32_t> threads; ///< tids, in the order in which they were seen
    };

    /// One TCP connection, or what two UDP ends say.
    struct Talk
    {
        std::uint64_t lane = 0;
        Endpoint first; ///< who was seen to send first
        std::array<std::optional<std::uint32_t>, 2> base; ///< initial sequence number, by who sends
    };

    struct KnownSocket
    {
        std::uint64_t lane = 0;
        SocketState state = SocketState::None;
        std::uint32_t addresses = 0; ///< a hash
        std::uint32_t recvQueue = 0, sendQueue = 0, event = 0;
        std::uint32_t recvAtRest = 0, sendAtRest = 0;
        std::size_t fact = 0; ///< of its state
        bool sampled = false; ///< since the last rest
    };

    struct OpenCall
    {
        std::size_t fact = 0;
        std::uint32_t event = 0;
    };

    void take(const Event& event, const Journal& journal);
    RunFact& add(RunFact::Kind kind, std::uint64_t lane, std::uint32_t name);
    bool sinceCommand(std::size_t fact) const { return fact >= m_section; }

    void given(const CommandGiven& event);
    void started(const ActorStarted& event);
    void output(const ActorOutput& event);
    void entered(const CallEntered& event);
    void injected(const CallInjected& event);
    void returned(const CallReturned& event, const Journal& journal);
    void sent(const PacketSent& event);
    void copied(const PacketCopied& event);
    void fate(PacketId packet, std::uint32_t fate);
    void sampled(const SocketRow& row);
    void left(const KnownSocket& socket);
    void gone(SocketId socket);
    void settled(const Settled& event);

    std::uint64_t threadLane(const CallEntered& call);
    Talk& talkOf(const Packet& packet);
    std::size_t* factOf(PacketId packet);
    std::string actorName(ActorId actor) const;
    std::string endText(const Endpoint& end) const; ///< a port that the kernel chose is no number here
    std::string withoutFolders(const std::string& line) const; ///< and without process ids and chosen ports in names and addresses
    std::string withoutChosen(std::string_view output) const; ///< numbers that are process ids or chosen ports
    std::string withoutPacketNumber(const std::string& line); ///< the packet that is meant, instead of its number
    bool isChosen(std::uint16_t port) const { return port >= m_firstChosen; }

    std::vector<RunFact> m_facts;
    std::size_t m_followed = 0;
    std::size_t m_section = 0; ///< the first fact since the last command
    std::uint32_t m_event = 0;
    std::uint16_t m_firstChosen = 32768; ///< net.ipv4.ip_local_port_range begins there, unless the lab says otherwise
    std::map<ActorId, Actor> m_actors;
    std::unordered_set<std::uint64_t> m_pids, m_ports; ///< seen; ports that the kernel chose
    std::unordered_map<CallId, OpenCall> m_open;
    std::unordered_map<std::uint64_t, Talk> m_talks; ///< by both ends
    std::unordered_map<std::uint64_t, std::uint32_t> m_alike; ///< how many talks or sockets of one description were seen
    std::vector<std::size_t> m_packets; ///< [PacketId]: its fact plus one
    std::unordered_map<SocketId, KnownSocket> m_sockets;
    std::vector<SocketId> m_sampled; ///< since the last rest
    std::unordered_map<CommandId, std::size_t> m_commands; ///< not settled yet
    std::unordered_map<std::uint64_t, std::size_t> m_outputs; ///< by lane: the last fact
};

} // namespace lab
