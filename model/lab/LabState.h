#pragma once
// LabState: all that is true at one position of a journal. A value: copy it for a checkpoint; apply(event) moves it
// one event on. Views read it, nothing else changes it. What there may be thousands of is shared by the copies (SharedList,
// SharedMap): a copy is small, however much has happened.

#include "model/base/KeyNumbers.h"
#include "model/base/SharedMap.h"
#include "model/base/ConnectionKey.h"
#include "model/lab/LabParts.h"
#include "model/packet/TcpSegment.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace lab {

class LabState
{
public:
    void apply(const Event& event);

    Timestamp now() const { return m_now; }

    std::size_t applied() const { return m_applied; }

    const std::optional<LabStarted>& started() const { return m_started; }

    const HostState& host(HostId id) const { return m_hosts[static_cast<std::size_t>(id)]; }

    const SharedList<ActorState, 4>& actors() const { return m_actors; }

    const ActorState* actor(ActorId id) const;
    const ActorState* actor(std::string_view name) const; ///< the newest of that name
    const CallState* call(CallId id) const; ///< only the last call of each thread is kept

    WireMode wire() const { return m_wire; }

    const Link& link() const { return m_link; }

    /// Packets the wire has now, oldest first.
    std::vector<const PacketState*> held() const;
    const PacketState* packet(PacketId id) const; ///< the last `packetsKept` packets are kept

    const SharedList<PacketState>& packets() const { return m_packets; }

    /// Of a capture, whose packets have no fate: they are most of what a copy does not share, and come again with the next
    /// `packetsKept`; until then packets() and packet() are not what they should be.
    void forgetPackets();

    /// As apply() of an event of a capture that sends this and whose packet nobody will ask for, since packetsKept others are sent
    /// before anybody looks: packets() is forgotten.
    void pass(Timestamp time, HostId from, const TcpSegment& segment);
    void pass(Timestamp time); ///< of one that is no TCP segment, or was delivered: it changes nothing else

    bool packetsForgotten() const { return m_forgotten && m_packets.size() < packetsKept; }

    const SocketRow* socket(SocketId id) const; ///< on whichever host it is; nullptr: none has it now
    std::vector<ListenQueues> listeners(HostId id) const;
    /// Which actor has (or last had) this socket; nothing for one that no program ever had.
    std::optional<ActorId> ownerOf(SocketId socket) const;
    /// What a program gave this socket with bind(), port 0 included; nullptr: it has not. No table of the kernel tells it of a
    /// TCP socket that neither listens nor is connected.
    const Endpoint* boundTo(SocketId socket) const;
    /// The last row of a socket that has left the kernel's table while a program has it still (refused, reset); else nullptr.
    const SocketRow* lastRow(SocketId socket) const;
    /// The packet's name from what is known now: "c1>server SYN" (PacketState::name is as known when it was sent).
    std::string packetName(const PacketState& packet) const;

    /// Does the loopback of this host go by way of the wire (lab: localhost loopback)?
    bool loops(HostId id) const;
    /// Are all programs on one host whose loopback goes by way of the wire? Then that host; nothing: there are two hosts.
    std::optional<HostId> onlyHost() const;

    CommandId lastCommand() const { return m_lastCommand; }

    bool settled() const { return m_settled; }

    /// Was the lab told to stop every call before it runs (lab: stops calls)?
    bool stopsBeforeCalls() const { return m_stopsBeforeCalls; }

    const std::string& lastRefusal() const { return m_refusal; }

    static constexpr std::size_t packetsKept = 512; ///< and those that are held, however many

private:
    /// One end of a connection, and what it has sent: for relative numbers and to know a retransmission.
    struct End
    {
        SocketId socket = 0; ///< the last one there; 0: none was seen
        std::uint32_t initial = 0, next = 0;
        std::uint8_t synFlags = 0; ///< 0: its SYN was not seen
    };

    static constexpr std::size_t nowhere = ~std::size_t {0};

