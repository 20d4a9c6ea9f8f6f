#pragma once
// JournalBuilder: makes journals by hand, event by event, for tests that need no kernel. It keeps the clock and the
// numbers (calls, packets, commands, process ids); what the events say is up to the caller. Stories.h has whole ones.

#include "model/journal/Event.h"

#include <string>
#include <vector>

namespace lab::tests {

/// 10.9.0.1 / 10.9.0.2 with a port; the addresses of the lab's two hosts.
Endpoint clientEnd(std::uint16_t port);
Endpoint serverEnd(std::uint16_t port);
Endpoint anyEnd(std::uint16_t port = 0); ///< 0.0.0.0

/// struct sockaddr_in as the kernel has it.
Bytes sockaddrBytes(const Endpoint& endpoint);

/// Arguments of a call, by kind.
ArgumentValue number(std::int64_t value);
ArgumentValue pointsTo(Bytes memory);
ArgumentValue text(std::string_view bytes);
ArgumentValue address(const Endpoint& endpoint);
/// What the kernel wrote: same index as in the call's arguments, the rest empty.
Arguments written(std::size_t index, ArgumentValue value);

struct Segment
{
    Endpoint from, to;
    std::uint8_t flags = 0;
    std::uint32_t seq = 0, ack = 0;
    std::string data;
    std::uint16_t window = 64240;
};

/// A whole Ethernet frame with right lengths and checksums. A SYN carries MSS, SACK, time stamps and window scale as
/// Linux sends them; other segments time stamps only.
Bytes tcpFrame(const Segment& segment);
Bytes udpFrame(const Endpoint& from, const Endpoint& to, std::string_view data);

SocketRow socketRow(HostId host, SocketId id, SocketState state, const Endpoint& local, const Endpoint& remote);
Descriptor socketDescriptor(int fd, SocketId id, int type = 1);

class JournalBuilder
{
public:
    /// Begins with LabStarted and the wire flowing.
    explicit JournalBuilder(std::string lesson = {});

    const std::vector<Event>& events() const { return m_events; }

    Bytes bytes() const; ///< the whole journal as the engine would write it

    JournalBuilder& after(std::int64_t microseconds);
    JournalBuilder& add(EventBody body);

    ActorId actor(HostId host, const std::string& name, const std::string& commandLine = {}); ///< empty: a built-in one
    CommandId command(const std::string& line);
    void settled(CommandId command, const std::string& refusal = {});
    /// command() and settled() with nothing between.
    void done(const std::string& line);

    CallId enter(ActorId actor, const std::string& name, Arguments args, const std::string& thread = {});
    void blocked(CallId call, const std::string& waitChannel);
    void returned(CallId call, std::int64_t result, int errnum = 0, Arguments outArgs = {});
    void descriptors(ActorId actor, std::vector<Descriptor> all);
    /// 0, 1 and 2, then these.
    void opened(ActorId actor, const std::vector<Descriptor>& sockets);

    PacketId sent(HostId from, Bytes frame, PacketOrigin origin = PacketOrigin::Kernel);
    PacketId held(HostId from, Bytes frame);
    void delivered(PacketId packet);
    void dropped(PacketId packet, DropReason why = DropReason::ByCommand);
    void socket(const SocketRow& row);
    void gone(HostId host, SocketId socket);

private:
    std::vector<Event> m_events;
    std::int64_t m_now = 0;
    ActorId m_actors = 0;
    CallId m_calls = 0;
    PacketId m_packets = 0;
    CommandId m_commands = 0;
};

} // namespace lab::tests
