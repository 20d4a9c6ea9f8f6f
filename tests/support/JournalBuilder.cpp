#include "tests/support/JournalBuilder.h"

#include "model/journal/JournalCodec.h"
#include "model/packet/Packet.h"

namespace lab::tests {

namespace {

constexpr std::int64_t wallClock = 1'700'000'000'000'000'000;

void put16(Bytes& out, std::uint16_t value)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void put32(Bytes& out, std::uint32_t value)
{
    put16(out, static_cast<std::uint16_t>(value >> 16));
    put16(out, static_cast<std::uint16_t>(value));
}

void append(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Endpoint ipv4(std::uint8_t last, std::uint16_t port)
{
    Endpoint end;
    end.address.version = 4;
    end.address.bytes = {10, 9, 0, last};
    end.port = port;
    return end;
}

/// Ethernet II (IEEE 802.3) and IPv4 (RFC 791) headers; checksums are filled in at the end by fixChecksums().
Bytes ipFrame(const Endpoint& from, const Endpoint& to, std::uint8_t protocol, std::size_t transportLength)
{
    Bytes frame;
    frame.reserve(34 + transportLength);
    append(frame, Bytes {2, 0, 0, 0, 0, to.address.bytes[3], 2, 0, 0, 0, 0, from.address.bytes[3]});
    put16(frame, 0x0800);
    frame.push_back(0x45);
    frame.push_back(0);
    put16(frame, static_cast<std::uint16_t>(20 + transportLength));
    put32(frame, 0x00004000); // identification 0, don't fragment
    frame.push_back(64);
    frame.push_back(protocol);
    put16(frame, 0);
    append(frame, {from.address.bytes.data(), 4});
    append(frame, {to.address.bytes.data(), 4});
    return frame;
}

} // namespace

Endpoint clientEnd(std::uint16_t port)
{
    return ipv4(1, port);
}

Endpoint serverEnd(std::uint16_t port)
{
    return ipv4(2, port);
}

Endpoint anyEnd(std::uint16_t port)
{
    Endpoint end;
    end.address.version = 4;
    end.port = port;
    return end;
}

Bytes sockaddrBytes(const Endpoint& endpoint)
{
    Bytes bytes {2, 0}; // AF_INET, in the machine's byte order
    put16(bytes, endpoint.port);
    append(bytes, {endpoint.address.bytes.data(), 4});
    bytes.resize(16);
    return bytes;
}

ArgumentValue number(std::int64_t value)
{
    return {static_cast<std::uint64_t>(value), {}, 0};
}

ArgumentValue pointsTo(Bytes memory)
{
    ArgumentValue value {0x7ffc0000, std::move(memory), 0};
    value.fullLength = value.memory.size();
    return value;
}

ArgumentValue text(std::string_view bytes)
{
    return pointsTo(Bytes(bytes.begin(), bytes.end()));
}

ArgumentValue address(const Endpoint& endpoint)
{
    return pointsTo(sockaddrBytes(endpoint));
}

Arguments written(std::size_t index, ArgumentValue value)
{
    Arguments args(index + 1);
    args[index] = std::move(value);
    return args;
}

Bytes tcpFrame(const Segment& segment)
{
    Bytes options;
    if (segment.flags & TcpFlag::syn)
        options = {2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 10};
    else if (!(segment.flags & TcpFlag::rst))
        options = {1, 1, 8, 10, 0, 0, 0, 2, 0, 0, 0, 1};
    Bytes frame = ipFrame(segment.from, segment.to, 6, 20 + options.size() + segment.data.size());
    put16(frame, segment.from.port);
    put16(frame, segment.to.port);
    put32(frame, segment.seq);
    put32(frame, segment.ack);
    frame.push_back(static_cast<std::uint8_t>((20 + options.size()) / 4 << 4));
    frame.push_back(segment.flags);
    put16(frame, segment.window);
    put32(frame, 0);
    append(frame, options);
    append(frame, asBytes(segment.data));
    fixChecksums(frame);
    return frame;
}

Bytes udpFrame(const Endpoint& from, const Endpoint& to, std::string_view data)
{
    Bytes frame = ipFrame(from, to, 17, 8 + data.size());
    put16(frame, from.port);
    put16(frame, to.port);
    put16(frame, static_cast<std::uint16_t>(8 + data.size()));
    put16(frame, 0);
    append(frame, asBytes(data));
    fixChecksums(frame);
    return frame;
}

SocketRow socketRow(HostId host, SocketId id, SocketState state, const Endpoint& local, const Endpoint& remote)
{
    SocketRow row;
    row.socket = id;
    row.host = host;
    row.state = state;
    row.local = local;
    row.remote = remote;
    row.recvBuffer = 131072;
    row.sendBuffer = 16384;
    if (state != SocketState::SynRecv && state != SocketState::TimeWait)
        row.inode = static_cast<std::uint32_t>(40000 + id);
    return row;
}

Descriptor socketDescriptor(int fd, SocketId id, int type)
{
    Descriptor descriptor;
    descriptor.fd = fd;
    descriptor.kind = "socket";
    descriptor.socket = id;
    descriptor.inode = 40000 + id;
    descriptor.domain = 2;
    descriptor.type = type;
    descriptor.protocol = type == 1 ? 6 : 17;
    descriptor.name = "socket:[" + std::to_string(40000 + id) + "]";
    return descriptor;
}

JournalBuilder::JournalBuilder(std::string lesson)
{
    add(LabStarted {wallClock, "0.1.0", "6.1.0-test", std::move(lesson)});
    add(WireChanged {WireMode::Flow});
}

Bytes JournalBuilder::bytes() const
{
    Bytes out = journalHeader(wallClock);
    for (const Event& event : m_events)
        encodeEvent(event, wallClock, out);
    return out;
}

JournalBuilder& JournalBuilder::after(std::int64_t microseconds)
{
    m_now += microseconds * 1000;
    return *this;
}

JournalBuilder& JournalBuilder::add(EventBody body)
{
    m_events.push_back({Timestamp {m_now}, std::move(body)});
    m_now += 10'000;
    return *this;
}

ActorId JournalBuilder::actor(HostId host, const std::string& name, const std::string& commandLine)
{
    const ActorId id = ++m_actors;
    add(ActorStarted {id, host, name, static_cast<std::int32_t>(4700 + id), commandLine, 0});
    opened(id, {});
    return id;
}

CommandId JournalBuilder::command(const std::string& line)
{
    add(CommandGiven {++m_commands, line});
    return m_commands;
}

void JournalBuilder::settled(CommandId command, const std::string& refusal)
{
    add(Settled {command, refusal});
}

void JournalBuilder::done(const std::string& line)
{
    settled(command(line));
}

CallId JournalBuilder::enter(ActorId actor, const std::string& name, Arguments args, const std::string& thread)
{
    CallEntered entered;
    entered.call = ++m_calls;
    entered.actor = actor;
    entered.tid = static_cast<std::int32_t>(4700 + actor) + (thread.empty() ? 0 : 100);
    entered.thread = thread;
    entered.name = name;
    entered.args = std::move(args);
    add(std::move(entered));
    return m_calls;
}

void JournalBuilder::blocked(CallId call, const std::string& waitChannel)
{
    add(CallBlocked {call, waitChannel});
}

void JournalBuilder::returned(CallId call, std::int64_t result, int errnum, Arguments outArgs)
{
    add(CallReturned {call, result, errnum, std::move(outArgs)});
}

void JournalBuilder::descriptors(ActorId actor, std::vector<Descriptor> all)
{
    add(DescriptorsChanged {actor, std::move(all)});
}

void JournalBuilder::opened(ActorId actor, const std::vector<Descriptor>& sockets)
{
    std::vector<Descriptor> all;
    for (int fd = 0; fd < 3; ++fd)
        all.push_back({fd, "file", 0, 5, 0, 0, 0, "/dev/null"});
    all.insert(all.end(), sockets.begin(), sockets.end());
    descriptors(actor, std::move(all));
}

PacketId JournalBuilder::sent(HostId from, Bytes frame, PacketOrigin origin)
{
    const auto length = static_cast<std::uint32_t>(frame.size());
    add(PacketSent {++m_packets, from, origin, std::move(frame), length});
    return m_packets;
}

PacketId JournalBuilder::held(HostId from, Bytes frame)
{
    const PacketId id = sent(from, std::move(frame));
    add(PacketHeld {id});
    return id;
}

void JournalBuilder::delivered(PacketId packet)
{
    add(PacketDelivered {packet});
}

void JournalBuilder::dropped(PacketId packet, DropReason why)
{
    add(PacketDropped {packet, why});
}

void JournalBuilder::socket(const SocketRow& row)
{
    add(SocketSampled {row});
}

void JournalBuilder::gone(HostId host, SocketId socket)
{
    add(SocketGone {host, socket});
}

} // namespace lab::tests
