#pragma once
// LabState: all that is true at one position of a journal. A value: copy it for a checkpoint; apply(event) moves it
// one event on. Views read it, nothing else changes it.

#include "model/journal/Event.h"
#include "model/packet/Packet.h"

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lab {

enum class CallPhase : std::uint8_t { AboutToRun, Running, Blocked, Returned };

/// The last or current call of a thread.
struct CallState
{
    CallEntered entered;
    Timestamp enteredAt;
    CallPhase phase = CallPhase::AboutToRun;
    std::string waitChannel; ///< while Blocked
    Timestamp blockedAt; ///< since when; meaningful when it ever blocked
    std::optional<CallReturned> returned;
    Timestamp returnedAt;
};

struct ThreadState
{
    std::int32_t tid = 0;
    std::string name; ///< empty: first thread
    std::optional<CallState> call;
};

struct ActorState
{
    ActorStarted started;
    Timestamp startedAt;
    std::optional<ActorExited> exited;
    std::vector<ThreadState> threads; ///< those that made a call, in order of first call
    std::vector<Descriptor> descriptors;
    std::vector<std::pair<int, std::string>> descriptorNames; ///< fd → the name given by as=

    const ThreadState* thread(std::string_view name) const;
};

enum class PacketFate : std::uint8_t { InFlight, Held, Delivered, Dropped };

struct PacketState
{
    PacketId packet = 0;
    PacketId original = 0; ///< of a copy; 0: none
    HostId from = HostId::Client;
    PacketOrigin origin = PacketOrigin::Kernel;
    Packet decoded;
    Bytes frame;
    Timestamp sentAt;
    PacketFate fate = PacketFate::InFlight;
    Timestamp endedAt; ///< delivered or dropped
    DropReason why = DropReason::ByCommand;
    std::uint32_t repeats = 0; ///< sent again while held
    bool retransmission = false; ///< same connection, sequence number and length as an earlier packet
    std::optional<SequenceBase> base; ///< initial sequence numbers for relative seq/ack
    std::string name; ///< "client>server SYN"; left of > is the program that owns the connection
};

struct HostState
{
    std::vector<SocketRow> sockets; ///< the kernel's table now, in order of first sight
    std::map<std::string, std::int64_t> counters; ///< since the lab was made
    std::map<std::string, std::string> settings;

    const SocketRow* socket(SocketId id) const;
};

/// A listening socket with its two queues.
struct ListenQueues
{
    SocketRow listener;
    std::vector<SocketRow> synQueue; ///< SYN-RECV entries for its port
    std::vector<SocketRow> acceptQueue; ///< established children that no program has yet (inode 0)
};

class LabState
{
public:
    void apply(const Event& event);

    Timestamp now() const { return m_now; }

    std::size_t applied() const { return m_applied; }

    const std::optional<LabStarted>& started() const { return m_started; }

    const HostState& host(HostId id) const { return m_hosts[static_cast<std::size_t>(id)]; }

    const std::vector<ActorState>& actors() const { return m_actors; }

    const ActorState* actor(ActorId id) const;
    const ActorState* actor(std::string_view name) const; ///< the newest of that name
    const CallState* call(CallId id) const; ///< only the last call of each thread is kept

    WireMode wire() const { return m_wire; }

    /// Packets the wire has now, oldest first.
    std::vector<const PacketState*> held() const;
    const PacketState* packet(PacketId id) const; ///< the last `packetsKept` packets are kept
    const std::deque<PacketState>& packets() const { return m_packets; }

    std::vector<ListenQueues> listeners(HostId id) const;
    /// Which actor has (or last had) this socket; nothing for one that no program ever had.
    std::optional<ActorId> ownerOf(SocketId socket) const;
    /// The packet's name from what is known now: "c1>server SYN" (PacketState::name is as known when it was sent).
    std::string packetName(const PacketState& packet) const;

    CommandId lastCommand() const { return m_lastCommand; }

    bool settled() const { return m_settled; }

    const std::string& lastRefusal() const { return m_refusal; }

    static constexpr std::size_t packetsKept = 4096;

private:
    Timestamp m_now;
    std::size_t m_applied = 0;
    std::optional<LabStarted> m_started;
    std::array<HostState, hostCount> m_hosts;
    std::vector<ActorState> m_actors;
    std::deque<PacketState> m_packets;
    WireMode m_wire = WireMode::Flow;
    std::map<SocketId, ActorId> m_owners;
    std::map<std::pair<int, std::uint16_t>, ActorId> m_portOwners; ///< (host, local port) → actor, for names
    std::map<std::string, std::uint32_t> m_initialSeq; ///< "src>dst" of a direction → ISN
    std::string m_pendingName; ///< the as= of the command being performed, and for whom
    std::string m_pendingActor;
    CommandId m_lastCommand = 0;
    bool m_settled = true;
    std::string m_refusal;
};

/// Why a blocked call waits, for people: "the accept queue is empty". From the call, its socket and the wire.
struct BlockedReason
{
    std::string code; ///< key into words: "accept-queue-empty", "waiting-for-syn-ack", "receive-buffer-empty" …
};
BlockedReason blockedReason(const LabState& state, const ActorState& actor, const CallState& call);

} // namespace lab
