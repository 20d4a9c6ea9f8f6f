#pragma once
// ByteStreams: each direction of each TCP connection of a journal as a stream of bytes: which send() wrote which bytes,
// which segments carried them, what was acknowledged, and which recv() took them. Positions are counted from the first
// byte of the stream. Facts come from calls, packets and socket tables; what had to be inferred is marked.

#include "model/journal/Journal.h"
#include "model/base/ConnectionKey.h"
#include "model/packet/Packet.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace lab {

inline constexpr std::uint32_t noStreamEvent = 0xffffffff;

/// Bytes that one call wrote or took.
struct StreamCall
{
    std::int64_t from = 0, to = 0;
    std::uint32_t entered = 0, returned = 0; ///< events
};

struct StreamSegment
{
    std::int64_t from = 0, to = 0;
    std::uint32_t sent = 0; ///< event
    std::uint32_t delivered = noStreamEvent, dropped = noStreamEvent;
    bool again = false; ///< carries bytes that were sent before
};

/// A position that grows at events.
struct StreamStep
{
    std::uint32_t event = 0;
    std::int64_t to = 0;
};

struct StreamAck
{
    std::uint32_t event = 0; ///< of its delivery to the sender
    std::int64_t to = 0;
    std::int64_t window = -1; ///< bytes; -1: its scale is not known
};

struct ByteStream
{
    HostId from = HostId::Client;
    Endpoint source, destination;
    SocketId sender = 0, receiver = 0; ///< 0: not seen
    bool whole = false; ///< its SYN was seen; otherwise positions are counted from the first byte seen
    std::vector<StreamCall> sends, receives; ///< ascending
    std::vector<StreamSegment> segments; ///< as they were sent
    std::vector<StreamStep> written, sent, arrived, read; ///< ascending
    std::vector<StreamAck> acks;
    std::vector<std::pair<std::uint32_t, std::int64_t>> pending; ///< send() calls: event, bytes wanted; in order
};

/// The send() that has begun and not returned at `position`: its event and how many bytes it wants; nullptr: none.
const std::pair<std::uint32_t, std::int64_t>* waitingSend(const ByteStream& stream, std::size_t position);

/// All that is true of a stream at one position of the journal.
struct StreamMoment
{
    std::int64_t written = 0; ///< accepted by the sender's kernel
    std::int64_t sent = 0; ///< has been in a segment
    std::int64_t acked = 0; ///< the sender knows that it arrived
    std::int64_t arrived = 0; ///< in the receiver's buffer or read, without a gap before it
    std::int64_t read = 0; ///< taken by the program
    std::int64_t taking = 0; ///< the kernel has handed out up to here, to a recv() that has not returned; >= read
    std::int64_t window = -1; ///< the sender may send up to here; -1: not known
    std::int64_t wanted = 0; ///< end of what a send() that has not returned wants to write; 0: none
    bool inferred = false; ///< `written` or `arrived` was derived from packets, not told by a call or the kernel

    bool zeroWindow() const { return window >= 0 && window <= acked; }
};

class ByteStreams
{
public:
    void reset();
    bool follow(const Journal& journal, std::size_t most); ///< true when all of the journal is in

    const std::vector<ByteStream>& streams() const { return m_streams; }

    /// The stream that a socket sends; -1: none.
    int outgoing(SocketId socket) const;
    /// The other direction; -1: not seen.
    int reverse(int stream) const;
    /// The stream that was busy last in the first `position` events; -1: none was.
    int busiest(std::size_t position) const;

    /// `senderRow`, `receiverRow`: the sockets' rows there, if they are in the tables.
    StreamMoment moment(int stream, std::size_t position, const SocketRow* senderRow, const SocketRow* receiverRow) const;

private:
    struct Direction
    {
        int stream = -1;
        std::uint32_t base = 0; ///< sequence number of the first byte
        bool based = false;
        int scale = -1; ///< window scale in its SYN; -1: none offered or no SYN seen
        std::map<std::int64_t, std::int64_t> ahead; ///< arrived with a gap before them
    };

    struct OpenCall
    {
        std::uint32_t event = 0;
        SocketId socket = 0;
        bool sends = false, takes = true;
    };

    void take(std::uint32_t event, const Event& what);
    Direction& direction(HostId from, const Endpoint& source, const Endpoint& destination);
    void sample(const SocketRow& row);
    void enter(std::uint32_t event, const CallEntered& call);
    void leave(std::uint32_t event, const CallReturned& call);
    void packet(std::uint32_t event, const PacketSent& sent);
    void copied(std::uint32_t event, const PacketCopied& copy);
    void deliver(std::uint32_t event, PacketId id);
    void drop(std::uint32_t event, PacketId id);
    void arrive(std::uint32_t event, Direction& direction, std::int64_t from, std::int64_t to);
    static std::int64_t position(const Direction& direction, std::uint32_t sequence, std::int64_t near);

    struct Flying
    {
        ConnectionKey key; ///< of the direction it flies in
        int stream = -1;
        std::int64_t segment = -1; ///< index; -1: no data
        std::int64_t from = 0, to = 0;
        bool acks = false;
        std::uint32_t ack = 0;
        std::uint32_t window = 0;
        bool syn = false;
    };

    std::size_t m_followed = 0;
    std::vector<ByteStream> m_streams;
    std::unordered_map<ConnectionKey, Direction, ConnectionKey::Hash> m_directions;
    std::unordered_map<SocketId, ConnectionKey> m_keys; ///< what a socket sends
    std::unordered_map<ActorId, std::map<int, SocketId>> m_descriptors;
    std::unordered_map<CallId, OpenCall> m_calls;
    std::unordered_map<PacketId, Flying> m_flying;
    std::vector<StreamStep> m_busy; ///< `to` is the stream
};

} // namespace lab