    void apply(const CommandGiven& given);
    void apply(const ActorStarted& started);
    void apply(const ActorExited& exited);
    void apply(const CallBlocked& blocked);
    void apply(const CallEntered& entered);
    void apply(const CallReturned& returned);
    void apply(const DescriptorsChanged& changed);
    void followEpoll(const CallState& call);
    void followBind(const CallState& call);
    void forgetClosed(const ActorState& actor, const std::vector<Descriptor>& stillOpen);
    void apply(const PacketSent& sent);
    void apply(const PacketCopied& copied);
    void apply(const SocketSampled& sampled);
    void apply(const SocketGone& gone);
    void setFate(PacketId id, PacketFate fate, DropReason why = DropReason::ByCommand);
    void keep(PacketState packet);
    bool follow(HostId from, const TcpSegment& segment);
    static bool follow(End& own, const TcpSegment& segment);
    void forgetNumbers(const ConnectionKey& key);
    std::optional<SequenceBase> baseOf(HostId from, HostId to, const TcpSegment& segment) const;
    void noteSender(const PacketState& packet);
    // To change it, which copies what other states share: not to look at it.
    ActorState* editActor(ActorId id);
    CallState* editCall(CallId id);
    PacketState* editPacket(PacketId id);
    std::size_t placeOf(ActorId id) const; ///< in m_actors; nowhere: none
    std::size_t placeOfPacket(PacketId id) const; ///< in m_packets; nowhere: not there
    End& editEnd(const ConnectionKey& key);
    const End* end(const ConnectionKey& key) const; ///< nullptr: nothing is known of it
    const ActorState* callerOf(HostId id, const Endpoint& remote) const;
    std::string endName(HostId id, std::uint8_t protocol, const Endpoint& local, const Endpoint& remote) const;

    Timestamp m_now;
    std::size_t m_applied = 0;
    std::optional<LabStarted> m_started;
    std::array<HostState, hostCount> m_hosts;
    std::array<SharedMap<SocketId, std::size_t, NumberHash>, hostCount> m_rows; ///< cookie → number in HostState::sockets
    SharedList<ActorState, 4> m_actors;
    SharedMap<ActorId, std::size_t, NumberHash> m_actorPlaces; ///< in m_actors
    SharedList<PacketState> m_packets; ///< ascending ids, without gaps in their numbers
    SharedMap<PacketId, PacketState> m_heldLong; ///< held while packetsKept others came
    std::set<PacketId> m_held;
    WireMode m_wire = WireMode::Flow;
    Link m_link;
    SharedMap<SocketId, ActorId, NumberHash> m_owners;
    SharedMap<std::uint64_t, ActorId, NumberHash> m_inodeOwners;
    std::unordered_map<SocketId, Endpoint> m_boundTo; ///< these two: of sockets that a program has
    std::unordered_map<SocketId, SocketRow> m_lastRows;
    SharedList<End> m_ends;
    KeyNumbers<ConnectionKey, ConnectionKey::Hash> m_connections; ///< of each the number in m_ends
    SharedMap<std::uint32_t, SocketId> m_bound; ///< host, protocol, port → listener or unconnected socket
    SharedMap<std::uint32_t, ActorId> m_senders; ///< as m_bound → the program whose call sent from there, before the socket was seen
    SharedMap<CallId, std::pair<std::size_t, std::size_t>, NumberHash> m_calls; ///< last calls: actor and thread index
    std::map<std::string, std::string> m_pendingNames; ///< command target ("server/rx") → the as= it waits to give
    std::unordered_map<CallId, std::string> m_namesOfCalls;
    std::set<std::pair<ActorId, int>> m_freshNames; ///< given since the actor's last DescriptorsChanged
    CommandId m_lastCommand = 0;
    bool m_settled = true, m_stopsBeforeCalls = false, m_forgotten = false;
    std::string m_refusal;
};

/// Why a blocked call waits, for people: "the accept queue is empty". From the call, its socket and the wire.
struct BlockedReason
{
    std::string code; ///< key into words: "accept-queue-empty", "waiting-for-syn-ack", "receive-buffer-empty" …
    std::string detail; ///< what poll, select or epoll_wait waits for: "3 POLLIN, 4 POLLOUT"; else empty
};

BlockedReason blockedReason(const LabState& state, const ActorState& actor, const CallState& call);

} // namespace lab
