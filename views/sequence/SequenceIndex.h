#pragma once
// SequenceIndex: which events of a journal are rows of the sequence diagram, and what spans rows: flights of packets,
// blocked calls, states of sockets. Grows with the journal; no geometry and no texts, so a million events stay small.

#include "model/base/PagedList.h"
#include "model/journal/Journal.h"
#include "views/sequence/SequenceCover.h"
#include "views/sequence/SequenceRows.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace lab {

/// Counters that say the kernel threw a packet away (nstat(8) names).
bool isDropCounter(std::string_view name);

class SequenceIndex
{
public:
    void reset();
    /// On by so many events at most.
    void follow(const Journal& journal, std::size_t most = noEvent);

    std::size_t followed() const { return m_followed; } ///< events

    const SequenceRows& rows() const { return m_rows; }

    const std::vector<SequenceLane>& lanes() const { return m_lanes; }

    const std::vector<SequenceCall>& calls() const { return m_calls; }

    std::size_t flightCount() const { return m_rows.flights(); }

    SequenceFlight flight(std::uint32_t number) const; ///< in the order in which they were sent

    const SequenceBars& bars() const { return m_rows.bars(); }

    /// One host only, and no packets (model/lab/ThisMachine.h).
    bool thisMachine() const { return m_thisMachine; }

    /// Rows that exist after `position` events.
    std::size_t rowsAt(std::size_t position) const { return m_rows.before(position); }
    /// The row that event `event` belongs to; noRow before the first one.
    std::uint32_t rowOf(std::size_t event) const;

    /// The most bars that ever stood side by side on a host.
    int places(HostId host) const { return m_places[static_cast<std::size_t>(host)]; }

    /// All programs are on the server host, and its loopback goes by way of the wire.
    bool oneHost() const { return m_loops && !m_clientLane; }

    struct Spans
    {
        std::vector<std::uint32_t> calls, flights;
    };

    /// What may reach into rows first … last: cost by the rows asked for and what was open there, not by the journal.
    Spans spans(std::uint32_t first, std::uint32_t last) const;
    /// The same of these rows alone, ascending: what is open where the first begins, and what begins in one of them.
    Spans spans(const std::vector<std::uint32_t>& rows) const;

    /// The bars to draw; what is open of them may be a hundred thousand.
    const SequenceCover& cover() const { return m_cover; }

    /// Of rows first … last, which are there, as a cover is asked for them.
    SequenceCover::Events eventsOf(std::uint32_t first, std::uint32_t last) const { return {m_rows.firstOf(first), m_rows.endOf(last)}; }

    /// All bars of a socket, in their order; remembered for the one that was asked for last.
    const std::vector<std::uint32_t>& barsOf(SocketId socket) const;

    static constexpr std::uint32_t bucket = 64; ///< rows between two lists of what is open, or more where much is
    static constexpr int mostPlaces = SequenceCover::mostPlaces;

private:
    struct SocketNow
    {
        SocketState state = SocketState::None;
        std::uint32_t bar = noRow;
    };

    struct Asked
    {
        SocketId socket = 0;
        std::size_t looked = 0; ///< bars
        std::vector<std::uint32_t> bars;
    };

    struct OpenAt
    {
        std::uint32_t row = 0;
        Spans spans; ///< that are open where this row begins
    };

    void addBeginning(std::uint32_t row, Spans& spans) const;
    void takeFrame(std::size_t event, const Journal::Glance& seen);
    void takeState(std::size_t event, const Journal::StateGlance& told);
    void take(std::size_t event, const Event& what);
    std::uint32_t addRow(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t ref);
    std::uint32_t packetRow(std::size_t event, SequenceRow::Kind kind, HostId host, std::uint32_t flight);
    std::size_t toldAt(std::uint32_t flight) const; ///< in m_flights; its size: not there
    SequenceFlight& editFlight(std::uint32_t number) { return m_flights[toldAt(number)]; } ///< not one that was seen once
    void enter(std::size_t event, const CallEntered& call);
    void leave(std::size_t event, const CallReturned& call);
    void begin(std::size_t event, SequenceFlight flight);
    void hold(std::size_t event, PacketId packet);
    void end(std::size_t event, PacketId packet, bool dropped, DropReason why);
    void sample(std::size_t event, const Journal::StateGlance& row);
    void gone(std::size_t event, SocketId socket);
    void closeBar(std::size_t event, std::uint32_t bar);
    void count(std::size_t event, const CountersChanged& counters);
    std::uint8_t freePlace(HostId host) const;

    std::optional<SequenceFlight> flightOf(PacketId packet) const;

    std::size_t m_followed = 0;
    bool m_ofLab = false; ///< false: a capture made elsewhere, which says of no packet when it arrived
    SequenceRows m_rows;
    std::vector<SequenceLane> m_lanes;
    std::unordered_map<ActorId, std::uint32_t> m_laneOf; ///< a program that forks without end has very many
    std::vector<SequenceCall> m_calls;
    /// Those that were not seen once. A packet of a capture is, and nothing else happens to it: its row tells all of it.
    PagedList<SequenceFlight> m_flights;
    PagedList<std::uint32_t> m_told; ///< their numbers, ascending
    std::vector<OpenAt> m_open; ///< ascending
    std::uint32_t m_nextOpen = 0; ///< the row that has the next one
    std::map<CallId, std::uint32_t> m_openCalls;
    std::map<PacketId, std::uint32_t> m_openFlights;
    bool m_loops = false, m_clientLane = false;
    std::unordered_map<SocketId, SocketNow> m_sockets;
    SequenceCover m_cover;
    mutable Asked m_asked;
    std::array<std::array<std::uint32_t, mostPlaces>, hostCount> m_standing {}; ///< open bars of a host at a place
    std::array<int, hostCount> m_places {1, 1};
    bool m_thisMachine = false;
};

} // namespace lab
