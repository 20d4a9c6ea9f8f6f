// A stream's positions come from its packets' sequence numbers (RFC 9293, section 3.4: they wrap, so each is taken as the
// nearest one to what is known), its writers and readers from the calls on the sockets at its ends.

#include "views/buffers/ByteStreams.h"

#include "model/calls/CallText.h"

#include <algorithm>

namespace lab {

namespace {

constexpr std::uint64_t messagePeek = 2; // MSG_PEEK: the bytes stay in the buffer

ConnectionKey keyOf(HostId from, const Endpoint& source, const Endpoint& destination)
{
    return connectionKey(from, 6, source, destination);
}

bool isSend(std::string_view name)
{
    return name == "send" || name == "sendto" || name == "write" || name == "writev" || name == "sendmsg";
}

bool isReceive(std::string_view name)
{
    return name == "recv" || name == "recvfrom" || name == "read" || name == "readv" || name == "recvmsg";
}

bool peeks(const CallEntered& call)
{
    const std::size_t flags = call.name == "recvmsg" ? 2 : 3;
    const bool has = call.name == "recv" || call.name == "recvfrom" || call.name == "recvmsg";
    return has && call.args.size() > flags && (call.args[flags].raw & messagePeek) != 0;
}

/// The last step before `position`: what it says, or 0.
std::int64_t at(const std::vector<StreamStep>& steps, std::size_t position)
{
    const auto after =
        std::partition_point(steps.begin(), steps.end(), [position](const StreamStep& step) { return step.event < position; });
    return after == steps.begin() ? 0 : std::prev(after)->to;
}

void step(std::vector<StreamStep>& steps, std::uint32_t event, std::int64_t to)
{
    if (steps.empty() ? to > 0 : to > steps.back().to)
        steps.push_back({event, to});
}

std::int64_t last(const std::vector<StreamStep>& steps)
{
    return steps.empty() ? 0 : steps.back().to;
}

} // namespace

void ByteStreams::reset()
{
    *this = ByteStreams();
}

bool ByteStreams::follow(const Journal& journal, std::size_t most)
{
    const std::size_t end = std::min(journal.size(), m_followed + most);
    for (; m_followed < end; ++m_followed)
        take(static_cast<std::uint32_t>(m_followed), journal.at(m_followed));
    return m_followed == journal.size();
}

void ByteStreams::take(std::uint32_t event, const Event& what)
{
    if (const auto* sent = std::get_if<PacketSent>(&what.body)) {
        packet(event, *sent);
    } else if (const auto* copy = std::get_if<PacketCopied>(&what.body)) {
        copied(event, *copy);
    } else if (const auto* delivered = std::get_if<PacketDelivered>(&what.body)) {
        deliver(event, delivered->packet);
    } else if (const auto* dropped = std::get_if<PacketDropped>(&what.body)) {
        drop(event, dropped->packet);
    } else if (const auto* entered = std::get_if<CallEntered>(&what.body)) {
        enter(event, *entered);
    } else if (const auto* returned = std::get_if<CallReturned>(&what.body)) {
        leave(event, *returned);
    } else if (const auto* changed = std::get_if<DescriptorsChanged>(&what.body)) {
        auto& table = m_descriptors[changed->actor];
        table.clear();
        for (const Descriptor& descriptor : changed->descriptors) {
            if (descriptor.socket != 0)
                table[descriptor.fd] = descriptor.socket;
        }
    } else if (const auto* sampled = std::get_if<SocketSampled>(&what.body)) {
        sample(sampled->row);
    }
}

ByteStreams::Direction& ByteStreams::direction(HostId from, const Endpoint& source, const Endpoint& destination)
{
    Direction& direction = m_directions[keyOf(from, source, destination)];
    if (direction.stream < 0) {
        direction.stream = static_cast<int>(m_streams.size());
        ByteStream& stream = m_streams.emplace_back();
        stream.from = from;
        stream.source = source;
        stream.destination = destination;
    }
    return direction;
}

void ByteStreams::sample(const SocketRow& row)
{
    if (row.protocol != 6 || row.remote.port == 0 || row.state == SocketState::TimeWait)
        return;
    m_keys[row.socket] = keyOf(row.host, row.local, row.remote);
    m_streams[static_cast<std::size_t>(direction(row.host, row.local, row.remote).stream)].sender = row.socket;
    m_streams[static_cast<std::size_t>(direction(otherHost(row.host), row.remote, row.local).stream)].receiver = row.socket;
}

void ByteStreams::enter(std::uint32_t event, const CallEntered& call)
{
    const bool sends = isSend(call.name);
    if (!sends && !isReceive(call.name))
        return;
    const auto table = m_descriptors.find(call.actor);
    if (table == m_descriptors.end())
        return;
    const auto descriptor = table->second.find(fdOf(call));
    if (descriptor == table->second.end())
        return;
    m_calls[call.call] = {event, descriptor->second, sends, !peeks(call)};
    const int stream = outgoing(descriptor->second);
    if (sends && stream >= 0 && call.args.size() > 2 && call.name != "writev" && call.name != "sendmsg")
        m_streams[static_cast<std::size_t>(stream)].pending.emplace_back(event, static_cast<std::int64_t>(call.args[2].raw));
}

void ByteStreams::leave(std::uint32_t event, const CallReturned& call)
{
    const auto found = m_calls.find(call.call);
    if (found == m_calls.end())
        return;
    const OpenCall open = found->second;
    m_calls.erase(found);
    const int own = outgoing(open.socket);
    if (own < 0)
        return;
    if (open.sends) {
        ByteStream& stream = m_streams[static_cast<std::size_t>(own)];
        const std::int64_t from = last(stream.written), to = from + std::max<std::int64_t>(0, call.result);
        stream.sends.push_back({from, to, open.event, event}); // also one that wrote nothing: it is no longer pending
        step(stream.written, event, to);
        m_busy.push_back({event, own});
        return;
    }
    const int other = reverse(own);
    if (other < 0 || !open.takes || call.result <= 0)
        return;
    ByteStream& stream = m_streams[static_cast<std::size_t>(other)];
    const std::int64_t from = last(stream.read), to = from + call.result;
    stream.receives.push_back({from, to, open.event, event});
    step(stream.read, event, to);
    m_busy.push_back({event, other});
}

std::int64_t ByteStreams::position(const Direction& direction, std::uint32_t sequence, std::int64_t near)
{
    const auto here = static_cast<std::uint32_t>(near) + direction.base;
    return near + static_cast<std::int32_t>(sequence - here);
}

void ByteStreams::packet(std::uint32_t event, const PacketSent& sent)
{
    const Packet decoded = decodePacket(sent.frame, sent.fullLength);
    if (!decoded.tcp || !decoded.ip)
        return;
    const TcpHeader& tcp = *decoded.tcp;
    const Endpoint source = decoded.source(), destination = decoded.destination();
    const bool syn = tcp.flags & TcpFlag::syn;
    Direction& own = direction(sent.from, source, destination);
    if (syn && own.based && own.base != tcp.seq + 1)
        own.stream = -1; // the same ends again: a new connection
    Direction& here = direction(sent.from, source, destination);
    ByteStream& stream = m_streams[static_cast<std::size_t>(here.stream)];
    if (!here.based || syn) {
        here.base = syn ? tcp.seq + 1 : tcp.seq;
        here.based = true;
        here.ahead.clear();
        stream.whole = syn;
        here.scale = syn && tcp.options.windowScale ? *tcp.options.windowScale : -1;
    }
    Flying flying {keyOf(sent.from, source, destination), here.stream, -1, 0, 0, (tcp.flags & TcpFlag::ack) != 0, tcp.ack, tcp.window, syn};
    if (decoded.payloadLength > 0) {
        flying.from = position(here, tcp.seq, last(stream.sent));
        flying.to = flying.from + static_cast<std::int64_t>(decoded.payloadLength);
        flying.segment = static_cast<std::int64_t>(stream.segments.size());
        StreamSegment segment {flying.from, flying.to, event};
        segment.again = flying.from < last(stream.sent);
        stream.segments.push_back(segment);
        step(stream.sent, event, flying.to);
        m_busy.push_back({event, here.stream});
    }
    m_flying[sent.packet] = std::move(flying);
}

void ByteStreams::copied(std::uint32_t event, const PacketCopied& copy)
{
    const auto original = m_flying.find(copy.original);
    if (original == m_flying.end())
        return;
    Flying flying = original->second;
    if (flying.segment >= 0) {
        std::vector<StreamSegment>& segments = m_streams[static_cast<std::size_t>(flying.stream)].segments;
        flying.segment = static_cast<std::int64_t>(segments.size());
        StreamSegment segment {flying.from, flying.to, event};
        segment.again = true;
        segments.push_back(segment);
    }
    m_flying[copy.packet] = std::move(flying);
}

void ByteStreams::arrive(std::uint32_t event, Direction& direction, std::int64_t from, std::int64_t to)
{
    ByteStream& stream = m_streams[static_cast<std::size_t>(direction.stream)];
    std::int64_t& end = direction.ahead[from];
    end = std::max(end, to);
    std::int64_t reached = last(stream.arrived);
    while (!direction.ahead.empty() && direction.ahead.begin()->first <= reached) {
        reached = std::max(reached, direction.ahead.begin()->second);
        direction.ahead.erase(direction.ahead.begin());
    }
    step(stream.arrived, event, reached);
}

void ByteStreams::deliver(std::uint32_t event, PacketId id)
{
    const auto found = m_flying.find(id);
    if (found == m_flying.end())
        return;
    const Flying flying = std::move(found->second);
    m_flying.erase(found);
    Direction& own = m_directions[flying.key];
    if (own.stream != flying.stream)
        return; // of a connection before this one
    if (flying.segment >= 0) {
        m_streams[static_cast<std::size_t>(flying.stream)].segments[static_cast<std::size_t>(flying.segment)].delivered = event;
        arrive(event, own, flying.from, flying.to);
    }
    const int other = flying.acks ? reverse(flying.stream) : -1;
    if (other < 0)
        return;
    ByteStream& acked = m_streams[static_cast<std::size_t>(other)];
    const auto back = m_directions.find(keyOf(acked.from, acked.source, acked.destination));
    if (back == m_directions.end() || !back->second.based || back->second.stream != other)
        return;
    // A scale counts only if both offered one, and never in a SYN itself (RFC 7323, section 2.2).
    std::int64_t window = -1;
    if (acked.whole && m_streams[static_cast<std::size_t>(flying.stream)].whole)
        window = std::int64_t {flying.window} << (!flying.syn && own.scale >= 0 && back->second.scale >= 0 ? std::min(own.scale, 14) : 0);
    const std::int64_t before = acked.acks.empty() ? 0 : acked.acks.back().to;
    const std::int64_t to = std::clamp<std::int64_t>(position(back->second, flying.ack, before), before, std::max(before, last(acked.sent)));
    acked.acks.push_back({event, to, window});
}

void ByteStreams::drop(std::uint32_t event, PacketId id)
{
    const auto found = m_flying.find(id);
    if (found == m_flying.end())
        return;
    if (found->second.segment >= 0)
        m_streams[static_cast<std::size_t>(found->second.stream)].segments[static_cast<std::size_t>(found->second.segment)].dropped = event;
    m_flying.erase(found);
}

int ByteStreams::outgoing(SocketId socket) const
{
    const auto key = m_keys.find(socket);
    if (key == m_keys.end())
        return -1;
    const auto found = m_directions.find(key->second);
    return found == m_directions.end() ? -1 : found->second.stream;
}

int ByteStreams::reverse(int stream) const
{
    if (stream < 0)
        return -1;
    const ByteStream& own = m_streams[static_cast<std::size_t>(stream)];
    const auto found = m_directions.find(keyOf(otherHost(own.from), own.destination, own.source));
    return found == m_directions.end() ? -1 : found->second.stream;
}

int ByteStreams::busiest(std::size_t position) const
{
    const auto after =
        std::partition_point(m_busy.begin(), m_busy.end(), [position](const StreamStep& step) { return step.event < position; });
    return after == m_busy.begin() ? -1 : static_cast<int>(std::prev(after)->to);
}

const std::pair<std::uint32_t, std::int64_t>* waitingSend(const ByteStream& stream, std::size_t position)
{
    const auto begun = std::partition_point(stream.pending.begin(), stream.pending.end(),
                                            [position](const auto& one) { return one.first < position; });
    if (begun == stream.pending.begin())
        return nullptr;
    auto done = std::partition_point(stream.sends.begin(), stream.sends.end(),
                                     [position](const StreamCall& call) { return call.returned < position; });
    // Threads that write together return in another order: a few back.
    for (int i = 0; i < 16 && done != stream.sends.begin(); ++i) {
        if ((--done)->entered == std::prev(begun)->first)
            return nullptr;
    }
    return &*std::prev(begun);
}

StreamMoment ByteStreams::moment(int index, std::size_t position, const SocketRow* senderRow, const SocketRow* receiverRow) const
{
    StreamMoment moment;
    if (index < 0)
        return moment;
    const ByteStream& stream = m_streams[static_cast<std::size_t>(index)];
    moment.sent = at(stream.sent, position);
    moment.read = at(stream.read, position);
    moment.written = at(stream.written, position);
    const auto ack = std::partition_point(stream.acks.begin(), stream.acks.end(),
                                          [position](const StreamAck& one) { return one.event < position; });
    if (ack != stream.acks.begin()) {
        moment.acked = std::prev(ack)->to;
        if (std::prev(ack)->window >= 0)
            moment.window = moment.acked + std::prev(ack)->window;
    }
    if (const auto* waiting = waitingSend(stream, position))
        moment.wanted = moment.written + waiting->second;
    // A send() that has not returned: the kernel's queue tells how much of it is in the buffer.
    std::int64_t held = moment.sent;
    if (senderRow && moment.wanted > 0)
        held = std::max(held, std::min(moment.wanted, moment.acked + std::int64_t {senderRow->sendQueue}));
    if (held > moment.written) {
        moment.written = held;
        moment.inferred = true;
    }
    moment.taking = moment.read;
    // Delivered by the wire is not yet taken in by the kernel (its buffer may be full): its own count is asked.
    const std::int64_t delivered = std::max(moment.read, at(stream.arrived, position));
    moment.arrived = delivered;
    if (receiverRow && receiverRow->state != SocketState::Listen) {
        const std::int64_t unread = receiverRow->recvQueue;
        moment.arrived = std::clamp(moment.read + unread, moment.read, delivered);
        // Acknowledged, and neither read nor in the buffer: a recv() with MSG_WAITALL has it already, or a call that was
        // not seen.
        if (moment.acked > moment.arrived) {
            moment.arrived = moment.acked;
            moment.taking = std::max(moment.read, moment.acked - unread);
            moment.inferred = true;
        }
    } else if (delivered > moment.read) {
        moment.inferred = true;
    }
    return moment;
}

} // namespace lab
