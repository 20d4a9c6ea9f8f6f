#pragma once
// LabParts: what a LabState is made of: programs with their threads and calls, packets, a host's tables. Plain values.

#include "model/base/SharedList.h"
#include "model/journal/Event.h"
#include "model/packet/Packet.h"

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
    bool stopped = false; ///< the lab keeps the thread before the call, or after it if it has returned
    std::string injected; ///< CallInjected::what; empty: the kernel's own doing
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
    std::map<int, std::map<int, std::uint32_t>> epolls; ///< of each epoll: descriptor → events, as epoll_ctl was told
    std::vector<std::pair<int, std::string>> descriptorNames; ///< fd → the name given by as=

    const ThreadState* thread(std::string_view name) const;
};

enum class PacketFate : std::uint8_t { InFlight, Held, Delivered, Dropped };

struct PacketState
{
    PacketId packet = 0;
    PacketId original = 0; ///< of a copy; 0: none
    HostId from = HostId::Client;
    HostId to = HostId::Server; ///< the other host, or `from`: a loopback packet (returnsToSender)
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

/// What its own bytes tell of it: no name, base or fate.
PacketState packetOf(const PacketSent& sent, Timestamp time);

struct HostState
{
    SharedList<SocketRow> sockets; ///< the kernel's table now, in order of first sight
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

} // namespace lab
