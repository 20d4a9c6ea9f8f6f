#pragma once
// Wire: what becomes of each frame. Frames in, decisions out; no I/O, no clock, no kernel: tested without any.
// The engine carries the decisions out: journals the events, injects the frames, in the order given.

#include "model/base/Ids.h"
#include "model/base/Result.h"
#include "model/engine/HostAddresses.h"
#include "model/engine/Transit.h"
#include "model/journal/Event.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace lab {

/// One thing to do, in order: first journal `event` (if any), then inject `frame` into `to` (if any), and journal
/// PacketDelivered{delivered} when the kernel took it.
struct WireDecision
{
    std::optional<EventBody> event;
    Bytes frame;
    HostId to = HostId::Client;
    PacketId delivered = 0; ///< 0: nothing to inject
};

/// Where the frame is to go in: the other host, or the one it came from (its loopback).
HostId destinationOf(HostId from, ByteView frame);

class Wire
{
public:
    /// Travel: it is under way on the link, and comes out of arrived(). Overflow: the link's queue was full.
    enum class Verdict : std::uint8_t { Deliver, Hold, Absorb, Drop, Filter, Travel, Overflow };

    struct Accepted
    {
        Verdict verdict = Verdict::Deliver;
        PacketId packet = 0; ///< of the frame; the earlier one when absorbed; 0 when filtered
        std::uint32_t repeats = 0; ///< when absorbed: how often the held one was sent again by now
    };

    /// A host sent a frame of so many bytes (0: as many as there are). Takes a copy only if it is held or travels. The caller
    /// journals, and delivers at once if that is the verdict. `now` matters only to a link that takes time.
    Accepted accept(HostId from, ByteView frame, std::size_t fullLength = 0, Timestamp now = {});

    WireMode mode() const { return m_mode; }

    /// Flow lets everything go that was held, by way of the link; hold keeps what is under way.
    std::vector<WireDecision> setMode(WireMode mode, Timestamp now = {});

    const Link& link() const { return m_transit.link(); }

    /// What packets meet while the wire flows; one that is released by hand is there at once.
    std::vector<WireDecision> setLink(const Link& link);
    std::vector<WireDecision> arrived(Timestamp now); ///< those under way that are there by now

    std::optional<Timestamp> nextArrival() const { return m_transit.nextDue(); }

    void postpone(std::int64_t ns) { m_transit.postpone(ns); } ///< the lab stood still for so long

    void setMerging(bool on) { m_merging = on; }

    /// Commands on held packets. The error says which packet is not there.
    Result<std::vector<WireDecision>> release(PacketId packet);
    Result<std::vector<WireDecision>> drop(PacketId packet);
    /// A copy, held beside the original.
    Result<std::vector<WireDecision>> duplicate(PacketId packet);
    /// Cuts a held TCP data segment after `bytes` of payload: two held segments in its place.
    Result<std::vector<WireDecision>> split(PacketId packet, std::size_t bytes);
    /// Drops it and answers its sender with an ICMP error of that kind ("host-unreachable"); mtu: see icmpError().
    Result<std::vector<WireDecision>> answerWithIcmp(PacketId packet, const std::string& kind,
                                                     std::optional<std::int64_t> mtu = {});
    /// A forged frame, delivered at once whatever the mode.
    std::vector<WireDecision> inject(HostId to, Bytes frame);

    /// "next" (oldest), "last", "all" or a number → ids of held packets.
    Result<std::vector<PacketId>> resolve(const std::string& which) const;

    std::size_t heldCount() const { return m_held.size(); }

private:
    struct Held
    {
        PacketId packet = 0;
        HostId from = HostId::Client;
        Bytes frame;
        std::uint64_t key = 0; ///< of a TCP segment: same for a retransmission
        std::uint32_t repeats = 0;
    };

    /// A segment that was released, and may come again while the answer to it is held.
    struct Carried
    {
        PacketId packet = 0;
        std::uint64_t key = 0;
        std::uint32_t repeats = 0;
    };

    static constexpr std::size_t mostCarried = 256;

    Result<std::deque<Held>::iterator> find(PacketId packet);
    bool answerIsHeld(ByteView frame) const;
    void keep(PacketId packet, HostId from, Bytes frame);
    void letGo(std::vector<WireDecision>& decisions, Timestamp now);

    WireMode m_mode = WireMode::Flow;
    bool m_merging = true;
    PacketId m_last = 0;
    std::deque<Held> m_held; ///< oldest first
    Transit m_transit;
    std::deque<Carried> m_carried; ///< the last ones, oldest first
};

} // namespace lab
